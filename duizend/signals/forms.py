from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.core.choices import WordedChoice
from duizend.core.inputs import DayInput
from duizend.signals.models import Concept
from duizend.signals.models.appraisals import PARENT_VIEW_LABELS, SITUATION_CHOICES
from duizend.signals.models.findings import CONTACT_LABELS
from duizend.signals.rules.codes import (
    is_day_of_talk,
    is_day_to_weigh_again,
    proposed_day_to_weigh_again,
)


class SearchForm(forms.Form):
    zoek = forms.CharField(max_length=60, required=False, label=_("Search a signal"))


class QuickSignalForm(forms.Form):
    """One concept of those on the page, where it was seen or heard, and a few words."""

    signal = forms.UUIDField(widget=forms.HiddenInput)
    concept = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=_("What was seen or said?"),
        error_messages={
            "required": _("Choose what was seen or said."),
            "invalid_choice": _("This is not one of the choices. Choose again."),
        },
    )
    contact = forms.ChoiceField(
        choices=list(CONTACT_LABELS.items()),
        widget=forms.RadioSelect,
        required=False,
        label=_("Where?"),
    )
    note = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=_("In a few words"),
        help_text=_("Only what somebody else needs to know."),
    )

    def __init__(self, concepts: Sequence[Concept], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("signal", uuid.uuid4())
        self.concepts = {concept.pk: concept for concept in concepts}
        choices = [(c.pk, WordedChoice(c.label, c.explanation)) for c in concepts]
        self.fields["concept"].choices = choices  # type: ignore[attr-defined]

    def clean_concept(self) -> Concept:
        return self.concepts[self.cleaned_data["concept"]]


class EndForm(forms.Form):
    reason = forms.CharField(
        max_length=300,
        label=_("What was wrong?"),
        error_messages={"required": _("Say what was wrong with this signal.")},
    )


class AppraisalForm(forms.Form):
    """What people decided together. Nothing is chosen beforehand."""

    appraisal = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.UUIDField(widget=forms.HiddenInput, required=False)
    situation = forms.ChoiceField(
        choices=SITUATION_CHOICES,
        widget=forms.RadioSelect,
        label=_("Which of these fits, you find together?"),
        error_messages={
            "required": _("Choose together which of the four fits."),
            "invalid_choice": _("Choose together which of the four fits."),
        },
    )
    reason = forms.CharField(
        max_length=300,
        label=_("Why, in one sentence"),
        help_text=_("Only what everybody who reads along may know."),
        error_messages={"required": _("Say in one sentence why.")},
    )
    parent_was_there = forms.BooleanField(required=False, label=_("The parent was there"))
    parent_view = forms.ChoiceField(
        choices=list(PARENT_VIEW_LABELS.items()),
        widget=forms.RadioSelect,
        label=_("How does the parent see it?"),
        error_messages={
            "required": _("Say how the parent sees it."),
            "invalid_choice": _("Say how the parent sees it."),
        },
    )
    parent_words = forms.CharField(
        required=False, max_length=500, label=_("In the parent's own words")
    )
    strengths_not_discussed = forms.BooleanField(
        required=False, label=_("We have not discussed yet what goes well")
    )
    decided_on = forms.DateField(widget=DayInput, label=_("Day of the talk"))
    again_on = forms.DateField(
        widget=DayInput,
        label=_("Weigh again on"),
        help_text=_("Six weeks from now is a proposal of duizend. Choose what suits."),
    )

    def __init__(
        self, *args: Any, today: date, name: str, has_strengths: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.has_strengths = has_strengths
        self.initial.setdefault("appraisal", uuid.uuid4())
        self.initial.setdefault("decided_on", today)
        self.initial.setdefault("again_on", proposed_day_to_weigh_again(today))
        if name:
            self.fields["parent_view"].label = _("How does %(name)s see it?") % {"name": name}
            self.fields["parent_words"].label = _("In the words of %(name)s") % {"name": name}
            self.fields["parent_was_there"].label = _("%(name)s was there") % {"name": name}
        if has_strengths:
            del self.fields["strengths_not_discussed"]

    def clean_decided_on(self) -> date:
        day: date = self.cleaned_data["decided_on"]
        if not is_day_of_talk(day, self.today):
            raise forms.ValidationError(_("Choose a day of the talk in the past month."))
        return day

    def clean_again_on(self) -> date:
        day: date = self.cleaned_data["again_on"]
        if not is_day_to_weigh_again(day, self.today):
            raise forms.ValidationError(_("Choose a day to weigh again, at most a year from now."))
        return day

    def clean_strengths_not_discussed(self) -> bool:
        ticked: bool = self.cleaned_data["strengths_not_discussed"]
        if not ticked:
            raise forms.ValidationError(
                _("First talk about what goes well, or tick that you have not done so yet.")
            )
        return ticked
