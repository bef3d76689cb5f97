"""What differs between two versions of a card, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """Something a card says. part: of the draft; about: the step it is of, or empty."""

    part: str
    about: str
    label: str
    text: str

    @property
    def key(self) -> tuple[str, str]:
        return (self.part, self.label)


@dataclass(frozen=True)
class Difference:
    """A line that is not the same: empty before when it is new, empty after when it is gone."""

    about: str
    label: str
    before: str
    after: str


def differences(before: Sequence[Line], after: Sequence[Line]) -> list[Difference]:
    """Lines that are not the same, in the order of what comes after; what is gone comes last."""
    old = {line.key: line for line in before}
    new = {line.key: line for line in after}
    changed = [
        Difference(line.about, line.label, old[key].text if key in old else "", line.text)
        for key, line in new.items()
    ]
    gone = [
        Difference(line.about, line.label, line.text, "")
        for key, line in old.items()
        if key not in new
    ]
    return [one for one in (*changed, *gone) if one.before != one.after]
