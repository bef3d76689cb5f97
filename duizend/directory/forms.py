from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.access.models import Municipality
from duizend.directory import words
from duizend.directory.queries import Wanted
from duizend.directory.rules import SOON


def _any(choices: Mapping[str, Any] | Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    pairs = choices.items() if isinstance(choices, Mapping) else choices
    return [("", _("all")), *pairs]


class InterventionsForm(forms.Form):
    """What somebody looks for. A value that is not in the list is passed over."""

    use_required_attribute = False

    phase = forms.ChoiceField(label=_("Phase"), required=False, choices=_any(words.PHASES))
    # Pressed in one go, hence no list to open first.
    life_domain = forms.ChoiceField(
        label=_("Life domain"),
        required=False,
        choices=_any(words.LIFE_DOMAINS),
        widget=forms.RadioSelect,
    )
    form = forms.ChoiceField(label=_("Form"), required=False, choices=_any(words.FORMS))
    father = forms.BooleanField(label=_("Also for fathers"), required=False)

    @property
    def filters(self) -> list[forms.BoundField]:
        """The questions beside the life domain."""
        return [part for part in self if part.name != "life_domain"]

    @property
    def wanted(self) -> Wanted:
        """What was asked, without what could not be understood."""
        self.is_valid()
        asked = self.cleaned_data
        place = asked.get("municipality")
        return Wanted(
            municipality=place.code if place else "",
            phase=asked.get("phase", ""),
            life_domain=asked.get("life_domain", ""),
            language=asked.get("language", ""),
            form=asked.get("form", ""),
            for_fathers=asked.get("father", False),
            within_days=asked.get("within"),
        )


class WantedForm(InterventionsForm):
    """The same questions, with what only a local offer knows."""

    field_order = ("municipality", "phase", "life_domain", "language", "form", "within", "father")

    municipality = forms.ModelChoiceField(
        Municipality.objects.all(),
        label=_("Municipality"),
        required=False,
        empty_label=_("all"),
    )
    language = forms.ChoiceField(label=_("Language"), required=False, choices=_any(words.LANGUAGES))
    form = forms.ChoiceField(
        label=_("At home or in a group"), required=False, choices=_any(words.OFFER_FORM_WORDS)
    )
    within = forms.TypedChoiceField(
        label=_("Waiting time"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=lambda: _any((days, words.waiting(days)) for days in SOON),
    )
