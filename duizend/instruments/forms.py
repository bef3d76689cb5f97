"""The few questions about an outcome of a licensed instrument."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.access.models import User
from duizend.core.inputs import DayInput
from duizend.instruments.actions import Outcome
from duizend.instruments.rules import LARGEST_PDF
from duizend.questionnaires.models import InstrumentSlot


class OutcomeForm(forms.Form):
    use_required_attribute = False
    entry = forms.UUIDField(widget=forms.HiddenInput)
    done_on = forms.DateField(label=_("On which day was it done"), widget=DayInput)
    done_by = forms.CharField(label=_("Who did it"), max_length=200)
    version = forms.CharField(
        label=_("Version of the instrument"),
        max_length=60,
        required=False,
        help_text=_("As it stands on your own list."),
    )
    summary = forms.CharField(
        label=_("The outcome in words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "What came out, and what you agreed. Do not copy questions or texts of the instrument."
        ),
    )
    total = forms.DecimalField(
        max_digits=7, decimal_places=2, required=False, localize=True, widget=forms.TextInput
    )
    attention = forms.CharField(
        label=_("What asks attention"),
        max_length=500,
        required=False,
        help_text=_("In your own words. For example: she sleeps badly."),
    )
    asks_today = forms.BooleanField(required=False)
    pdf = forms.FileField(
        label=_("The filled in list as PDF"),
        required=False,
        help_text=_("At most 5 MB. Only when your licence allows it."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def __init__(
        self, *args: Any, slot: InstrumentSlot, by: User, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].initial = uuid4()
        self.fields["done_on"].initial = today
        self.fields["done_by"].initial = by.full_name
        total = self.fields["total"]
        total.widget.attrs["inputmode"] = "decimal"
        name = slot.abbreviation or slot.name
        total.label = _("Total of the %(name)s") % {"name": name}
        if slot.highest is not None:
            total.help_text = _("As the instrument gives it, from 0 to %(most)d.") % {
                "most": slot.highest
            }
        if not slot.has_total:
            del self.fields["total"]
        self.fields["asks_today"].label = slot.asks_today or _("This asks a talk today")
        self.fields["asks_today"].help_text = _(
            "Then you say afterwards what was done. Only for who may see what is shielded."
        )

    @property
    def entry_id(self) -> UUID:
        """Only after `is_valid()`."""
        entry: UUID = self.cleaned_data["entry"]
        return entry

    @property
    def outcome(self) -> Outcome:
        """Only after `is_valid()`. Of a file that is too large only what proves that is read."""
        asked = self.cleaned_data
        pdf = asked["pdf"]
        return Outcome(
            done_on=asked["done_on"],
            done_by=asked["done_by"],
            summary=asked["summary"],
            version=asked["version"],
            attention=asked["attention"],
            total=asked.get("total"),
            asks_today=asked["asks_today"],
            pdf=pdf.read(LARGEST_PDF + 1) if pdf else None,
        )


class ErrorForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("A few words. No details about health.")
    )
