from datetime import date, timedelta

import pytest

from duizend.prenatal.rules import (
    Progress,
    Step,
    categories_of,
    is_before_birth,
    is_explained,
    last_day,
    may_talk_again_on,
    states,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("progress", "now"),
    [
        (Progress(), Step.EXPLAIN),
        (Progress(thinking=True), Step.CONSENT),
        (Progress(sent=True), Step.PLANNED),
        (Progress(sent=True, planned=True), Step.VISITED),
        (Progress(sent=True, planned=True, visited=True), Step.TOLD),
    ],
)
def test_one_step_is_now_and_what_was_reached_is_done(progress, now):
    found = states(progress)
    assert [step for step, state in found.items() if state == "now"] == [now]
    before = list(Step)[: list(Step).index(now)]
    assert all(found[step] == "done" for step in before)
    assert all(found[step] == "next" for step in list(Step)[list(Step).index(now) + 1 :])


def test_when_all_was_told_nothing_waits():
    done = states(Progress(sent=True, planned=True, visited=True, told=True))
    assert set(done.values()) == {"done"}


def test_a_visit_that_was_not_planned_here_counts_as_planned():
    assert states(Progress(sent=True, visited=True))[Step.PLANNED] == "done"


def test_all_three_are_explained_or_it_is_not():
    assert is_explained(["why", "what", "which_data"])
    assert not is_explained(["why", "what"])


def test_what_is_shielded_never_goes_along():
    assert categories_of(["money", "safety"]) == ["contact", "money", "pregnancy"]


@pytest.mark.parametrize(
    ("due", "until"),
    [
        (date(2027, 2, 19), date(2027, 3, 5)),
        (date(2026, 11, 20), date(2026, 12, 7)),  # she is late: from today
        (None, date(2027, 2, 22)),
    ],
)
def test_a_yes_ends_soon_after_the_birth(due, until):
    assert last_day(TODAY, due) == until


@pytest.mark.parametrize(
    ("days", "may"), [(None, True), (-1, False), (0, True), (300, True), (301, False)]
)
def test_she_talks_again_on_a_day_to_come(days, may):
    day = None if days is None else TODAY + timedelta(days=days)
    assert may_talk_again_on(day, TODAY) is may


@pytest.mark.parametrize(("days", "before"), [(0, True), (14, True), (15, False)])
def test_the_visit_is_before_the_birth_which_may_come_late(days, before):
    assert is_before_birth(TODAY + timedelta(days=days), TODAY) is before
    assert is_before_birth(TODAY + timedelta(days=days), None)
