"""What the page asks: her answer, a day, how it went, and a word back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, User
from duizend.consents.rules import EXPLAINED
from duizend.core.choices import WordedChoice
from duizend.core.inputs import DayInput, MomentInput
from duizend.directory.models import Offer
from duizend.prenatal.rules import LEAST
from duizend.referrals.permissions import LONGEST_REQUEST
from duizend.visits.actions import Appointment
from duizend.visits.models import KIND_LABELS
from duizend.visits.rules import LONGEST_MINUTES, Kind

YES, NO, LATER = "yes", "no", "later"
USUAL_MINUTES = 60


class AnswerForm(forms.Form):
    """Her answer. A yes needs the three ticks; a no and a "not yet" need nothing."""

    use_required_attribute = False

    id = forms.UUIDField(widget=forms.HiddenInput)
    explained = forms.MultipleChoiceField(
        label=_("What did you explain?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    also = forms.MultipleChoiceField(
        label=_("Does she want to let more go along?"),
        help_text=_("Her name, how to reach her and the due date always go along."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    request = forms.CharField(
        label=_("What do you ask of youth health care?"),
        help_text=_("How and when she can be reached, at home or by phone. Nothing more."),
        max_length=LONGEST_REQUEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    again_on = forms.DateField(
        label=_("Does she think about it? Then talk again on"),
        help_text=_("Only if she wants that. The day is hers."),
        widget=DayInput,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        offers: Sequence[Offer],
        possible: Mapping[str, str],
        ticks: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offers = {offer.code: offer for offer in offers}
        explained, also = self.fields["explained"], self.fields["also"]
        assert isinstance(explained, forms.MultipleChoiceField)  # noqa: S101  for the type checker
        assert isinstance(also, forms.MultipleChoiceField)  # noqa: S101
        explained.choices = [(code, ticks[code]) for code in EXPLAINED if code in ticks]
        also.choices = [
            (code, WordedChoice(CATEGORY_LABELS[code], told))
            for code, told in possible.items()
            if code not in LEAST
        ]
        if not also.choices:
            del self.fields["also"]
        if len(self.offers) > 1:
            self.fields["offer_choice"] = forms.ChoiceField(
                label=gettext("Who gives the visit?"),
                choices=[(o.code, f"{o.name} – {o.organization.name}") for o in offers],
                widget=forms.RadioSelect,
                required=False,
            )
        self.initial.setdefault("id", uuid4())
        self.initial.setdefault("request", gettext("Will you plan a home visit before the birth?"))

    @property
    def offer(self) -> Offer:
        """Only after `is_valid()`; the first when nobody chose."""
        chosen = self.offers.get(self.cleaned_data.get("offer_choice", ""))
        return chosen or next(iter(self.offers.values()))

    @property
    def answer(self) -> str:
        return str(self.data.get("answer", ""))

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        if self.answer == YES and set(EXPLAINED) - set(filled.get("explained", ())):
            self.add_error("explained", gettext("First explain all three, and tick them."))
        if self.answer == YES and not filled.get("request", "").strip():
            self.add_error("request", gettext("Write a few words."))
        return filled


def kind_choices() -> list[tuple[str, Any]]:
    return [
        (kind.value, KIND_LABELS[kind.value]) for kind in (Kind.PRENATAL_HOME_VISIT, Kind.PHONE)
    ]


class MeetingForm(forms.Form):
    """The visit: at home or by phone, when, and by whom."""

    use_required_attribute = False

    entry = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("At home or by phone?"), widget=forms.RadioSelect, choices=kind_choices
    )
    start = forms.DateTimeField(label=_("Day and time"), widget=MomentInput)
    minutes = forms.IntegerField(
        label=_("How many minutes"), min_value=1, max_value=LONGEST_MINUTES
    )
    practitioner = forms.ChoiceField(label=_("Who goes"))

    def __init__(self, *args: Any, team: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = {str(user.pk): user for user in team}
        who = self.fields["practitioner"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101  for the type checker
        who.choices = [(key, user.full_name) for key, user in self.team.items()]
        if len(self.team) == 1:
            who.widget = forms.HiddenInput()
        self.initial = {
            "entry": uuid4(),
            "kind": Kind.PRENATAL_HOME_VISIT.value,
            "minutes": USUAL_MINUTES,
            "practitioner": next(iter(self.team), ""),
            **self.initial,
        }

    @property
    def appointment(self) -> Appointment:
        """Only after `is_valid()`."""
        filled = self.cleaned_data
        return Appointment(
            filled["kind"], filled["start"], filled["minutes"], self.team[filled["practitioner"]]
        )


class TellForm(forms.Form):
    """A word to who asked: only about what may be told back."""

    use_required_attribute = False

    category = forms.ChoiceField(label=_("What is it about?"))
    text = forms.CharField(
        label=_("What may the referrer know?"),
        help_text=_("That you met, and what was agreed. Discuss with her what you write here."),
        max_length=LONGEST_REQUEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ready = forms.BooleanField(label=_("With this the home visit is finished"), required=False)

    def __init__(self, *args: Any, categories: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = self.fields["category"]
        assert isinstance(about, forms.ChoiceField)  # noqa: S101  for the type checker
        about.choices = [(code, str(CATEGORY_LABELS[code])) for code in categories]
