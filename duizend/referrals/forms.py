from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, Organization
from duizend.core.choices import WordedChoice
from duizend.directory.models import Offer
from duizend.referrals.asking import OFFER, ORGANIZATION
from duizend.referrals.permissions import LONGEST_REQUEST
from duizend.referrals.rules.disclosing import LEAST


class WhomForm(forms.Form):
    """Whom to ask: an offer of the menu, or an organisation as a whole."""

    naar = forms.ChoiceField(label=_("Whom do you ask?"))

    def __init__(
        self,
        *args: Any,
        offers: Iterable[Offer],
        organizations: Iterable[Organization],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["naar"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = [
            ("", gettext("Choose an offer or an organisation")),
            (
                gettext("Offers, nearest first"),
                [(f"{OFFER}:{o.code}", f"{o.name} – {o.organization.name}") for o in offers],
            ),
            (
                gettext("Organisations"),
                [(f"{ORGANIZATION}:{o.code}", o.name) for o in organizations],
            ),
        ]


class ReferralForm(forms.Form):
    """What one asks and what goes with it. `id` makes one referral of a double click."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    request = forms.CharField(
        label=_("What do you ask of them?"),
        help_text=_(
            "What they need to begin: the question of the family, what was agreed, when they "
            "can be reached. Nothing more."
        ),
        max_length=LONGEST_REQUEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    categories = forms.MultipleChoiceField(
        label=_("What else?"),
        help_text=_("Only what they need. Name and contact always go along."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, states: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """`states`: per category that can be told, what it says and whether there is consent."""
        super().__init__(*args, **kwargs)
        field = self.fields["categories"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  for the type checker
        field.choices = [
            (code, WordedChoice(CATEGORY_LABELS[code], hint))
            for code, hint in states
            if code != LEAST
        ]
        if not field.choices:
            del self.fields["categories"]
        self.initial.setdefault("id", uuid4())


class NoteForm(forms.Form):
    """A few words for the other side."""

    note = forms.CharField(
        label=_("A word to the referrer"),
        help_text=_("About contact and appointments only; nothing about the family itself."),
        max_length=LONGEST_REQUEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(forms.Form):
    """Why it is declined."""

    # An empty field is no mistake before anything was sent.
    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why not?"),
        help_text=_("One sentence, so that the referrer can look further with the family."),
        max_length=LONGEST_REQUEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(forms.Form):
    """The answer to the referrer: about one thing that may be told back."""

    # An empty field is no mistake before anything was sent.
    use_required_attribute = False

    category = forms.ChoiceField(label=_("What is it about?"))
    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("How it goes and what was agreed. Only about what was shared with you."),
        max_length=LONGEST_REQUEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, categories: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        choices: list[tuple[str, str | Promise]] = [
            (code, CATEGORY_LABELS[code]) for code in categories
        ]
        field.choices = choices
