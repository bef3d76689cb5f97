"""A question without a name, and whom it is for."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duizend.access.models import ROLE_LABELS, User
from duizend.access.rules import WORKS_WITH_FAMILIES, Role
from duizend.consultations import actions, queries
from duizend.consultations.models import EXPERTISE_LABELS
from duizend.consultations.permissions import LONGEST

# Nobody consults a student.
ROLES = [role.value for role in WORKS_WITH_FAMILIES if role is not Role.STUDENT]


class QuestionForm(forms.Form):
    """`whom`: organisatie:CODE, rol:CODE or kennis:CODE."""

    use_required_attribute = False

    id = forms.UUIDField(widget=forms.HiddenInput)
    whom = forms.ChoiceField(label=_("Whom do you ask?"))
    subject = forms.CharField(
        label=_("What is it about, in a few words?"),
        help_text=_("For example: debts and a pregnancy, where to begin?"),
        max_length=120,
    )
    words = forms.CharField(
        label=_("The case and your question"),
        help_text=_(
            "Without names, dates, addresses or numbers. “A woman of about twenty, pregnant for "
            "some months” says enough."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organizations = {one.code: one for one in queries.organizations_to_ask(user)}
        field = self.fields["whom"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = [
            ("", gettext("Choose")),
            (
                gettext("People who know about it"),
                [
                    *((f"kennis:{code}", label) for code, label in EXPERTISE_LABELS.items()),
                    *((f"rol:{code}", ROLE_LABELS[code]) for code in ROLES),
                ],
            ),
            (
                gettext("Organisations"),
                [(f"organisatie:{code}", one.name) for code, one in self.organizations.items()],
            ),
        ]
        self.initial.setdefault("id", uuid4())

    def asked(self) -> actions.Asked:
        kind, _colon, code = self.cleaned_data["whom"].partition(":")
        subject, words = self.cleaned_data["subject"], self.cleaned_data["words"]
        match kind:
            case "organisatie":
                return actions.Asked(subject, words, organization=self.organizations[code])
            case "rol":
                return actions.Asked(subject, words, role=code)
            case _:
                return actions.Asked(subject, words, expertise=code)


class WordsForm(forms.Form):
    """What one says in a consultation."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("Your words"),
        help_text=_("Here too without names, dates, addresses or numbers."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
