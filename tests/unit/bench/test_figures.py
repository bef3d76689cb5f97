from dataclasses import replace
from datetime import UTC, datetime

import pytest

from duizend.bench.measure import Result
from duizend.bench.names import MEN, WOMEN, family_names
from duizend.bench.report import Outcome, commit, machine, memory_mb, table, why_missed

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
