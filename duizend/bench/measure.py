"""Asking one page many times, as different people about different families."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.urls import reverse

from duizend.access.models import User
from duizend.bench.database import BenchProblem
from duizend.core.rls import acting_as

TYPICAL = "typical"
LARGEST = "largest"
# How many families with the work of a usual week; the largest is whoever has most.
TYPICAL_CASELOAD = range(20, 151)
WARM_UP = 4  # requests that are not counted: the first of a page reads its templates
# A family may not fit what is measured (no consent to send a referral on): have others ready.
CASES_PER_REQUEST = 12


@dataclass(frozen=True)
class Case:
    """One person and one family of theirs."""

    user: User
    family_id: UUID


@dataclass(frozen=True)
class Asked:
    """One request: a POST when there is data. `confirm` says whether it did what it should."""

    path: str
    data: Mapping[str, Any] | None = None
    confirm: Callable[[], bool] = lambda: True


@dataclass(frozen=True)
class Measure:
    """A page or action to measure. `prepare` gives the request, or None where it does not fit.

    It runs as the person of the case and is not measured. `target`: whether the times and
    number of queries that duizend promises hold for it; `longest_ms`: the 95th percentile.
    """

    name: str
    prepare: Callable[[Case, Client], Asked | None]
    target: bool = True
    longest_ms: float = 100.0


@dataclass(frozen=True)
class Result:
    """What a measure cost: the most queries, and server time in milliseconds."""

    name: str
    queries: int
    p50_ms: float
    p95_ms: float
    n: int
    target: bool
    longest_ms: float = 100.0


def choose_cases(requests: int) -> dict[str, list[Case]]:
    """People with a typical and with the largest caseload, each with a family of theirs.

    To be asked as the owner: nobody else sees all caseloads.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select r.practitioner_id, array_agg(r.family_id order by r.family_id) "
            "from families_carerelation r join families_family f on f.id = r.family_id "
            "where r.period_end is null and f.closed_on is null "
            "group by 1 order by count(*) desc, 1"
        )
        caseloads: list[tuple[int, list[UUID]]] = cursor.fetchall()
    typical = [c for c in caseloads if len(c[1]) in TYPICAL_CASELOAD] or caseloads
    users = User.objects.select_related("organization").in_bulk()
    dice = random.Random(3)  # noqa: S311  # the same people every time
    chosen = {}
    for kind, among in ((TYPICAL, typical), (LARGEST, caseloads[:1])):
        picked = (dice.choice(among) for _number in range(requests * CASES_PER_REQUEST))
        chosen[kind] = [Case(users[who], dice.choice(families)) for who, families in picked]
    return chosen


class Doors:
    """A signed-in browser for each person, past the first page after signing in.

    That page keeps in the session that the second factor was seen; it is asked once a day.
    """

    def __init__(self) -> None:
        self._clients: dict[int, Client] = {}

    def of(self, user: User) -> Client:
        if user.pk not in self._clients:
            client = Client()
            client.force_login(user)
            client.get(reverse("directory:menu"))
            self._clients[user.pk] = client
        return self._clients[user.pk]


def run(measure: Measure, kind: str, cases: Sequence[Case], doors: Doors, requests: int) -> Result:
    """Measure until there are enough; raises BenchProblem where a page does not do its work."""
    counted: list[tuple[int, float]] = []
    for case in cases:
        if len(counted) == requests + WARM_UP:
            break
        client = doors.of(case.user)
        with acting_as(case.user.pk):
            asked = measure.prepare(case, client)
        if asked is not None:
            counted.append(_request(measure, case, client, asked))
    if len(counted) <= WARM_UP:
        raise BenchProblem(f"{measure.name}, {kind}: no family fits what is measured.")
    counted = counted[WARM_UP:]
    times = sorted(seconds * 1000 for _queries, seconds in counted)
    return Result(
        name=measure.name if kind == TYPICAL else f"{measure.name}, {kind} caseload",
        queries=max(queries for queries, _seconds in counted),
        p50_ms=round(_percentile(times, 50), 1),
        p95_ms=round(_percentile(times, 95), 1),
        n=len(counted),
        target=measure.target,
        longest_ms=measure.longest_ms,
    )


def _request(measure: Measure, case: Case, client: Client, asked: Asked) -> tuple[int, float]:
    """The number of queries (savepoints too; not begin and commit) and seconds of one request."""
    queries = 0

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*arguments)

    with connection.execute_wrapper(count):
        started = perf_counter()
        if asked.data is None:
            response = client.get(asked.path)
        else:
            response = client.post(asked.path, asked.data)
        seconds = perf_counter() - started
    # A page that is only asked for may not send us elsewhere: that would be fast for nothing.
    expected = {200} if asked.data is None else {200, 302}
    with acting_as(case.user.pk):
        if response.status_code not in expected or not asked.confirm():
            raise BenchProblem(
                f"{measure.name}: {asked.path} did not do its work for user {case.user.pk} "
                f"(status {response.status_code})."
            )
    return queries, seconds


def _percentile(times: Sequence[float], share: int) -> float:
    """The smallest time that this share of the requests did not exceed (nearest rank)."""
    return times[max(0, -(-len(times) * share // 100) - 1)]
