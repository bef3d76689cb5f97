"""Reading a card from outside: from the editor on screen, a file, or another program.

The one door: the shape first, then what only the whole card shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from duizend.access.models import Municipality
from duizend.core.content import dotted, known_sources, mistakes_in
from duizend.core.json_lines import Path
from duizend.directory.models import Intervention, Offer
from duizend.pathways.rules.checking import Known, check
from duizend.pathways.words import card_problem_in_words
from duizend.signals.models import Concept


@dataclass(frozen=True)
class CardMistake:
    """What is wrong with a card, where (`steps[1].after`) and in which Dutch words.

    code: a `Wrong`, or `shape` where the card does not fit its schema.
    """

    path: Path
    code: str
    reason: str

    @property
    def place(self) -> str:
        return dotted(self.path)


def mistakes_of(data: Any, known: Known) -> list[CardMistake]:
    """Every mistake in what should be a card; empty when it may be used.

    While the shape is wrong, nothing else is looked at.
    """
    shape = [CardMistake(path, "shape", why) for path, why in mistakes_in(data, "route_card")]
    return shape or [
        CardMistake(one.path, one.wrong, card_problem_in_words(one.wrong, one.value))
        for one in check(data, known)
    ]


def known_here() -> Known:
    """What a card of this installation may point to."""
    return Known(
        concepts=frozenset(Concept.objects.values_list("code", flat=True)),
        municipalities=frozenset(Municipality.objects.values_list("code", flat=True)),
        interventions=frozenset(Intervention.objects.values_list("code", flat=True)),
        offers=frozenset(Offer.objects.values_list("code", flat=True)),
        sources=frozenset(known_sources()),
    )
