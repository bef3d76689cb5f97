"""Random cards and situations, for properties."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from duizend.pathways.rules.answers import Situation
from duizend.pathways.rules.cards import Card, DayRange
from duizend.signals.rules.conditions import ConceptFact, Facts
from tests.unit.pathways.test_matching import ROW, card

TODAY = date(2026, 11, 23)
PHASES = ["preconception", "pregnancy", "postpartum", "child"]
CATEGORIES = ["self_reliant", "potentially_vulnerable", "vulnerable", "highly_vulnerable"]
CONCEPTS = [
    ConceptFact("debts", "risk", "money", "schulden", adversity=True),
    ConceptFact("poverty", "risk", "money", "weinig geld", adversity=True),
    ConceptFact("stable_income", "protective", "money", "inkomen"),
    ConceptFact("smoking", "risk", "lifestyle", "roken"),
    ConceptFact("small_network", "risk", "network", "klein netwerk", adversity=True),
    ConceptFact("support_person", "protective", "network", "steunfiguur"),
    ConceptFact("homeless", "risk", "housing", "geen huis", adversity=True),
]
# A signal that no card names.
ELSEWHERE = ConceptFact("chronic_illness", "risk", "health", "ziekte", adversity=True)

LEAVES = st.one_of(
    st.sampled_from(CONCEPTS).map(lambda fact: {"concept": fact.code}),
    st.sampled_from([("money", "risk"), ("network", "protective"), ("housing", "risk")]).map(
        lambda pair: {"life_domain": pair[0], "kind": pair[1]}
    ),
    st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2, unique=True).map(
        lambda chosen: {"category": chosen}
    ),
    st.builds(
        lambda count, spread: {"adversities": count, "life_domains": spread},
        st.integers(1, 4),
        st.integers(1, 3),
    ),
)


def _branches(inside):
    several = st.lists(inside, min_size=1, max_size=4)
    return st.one_of(
        several.map(lambda parts: {"and": parts}),
        several.map(lambda parts: {"or": parts}),
        inside.map(lambda part: {"not": part}),
        st.builds(
            lambda parts, least: {"at_least": least, "of": parts}, several, st.integers(1, 4)
        ),
    )


CONDITIONS = st.recursive(LEAVES, _branches, max_leaves=8)
BOUNDS = st.one_of(st.none(), st.integers(0, 300))
RANGES = st.one_of(
    st.none(), st.builds(lambda first, last: {"from": first, "until": last}, BOUNDS, BOUNDS)
)
UNITS = [
    ("days", 0, 60),
    ("working_days", 0, 20),
    ("weeks_gestation", 0, 42),
    ("weeks_from_due_date", -20, 10),
    ("weeks_after_birth", 0, 20),
    ("days_after_birth", 0, 20),
]
WITHIN = st.one_of(
    st.none(),
    st.sampled_from(UNITS).flatmap(
        lambda unit: st.integers(unit[1], unit[2]).map(
            lambda value: {"value": value, "unit": unit[0], "origin": "proposal"}
        )
    ),
)


@st.composite
def steps(draw, phases):
    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 5))):
        before = [row["code"] for row in made]
        made.append(
            {
                **ROW["steps"][1],
                "order": number + 1,
                "code": f"s{number}",
                "within": draw(WITHIN),
                "condition": draw(st.one_of(st.none(), CONDITIONS)),
                "phases": draw(st.lists(st.sampled_from(phases), unique=True)),
                "gestation_days": draw(RANGES),
                "child_age_days": draw(RANGES),
                "after": draw(st.lists(st.sampled_from(before), unique=True)) if before else [],
            }
        )
    return made


@st.composite
def cards(draw):
    phases = draw(st.lists(st.sampled_from(PHASES), min_size=1, unique=True))
    return card(
        condition=draw(st.one_of(st.none(), CONDITIONS, CONDITIONS, CONDITIONS)),
        municipalities=draw(st.sampled_from([[], ["GM1680"], ["GM0118"], ["GM1680", "GM0118"]])),
        phases=phases,
        gestation_days=draw(RANGES),
        child_age_days=draw(RANGES),
        steps=draw(steps(phases)),
    )


def numbered(many: list[Card]) -> list[Card]:
    return [replace(one, code=f"k{number}") for number, one in enumerate(many)]


SEVERAL_CARDS = st.lists(cards(), min_size=1, max_size=6).map(numbered)


@st.composite
def situations(draw):
    phase = draw(st.sampled_from(["", *PHASES]))
    days = draw(st.one_of(st.none(), st.integers(0, 310)))
    pregnant = phase == "pregnancy"
    born = phase in {"postpartum", "child"}
    due_date = TODAY + timedelta(days=280 - days) if pregnant and days is not None else None
    present = draw(st.lists(st.sampled_from([*CONCEPTS, ELSEWHERE]), unique_by=lambda f: f.code))
    return Situation(
        facts=Facts(tuple(present), draw(st.sampled_from(["", *CATEGORIES]))),
        phase=phase,
        municipality=draw(st.sampled_from(["GM1680", "GM0118", "GM0363"])),
        today=TODAY,
        gestation_days=days if pregnant else None,
        child_age_days=days if born else None,
        due_date=due_date,
        born_on=TODAY - timedelta(days=days) if born and days is not None else None,
    )


__all__ = ["CONDITIONS", "SEVERAL_CARDS", "DayRange", "situations"]
