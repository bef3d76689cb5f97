"""Questions as fields: only drawn and filled here; what is an answer, the rules say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from duizend.core.inputs import DayInput, MomentInput, TimeOfDayInput
from duizend.questionnaires.rules.answers import LONGEST_TEXT, Given, digest, given_from
from duizend.questionnaires.rules.enabling import Answers, Value
from duizend.questionnaires.rules.form import ALONE, NO, YES, Bounds, Form, Item, ItemType
from duizend.questionnaires.rules.lines import Line
from duizend.questionnaires.rules.meaning import talk_now
from duizend.signals.models import Concept, Signal

# Our own question, asked by the professional before what is for her ears alone.
ARE_WE_ALONE = _("Are you alone with her now?")
ALONE_LABELS = {YES: _("Yes, nobody listens"), NO: _("No, I will ask another time")}
# With more choices than this a list to pick from is easier on a phone than a row of buttons.
MOST_BUTTONS = 12
YES_NO = (("true", _("Yes")), ("false", _("No")))
WIDGETS: dict[ItemType, type[forms.Widget]] = {
    ItemType.INTEGER: forms.NumberInput,
    ItemType.DATE: DayInput,
    ItemType.DATE_TIME: MomentInput,
    ItemType.TIME: TimeOfDayInput,
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
    # Headings and texts of the list that stand above it.
    lines: Sequence[Line] = ()

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
        lines: Mapping[str, Sequence[Line]] | None = None,
    ) -> None:
        super().__init__(data)
        self.reasons = reasons or {}
        self.questions: list[Question] = []
        numbers = numbers_of(form)
        for item in items:
            values = answers.get(item.link_id, ())
            name = name_of(numbers[item.link_id])
            given = given_from(item, values or proposed(item))
            self.fields[name] = _field(item, given)
            if item.type is ItemType.OPEN_CHOICE:
                self.fields[f"{name}-tekst"] = forms.CharField(
                    label=_("Something else, in own words"),
                    initial=given.text,
                    widget=forms.Textarea(attrs={"rows": 2})
                    if item.repeats
                    else forms.TextInput(attrs={"autocomplete": "off"}),
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
                    lines=(lines or {}).get(item.link_id, ()),
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
    label = str(ARE_WE_ALONE) if item.link_id == ALONE else f"{item.prefix} {item.text}".strip()
    field = _choice_field(item, given) if _is_picked(item) else _written_field(item, given)
    field.label, field.help_text = label, " ".join(_help(item))
    field.disabled = item.read_only
    return field


def _is_picked(item: Item) -> bool:
    return item.is_choice or item.type is ItemType.BOOLEAN


def _choice_field(item: Item, given: Given) -> forms.Field:
    choices: list[tuple[str, Any]] = (
        list(YES_NO)
        if item.type is ItemType.BOOLEAN
        else [(o.key, o.label or ALONE_LABELS.get(o.key, o.key)) for o in item.options]
    )
    if item.repeats:
        return forms.MultipleChoiceField(
            choices=choices, initial=list(given.chosen), widget=forms.CheckboxSelectMultiple
        )
    first = "".join(given.chosen[:1])
    if len(choices) > MOST_BUTTONS:
        nothing: tuple[str, Any] = ("", _("Choose…"))
        return forms.ChoiceField(choices=[nothing, *choices], initial=first)
    return forms.ChoiceField(choices=choices, initial=first, widget=forms.RadioSelect)


def _written_field(item: Item, given: Given) -> forms.Field:
    widget: forms.Widget = WIDGETS.get(item.type, forms.TextInput)()
    text = given.text
    if item.type is ItemType.TEXT or item.repeats:
        widget = forms.Textarea(attrs={"rows": 3})
    if item.type is ItemType.DECIMAL:
        widget.attrs["inputmode"] = "decimal"
        text = text.replace(".", ",")
    most = min(item.max_length or LONGEST_TEXT, LONGEST_TEXT)
    if item.type in (ItemType.TEXT, ItemType.STRING) and not item.repeats:
        widget.attrs["maxlength"] = most
    return forms.CharField(initial=text, widget=widget)


def _help(item: Item) -> list[str]:
    """What one should know before answering: the list's own words first."""
    own = [child.text for child in item.items if child.type is ItemType.DISPLAY and child.text]
    found = [*own, *([item.unit] if item.unit else []), *_bounds_in_words(item.bounds)]
    if item.repeats and not _is_picked(item):
        found.append(str(_("More than one answer? Put each on a line of its own.")))
    if item.required:
        found.append(str(_("Please fill this in if you can.")))
    return found


def _bounds_in_words(bounds: Bounds) -> list[str]:
    least, most = (_shown(one) for one in (bounds.least, bounds.most))
    if least and most:
        return [str(_("From %(least)s to %(most)s.") % {"least": least, "most": most})]
    if least:
        return [str(_("At least %(least)s.") % {"least": least})]
    return [str(_("At most %(most)s.") % {"most": most})] if most else []


def _shown(limit: Decimal | str | None) -> str:
    if limit is None:
        return ""
    if isinstance(limit, Decimal):
        return f"{limit.normalize():f}".replace(".", ",")
    return "-".join(reversed(limit.split("-"))) if len(limit) == len("2026-12-03") else limit


def proposed(item: Item) -> Sequence[Value]:
    """What the list itself fills in first; kept only when somebody keeps the page."""
    return item.initial or [option.value for option in item.options if option.is_initial]
