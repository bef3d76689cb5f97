"""Route cards: how long it takes to hold a region against all cards, without database or page.

The cards are ours, with invented ones of the same make until there are 200 steps; the families
are drawn with the usual signals more often than the rare ones. Reading them is not measured:
every answer with its reasons, days and what is missing is.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from time import process_time
from typing import Any

from duizend.core.content import CONTENT_DIR, read, read_rows
from duizend.families.rules.time import POSTPARTUM_DAYS, PREGNANCY_DAYS, Phase
from duizend.pathways.rules.answers import Situation
from duizend.pathways.rules.cards import Card
from duizend.pathways.rules.matching import Matcher
from duizend.signals.rules.codes import Situation as Category
from duizend.signals.rules.conditions import ConceptFact, Facts

FAMILIES = 10_000
STEPS = 200
# What the issue of the engine promises for these on one core.
LONGEST_SECONDS = 1.0
ROUNDS = 3
PLACES = ("GM1680", "GM0118", "GM0363", "GM0014")
LONGEST_AGE = 730

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Matching:
    """Seconds of one core in the slowest round; each begins with an engine that remembers nothing."""

    families: int
    steps: int
    seconds: float
    applying_steps: int
    nearly_steps: int

    @property
    def is_missed(self) -> bool:
        return self.seconds > LONGEST_SECONDS


def matching(families: int = FAMILIES, steps: int = STEPS) -> Matching:
    dice = random.Random(7)  # noqa: S311  # the same families every time
    concepts = _concepts()
    made = cards(dice, concepts, steps)
    many = [situation(dice, concepts, date(2026, 11, 23)) for _number in range(families)]
    seconds = []
    applying = nearly = 0
    for _round in range(ROUNDS):
        matcher = Matcher(made)
        applying = nearly = 0
        started = process_time()
        for where in many:
            for one in matcher.match(where):
                applying += len(one.steps)
                nearly += len(one.almost)
        seconds.append(process_time() - started)
    count = sum(len(card.steps) for card in made)
    return Matching(families, count, round(max(seconds), 3), applying, nearly)


def _concepts() -> list[ConceptFact]:
    return [
        ConceptFact(row["code"], row["kind"], row["life_domain"], row["label"], row["adversity"])
        for row in read_rows("concepts.json", "concepts")
        if row["kind"] != "neutral"
    ]


def cards(dice: random.Random, concepts: Sequence[ConceptFact], steps: int) -> list[Card]:
    """Our own cards first, then invented ones, with exactly so many steps together."""
    ours = [
        read(path, "route_card").data for path in sorted((CONTENT_DIR / "route_cards").glob("*"))
    ]
    made: list[Card] = []
    left = steps
    while left:
        number = len(made)
        row = ours[number] if number < len(ours) else _invented(dice, concepts, ours, number)
        card = Card.from_data(row)
        made.append(replace(card, steps=card.steps[:left]))
        left -= len(made[-1].steps)
    return made


def _invented(
    dice: random.Random, concepts: Sequence[ConceptFact], ours: Sequence[Row], number: int
) -> Row:
    """A card like one of ours, on other signals and in other places, one step with a condition."""
    like = dice.choice(ours)
    risks = [fact for fact in concepts if fact.kind == "risk"]
    steps = [dict(step) for step in like["steps"]]
    steps[-1]["condition"] = _one_of(dice, concepts, 3)
    return {
        **like,
        "code": f"bench-{number}",
        "municipalities": dice.choice([[], list(PLACES[:2]), [dice.choice(PLACES)]]),
        "condition": dice.choice(
            [
                _one_of(dice, risks, 4),
                {"at_least": 2, "of": _one_of(dice, risks, 5)["or"]},
                {"and": [_one_of(dice, risks, 4), {"not": _one_of(dice, concepts, 1)["or"][0]}]},
                {
                    "and": [
                        {"life_domain": dice.choice(risks).life_domain, "kind": "risk"},
                        {"category": [Category.VULNERABLE, Category.HIGHLY_VULNERABLE]},
                    ]
                },
            ]
        ),
        "steps": steps,
    }


def _one_of(dice: random.Random, facts: Sequence[ConceptFact], count: int) -> dict[str, Any]:
    return {"or": [{"concept": fact.code} for fact in dice.sample(facts, count)]}


def situation(dice: random.Random, concepts: Sequence[ConceptFact], today: date) -> Situation:
    """A family with up to twelve signals, somewhere in the thousand days."""
    day = dice.randint(-PREGNANCY_DAYS + 28, LONGEST_AGE)
    # The first ones in the file are asked first and said most.
    weights = [1 / (3 + place) for place in range(len(concepts))]
    drawn = dice.choices(concepts, weights, k=dice.randint(0, 12))
    present = tuple({fact.code: fact for fact in drawn}.values())
    category = dice.choice(["", "", *Category])
    born_on = today - timedelta(days=day) if day >= 0 else None
    due_date = None if born_on else today - timedelta(days=day)
    if born_on is None:
        phase = Phase.PREGNANCY
    else:
        phase = Phase.POSTPARTUM if day <= POSTPARTUM_DAYS else Phase.CHILD
    return Situation(
        facts=Facts(present, str(category)),
        phase=phase.value,
        municipality=dice.choice(PLACES),
        today=today,
        gestation_days=PREGNANCY_DAYS + day if due_date else None,
        child_age_days=day if born_on else None,
        due_date=due_date,
        born_on=born_on,
    )
