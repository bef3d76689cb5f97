"""What a list says between its questions: headings of groups, and texts to read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from duizend.questionnaires.rules.form import Item, ItemType

# A page has its own first heading and cards below it; deeper groups look alike.
HIGHEST_LEVEL, LOWEST_LEVEL = 2, 4


@dataclass(frozen=True)
class Line:
    """A heading (`level` 2 to 4) or, with level 0, a text."""

    words: str
    level: int = 0


def lines_above(
    tops: Sequence[Item], shown: Collection[str], opened: Collection[str], *, with_tops: bool
) -> tuple[dict[str, list[Line]], list[Line]]:
    """The lines above each question that is shown, by its linkId; and those below the last.

    A group without a question that is shown has no heading. `with_tops`: the groups at the
    top have headings too, for a page of several.
    """
    above: dict[str, list[Line]] = {}
    waiting: list[Line] = []

    def walk(item: Item, depth: int) -> None:
        if item.type is ItemType.DISPLAY:
            if item.text and item.link_id in opened:
                waiting.append(Line(f"{item.prefix} {item.text}".strip()))
            return
        if item.type is ItemType.GROUP:
            level = HIGHEST_LEVEL + depth - (0 if with_tops else 1)
            has_questions = any(one.link_id in shown for one in item.questions())
            if has_questions and item.text and (depth or with_tops):
                waiting.append(Line(item.text, min(level, LOWEST_LEVEL)))
        elif item.link_id in shown:
            above[item.link_id] = waiting[:]
            waiting.clear()
        for child in item.items:
            # A text under a question is its help and stands with it.
            if item.is_question and child.type is ItemType.DISPLAY:
                continue
            walk(child, depth + 1)

    for top in tops:
        walk(top, 0)
    return above, waiting
