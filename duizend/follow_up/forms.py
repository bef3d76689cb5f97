from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.core.choices import WordedChoice
from duizend.core.inputs import DayInput
from duizend.follow_up.models import CHOICE_LABELS, HEARD_LABELS, RUNG_LABELS, NoteKind
from duizend.follow_up.permissions import LONGEST_NOTE
from duizend.follow_up.rules.ladder import LONGEST, Rung
from duizend.follow_up.rules.next_steps import Choice

HINTS = {
    Choice.OTHER: _("You look on the menu for something that fits better."),
    Choice.LATER: _("It comes back on your day on the day that you choose."),
    Choice.COORDINATOR: _("It comes on the day of who coordinates, until the talk was held."),
    Choice.NO_HELP: _("That is fine. Nothing is asked any more about this question."),
    Choice.GOES_ON: _("You spoke to each other and the help comes after all."),
}


class Once(forms.Form):
    """A form whose id makes one row of a double click."""

    use_required_attribute = False

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("id", uuid4())


class NextStepForm(Once):
    """What now: one choice, and a day for later."""

    choice = forms.ChoiceField(label=_("What do you choose together?"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("When?"), required=False, widget=DayInput)

    def __init__(self, *args: Any, offered: Iterable[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = [
            (one.value, WordedChoice(CHOICE_LABELS[one.value], HINTS[one])) for one in offered
        ]


class CallForm(Once):
    """What was heard when calling."""

    heard = forms.ChoiceField(
        label=_("What did you hear?"), widget=forms.RadioSelect, choices=list(HEARD_LABELS.items())
    )


class NoteForm(Once):
    """What the process director did about a question."""

    kind = forms.ChoiceField(
        label=_("What happened?"),
        choices=NoteKind.choices,
        widget=forms.RadioSelect,
        initial=NoteKind.CALLED,
    )
    words = forms.CharField(
        label=_("With whom, and what was said?"),
        help_text=_("Both organisations read this. Write nothing about a family."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    by_when = forms.DateField(
        label=_("By when?"),
        help_text=_("Only for what was agreed."),
        required=False,
        widget=DayInput,
    )


class LadderForm(Once):
    """After how many working days each hears."""

    def __init__(self, *args: Any, days: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rung, number in zip(Rung, days, strict=True):
            self.fields[self.name_of(rung)] = forms.IntegerField(
                label=str(RUNG_LABELS[rung.value]).capitalize(),
                min_value=0,
                max_value=LONGEST,
                initial=number,
            )

    @staticmethod
    def name_of(rung: Rung) -> str:
        return f"after_{rung.name.lower()}"

    @property
    def days(self) -> list[int]:
        return [self.cleaned_data[self.name_of(rung)] for rung in Rung]
