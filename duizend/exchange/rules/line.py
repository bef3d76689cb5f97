"""Gathers what one line of a file tells of an offer, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from duizend.exchange.rules.rows import (
    FIELDS,
    ORGANIZATION_FIELDS,
    Note,
    Problem,
    Reason,
    Remark,
    Row,
)
from duizend.exchange.rules.texts import Wrong, shortened, shown
from duizend.exchange.rules.values import cost_of, value_of
from duizend.exchange.rules.vocabulary import Vocabulary


class Line:
    """Gathers the values of one line, and every reason why it is refused."""

    def __init__(self, number: int, vocabulary: Vocabulary) -> None:
        self.number, self.vocabulary = number, vocabulary
        self.values: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self.remarks: list[Remark] = []
        self.offered = True

    def put(self, name: str, raw: object) -> None:
        """Give a field what was written; an empty value empties it."""
        field = FIELDS.get(name) or ORGANIZATION_FIELDS[name]
        try:
            self.values[name] = value_of(field, raw, self.vocabulary)
        except Wrong as wrong:
            self.refuse(wrong.reason, name, wrong.value)

    def put_shortened(self, name: str, raw: object) -> None:
        """As `put`, for texts from elsewhere, that may be longer there: cut, and said."""
        field = FIELDS.get(name) or ORGANIZATION_FIELDS[name]
        given = raw if isinstance(raw, list) else [raw]
        cut = [shortened(one, field.longest) for one in given]
        if cut != given:
            self.remark(Note.SHORTENED, name)
        self.put(name, cut if isinstance(raw, list) else cut[0])

    def put_known(self, name: str, raw: Sequence[object]) -> None:
        """As `put`, for a list of codes from elsewhere: words that we lack are left out."""
        field, codes = FIELDS[name], []
        for one in raw:
            try:
                codes += value_of(field, [one], self.vocabulary)
            except Wrong as wrong:
                self.remark(Note.LEFT_OUT, name, wrong.value)
        if codes:
            self.values[name] = tuple(dict.fromkeys(codes))

    def put_cost(self, parts: dict[str, object]) -> None:
        """The cost, from its parts as they were written; all empty: no cost known."""
        try:
            self.values["cost"] = cost_of(parts)
        except Wrong as wrong:
            self.refuse(wrong.reason, "cost", wrong.value)

    def refuse(self, reason: Reason, field: str = "", value: object = "") -> None:
        self.problems.append(Problem(reason, field, shown(value)))

    def remark(self, note: Note, field: str = "", value: object = "") -> None:
        self.remarks.append(Remark(note, field, shown(value)))

    def row(self) -> Row:
        return Row(
            self.number,
            dict(self.values),
            tuple(dict.fromkeys(self.problems)),
            tuple(dict.fromkeys(self.remarks)),
            self.offered,
        )
