"""What is filled in on a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.core.inputs import DayInput
from duizend.core.permissions import NotAllowed
from duizend.portraits.models import Portrait, Theme
from duizend.portraits.models.pictures import URGENCY_LABELS
from duizend.portraits.rules.codes import HIGHEST_MARK, LONGEST_WORDS, Voice
from duizend.portraits.rules.words import Words, digest
from duizend.signals.models import Concept

OPEN = "open"


def mark_name(theme: Theme) -> str:
    return f"m-{theme.pk}"


def mark_in(data: QueryDict, theme: Theme) -> int | None:
    """The mark that was chosen; None for an axis left open. Raises NotAllowed for nonsense."""
    given = data.get(mark_name(theme), OPEN)
    if given == OPEN:
        return None
    if given.isascii() and given.isdecimal() and len(given) < 3 and int(given) <= HIGHEST_MARK:
        return int(given)
    raise NotAllowed(_("Choose a place between 0 and 10, or leave it open."))


def is_touched(data: QueryDict, theme: Theme) -> bool:
    """Whether this axis was changed on this page; another window may have changed it too."""
    name = mark_name(theme)
    return name in data and data[name] != data.get(f"{name}-was")


@dataclass(frozen=True)
class Scale:
    """An axis as a row of places to tap, 0 to 10, and one to leave it open."""

    theme: Theme
    value: int | None

    @property
    def name(self) -> str:
        return mark_name(self.theme)

    @property
    def names(self) -> str:
        """The fields that travel when this axis saves itself."""
        return f"{self.name},csrfmiddlewaretoken"

    @property
    def was(self) -> str:
        return OPEN if self.value is None else str(self.value)

    @property
    def places(self) -> list[tuple[int, bool]]:
        return [(place, place == self.value) for place in range(HIGHEST_MARK + 1)]


class WordsForm(forms.Form):
    """What one voice says about one theme."""

    goes_well = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("What goes well?"),
    )
    wish = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("What would you like?"),
    )
    urgency = forms.ChoiceField(
        required=False,
        choices=[*URGENCY_LABELS.items(), ("", gettext_lazy("not said"))],
        widget=forms.RadioSelect,
        label=gettext_lazy("When, for your family?"),
    )
    concept = forms.ChoiceField(
        required=False, label=gettext_lazy("Belongs to a signal that was named")
    )

    def __init__(
        self,
        theme: Theme,
        voice: Voice,
        concepts: Sequence[Concept],
        words: Words,
        *,
        data: QueryDict | None = None,
    ) -> None:
        self.theme, self.voice = theme, voice
        super().__init__(
            data,
            prefix=f"{theme.pk}-{voice}",
            initial={
                "goes_well": words.goes_well,
                "wish": words.wish,
                "urgency": words.urgency,
                "concept": words.concept,
            },
        )
        self.was, self.kept_concept = digest(words), words.concept
        # Which signal it belongs to is for the professional to say, not to ask a parent.
        self.offers_concepts = voice == Voice.PROFESSIONAL and bool(concepts)
        if self.offers_concepts:
            self.fields["concept"].choices = [  # type: ignore[attr-defined]
                ("", _("none")),
                *((concept.pk, concept.label) for concept in concepts),
            ]
        else:
            del self.fields["concept"]
        if voice == Voice.PROFESSIONAL:
            self.fields["goes_well"].label = _("What do you see that goes well?")
            self.fields["wish"].label = _("What would you wish the family?")
            self.fields["urgency"].label = _("When, as you see it?")

    @property
    def words(self) -> Words:
        """What was filled in. Raises NotAllowed with the first mistake."""
        for mistakes in self.errors.values():
            raise NotAllowed(str(mistakes[0]))
        given = dict(self.cleaned_data)
        # A page that did not ask it, takes no link back.
        if self.add_prefix("concept") not in self.data:
            given["concept"] = self.kept_concept
        return Words(**given)

    @property
    def was_name(self) -> str:
        return f"{self.prefix}-was"

    @property
    def names(self) -> str:
        """The fields that travel when this voice saves itself."""
        fields = [self.add_prefix(name) for name in self.fields]
        return ",".join([*fields, self.was_name, "csrfmiddlewaretoken"])

    @property
    def is_filled(self) -> bool:
        return any(self.initial.values())


class EndForm(forms.Form):
    reason = forms.CharField(
        max_length=300,
        label=gettext_lazy("What was wrong with this picture?"),
        error_messages={"required": gettext_lazy("Say what was wrong with this picture.")},
    )


class DaysForm(forms.Form):
    """Two days of the balance, between the first day and today."""

    toen = forms.DateField(widget=DayInput, label=gettext_lazy("Then"))
    nu = forms.DateField(widget=DayInput, label=gettext_lazy("Now"))

    def __init__(self, *args: Any, first: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.today = first, today
        for field in self.fields.values():
            field.error_messages["required"] = _("Choose a day.")
            field.widget.attrs |= {"min": first.isoformat(), "max": today.isoformat()}

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for name in ("toen", "nu"):
            day = given.get(name)
            if day is not None and not self.first <= day <= self.today:
                self.add_error(name, _("Choose a day on this line, until today."))
        return given


class CompareForm(forms.Form):
    """Which picture lies under which."""

    toen = forms.ChoiceField(required=False, label=gettext_lazy("Then"))
    nu = forms.ChoiceField(required=False, label=gettext_lazy("Now"))

    def __init__(
        self, portraits: Sequence[tuple[Portrait, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(portrait.pk), words) for portrait, words in portraits]
        self.fields["nu"].choices = choices  # type: ignore[attr-defined]
        self.fields["toen"].choices = [("geen", _("nothing under it")), *choices]  # type: ignore[attr-defined]


def as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
