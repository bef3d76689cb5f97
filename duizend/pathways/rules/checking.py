"""What is wrong with a route card: circles, dates that cannot be, and what it points to.

For whoever writes a card, on screen or in a file. The card fits its schema already
(`pathways.reading` looks at that first).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from duizend.core.working_days import PREGNANCY_WEEKS, Unit
from duizend.pathways.rules.cards import AFTER_BIRTH, IN_PREGNANCY, Condition, branches_of

Path = tuple[str | int, ...]
Row = Mapping[str, Any]

# What a sentence of a card or step may take up of what was signalled: words, no numbers.
SENTENCE_WORDS = frozenset({"labels", "life_domains"})
# Deeper than this nobody reads a condition.
DEEPEST = 8
WEEK = 7
TERM = PREGNANCY_WEEKS * WEEK


class Wrong(StrEnum):
    """What can be wrong; the words stand in `pathways.words.PROBLEM_WORDS`."""

    TWICE = "twice"
    UNKNOWN = "unknown"
    WORD_IN_BRACES = "word_in_braces"
    BACKWARDS = "backwards"
    ORDER = "order"
    CIRCLE = "circle"
    NO_SUCH_STEP = "no_such_step"
    TOO_MANY_WANTED = "too_many_wanted"
    TOO_DEEP = "too_deep"
    NOT_IN_CARD = "not_in_card"
    NOTHING_TO_NAME = "nothing_to_name"
    PAST_FROM_THE_START = "past_from_the_start"
    BEFORE_THE_STEP_BEFORE = "before_the_step_before"


@dataclass(frozen=True)
class CardProblem:
    """One mistake, at `path` in the card. `value`: what the words name (a code, a route)."""

    path: Path
    wrong: Wrong
    value: str = ""


@dataclass(frozen=True)
class Known:
    """The codes that a card may point to. None: nobody here knows them, all are accepted."""

    concepts: AbstractSet[str] | None = None
    municipalities: AbstractSet[str] | None = None
    interventions: AbstractSet[str] | None = None
    offers: AbstractSet[str] | None = None
    sources: AbstractSet[str] | None = None


def check(card: Row, known: Known) -> list[CardProblem]:
    """Every mistake in a card that fits its schema, in the order of the card."""
    return [
        *_places(card, known),
        *_days(card, ()),
        *_asked(card["condition"], ("condition",), known),
        *_sentence(card, ("why",), card["why"], [card["condition"]]),
        *_sources(card["sources"], ("sources",), known),
        *_steps(card, known),
        *_circles(card["steps"]),
        *_impossible_days(card),
    ]


def _places(card: Row, known: Known) -> Iterator[CardProblem]:
    yield from _unknown(card["municipalities"], ("municipalities",), known.municipalities)


def _unknown(
    codes: Iterable[str], path: Path, there: AbstractSet[str] | None
) -> Iterator[CardProblem]:
    if there is not None:
        for number, code in enumerate(codes):
            if code not in there:
                yield CardProblem((*path, number), Wrong.UNKNOWN, code)


def _sources(rows: Iterable[Row], path: Path, known: Known) -> Iterator[CardProblem]:
    if known.sources is not None:
        for number, row in enumerate(rows):
            if "://" not in row["ref"] and row["ref"] not in known.sources:
                yield CardProblem((*path, number, "ref"), Wrong.UNKNOWN, row["ref"])


def _days(row: Row, path: Path) -> Iterator[CardProblem]:
    for key in ("gestation_days", "child_age_days"):
        days = row.get(key) or {}
        first, last = days.get("from"), days.get("until")
        if first is not None and last is not None and last < first:
            yield CardProblem((*path, key, "until"), Wrong.BACKWARDS, str(last))


def _asked(
    condition: Condition | None, path: Path, known: Known, depth: int = 1
) -> Iterator[CardProblem]:
    """What a condition names, and how much it wants of how many."""
    if condition is None:
        return
    if depth > DEEPEST:
        yield CardProblem(path, Wrong.TOO_DEEP, str(DEEPEST))
        return
    if "concept" in condition:
        code = condition["concept"]
        if known.concepts is not None and code not in known.concepts:
            yield CardProblem((*path, "concept"), Wrong.UNKNOWN, code)
    if "at_least" in condition and condition["at_least"] > len(condition["of"]):
        yield CardProblem((*path, "at_least"), Wrong.TOO_MANY_WANTED, str(condition["at_least"]))
    if "not" in condition:
        yield from _asked(condition["not"], (*path, "not"), known, depth + 1)
    for word in ("and", "or", "of"):
        for number, branch in enumerate(condition.get(word, ())):
            yield from _asked(branch, (*path, word, number), known, depth + 1)


def sentence_words(sentence: str) -> Iterator[str]:
    """The words between braces in a sentence; a lone brace gives itself."""
    for part in sentence.split("{")[1:]:
        word, brace, _rest = part.partition("}")
        yield word if brace else "{"
    if sentence.count("}") > sentence.count("{"):
        yield "}"


def _sentence(
    row: Row, path: Path, sentence: str, conditions: Sequence[Condition | None]
) -> Iterator[CardProblem]:
    names_something = any(c is not None and _can_name(c) for c in conditions)
    for word in sentence_words(sentence):
        if word not in SENTENCE_WORDS:
            yield CardProblem(path, Wrong.WORD_IN_BRACES, word)
        elif not names_something:
            yield CardProblem(path, Wrong.NOTHING_TO_NAME, word)


def _can_name(condition: Condition) -> bool:
    """Whether something that was said can make it hold: not only a choice, or an absence."""
    if "not" in condition or "category" in condition:
        return False
    inside = branches_of(condition)
    return not inside or any(_can_name(branch) for branch in inside)


def _steps(card: Row, known: Known) -> Iterator[CardProblem]:
    codes = [step["code"] for step in card["steps"]]
    for number, step in enumerate(card["steps"]):
        path: Path = ("steps", number)
        if step["order"] != number + 1:
            yield CardProblem((*path, "order"), Wrong.ORDER, str(step["order"]))
        if step["code"] in codes[:number]:
            yield CardProblem((*path, "code"), Wrong.TWICE, step["code"])
        for place, code in enumerate(step.get("after", ())):
            if code not in codes:
                yield CardProblem((*path, "after", place), Wrong.NO_SUCH_STEP, code)
        for place, phase in enumerate(step.get("phases", ())):
            if phase not in card["phases"]:
                yield CardProblem((*path, "phases", place), Wrong.NOT_IN_CARD, phase)
        own = step.get("condition")
        yield from _days(step, path)
        yield from _asked(own, (*path, "condition"), known)
        yield from _sentence(step, (*path, "why"), step["why"], [own, card["condition"]])
        yield from _unknown(step["interventions"], (*path, "interventions"), known.interventions)
        yield from _unknown(step["offers"], (*path, "offers"), known.offers)
        yield from _sources(step["sources"], (*path, "sources"), known)


def _circles(steps: Sequence[Row]) -> Iterator[CardProblem]:
    """Every circle once, at the first step on it, with the route named: `a → b → a`."""
    before = {step["code"]: tuple(step.get("after", ())) for step in steps}
    places = {step["code"]: number for number, step in reversed(list(enumerate(steps)))}
    done: set[str] = set()
    for start in before:
        for circle in _circles_from(start, before, done):
            first = min(circle, key=lambda code: places[code])
            turned = circle[circle.index(first) :] + circle[: circle.index(first)]
            # `after` points back; people read a route forward.
            route = " → ".join([first, *reversed(turned)])
            yield CardProblem(("steps", places[first], "after"), Wrong.CIRCLE, route)


def _circles_from(
    start: str, before: Mapping[str, Sequence[str]], done: set[str]
) -> Iterator[list[str]]:
    """Walk back from a step without calling itself: a card may be a thousand steps long."""
    trail: list[str] = []
    waiting: list[tuple[str, bool]] = [(start, False)]
    while waiting:
        code, leave = waiting.pop()
        if leave:
            trail.pop()
            done.add(code)
        elif code in trail:
            yield trail[trail.index(code) :]
        elif code in before and code not in done:
            trail.append(code)
            waiting.append((code, True))
            waiting.extend((one, False) for one in reversed(before[code]))


def _impossible_days(card: Row) -> Iterator[CardProblem]:
    """Deadlines that are past before the step can begin, or before a step that goes first."""
    anchored = {step["code"]: _day_of_pregnancy(step) for step in card["steps"]}
    for number, step in enumerate(card["steps"]):
        path: Path = ("steps", number, "within")
        day = anchored[step["code"]]
        if day is None:
            continue
        if _is_past_from_the_start(card, step, day):
            yield CardProblem(path, Wrong.PAST_FROM_THE_START, step["code"])
        for code in step.get("after", ()):
            earlier = anchored.get(code)
            if earlier is not None and day < earlier:
                yield CardProblem(path, Wrong.BEFORE_THE_STEP_BEFORE, code)


def _day_of_pregnancy(step: Row) -> int | None:
    """The deadline as a day of the pregnancy (280 is the due date), where it is one."""
    within = step["within"]
    if within is None:
        return None
    value: int = within["value"]
    days: dict[str, int] = {
        Unit.WEEKS_GESTATION: value * WEEK,
        Unit.WEEKS_FROM_DUE_DATE: TERM + value * WEEK,
        Unit.WEEKS_AFTER_BIRTH: TERM + value * WEEK,
        Unit.DAYS_AFTER_BIRTH: TERM + value,
    }
    return days.get(within["unit"])


def _is_past_from_the_start(card: Row, step: Row, day: int) -> bool:
    phases = set(step.get("phases") or card["phases"])
    if phases & IN_PREGNANCY:
        return day < _first_day(card, step, "gestation_days")
    # A birth may come early, so that only a deadline in the pregnancy is surely past.
    if phases <= AFTER_BIRTH:
        return day - TERM < _first_day(card, step, "child_age_days")
    return False


def _first_day(card: Row, step: Row, key: str) -> int:
    ranges = [row[key] for row in (card, step) if row.get(key)]
    return max((days["from"] for days in ranges if days["from"] is not None), default=0)
