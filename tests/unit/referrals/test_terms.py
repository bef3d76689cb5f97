"""How soon: the terms, and the one that runs now."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.core.working_days import Origin, Unit, Within
from duizend.referrals.rules.states import Status
from duizend.referrals.rules.terms import (
    DEFAULTS,
    Due,
    Progress,
    Term,
    due,
    is_late,
    should_ask_what_now,
    terms_from_data,
    terms_of_step,
)

MONDAY = date(2026, 11, 23)
STATES = [
    (Progress(Status.DRAFT), None),
    (Progress(Status.SENT, sent_on=MONDAY), Due(Term.ANSWER, date(2026, 11, 30))),
    (
        Progress(Status.TAKEN, sent_on=MONDAY, taken_on=date(2026, 11, 25)),
        Due(Term.CONTACT, date(2026, 12, 2)),
    ),
    (
        # A failed attempt gives time for the next one.
        Progress(Status.TAKEN, taken_on=MONDAY, contact_on=date(2026, 11, 27)),
        Due(Term.CONTACT, date(2026, 12, 4)),
    ),
    (
        Progress(Status.TAKEN, taken_on=MONDAY, contact_made=True, contact_on=MONDAY),
        Due(Term.START, date(2026, 12, 7)),
    ),
    (Progress(Status.STARTED, started_on=MONDAY), Due(Term.FEEDBACK, date(2026, 12, 7))),
    (Progress(Status.STARTED, started_on=MONDAY, answered_on=MONDAY), None),
    (
        Progress(Status.COMPLETED, started_on=MONDAY, ended_on=date(2026, 11, 30)),
        Due(Term.FEEDBACK, date(2026, 12, 7)),
    ),
    (Progress(Status.COMPLETED, started_on=MONDAY, answered_on=MONDAY), None),
    (Progress(Status.DECLINED, sent_on=MONDAY, ended_on=MONDAY), None),
    (Progress(Status.WITHDRAWN, sent_on=MONDAY, ended_on=MONDAY), None),
]


@pytest.mark.parametrize(("progress", "expected"), STATES)
def test_what_is_waited_for_and_until_when(progress, expected):
    assert due(progress, DEFAULTS) == expected


def test_the_default_terms_say_which_come_from_a_source():
    assert {term for term, within in DEFAULTS.items() if within.origin is Origin.SOURCE} == {
        Term.ANSWER,
        Term.CONTACT,
    }


@pytest.mark.parametrize(
    ("today", "late"),
    [
        (date(2026, 11, 23), False),
        (date(2026, 11, 30), False),  # the last day is in time
        (date(2026, 12, 1), True),
    ],
)
def test_late_is_after_the_last_day(today, late):
    assert is_late(date(2026, 11, 30), today) is late


def test_nothing_is_late_when_nobody_waits():
    assert not is_late(None, MONDAY)


def test_a_step_sets_the_term_of_its_feedback():
    step = {
        "within": {"value": 5, "unit": "working_days", "origin": "proposal"},
        "feedback": {"within": {"value": 10, "unit": "working_days", "origin": "source"}},
    }
    terms = terms_of_step(step)
    assert terms[Term.FEEDBACK] == Within(10, Unit.WORKING_DAYS, Origin.SOURCE)
    assert terms[Term.ANSWER] == DEFAULTS[Term.ANSWER]


@pytest.mark.parametrize(
    "step",
    [
        None,
        {},
        {"feedback": None},
        {"feedback": {"within": None}},
        {"feedback": {"within": {"value": 3, "unit": "weeks_after_birth", "origin": "source"}}},
    ],
)
def test_a_step_that_says_nothing_usable_leaves_the_defaults(step):
    assert terms_of_step(step) == DEFAULTS


def test_stored_terms_come_back_and_missing_ones_are_the_defaults():
    stored = {"start": {"value": 3, "unit": "days", "origin": "source", "note": ""}}
    terms = terms_from_data(stored)
    assert terms[Term.START] == Within(3, Unit.DAYS, Origin.SOURCE)
    assert terms[Term.ANSWER] == DEFAULTS[Term.ANSWER]


@pytest.mark.parametrize(("attempts", "asks"), [(1, False), (2, False), (3, True), (9, True)])
def test_after_three_attempts_it_asks_what_now(attempts, asks):
    assert should_ask_what_now(attempts) is asks


@given(st.sampled_from([p for p, _due in STATES]), st.integers(0, 400))
def test_a_running_term_never_ends_before_it_began(progress, moved):
    days = timedelta(days=moved)

    def later(day):
        return None if day is None else day + days

    shifted = Progress(
        progress.status,
        later(progress.sent_on),
        later(progress.taken_on),
        progress.contact_made,
        later(progress.contact_on),
        later(progress.started_on),
        later(progress.ended_on),
        later(progress.answered_on),
    )
    waits = due(shifted, DEFAULTS)
    known = [day for day in (shifted.sent_on, shifted.taken_on, shifted.started_on) if day]
    if waits is not None:
        assert waits.day >= min(known)
