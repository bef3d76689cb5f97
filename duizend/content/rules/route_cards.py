"""A route card holds together and points to what stands in the other files."""

from __future__ import annotations

from collections.abc import Iterator

from duizend.content.rules.problems import Problem, Rows, codes_of
from duizend.pathways.rules.checking import Known, check


def route_card_problems(rows: Rows) -> Iterator[Problem]:
    # Sources and municipalities are pointed to by other kinds too: `references` looks at them.
    known = Known(
        concepts=codes_of(rows, "concepts"),
        interventions=codes_of(rows, "interventions"),
    )
    demo = Known(known.concepts, None, known.interventions, codes_of(rows, "demo_offers"))
    for index, card in enumerate(rows.get("route_cards", ())):
        # Cards of a coalition point to offers that only its own database knows.
        for found in check(card, demo if card["demo"] else known):
            yield Problem("route_cards", index, found.path, found.wrong, found.value)
