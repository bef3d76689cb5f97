"""Sending a list home: only drawn and checked here; what may be sent, the permissions say."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from duizend.beforehand.queries import List
from duizend.beforehand.rules.keys import USUAL_DAYS, VALID_DAYS
from duizend.beforehand.words import DUTCH, Language
from duizend.families.models import Person


class SendForm(forms.Form):
    """Which list, for whom, in which language, how many days; an e-mail address if wanted."""

    entry = forms.UUIDField(widget=forms.HiddenInput)
    questionnaire = forms.ChoiceField(label=_("Which list?"), widget=forms.RadioSelect)
    person = forms.ChoiceField(label=_("For whom?"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("In which language?"),
        help_text=_("Texts that nobody checked yet say so themselves."),
    )
    days = forms.TypedChoiceField(
        label=_("How long may the link be used?"), coerce=int, widget=forms.RadioSelect
    )
    email = forms.EmailField(
        label=_("E-mail address, if the link may be mailed"),
        required=False,
        help_text=_(
            "The mail has no name and does not say what it is about. It is sent once and the "
            "address is not kept. Ask first who else reads this mailbox."
        ),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        lists: Iterable[List],
        people: Iterable[Person],
        languages: Iterable[Language],
    ) -> None:
        super().__init__(data)
        can_be_sent = [one.questionnaire for one in lists if not one.why_not]
        self.choose("questionnaire", [(one.pk, one.title) for one in can_be_sent])
        self.choose("person", [(str(one.pk), one.full_name) for one in people])
        self.choose("language", [(one.code, _name(one)) for one in languages])
        days = [(n, ngettext("%(n)d day", "%(n)d days", n) % {"n": n}) for n in VALID_DAYS]
        self.choose("days", days)
        self.initial = {
            "entry": uuid.uuid4(),
            "questionnaire": can_be_sent[0].pk if can_be_sent else "",
            "person": next((key for key, _label in self.fields["person"].choices), ""),  # type: ignore[attr-defined]
            "language": DUTCH,
            "days": USUAL_DAYS,
        }

    def choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def _name(language: Language) -> str:
    if language.checked:
        return language.dutch_name
    return str(_("%(language)s – not checked yet") % {"language": language.dutch_name})
