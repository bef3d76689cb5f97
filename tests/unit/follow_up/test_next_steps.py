"""When help did not come about: what is asked, what can be chosen, when it is asked again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.follow_up.rules.calling import AFTER, due_on
from duizend.follow_up.rules.next_steps import (
    Choice,
    Chosen,
    Trouble,
    Why,
    choices,
    is_a_good_day,
    is_asked,
    why,
)
from duizend.referrals.rules.states import Status

TODAY = date(2026, 11, 23)
TOMORROW = TODAY + timedelta(days=1)
UNREACHED = Trouble(Status.TAKEN, attempts=3)
DECLINED = Trouble(Status.DECLINED)


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (DECLINED, Why.DECLINED),
        (replace(DECLINED, performer_left=True), Why.DECLINED),
        (UNREACHED, Why.UNREACHED),
        (Trouble(Status.TAKEN, attempts=2), None),
        (Trouble(Status.TAKEN, attempts=3, contact_made=True), None),
        (Trouble(Status.STARTED, attempts=3), None),
        (Trouble(Status.SENT, performer_left=True), Why.LEFT),
        (Trouble(Status.TAKEN, performer_left=True), Why.LEFT),
        (Trouble(Status.STARTED, performer_left=True), Why.LEFT),
        (Trouble(Status.COMPLETED, performer_left=True), None),
        (Trouble(Status.SENT, offer_stopped=True), Why.STOPPED),
        (Trouble(Status.TAKEN, offer_stopped=True), None),
        (Trouble(Status.SENT), None),
        (Trouble(Status.DRAFT, performer_left=True, offer_stopped=True), None),
        (Trouble(Status.WITHDRAWN, performer_left=True), None),
    ],
)
def test_why_it_is_asked(trouble, reason):
    assert why(trouble) is reason
    assert is_asked(trouble, None, TODAY) is reason


@pytest.mark.parametrize("reason", Why)
def test_what_was_declined_cannot_go_on(reason):
    assert (Choice.GOES_ON in choices(reason)) == (reason is not Why.DECLINED)
    assert set(choices(reason)) >= set(Choice) - {Choice.GOES_ON}


@pytest.mark.parametrize("choice", [Choice.OTHER, Choice.NO_HELP, Choice.COORDINATOR])
def test_a_choice_holds(choice):
    assert is_asked(DECLINED, Chosen(Why.DECLINED, choice), TODAY) is None


def test_what_was_settled_is_asked_anew():
    talked = Chosen(Why.DECLINED, Choice.COORDINATOR, settled=True)
    assert is_asked(DECLINED, talked, TODAY) is Why.DECLINED


def test_another_reason_is_asked_anew():
    went_on = Chosen(Why.UNREACHED, Choice.GOES_ON, attempts=3)
    assert is_asked(DECLINED, went_on, TODAY) is Why.DECLINED


def test_later_comes_back_on_its_day():
    later = Chosen(Why.DECLINED, Choice.LATER, on=TOMORROW)
    assert is_asked(DECLINED, later, TODAY) is None
    assert is_asked(DECLINED, later, TOMORROW) is Why.DECLINED
    assert is_asked(DECLINED, replace(later, on=None), TOMORROW) is None


def test_going_on_is_asked_again_after_three_more_attempts():
    went_on = Chosen(Why.UNREACHED, Choice.GOES_ON, attempts=3)
    assert is_asked(UNREACHED, went_on, TODAY) is None
    assert is_asked(replace(UNREACHED, attempts=5), went_on, TODAY) is None
    assert is_asked(replace(UNREACHED, attempts=6), went_on, TODAY) is Why.UNREACHED
    stopped = Trouble(Status.SENT, offer_stopped=True)
    assert is_asked(stopped, Chosen(Why.STOPPED, Choice.GOES_ON), TODAY) is None


@pytest.mark.parametrize(
    ("day", "good"),
    [
        (None, False),
        (TODAY, False),
        (TOMORROW, True),
        (TODAY + timedelta(days=365), True),
        (TODAY + timedelta(days=366), False),
    ],
)
def test_later_is_a_day_that_comes(day, good):
    assert is_a_good_day(day, TODAY) is good


@given(
    st.builds(
        Trouble,
        st.sampled_from(Status),
        st.integers(0, 9),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    ),
    st.sampled_from(Choice),
)
def test_nothing_is_asked_of_what_goes_well_and_a_choice_never_hides_another_reason(
    trouble, choice
):
    reason = why(trouble)
    for last in (None, *(Chosen(one, choice, attempts=0, on=TODAY) for one in Why)):
        asked = is_asked(trouble, last, TODAY)
        assert asked in (reason, None)
        if last is None or last.why is not reason:
            assert asked is reason


def test_calling_is_a_week_after_sending_and_a_week_after_the_last_call():
    assert due_on(TODAY, None) == TODAY + AFTER
    assert due_on(TODAY, TOMORROW) == TOMORROW + AFTER
