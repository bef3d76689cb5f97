"""The few questions that planning and recording a contact ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, User
from duizend.access.rules import RESTRICTED, Category
from duizend.core.inputs import MomentInput
from duizend.visits.actions import Appointment, Words
from duizend.visits.models import KIND_LABELS
from duizend.visits.rules import LONGEST_MINUTES

# A report is never about nothing in particular: contact and plan are not subjects.
NOT_A_SUBJECT = frozenset({Category.CONTACT, Category.PLAN})
USUAL_MINUTES = 60


def subjects_for(user: User) -> list[tuple[str, Any]]:
    """The data categories that this person may write a report in."""
    return [
        (code, label)
        for code, label in CATEGORY_LABELS.items()
        if Category(code) not in NOT_A_SUBJECT
        and (user.sees_restricted or Category(code) not in RESTRICTED)
    ]


class AppointmentForm(forms.Form):
    """Kind, moment, minutes, who goes, where and with whom."""

    # The browser's own complaints come too early, and not in our words.
    use_required_attribute = False
    entry = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Kind of contact"), choices=list(KIND_LABELS.items()), widget=forms.RadioSelect
    )
    start = forms.DateTimeField(label=_("Day and time"), widget=MomentInput)
    minutes = forms.IntegerField(
        label=_("How many minutes"), min_value=1, max_value=LONGEST_MINUTES, initial=USUAL_MINUTES
    )
    practitioner = forms.ChoiceField(label=_("Who goes"))
    place = forms.CharField(
        label=_("Place"),
        max_length=200,
        required=False,
        help_text=_("For example: at home."),
    )
    with_whom = forms.CharField(
        label=_("With whom"),
        max_length=200,
        required=False,
        help_text=_("For example: mother and partner."),
    )

    def __init__(self, *args: Any, team: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = {str(user.pk): user for user in team}
        self.fields["entry"].initial = uuid4()
        who = cast(forms.ChoiceField, self.fields["practitioner"])
        who.choices = [(key, user.full_name) for key, user in self.team.items()]
        who.initial = next(iter(self.team), None)
        if len(self.team) == 1:
            who.widget = forms.HiddenInput()

    @property
    def appointment(self) -> Appointment:
        """Only after `is_valid()`."""
        asked = self.cleaned_data
        return Appointment(
            kind=asked["kind"],
            start=asked["start"],
            minutes=asked["minutes"],
            practitioner=self.team[asked["practitioner"]],
            place=asked["place"],
            with_whom=asked["with_whom"],
        )


class ReportForm(forms.Form):
    """Only what is needed, and which data it is."""

    use_required_attribute = False
    report_entry = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Report"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Only what is needed. Write what you saw and agreed, no opinion."),
    )
    category = forms.ChoiceField(
        label=_("This report is about"),
        required=False,
        help_text=_("This decides who may read it: others only with consent for this kind."),
    )

    def __init__(self, *args: Any, user: User, must_write: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["report_entry"].initial = uuid4()
        self.fields["text"].required = must_write
        self.fields["category"].required = must_write
        about = cast(forms.ChoiceField, self.fields["category"])
        about.choices = [("", _("Choose…")), *subjects_for(user)]

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        if asked.get("text", "").strip() and not asked.get("category"):
            self.add_error("category", _("Choose what this report is about."))
        return asked

    @property
    def words(self) -> Words | None:
        """The report, or None when nothing was written. Only after `is_valid()`."""
        asked = self.cleaned_data
        if not asked["text"].strip():
            return None
        return Words(asked["report_entry"], asked["category"], asked["text"])


class MoveForm(forms.Form):
    use_required_attribute = False
    start = forms.DateTimeField(label=_("New day and time"), widget=MomentInput)
    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("A few words. No details about health.")
    )


class CancelForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("A few words. No details about health.")
    )


def now_to_the_minute(at: datetime) -> datetime:
    """What a new form proposes: this minute."""
    return at.replace(second=0, microsecond=0)
