"""A condition as rows on a screen: each row asks something, or is a group of rows.

The screen sends every row back with its place in its name (`c-0-1-what`), so that rows can be
added, grouped and removed by plain buttons, without scripts, before anything is kept.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from duizend.pathways.rules.cards import Condition

ROOT = "c"
DEEPEST = 4
MOST_ROWS = 60


class Word(StrEnum):
    """How the rows of a group count together."""

    ALL = "and"
    ANY = "or"
    AT_LEAST = "of"


class Why(StrEnum):
    """Why rows cannot be kept."""

    EMPTY_ROW = "empty_row"
    EMPTY_GROUP = "empty_group"
    UNKNOWN = "unknown"
    NUMBER = "number"
    TOO_MANY = "too_many"


class RowsRefused(Exception):
    """Rows that are no condition: at which place, and why."""

    def __init__(self, place: str, why: Why) -> None:
        self.place, self.why = place, why
        super().__init__(f"{place}: {why}")


@dataclass(frozen=True)
class Row:
    """One question: `what` is a leaf of the condition language as text; empty when not chosen yet."""

    what: str = ""
    negated: bool = False


@dataclass(frozen=True)
class Group:
    """Rows that count together; `number` only for at least so many."""

    word: Word = Word.ALL
    rows: tuple[Row | Group, ...] = field(default_factory=tuple)
    negated: bool = False
    number: int = 2


Node = Row | Group


def key_of(leaf: Condition) -> str:
    """A leaf as text, the same for the same question."""
    return json.dumps(leaf, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def rows_from(condition: Condition | None) -> Group:
    """The rows of a condition; one empty row when there is none."""
    if condition is None:
        return Group(rows=(Row(),))
    node = _node(condition)
    return node if isinstance(node, Group) else Group(rows=(node,))


def _node(condition: Condition, *, negated: bool = False) -> Node:
    if "not" in condition:
        return _node(condition["not"], negated=not negated)
    for word in Word:
        if word in condition:
            inside = tuple(_node(branch) for branch in condition[word])
            return Group(word, inside, negated, condition.get("at_least", 2))
    return Row(key_of(condition), negated)


def condition_of(node: Node, known: Collection[str], place: str = ROOT) -> Condition:
    """The condition that rows say. Raises RowsRefused at the first row that says nothing."""
    if isinstance(node, Row):
        if not node.what:
            raise RowsRefused(place, Why.EMPTY_ROW)
        if node.what not in known:
            raise RowsRefused(place, Why.UNKNOWN)
        said: Condition = json.loads(node.what)
        return {"not": said} if node.negated else said
    if not node.rows:
        raise RowsRefused(place, Why.EMPTY_GROUP)
    inside = [condition_of(row, known, f"{place}-{at}") for at, row in enumerate(node.rows)]
    if node.word is Word.AT_LEAST:
        if not 1 <= node.number <= len(inside):
            raise RowsRefused(place, Why.NUMBER)
        group: Condition = {"at_least": node.number, "of": inside}
    else:
        group = inside[0] if len(inside) == 1 else {node.word.value: inside}
    if not node.negated:
        return group
    opposite: Condition = group.get("not", {"not": group})
    return opposite


def read(sent: Mapping[str, str]) -> Group:
    """The rows as a screen sent them. Raises RowsRefused for what no screen of ours sends."""
    count = [0]
    node = _read(sent, ROOT, 0, count)
    return node if isinstance(node, Group) else Group(rows=(node,))


def _read(sent: Mapping[str, str], place: str, depth: int, count: list[int]) -> Node:
    count[0] += 1
    if count[0] > MOST_ROWS or depth > DEEPEST:
        raise RowsRefused(place, Why.TOO_MANY)
    negated = sent.get(f"{place}-not") == "not"
    if f"{place}-rows" not in sent:
        return Row(sent.get(f"{place}-what", ""), negated)
    try:
        word = Word(sent.get(f"{place}-word", ""))
    except ValueError:
        word = Word.ALL
    rows = tuple(
        _read(sent, f"{place}-{at}", depth + 1, count)
        for at in range(_number(sent[f"{place}-rows"]))
    )
    return Group(word, rows, negated, _number(sent.get(f"{place}-number", "2")))


def _number(text: str) -> int:
    """A small whole number; 0 for anything else, MOST_ROWS + 1 at most."""
    text = text.strip()
    if not (text.isascii() and text.isdigit()):
        return 0
    return min(int(text[:4]), MOST_ROWS + 1)


def changed(root: Group, deed: str, place: str) -> Group:
    """The rows after a button: add or add_group in a group, group or remove a row.

    What no longer stands there is left as it is.
    """
    path = [int(step) for step in place.split("-")[1:] if step.isascii() and step.isdigit()]
    node = _changed(root, deed, path)
    return node if isinstance(node, Group) else root


def _changed(node: Node | None, deed: str, path: list[int]) -> Node | None:
    if path:
        if not isinstance(node, Group) or path[0] >= len(node.rows):
            return node
        inside = list(node.rows)
        new = _changed(inside[path[0]], deed, path[1:])
        inside[path[0] : path[0] + 1] = [] if new is None else [new]
        return replace(node, rows=tuple(inside))
    if isinstance(node, Group) and deed == "add":
        return replace(node, rows=(*node.rows, Row()))
    if isinstance(node, Group) and deed == "add_group":
        return replace(node, rows=(*node.rows, Group(Word.ANY, (Row(), Row()))))
    if isinstance(node, Row) and deed == "group":
        return Group(Word.ANY, (node, Row()))
    return None if deed == "remove" else node
