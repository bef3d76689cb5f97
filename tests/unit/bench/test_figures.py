from dataclasses import replace
from datetime import UTC, datetime

import pytest

from duizend.bench.measure import Result
from duizend.bench.names import MEN, WOMEN, family_names
from duizend.bench.report import Outcome, commit, machine, memory_mb, table, why_missed
from duizend.bench.routes import Matching, matching

QUICK = Result("my day", queries=25, p50_ms=20.0, p95_ms=100.0, n=60, target=True)
OUTCOME = Outcome(
    machine="Een machine",
    cores=2,
    python="3.11.7",
    postgres="18.4",
    commit="abc1234",
    date=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    rows={"families_family": 20000, "total": 20000},
    memory_mb=180.5,
    build_seconds=60.0,
    results=[QUICK],
)


def test_what_just_fits_is_no_miss():
    assert why_missed(QUICK) == []
    assert OUTCOME.missed() == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"queries": 26}, "my day: 26 queries (at most 25)"),
        ({"p95_ms": 100.1}, "my day: p95 100.1 ms (at most 100 ms)"),
    ],
)
def test_each_target_that_is_missed_is_named(change, reason):
    missed = replace(OUTCOME, results=[replace(QUICK, **change)])
    assert missed.missed() == [reason]
    assert "MISSED" in table(missed)


def test_few_requests_say_nothing_about_time_and_all_about_queries():
    assert why_missed(replace(QUICK, n=3, p95_ms=900.0)) == []
    assert why_missed(replace(QUICK, n=3, queries=26))


def test_a_measure_without_a_target_cannot_miss_it():
    slow = replace(QUICK, target=False, p95_ms=900.0)
    assert replace(OUTCOME, results=[slow]).missed() == []
    assert "MISSED" not in table(replace(OUTCOME, results=[slow]))


def test_the_file_holds_the_figures_and_where_they_were_taken():
    figures = OUTCOME.as_json()
    assert figures["results"] == [
        {"name": "my day", "queries": 25, "p50_ms": 20.0, "p95_ms": 100.0, "n": 60}
    ]
    assert figures["rows"]["total"] == 20000
    assert set(figures) == {
        "machine",
        "cores",
        "python",
        "postgres",
        "commit",
        "date",
        "rows",
        "memory_mb",
        "build_seconds",
        "results",
    }


def test_where_it_runs_is_known():
    assert machine()
    assert memory_mb() > 10
    assert isinstance(commit(), str)


def test_there_are_names_enough_for_a_search_to_choose_from():
    assert len(set(family_names())) > 10_000
    assert len(set(WOMEN)) == len(WOMEN) > 100
    assert len(set(MEN)) == len(MEN) > 90


def test_matching_is_told_and_its_promise_is_held():
    found = Matching(10_000, 200, 0.5, 130_000, 90_000)
    told = replace(OUTCOME, matching=found)
    assert "10,000 families held against 200 steps in 0.50 s" in table(told)
    assert "13.0 steps apply, 9.0 nearly" in table(told)
    assert told.as_json()["matching"]["seconds"] == 0.5
    assert told.missed() == []
    slow = replace(OUTCOME, matching=replace(found, seconds=1.01))
    assert slow.missed() == ["matching 10,000 families: 1.01 s (at most 1 s)"]
    assert "MISSED" in table(slow)


def test_matching_has_exactly_its_steps_and_is_no_empty_work():
    found = matching(families=200, steps=200)
    assert (found.families, found.steps) == (200, 200)
    assert 3 < found.applying_steps / found.families < 30
    assert found.nearly_steps > found.families
