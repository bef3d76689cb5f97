"""Reading a situation that another program wrote down (docs/reference/route-cards.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from duizend.families.rules.time import (
    POSTPARTUM_DAYS,
    Phase,
    age_in_days,
    gestation,
    why_not_a_due_date,
)
from duizend.families.rules.time import phase as phase_on
from duizend.pathways.rules.answers import Situation
from duizend.signals.rules.conditions import ConceptFact, Facts

Path = tuple[str | int, ...]
Row = Mapping[str, Any]


class Wrong(StrEnum):
    """What can be wrong with a situation that fits its schema."""

    UNKNOWN_SIGNAL = "unknown_signal"
    SIGNAL_TWICE = "signal_twice"
    NOT_BORN_YET = "not_born_yet"
    DUE_DATE_TOO_FAR = "due_date_too_far"
    CONTRADICTS_DATES = "contradicts_dates"


@dataclass(frozen=True)
class SituationProblem:
    path: Path
    wrong: Wrong
    value: str = ""


class NoSituation(ValueError):
    """Why no situation could be made of it."""

    def __init__(self, problems: list[SituationProblem]) -> None:
        super().__init__("; ".join(f"{one.wrong} {one.value}" for one in problems))
        self.problems = problems


def read_situation(row: Row, concepts: Mapping[str, ConceptFact], today: date) -> Situation:
    """`concepts` are the signals that may be named by their code alone; `today` counts where the
    row names no day. Raises NoSituation.
    """
    today = _day(row, "today") or today
    problems = [*_signal_problems(row, concepts), *_date_problems(row, today)]
    if problems:
        raise NoSituation(problems)
    phase, gestation_days, child_age_days = _moment(row, today)
    present = tuple(_fact(one, concepts) for one in row.get("signals", ()))
    return Situation(
        facts=Facts(present, row.get("category") or ""),
        phase=phase,
        municipality=row["municipality"],
        today=today,
        gestation_days=gestation_days,
        child_age_days=child_age_days,
        due_date=_day(row, "due_date"),
        born_on=_day(row, "born_on"),
    )


def running(row: Row) -> list[tuple[str, int]]:
    """The versions of cards that this family works with."""
    return [(one["code"], one["version"]) for one in row.get("running", ())]


def _fact(signal: str | Row, concepts: Mapping[str, ConceptFact]) -> ConceptFact:
    if isinstance(signal, str):
        return concepts[signal]
    return ConceptFact(
        signal["code"],
        signal["kind"],
        signal["life_domain"],
        signal.get("label") or signal["code"],
        bool(signal.get("adversity")),
    )


def _signal_problems(row: Row, concepts: Mapping[str, ConceptFact]) -> Iterator[SituationProblem]:
    seen: set[str] = set()
    for place, signal in enumerate(row.get("signals", ())):
        code = signal if isinstance(signal, str) else signal["code"]
        if code in seen:
            yield SituationProblem(("signals", place), Wrong.SIGNAL_TWICE, code)
        elif isinstance(signal, str) and code not in concepts:
            yield SituationProblem(("signals", place), Wrong.UNKNOWN_SIGNAL, code)
        seen.add(code)


def _date_problems(row: Row, today: date) -> Iterator[SituationProblem]:
    due_date, born_on = _day(row, "due_date"), _day(row, "born_on")
    if born_on and born_on > today:
        yield SituationProblem(("born_on",), Wrong.NOT_BORN_YET, born_on.isoformat())
        return
    if due_date and not born_on and why_not_a_due_date(due_date, today) == "far":
        yield SituationProblem(("due_date",), Wrong.DUE_DATE_TOO_FAR, due_date.isoformat())
        return
    said = (row.get("phase"), row.get("gestation_days"), row.get("child_age_days"))
    names = ("phase", "gestation_days", "child_age_days")
    for name, told, found in zip(names, said, _moment(row, today), strict=True):
        if told is not None and told != found:
            yield SituationProblem((name,), Wrong.CONTRADICTS_DATES, f"{name}: {told}")


def _moment(row: Row, today: date) -> tuple[str, int | None, int | None]:
    """Phase, days of pregnancy and age in days: from the dates, else as they were said."""
    due_date, born_on = _day(row, "due_date"), _day(row, "born_on")
    if born_on:
        return phase_on(due_date, born_on, today).value, None, age_in_days(born_on, today)
    if due_date:
        return Phase.PREGNANCY.value, gestation(due_date, today), None
    phase, days, age = row.get("phase"), row.get("gestation_days"), row.get("child_age_days")
    if age is not None:
        after = Phase.POSTPARTUM if age <= POSTPARTUM_DAYS else Phase.CHILD
        return after.value, None, age
    if days is not None:
        return Phase.PREGNANCY.value, days, None
    return phase or "", None, None


def _day(row: Row, name: str) -> date | None:
    return date.fromisoformat(row[name]) if row.get(name) else None
