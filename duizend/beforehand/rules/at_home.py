"""What may be asked where nobody sits beside it: nothing about safety, nothing that cannot wait.

Answers from home are read in the talk and not before. A question whose answer asks somebody
to act the same day would lie unread for days; so it is not asked there at all (ADR 0054).
"""

from __future__ import annotations

from collections.abc import Container
from enum import StrEnum

from duizend.questionnaires.rules.enabling import Answers, open_items
from duizend.questionnaires.rules.form import Form, Item


class WhyNot(StrEnum):
    """Why a list is not sent home."""

    SHIELDED = "shielded"
    NOT_WHOLE = "not_whole"
    NOTHING_LEFT = "nothing_left"


def kept_for_the_talk(form: Form) -> frozenset[str]:
    """The linkIds that are never asked at home, with all that hangs on them."""
    kept: set[str] = set()
    # What an item hangs on comes before it.
    for link_id in form.order:
        item = form.by_link_id[link_id]
        hangs_on = {condition.question for condition in item.enable_when}
        hangs_on.add(form.parents.get(link_id, ""))
        if _is_for_the_talk(item) or hangs_on & kept:
            kept.add(link_id)
    return frozenset(kept)


def _is_for_the_talk(item: Item) -> bool:
    return (
        item.restricted
        or item.ask_alone
        or item.for_professional
        or any(option.is_direct_flag for option in item.options)
    )


def why_not_at_home(form: Form, *, is_own: bool) -> WhyNot | None:
    """Why this list cannot be sent; None when it can.

    From our own talk a part may wait for the talk. A list of somebody else is that list
    only when it is asked whole: without one question its total would mean nothing.
    """
    if form.is_shielded:
        return WhyNot.SHIELDED
    kept = kept_for_the_talk(form)
    questions = [item.link_id for item in form.questions()]
    if kept.issuperset(questions):
        return WhyNot.NOTHING_LEFT
    return None if is_own or kept.isdisjoint(questions) else WhyNot.NOT_WHOLE


def asked(
    form: Form, answers: Answers, *, phase: str, already_known: Container[str] = ()
) -> list[Item]:
    """The questions that are on the screen at home now, in the order of the list."""
    kept = kept_for_the_talk(form)
    opened = open_items(form, answers)
    return [
        item
        for item in form.questions()
        if item.link_id in opened
        and item.link_id not in kept
        and item.link_id not in already_known
        and (not item.phases or phase in item.phases)
    ]


def part_of(form: Form, item: Item) -> Item:
    """The part of the list in which a question stands; itself when it stands alone."""
    link_id = item.link_id
    while parent := form.parents.get(link_id, ""):
        link_id = parent
    return form.by_link_id[link_id]
