"""Taking JSON apart without trusting it: each part is of the kind it should be, or is refused."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from duizend.questionnaires.rules.problems import Findings, Problem

OWN = "urn:duizend:"
LONGEST_LINK_ID = 255
LONGEST_WORDS = 20_000
LONGEST_STRING = 1_000_000
DEEPEST_JSON = 100
MOST_PARTS = 300_000
# Line ends and tabs are text; half a character (a lone surrogate) cannot be stored.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def check_whole(resource: object, found: Findings) -> None:
    """What holds at every place of a file: depth, amount, finite numbers, characters.

    Without recursion, so that a file cannot exhaust the reader.
    """
    left: list[tuple[object, int, str]] = [(resource, 1, "")]
    parts = 0
    while left:
        one, depth, link_id = left.pop()
        parts += 1
        if parts > MOST_PARTS:
            found.add("", Problem.TOO_LARGE)
            return
        if depth > DEEPEST_JSON:
            found.add(link_id, Problem.TOO_DEEP)
            return
        if isinstance(one, Mapping):
            own = one.get("linkId")
            link_id = own[:LONGEST_LINK_ID] if isinstance(own, str) else link_id
            left.extend((given, depth + 1, link_id) for given in (*one.keys(), *one.values()))
        elif isinstance(one, list):
            left.extend((given, depth + 1, link_id) for given in one)
        else:
            _check_plain(one, link_id, found)


def _check_plain(one: object, link_id: str, found: Findings) -> None:
    if isinstance(one, str):
        if len(one) > LONGEST_STRING:
            found.add(link_id, Problem.TOO_LONG)
        elif _CONTROL.search(one):
            found.add("" if _CONTROL.search(link_id) else link_id, Problem.CONTROL_CHARACTERS)
    elif isinstance(one, float) and not math.isfinite(one):
        found.add(link_id, Problem.WRONG_KIND, f"{one}")


@dataclass(frozen=True)
class Element:
    """A JSON object at a place: `place` is the linkId to name when something is wrong in it."""

    raw: Mapping[str, Any]
    place: str
    found: Findings

    def refuse(self, problem: Problem, detail: str = "") -> None:
        self.found.add(self.place, problem, detail)

    def text(self, name: str, longest: int = LONGEST_WORDS) -> str:
        given = self.raw.get(name)
        if given is None:
            return ""
        if not isinstance(given, str):
            self.refuse(Problem.WRONG_KIND, name)
            return ""
        if len(given) > longest:
            self.refuse(Problem.TOO_LONG, name)
            return ""
        return given

    def flag(self, name: str) -> bool:
        given = self.raw.get(name)
        if given is not None and not isinstance(given, bool):
            self.refuse(Problem.WRONG_KIND, name)
        return given is True

    def whole(self, name: str) -> int | None:
        """A whole number of 0 or more."""
        given = self.raw.get(name)
        if given is None:
            return None
        if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < 2**31:
            self.refuse(Problem.WRONG_KIND, name)
            return None
        return int(given)

    def objects(self, name: str) -> list[Element]:
        """The objects of a list, here still of the same place."""
        given = self.raw.get(name)
        if given is None:
            return []
        if not isinstance(given, list) or not all(isinstance(one, Mapping) for one in given):
            self.refuse(Problem.WRONG_KIND, name)
            return []
        return [Element(one, self.place, self.found) for one in given]

    def object(self, name: str) -> Element | None:
        given = self.raw.get(name)
        if given is None:
            return None
        if not isinstance(given, Mapping):
            self.refuse(Problem.WRONG_KIND, name)
            return None
        return Element(given, self.place, self.found)

    def check_no_modifier(self) -> None:
        """A modifier may turn the meaning round; none is known here."""
        for one in self.objects("modifierExtension"):
            self.refuse(Problem.MODIFIER, one.text("url"))

    def extensions(self) -> Iterator[tuple[str, Element]]:
        for one in self.objects("extension"):
            yield one.text("url"), one

    def own(self) -> dict[str, list[Any]]:
        """Our own extensions by their short name, each with all its plain values."""
        return own_extensions(self)

    def kept(self, prefix: str) -> dict[str, Any]:
        """What stands here as `value[x]` or `answer[x]`, by its full name."""
        return {
            name: given
            for name, given in self.raw.items()
            if isinstance(name, str) and name.startswith(prefix)
        }


def own_extensions(element: Element) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for url, one in element.extensions():
        if url.startswith(OWN):
            found.setdefault(url.removeprefix(OWN), []).extend(one.kept("value").values())
    return found
