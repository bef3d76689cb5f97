"""A route card has its steps in order and points to help that is known."""

from __future__ import annotations

from collections.abc import Iterator

from duizend.content.rules.problems import Path, Problem, Row, Rows, What, codes_of
from duizend.content.rules.references import template_words

# A card's sentence may take up what was signalled, and no numbers.
CARD_WORDS = {"labels", "life_domains"}


def route_card_problems(rows: Rows) -> Iterator[Problem]:
    known = {
        "interventions": codes_of(rows, "interventions"),
        # Cards of a coalition point to offers that only its own database knows.
        "offers": codes_of(rows, "demo_offers"),
    }
    for index, card in enumerate(rows.get("route_cards", ())):
        for path, what, value in _found(card, known):
            yield Problem("route_cards", index, path, what, value)


def _found(card: Row, known: dict[str, set[str]]) -> Iterator[tuple[Path, What, str]]:
    for key in ("gestation_days", "child_age_days"):
        if card[key] and card[key]["until"] < card[key]["from"]:
            yield (key, "until"), What.BACKWARDS, str(card[key]["until"])
    for word in template_words(card["why"]):
        if word not in CARD_WORDS:
            yield ("why",), What.WORD_IN_BRACES, word
    codes: set[str] = set()
    for number, step in enumerate(card["steps"]):
        path: Path = ("steps", number)
        if step["order"] != number + 1:
            yield (*path, "order"), What.ORDER, str(step["order"])
        if step["code"] in codes:
            yield (*path, "code"), What.TWICE, step["code"]
        codes.add(step["code"])
        for word in template_words(step["why"]):
            if word not in CARD_WORDS:
                yield (*path, "why"), What.WORD_IN_BRACES, word
        for key, there in known.items():
            if key == "offers" and not card["demo"]:
                continue
            for place, code in enumerate(step[key]):
                if code not in there:
                    yield (*path, key, place), What.UNKNOWN, code
