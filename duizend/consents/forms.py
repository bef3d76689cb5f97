"""Asking consent: who, what for, which data, until when; and whether it was explained."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, Organization
from duizend.access.rules import RESTRICTED, Category
from duizend.consents.models import PURPOSE_LABELS, ConsentText, LegalBasis
from duizend.consents.rules import EXPLAINED, LONGEST, USUAL
from duizend.core.choices import WordedChoice
from duizend.core.inputs import DayInput

QUARTER = timedelta(days=91)
YES, NO = "yes", "no"
OTHER_DAY = "other"


NOTHING_CHOSEN = _("Choose which data may be shared.")
NOT_EXPLAINED = _("First explain all three, then tick them. A no needs no ticks.")
PERIOD_LABELS = {
    "quarter": _("three months"),
    "year": _("a year"),
    "second_birthday": _("until the second birthday"),
    OTHER_DAY: _("until another day"),
}


@dataclass(frozen=True)
class Asking:
    """What is being asked: may this organisation know something, for this purpose?

    `shielded`: about safety, apart from everything else. `ticked`: categories to begin with.
    """

    recipient: Organization
    purpose: str
    shielded: bool
    ticked: Collection[str]
    text: ConsentText
    per_category: dict[str, str]


def one(label: str, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


def several(
    label: str, choices: Sequence[tuple[str, Any]], missing: str
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": missing},
    )


def category_choices(asking: Asking) -> list[tuple[str, WordedChoice]]:
    """Every category with a plain sentence, without what is shielded."""
    return [
        (code, WordedChoice(label, asking.per_category.get(code, "")))
        for code, label in CATEGORY_LABELS.items()
        if Category(code) not in RESTRICTED
    ]


class WhomForm(forms.Form):
    """The first question: about which organisation, and what for."""

    doel = forms.ChoiceField(
        label=_("What for?"), choices=list(PURPOSE_LABELS.items()), widget=forms.RadioSelect
    )
    field_order = ("ontvanger", "doel")

    def __init__(self, *args: Any, recipients: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ontvanger"] = forms.ModelChoiceField(
            label=_("Who may know something?"),
            queryset=recipients,
            to_field_name="code",
            empty_label=_("Choose"),
        )
        self.order_fields(self.field_order)


class AskForm(forms.Form):
    """The decision itself. A yes needs an explanation and a period; a no needs nothing."""

    use_required_attribute = False

    last_day = forms.DateField(label=_("Another last day"), widget=DayInput, required=False)

    def __init__(
        self,
        *args: Any,
        asking: Asking,
        people: Sequence[str],
        second_birthday: date | None,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asking, self.today = asking, today
        self.periods = {"quarter": today + QUARTER, "year": today + USUAL}
        if second_birthday and today < second_birthday <= today + LONGEST:
            self.periods["second_birthday"] = second_birthday
        if not asking.shielded:
            self.fields["categories"] = several(
                gettext("Which data?"), category_choices(asking), str(NOTHING_CHOSEN)
            )
            self.initial.setdefault("categories", list(asking.ticked))
        ticks = [(code, asking.text.ticks[code]) for code in EXPLAINED]
        self.fields["explained"] = several(
            gettext("What did you explain?"), ticks, str(NOT_EXPLAINED)
        )
        periods = [(code, PERIOD_LABELS[code]) for code in (*self.periods, OTHER_DAY)]
        self.fields["period"] = one(gettext("Until when?"), periods)
        self.fields["given_by"] = one(gettext("Who decides?"), [(name, name) for name in people])
        self.initial = {"period": "year", "given_by": people[0], **self.initial}
        if self.refused:
            for choice in self.fields.values():
                choice.required = False
        self.order_fields(("categories", "period", "last_day", "given_by", "explained"))

    @property
    def refused(self) -> bool:
        return self.data.get("decision") == NO

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["given_by"] = cleaned.get("given_by") or self.initial["given_by"]
        if self.asking.shielded:
            cleaned["categories"] = [Category.SAFETY.value]
        if self.refused:
            return cleaned
        if "explained" in cleaned and set(EXPLAINED) - set(cleaned["explained"]):
            self.add_error("explained", NOT_EXPLAINED)
        self._check_last_day(cleaned)
        return cleaned

    def _check_last_day(self, cleaned: dict[str, Any]) -> None:
        period = cleaned.get("period")
        if period is None:
            return
        if period != OTHER_DAY:
            cleaned["last_day"] = self.periods[period]
            return
        day = cleaned.get("last_day")
        if day is None or not self.today <= day <= self.today + LONGEST:
            self.add_error(
                "last_day", gettext("Choose a last day between today and three years from now.")
            )


class GroundForm(forms.Form):
    """On which legal basis the own organisation keeps data of this family."""

    def __init__(self, *args: Any, bases: Sequence[LegalBasis], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(item.code, WordedChoice(item.name, item.explanation)) for item in bases]
        self.fields["basis"] = one(gettext("Legal basis"), choices)
