"""Questions as fields: only drawn and filled here; what is an answer, the rules say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from duizend.core.inputs import DayInput, MomentInput
from duizend.questionnaires.rules.answers import LONGEST_TEXT, Given, digest, given_from
from duizend.questionnaires.rules.enabling import Answers
from duizend.questionnaires.rules.form import ALONE, NO, YES, Form, Item, ItemType
from duizend.questionnaires.rules.meaning import talk_now
from duizend.signals.models import Concept, Signal

# Our own question, asked by the professional before what is for her ears alone.
ARE_WE_ALONE = _("Are you alone with her now?")
ALONE_LABELS = {YES: _("Yes, nobody listens"), NO: _("No, I will ask another time")}
YES_NO = (("true", _("Yes")), ("false", _("No")))
WIDGETS: dict[ItemType, type[forms.Widget]] = {
    ItemType.INTEGER: forms.NumberInput,
    ItemType.DATE: DayInput,
    ItemType.DATE_TIME: MomentInput,
    ItemType.URL: forms.URLInput,
}


@dataclass(frozen=True)
class Question:
    """A question on the page: its field, its own words beside it, and what it was."""

    item: Item
    number: int
    field: BoundField
    own_words: BoundField | None
    was: str
    talk_now: list[str]
    # What was said before, see views/earlier.py; then the question itself is folded.
    earlier: Any = None
    # Signals of before that this answer does not say any more.
    overtaken: Sequence[Signal] = ()

    @property
    def names(self) -> str:
        """The fields that travel when this question saves itself."""
        names = [self.field.html_name, f"{self.field.html_name}-was", "csrfmiddlewaretoken"]
        if self.own_words is not None:
            names.append(self.own_words.html_name)
        return ",".join(names)

    @property
    def trigger(self) -> str:
        """Written words are kept while writing too, not only when leaving the field."""
        is_written = self.own_words is not None or self.item.type in (
            ItemType.TEXT,
            ItemType.STRING,
        )
        return "change, input delay:1500ms" if is_written else "change"

    @property
    def card_kind(self) -> str:
        return "shielded" if self.item.restricted else "plain"

    @property
    def can_be_emptied(self) -> bool:
        """One choice of several cannot be unticked; this question offers a button instead."""
        one_choice = self.item.is_choice or self.item.type is ItemType.BOOLEAN
        is_one = one_choice and not self.item.repeats
        return bool(self.was) and is_one and not self.item.for_professional


class QuestionsForm(forms.Form):
    """The questions of one part, filled with what was answered.

    It only draws: the rules say what is an answer. `reasons` are what they refused, by
    name of field; `data` then puts back what was filled in. `with_advice`: say with an
    answer what to do today; not on a screen that is looked at together.
    """

    # Every question may stay open; the page says so once, not the browser at each.
    use_required_attribute = False

    def __init__(
        self,
        form: Form,
        items: Iterable[Item],
        answers: Answers,
        *,
        data: QueryDict | None = None,
        reasons: Mapping[str, str] | None = None,
        earlier: Mapping[str, Any] | None = None,
        overtaken: Mapping[str, Sequence[Signal]] | None = None,
        with_advice: bool = True,
    ) -> None:
        super().__init__(data)
        self.reasons = reasons or {}
        self.questions: list[Question] = []
        numbers = numbers_of(form)
        for item in items:
            values = answers.get(item.link_id, ())
            name = name_of(numbers[item.link_id])
            given = given_from(item, values)
            self.fields[name] = _field(item, given)
            if item.type is ItemType.OPEN_CHOICE:
                self.fields[f"{name}-tekst"] = forms.CharField(
                    label=_("Something else, in own words"),
                    initial=given.text,
                    widget=forms.TextInput(attrs={"autocomplete": "off"}),
                )
            self.questions.append(
                Question(
                    item=item,
                    number=numbers[item.link_id],
                    field=self[name],
                    own_words=self[f"{name}-tekst"] if f"{name}-tekst" in self.fields else None,
                    was=digest(values) if values else "",
                    talk_now=talk_now(item, values) if with_advice else [],
                    earlier=(earlier or {}).get(item.link_id),
                    overtaken=(overtaken or {}).get(item.link_id, ()),
                )
            )

    def full_clean(self) -> None:
        self._errors = ErrorDict(
            {name: self.error_class([reason]) for name, reason in self.reasons.items()}
        )


class StrengthsForm(forms.Form):
    """What goes well: in own words, and what of the catalogue was named."""

    woorden = forms.CharField(
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("What goes well with you? What are you proud of?"),
    )
    sterk = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Was one of these named?"),
        error_messages={"invalid_choice": _("This is not one of the choices.")},
    )

    def __init__(self, strengths: Iterable[Concept], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(concept.pk, concept.label) for concept in strengths]
        self.fields["sterk"].choices = choices  # type: ignore[attr-defined]

    def refusals(self) -> list[str]:
        return [str(reason) for reasons in self.errors.values() for reason in reasons]


class FinishForm(forms.Form):
    nog_niet_besproken = forms.BooleanField(
        required=False, label=_("We have not discussed yet what goes well")
    )


def numbers_of(form: Form) -> dict[str, int]:
    """The number of each question in its list, from 1: its name in a page and an address.

    A linkId may hold any character; a number is safe everywhere.
    """
    return {item.link_id: number for number, item in enumerate(form.questions(), 1)}


def name_of(number: int) -> str:
    return f"v{number}"


def given_in(data: QueryDict, item: Item, number: int) -> Given:
    """What was filled in for this question on the page."""
    name = name_of(number)
    if item.is_choice or item.type is ItemType.BOOLEAN:
        return Given(tuple(data.getlist(name)), data.get(f"{name}-tekst", ""))
    return Given((), data.get(name, ""))


def was_in(data: QueryDict, number: int) -> str | None:
    """The digest of what the page showed; None when it does not say."""
    was = data.get(f"{name_of(number)}-was")
    return was if was is None or was else digest(())


def _field(item: Item, given: Given) -> forms.Field:
    label = str(ARE_WE_ALONE) if item.link_id == ALONE else item.text
    if item.is_choice or item.type is ItemType.BOOLEAN:
        choices: list[tuple[str, Any]] = (
            list(YES_NO)
            if item.type is ItemType.BOOLEAN
            else [(o.key, o.label or ALONE_LABELS.get(o.key, o.key)) for o in item.options]
        )
        if item.repeats:
            return forms.MultipleChoiceField(
                label=label,
                choices=choices,
                initial=list(given.chosen),
                widget=forms.CheckboxSelectMultiple,
            )
        return forms.ChoiceField(
            label=label,
            choices=choices,
            initial="".join(given.chosen[:1]),
            widget=forms.RadioSelect,
        )
    widget: forms.Widget = WIDGETS.get(item.type, forms.TextInput)()
    if item.type is ItemType.TEXT:
        widget = forms.Textarea(attrs={"rows": 3})
    most = min(item.max_length or LONGEST_TEXT, LONGEST_TEXT)
    if item.type in (ItemType.TEXT, ItemType.STRING):
        widget.attrs["maxlength"] = most
    return forms.CharField(label=label, initial=given.text, widget=widget)
