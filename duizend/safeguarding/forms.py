"""What the pages of the vault ask. Every form carries the id of the row that it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.access.models import User
from duizend.core.inputs import DayInput
from duizend.safeguarding import facts
from duizend.safeguarding.rules import QUESTIONS, Kind, Words
from duizend.safeguarding.words import ANSWER_LABELS, STEP_LABELS, VIEW_LABELS

LONGEST_TEXT = 8000
LONGEST_REASON = 500


class VaultForm(forms.Form):
    # The browser's own complaints come too early, and not in our words.
    use_required_attribute = False
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].initial = uuid4()
        for field in self.fields.values():
            # Nothing that was typed here is offered by the browser elsewhere.
            field.widget.attrs["autocomplete"] = "off"


class StartForm(VaultForm):
    about = forms.CharField(
        label=_("Whom it is about"),
        max_length=200,
        required=False,
        help_text=_("In your own words, so that you know it again. Only the vault keeps it."),
    )


class EntryForm(VaultForm):
    """A day and what was done."""

    kind = Kind.ADDITION
    day = forms.DateField(label=_("On which day"), widget=DayInput)
    text = forms.CharField(
        label=_("What you write down"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    @property
    def words(self) -> Words:
        """Only after `is_valid()`."""
        asked = self.cleaned_data
        return Words(self.kind, asked["day"], asked["text"].strip(), **self.more(asked))

    def more(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        return {}


class SignalsForm(EntryForm):
    kind = Kind.SIGNALS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.help_text = _("What you saw, heard or smelled yourself; and apart: what others said.")


class ConsultForm(EntryForm):
    kind = Kind.CONSULT
    function = forms.CharField(
        label=_("Whom you consulted"),
        max_length=100,
        help_text=_("A function, no name: colleague, meldcode officer, adviser of Veilig Thuis."),
    )
    anonymous = forms.BooleanField(label=_("I gave no name of the family"), required=False)
    field_order = ("day", "function", "anonymous", "text")

    def more(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        return {"function": asked["function"].strip(), "anonymous": asked["anonymous"]}


class TalkForm(EntryForm):
    kind = Kind.TALK
    function = forms.CharField(
        label=_("With whom"),
        max_length=100,
        required=False,
        help_text=_("For example: mother, partner, both."),
    )
    not_held = forms.BooleanField(
        label=_("There was no talk (yet), for instance because that is not safe"), required=False
    )
    field_order = ("day", "function", "not_held", "text")

    def more(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        return {"function": asked["function"].strip(), "not_held": asked["not_held"]}


class WeighForm(EntryForm):
    kind = Kind.WEIGH

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = facts.questions()
        for code in QUESTIONS:
            self.fields[code] = forms.ChoiceField(
                label=asked[code].words,
                choices=list(ANSWER_LABELS.items()),
                widget=forms.RadioSelect,
            )
        self.fields["text"].label = _("What you base this on")
        self.order_fields(["day", *QUESTIONS, "text"])

    def more(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        return {"answers": {code: asked[code] for code in QUESTIONS}}


class DecideForm(EntryForm):
    kind = Kind.DECIDE
    report = forms.BooleanField(label=_("I report to Veilig Thuis"), required=False)
    reported_on = forms.DateField(
        label=_("Reported on"),
        required=False,
        widget=DayInput,
        help_text=_(
            "You call yourself: duizend sends nothing. Fill this in when it has been done."
        ),
    )
    help = forms.BooleanField(label=_("I arrange help"), required=False)
    field_order = ("day", "report", "reported_on", "help", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label = _("Why you decide this")
        text.help_text = _("Also when you do neither of the two: say why.")

    def more(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        return {key: asked[key] for key in ("report", "help", "reported_on")}


class AdditionForm(EntryForm):
    """Adds to an entry. What stood there stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What you add or correct")


STEP_FORMS: dict[Kind, type[EntryForm]] = {
    form.kind: form for form in (SignalsForm, ConsultForm, TalkForm, WeighForm, DecideForm)
}


class LookForm(VaultForm):
    view = forms.ChoiceField(
        label=_("What you find of this decision"),
        choices=list(VIEW_LABELS.items()),
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What you want to say about it"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReasonForm(VaultForm):
    """Why something is done; only the vault keeps it."""

    reason = forms.CharField(
        label=_("Why"), max_length=LONGEST_REASON, help_text=_("Only you three read this.")
    )


class ReleaseForm(ReasonForm):
    steps = forms.MultipleChoiceField(label=_("What you show"), widget=forms.CheckboxSelectMultiple)
    field_order = ("steps", "reason")

    def __init__(self, *args: Any, done: Sequence[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = cast(forms.MultipleChoiceField, self.fields["steps"])
        steps.choices = [(step.value, STEP_LABELS[step]) for step in done]


class SupervisorForm(VaultForm):
    supervisor = forms.ChoiceField(
        label=_("Who looks along"),
        required=False,
        help_text=_("This colleague reads everything here. Students cannot be chosen."),
    )

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues}
        named = cast(forms.ChoiceField, self.fields["supervisor"])
        named.choices = [
            ("", _("Nobody (the meldcode officer always may)")),
            *((key, user.full_name) for key, user in self.colleagues.items()),
        ]

    @property
    def colleague(self) -> User | None:
        """Only after `is_valid()`."""
        return self.colleagues.get(self.cleaned_data["supervisor"])


def first_day(today: date) -> dict[str, Any]:
    """What a new form proposes: today."""
    return {"day": today}
