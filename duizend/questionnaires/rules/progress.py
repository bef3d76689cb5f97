"""How far a conversation is, per part and in counts of questions; never a mark."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from duizend.questionnaires.rules.enabling import Answers, open_items
from duizend.questionnaires.rules.form import Form, Item
from duizend.questionnaires.rules.parts import parts_of


@dataclass(frozen=True)
class Part:
    """A part of the conversation. `answered` of `asked` questions have been touched.

    is_closed: it holds only what this person may not see or ask.
    """

    item: Item
    asked: int
    answered: int
    is_closed: bool = False

    @property
    def is_begun(self) -> bool:
        return self.answered > 0

    @property
    def is_done(self) -> bool:
        return 0 < self.asked <= self.answered


def is_asked(item: Item, phase: str) -> bool:
    """Whether somebody is asked for it, in the phase the family is in."""
    return item.is_asked and (not item.phases or phase in item.phases)


def parts(
    form: Form,
    answers: Answers,
    *,
    phase: str,
    sees_restricted: bool,
    settled: Collection[str] = (),
) -> list[Part]:
    """The parts that have something to ask in this phase, in the order of the list.

    `settled` are linkIds of which it was said that what was known is still so.
    """
    opened = open_items(form, answers)
    found = []
    for top in parts_of(form):
        here = [item for item in top.questions() if is_asked(item, phase)]
        if not here:
            continue
        mine = [item for item in here if sees_restricted or not item.restricted]
        asked = [item for item in mine if item.link_id in opened]
        touched = sum(bool(answers.get(i.link_id)) or i.link_id in settled for i in asked)
        found.append(Part(top, len(asked), touched, is_closed=not mine))
    return found


def shown(
    form: Form,
    top: Item,
    answers: Answers,
    *,
    phase: str,
    sees_restricted: bool,
    alone_now: bool,
) -> Sequence[Item]:
    """The questions of a part that may be on the screen now.

    What is for her ears alone only while the professional says that nobody listens,
    whatever was answered before.
    """
    opened = open_items(form, answers)
    return [
        item
        for item in top.questions()
        if item.link_id in opened
        and is_asked(item, phase)
        and (sees_restricted or not item.restricted)
        and (alone_now or not item.ask_alone)
    ]


def still_open(form: Form, answers: Answers, *, phase: str, sees_restricted: bool) -> list[Item]:
    """The questions that the list would rather have answered and that were not; none is forced."""
    opened = open_items(form, answers)
    return [
        item
        for item in form.questions()
        if item.required
        and item.link_id in opened
        and is_asked(item, phase)
        and (sees_restricted or not item.restricted)
        and not answers.get(item.link_id)
    ]
