"""Answers by linkId, put into the tree that a FHIR R4 QuestionnaireResponse is."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from duizend.questionnaires.rules.form import ALONE, Item, ItemType
from duizend.questionnaires.rules.values import Answers


def tree(
    items: Iterable[Item], answers: Answers, opened: Container[str], *, words: bool = True
) -> list[dict[str, Any]]:
    """The items that are open and have something to say, each once, in reading order.

    What stands under a question goes inside its first answer; without an answer, under the
    item itself: never both (qrs-1). `words`: with the text of each question.
    """
    found = []
    for item in items:
        if item.link_id not in opened or item.link_id == ALONE:
            continue
        below = tree(item.items, answers, opened, words=words)
        given = [dict(value) for value in _given(item, answers)]
        if not (given or below):
            continue
        node: dict[str, Any] = {"linkId": item.link_id}
        if words and item.text:
            node["text"] = item.text
        if given:
            node["answer"] = given
        if below:
            (given[0] if given else node)["item"] = below
        found.append(node)
    return found


def _given(item: Item, answers: Answers) -> Sequence[Mapping[str, Any]]:
    return () if item.type in (ItemType.GROUP, ItemType.DISPLAY) else answers.get(item.link_id, ())
