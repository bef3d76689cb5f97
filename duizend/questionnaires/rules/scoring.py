"""The totals that an instrument's authors published, worked out from its answers.

A score belongs to the instrument and never to a person: there is no category here, and a total
of half the questions says that it is one, or is not given at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from duizend.questionnaires.rules.calculating import counts
from duizend.questionnaires.rules.enabling import open_items
from duizend.questionnaires.rules.form import CutOff, Form, Item
from duizend.questionnaires.rules.values import Answers, Value
from duizend.questionnaires.rules.working_out import OpenAnswers, work_out


@dataclass(frozen=True)
class Score:
    """A total of an instrument; `value` is None when there is no result.

    `answered` of the `asked` open questions that it draws on were answered with something that
    counts. `cut_offs` are the published limits with their source, lowest first.
    """

    name: str
    link_id: str
    value: Decimal | bool | str | None
    answered: int
    asked: int
    unit: str = ""
    code: Mapping[str, Any] | None = None
    cut_offs: tuple[CutOff, ...] = ()

    @property
    def is_complete(self) -> bool:
        return self.answered == self.asked


def scores(form: Form, answers: Answers) -> list[Score]:
    """The scores of the open items that are worked out, in the order of the list.

    The answer of an item that is closed is never counted.
    """
    if not form.calculated:
        return []
    opened = open_items(form, answers)
    known = calculated_values(form, answers, opened)
    given = OpenAnswers(form, known, opened)
    return [
        _score(form, item, known, given)
        for item in form.questions()
        if item.calculation is not None and item.link_id in opened
    ]


def calculated_values(form: Form, answers: Answers, opened: frozenset[str]) -> Answers:
    """The answers with what is worked out from them, in place of what was filled in there."""
    known: dict[str, Sequence[Value]] = {
        link_id: values for link_id, values in answers.items() if link_id not in form.calculated
    }
    for link_id in form.calculated:
        if link_id in opened:
            item = form.by_link_id[link_id]
            values = work_out(form, item, known, opened)
            if values and _lacks(form, item, OpenAnswers(form, known, opened)):
                values = ()
            known[link_id] = values
    return {link_id: values for link_id, values in known.items() if values}


def _drawn_on(form: Form, item: Item, given: OpenAnswers) -> list[Item]:
    """The open questions whose answers count in it, and those that wait until we are alone.

    A list that has not asked what is for her ears alone has not asked all.
    """
    inputs = item.calculation.inputs if item.calculation is not None else ()
    found = (form.by_link_id[link_id] for link_id in inputs)
    return [one for one in found if counts(one) and (one.ask_alone or one.link_id in given.opened)]


def _is_answered(item: Item, given: OpenAnswers) -> bool:
    link_id = item.link_id
    return bool(given.weights(link_id) if item.options else given.numbers(link_id))


def _lacks(form: Form, item: Item, given: OpenAnswers) -> bool:
    """Whether the instrument itself demands an answer that is not there."""
    return any(
        (item.needs_all or one.required) and not _is_answered(one, given)
        for one in _drawn_on(form, item, given)
    )


def _score(form: Form, item: Item, known: Answers, given: OpenAnswers) -> Score:
    drawn = _drawn_on(form, item, given)
    [plain] = [next(iter(v.values())) for v in known.get(item.link_id, ())] or [None]
    is_number = isinstance(plain, (int, float)) and not isinstance(plain, bool)
    return Score(
        name=item.text or item.link_id,
        link_id=item.link_id,
        value=Decimal(str(plain)) if is_number else plain,
        answered=sum(_is_answered(one, given) for one in drawn),
        asked=len(drawn),
        unit=item.unit,
        code=next(iter(item.codes), None),
        cut_offs=item.cut_offs,
    )
