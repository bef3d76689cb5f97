"""A situation of one's own to try a card on: of nobody, and kept nowhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.route_cards.forms.whole import CalmForm
from duizend.route_cards.words import Names
from duizend.signals.models import Concept
from duizend.signals.models.appraisals import SITUATION_LABELS

MOMENTS = [
    ("pregnant", _("so many weeks pregnant")),
    ("child", _("so many weeks after the birth")),
    ("wish", _("wish for a child")),
]
# The longest pregnancy that is counted, and the first thousand days after it, in weeks.
LONGEST = {"pregnant": 42, "child": 200, "wish": 200}


class OwnSituation(CalmForm):
    municipality = forms.ChoiceField(label=_("Municipality"))
    moment = forms.ChoiceField(label=_("Moment"), choices=MOMENTS, widget=forms.RadioSelect)
    weeks = forms.IntegerField(
        label=_("How many weeks"), min_value=0, max_value=200, required=False
    )
    category = forms.ChoiceField(
        label=_("What people chose together"),
        choices=[("", _("nothing chosen")), *SITUATION_LABELS.items()],
        required=False,
    )

    def __init__(self, names: Names, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.fields["municipality"]
        places.choices = list(names.municipalities.items())  # type: ignore[attr-defined]
        self.initial = {"moment": "pregnant", "weeks": 20, **self.initial}
        self.domains: dict[str, str] = {}
        for code, label, domain in Concept.objects.filter(
            retired_on=None, is_topic=False
        ).values_list("code", "label", "life_domain_id"):
            name = f"s_{domain}"
            if name not in self.fields:
                self.fields[name] = forms.MultipleChoiceField(
                    label=names.domains[domain],
                    choices=[],
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )
            group = self.fields[name]
            group.choices = [*group.choices, (code, label)]  # type: ignore[attr-defined]

    @property
    def signal_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("s_")]

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        moment = said.get("moment", "wish")
        if moment != "wish" and said.get("weeks") is None and "weeks" not in self.errors:
            self.add_error("weeks", _("Say how many weeks."))
        elif (said.get("weeks") or 0) > LONGEST[moment]:
            self.add_error("weeks", _("A pregnancy is counted up to 42 weeks."))
        return said

    def row(self) -> dict[str, Any]:
        """In the shape of an example situation; only after `is_valid()`."""
        said = self.cleaned_data
        days = {said["moment"]: 7 * (said["weeks"] or 0)}
        return {
            "municipality": said["municipality"],
            "signals": [code for name in said if name.startswith("s_") for code in said[name]],
            "category": said["category"] or None,
            "gestation_days": days.get("pregnant"),
            "child_age_days": days.get("child"),
        }
