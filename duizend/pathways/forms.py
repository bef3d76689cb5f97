from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duizend.core.choices import WordedChoice
from duizend.core.inputs import DayInput
from duizend.directory.models import Offer
from duizend.signals.models import Concept, LifeDomain


class AcceptForm(forms.Form):
    """As proposed; which of the offers, when there are more."""

    offer = forms.ChoiceField(
        label=_("Offers, nearest first"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, offers: Sequence[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["offer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = [(offer.code, WordedChoice(offer.name, _hint(offer))) for offer in offers]
        if offers:
            self.initial.setdefault("offer", offers[0].code)
        else:
            del self.fields["offer"]


class AdaptForm(forms.Form):
    """The step, but otherwise: another offer, another day, a note."""

    offer = forms.ChoiceField(label=_("Which offer?"), required=False)
    due_on = forms.DateField(label=_("To be done by"), required=False, widget=DayInput)
    note = forms.CharField(
        label=_("Note"),
        help_text=_("Why otherwise, or what to think of. Nothing that is shielded."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, proposed: Iterable[Offer], others: Iterable[Offer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["offer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = [
            ("", gettext("No offer; people do this themselves")),
            (gettext("Proposed"), [_choice(offer) for offer in proposed]),
            (gettext("Other offers here"), [_choice(offer) for offer in others]),
        ]


class DeclineForm(forms.Form):
    """Why a step is set aside."""

    # An empty field is no mistake before anything was sent.
    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why not now?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class UnmetForm(forms.Form):
    """Nothing on the menu fitted: for which life domain, and what was looked for."""

    # An empty field is no mistake before anything was sent.
    use_required_attribute = False

    entry = forms.UUIDField(widget=forms.HiddenInput)
    life_domain = forms.ModelChoiceField(
        LifeDomain.objects.none(),
        label=_("Life domain"),
        empty_label=_("choose"),
        error_messages={"required": _("Choose the life domain.")},
    )
    concept = forms.ModelChoiceField(
        Concept.objects.none(),
        label=_("What is it about?"),
        help_text=_("What was said before about this family, if it is one of these."),
        required=False,
        empty_label=_("something else, or not to be said"),
    )
    what = forms.CharField(
        label=_("What did you look for?"),
        help_text=_("For example: a buddy in the evening, in Tigrinya. No names."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a few words what you looked for.")},
    )

    def __init__(self, *args: Any, shielded: bool, about: Iterable[str], **kwargs: Any) -> None:
        """`shielded`: whether safety may be chosen. `about`: codes of concepts to choose from."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("entry", uuid.uuid4())
        domains = LifeDomain.objects.filter(retired_on=None)
        _of(self.fields["life_domain"]).queryset = (
            domains if shielded else domains.filter(restricted=False)
        )
        _of(self.fields["concept"]).queryset = Concept.objects.filter(code__in=list(about))


def _of(field: forms.Field) -> forms.ModelChoiceField[Any]:
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  for the type checker
    return field


def _hint(offer: Offer) -> str:
    """`Welzijn Samen · plek binnen 10 dagen · gratis`"""
    said = [offer.organization.name, offer.waiting_in_words]
    if offer.informal:
        said.append(gettext("informal"))
    if offer.free:
        said.append(gettext("free"))
    return " · ".join(said)


def _choice(offer: Offer) -> tuple[str, str]:
    return offer.code, f"{offer.name} – {offer.organization.name}"
