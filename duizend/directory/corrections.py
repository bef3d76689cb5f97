"""The form on which somebody corrects an offer; filled with what stands there now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.core.inputs import DayInput
from duizend.directory import words
from duizend.directory.models import Offer
from duizend.directory.rules import CORRECTABLE

LONGEST_WAIT = 730  # days


class LinesField(forms.CharField):
    """A list of short texts, one on a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines()]
        return list(dict.fromkeys(line for line in lines if line))


def _several(name: str, table: words.Words) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=words.FIELDS[name],
        required=False,
        choices=list(table.items()),
        widget=forms.CheckboxSelectMultiple,
    )


def _line(name: str, length: int) -> forms.CharField:
    return forms.CharField(label=words.FIELDS[name], required=False, max_length=length)


class CorrectionForm(forms.Form):
    """What should be different. Only what differs from the offer is a change."""

    use_required_attribute = False

    id = forms.UUIDField(widget=forms.HiddenInput)
    waiting_days = forms.IntegerField(
        label=words.FIELDS["waiting_days"],
        help_text=_("0 is: room now. Leave it open when nobody knows."),
        required=False,
        min_value=0,
        max_value=LONGEST_WAIT,
    )
    stops_on = forms.DateField(
        label=words.FIELDS["stops_on"],
        help_text=_("Only when this stops, or for a time takes no new families."),
        required=False,
        widget=DayInput,
    )
    summary = forms.CharField(
        label=words.FIELDS["summary"], max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    for_whom = forms.CharField(
        label=words.FIELDS["for_whom"],
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    price = _line("price", 200)
    phone = _line("phone", 30)
    email = forms.EmailField(label=words.FIELDS["email"], required=False, max_length=254)
    website = forms.URLField(
        label=words.FIELDS["website"], required=False, max_length=200, assume_scheme="https"
    )
    places = LinesField(
        label=words.FIELDS["places"],
        help_text=_("One on a line."),
        required=False,
        max_length=500,
    )
    neighbourhoods = LinesField(
        label=words.FIELDS["neighbourhoods"],
        help_text=_("One on a line."),
        required=False,
        max_length=500,
    )
    days = _several("days", words.DAYS)
    languages = _several("languages", words.LANGUAGES)
    owner_name = _line("owner_name", 200)
    owner_email = forms.EmailField(
        label=words.FIELDS["owner_email"], required=False, max_length=254
    )
    remark = forms.CharField(
        label=_("Anything else that should be different?"),
        help_text=_("Write about the offer, never about a family."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, offer: Offer) -> None:
        self.offer = offer
        now = {name: getattr(offer, name) for name in CORRECTABLE}
        super().__init__(data, initial={**now, "id": uuid4()})
        # A language without a word of ours stays in the list.
        known = self.fields["languages"]
        assert isinstance(known, forms.MultipleChoiceField)  # noqa: S101  for the type checker
        known.choices = [
            *words.LANGUAGES.items(),
            *((code, code) for code in offer.languages if code not in words.LANGUAGES),
        ]

    @property
    def changes(self) -> dict[str, Any]:
        """What differs, as JSON. Lists are compared as sets: their order says nothing."""
        given = {name: _as_json(self.cleaned_data[name]) for name in CORRECTABLE}
        now = {name: _as_json(getattr(self.offer, name)) for name in CORRECTABLE}
        return {
            name: given[name] for name in CORRECTABLE if _plain(given[name]) != _plain(now[name])
        }

    def clean_summary(self) -> str:
        return _one_ending(self.cleaned_data["summary"])

    def clean_for_whom(self) -> str:
        return _one_ending(self.cleaned_data["for_whom"])


class DecisionForm(forms.Form):
    """Take over a suggestion, or say why not."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why not?"),
        help_text=_("Only when you do not take it over. Who suggested it reads this."),
        required=False,
        max_length=300,
    )


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list) else value


def _one_ending(text: str) -> str:
    return text.replace("\r\n", "\n")
