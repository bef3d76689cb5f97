"""Fields that several forms of a card share: a few of a long list, and a range of days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.core.content import cited, known_sources
from duizend.core.working_days import LONGEST, Origin, Unit, Within

Choices = Sequence[tuple[str, Any]]
MOST = 12
UNITS = {
    Unit.DAYS.value: gettext_lazy("days"),
    Unit.WORKING_DAYS.value: gettext_lazy("working days"),
    Unit.WEEKS_GESTATION.value: gettext_lazy("by this week of the pregnancy"),
    Unit.WEEKS_FROM_DUE_DATE.value: gettext_lazy("weeks from the due date (minus is before)"),
    Unit.WEEKS_AFTER_BIRTH.value: gettext_lazy("weeks after the birth"),
    Unit.DAYS_AFTER_BIRTH.value: gettext_lazy("days after the birth"),
}
RANGE_UNITS = [("weeks", gettext_lazy("weeks")), ("days", gettext_lazy("days"))]


class Several:
    """A few of a long list: one choice per line, and one empty line more than there are now."""

    def __init__(
        self, form: forms.Form, name: str, label: str, chosen: Iterable[str], choices: Choices
    ) -> None:
        self.form, self.name = form, name
        chosen = list(chosen)
        sent = 0
        while f"{name}_{sent}" in form.data and sent < MOST:
            sent += 1
        known = [("", _("nothing more")), *choices]
        self.count = max(len(chosen) + 1, sent, 2)
        for at in range(self.count):
            form.fields[f"{name}_{at}"] = forms.ChoiceField(
                label=label if at == 0 else f"{label} ({at + 1})",
                choices=known,
                required=False,
                initial=chosen[at] if at < len(chosen) else "",
            )

    @property
    def bound(self) -> list[BoundField]:
        return [self.form[f"{self.name}_{at}"] for at in range(self.count)]

    def chosen(self) -> list[str]:
        """Each once, in their order. Only after `is_valid()`."""
        values = [self.form.cleaned_data[bound.name] for bound in self.bound]
        return list(dict.fromkeys(value for value in values if value))


class Sources:
    """Sources of a card or step: known ones, those it has, and one address on the web."""

    def __init__(self, form: forms.Form, rows: Sequence[Mapping[str, Any]]) -> None:
        self.form = form
        self.rows = {_source_key(row): dict(row) for row in rows}
        for code in known_sources():
            self.rows.setdefault(f"{code}|", {"ref": code, "year": None})
        words = cited(self.rows.values())
        choices = sorted(
            zip(self.rows, (source.words for source in words), strict=True), key=lambda one: one[1]
        )
        chosen = [_source_key(row) for row in rows]
        self.known = Several(form, "source", _("Source"), chosen, choices)
        form.fields["source_address"] = forms.URLField(
            label=_("Or an address on the web"),
            required=False,
            assume_scheme="https",
            max_length=500,
        )

    @property
    def bound(self) -> list[BoundField]:
        return self.known.bound

    def chosen(self) -> list[dict[str, Any]]:
        """Only after `is_valid()`."""
        rows = [self.rows[key] for key in self.known.chosen()]
        address = self.form.cleaned_data.get("source_address")
        return [*rows, {"ref": address, "year": None}] if address else rows


def _source_key(row: Mapping[str, Any]) -> str:
    return f"{row['ref']}|{row['year'] or ''}"


class Range:
    """From and until, in weeks or days; kept in days. Either may stay open."""

    def __init__(self, form: forms.Form, name: str, row: Mapping[str, Any] | None) -> None:
        self.form, self.name = form, name
        first, last = (row or {}).get("from"), (row or {}).get("until")
        weeks = (first is None or first % 7 == 0) and (last is None or last % 7 == 6)
        initial = {
            "from": first if first is None or not weeks else first // 7,
            "until": last if last is None or not weeks else last // 7,
            "unit": "weeks" if weeks else "days",
        }
        labels = {"from": _("From"), "until": _("Up to and including")}
        for key, label in labels.items():
            form.fields[f"{name}_{key}"] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=LONGEST, initial=initial[key]
            )
        form.fields[f"{name}_unit"] = forms.ChoiceField(
            label=_("Counted in"), choices=RANGE_UNITS, initial=initial["unit"]
        )

    @property
    def bound(self) -> list[BoundField]:
        return [self.form[f"{self.name}_{key}"] for key in ("from", "until", "unit")]

    def chosen(self) -> dict[str, Any] | None:
        """Only after `is_valid()`."""
        said = self.form.cleaned_data
        first, last = said[f"{self.name}_from"], said[f"{self.name}_until"]
        if first is None and last is None:
            return None
        if said[f"{self.name}_unit"] == "weeks":
            first = None if first is None else first * 7
            last = None if last is None else last * 7 + 6
        return {"from": first, "until": last}

    def clean(self) -> None:
        """Add a mistake when it ends before it begins."""
        said = self.form.cleaned_data
        first, last = said.get(f"{self.name}_from"), said.get(f"{self.name}_until")
        if first is not None and last is not None and last < first:
            self.form.add_error(f"{self.name}_until", _("This ends before it begins."))


class Deadline:
    """A deadline with its unit, where it comes from and a note; empty is no deadline."""

    def __init__(self, form: forms.Form, name: str, row: Mapping[str, Any] | None) -> None:
        self.form, self.name = form, name
        row = row or {}
        form.fields[f"{name}_value"] = forms.IntegerField(
            label=_("How many"),
            required=False,
            min_value=-40,
            max_value=1000,
            initial=row.get("value"),
        )
        form.fields[f"{name}_unit"] = forms.ChoiceField(
            label=_("Counted in"),
            choices=list(UNITS.items()),
            required=False,
            initial=row.get("unit", Unit.WORKING_DAYS.value),
        )
        form.fields[f"{name}_origin"] = forms.ChoiceField(
            label=_("This deadline is"),
            choices=[
                (Origin.PROPOSAL.value, _("our own proposal")),
                (Origin.SOURCE.value, _("from a source")),
            ],
            required=False,
            initial=row.get("origin", Origin.PROPOSAL.value),
        )
        form.fields[f"{name}_note"] = forms.CharField(
            label=_("Note at the deadline"),
            required=False,
            max_length=300,
            initial=row.get("note", ""),
        )

    @property
    def bound(self) -> list[BoundField]:
        return [self.form[f"{self.name}_{key}"] for key in ("value", "unit", "origin", "note")]

    def chosen(self) -> dict[str, Any] | None:
        """Only after `is_valid()`."""
        said = {
            key: self.form.cleaned_data[f"{self.name}_{key}"]
            for key in ("value", "unit", "origin", "note")
        }
        return None if said["value"] is None else said

    def clean(self) -> None:
        """Add a mistake for a number that its unit does not know."""
        said = self.form.cleaned_data
        value = said.get(f"{self.name}_value")
        if value is None:
            return
        for key, usual in (("unit", Unit.WORKING_DAYS.value), ("origin", Origin.PROPOSAL.value)):
            said[f"{self.name}_{key}"] = said.get(f"{self.name}_{key}") or usual
        try:
            Within(value, Unit(said[f"{self.name}_unit"]))
        except ValueError:
            self.form.add_error(
                f"{self.name}_value", _("Only weeks from the due date can be below zero.")
            )
