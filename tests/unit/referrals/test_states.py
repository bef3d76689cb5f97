"""What may happen to a referral, and by whom."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.referrals.rules.diagram import as_page
from duizend.referrals.rules.states import (
    ENDED,
    IN_HAND,
    RUNNING,
    Deed,
    Side,
    Status,
    may_happen,
    next_status,
    possible,
    responsible,
    transition,
)

PAGE = Path(__file__).parents[3] / "docs/reference/referral-states.md"
ALLOWED = {
    (Status.DRAFT, Deed.SEND): Status.SENT,
    (Status.DRAFT, Deed.WITHDRAW): Status.WITHDRAWN,
    (Status.SENT, Deed.WITHDRAW): Status.WITHDRAWN,
    (Status.TAKEN, Deed.TAKE_BACK): Status.WITHDRAWN,
    (Status.STARTED, Deed.TAKE_BACK): Status.WITHDRAWN,
    (Status.SENT, Deed.TAKE): Status.TAKEN,
    (Status.SENT, Deed.DECLINE): Status.DECLINED,
    (Status.TAKEN, Deed.DECLINE): Status.DECLINED,
    (Status.TAKEN, Deed.CONTACT_MADE): Status.TAKEN,
    (Status.TAKEN, Deed.CONTACT_FAILED): Status.TAKEN,
    (Status.TAKEN, Deed.START): Status.STARTED,
    (Status.STARTED, Deed.COMPLETE): Status.COMPLETED,
    (Status.TAKEN, Deed.ANSWER): Status.TAKEN,
    (Status.STARTED, Deed.ANSWER): Status.STARTED,
    (Status.COMPLETED, Deed.ANSWER): Status.COMPLETED,
}


@pytest.mark.parametrize(("status", "deed"), list(product(Status, Deed)))
def test_only_these_deeds_fit_these_states(status, deed):
    if (status, deed) in ALLOWED:
        assert may_happen(deed, status)
        assert next_status(deed, status) is ALLOWED[status, deed]
    else:
        assert not may_happen(deed, status)
        with pytest.raises(ValueError, match="does not fit"):
            next_status(deed, status)


def test_every_deed_has_a_line_and_every_state_can_be_reached():
    assert {transition(deed).deed for deed in Deed} == set(Deed)
    assert {Status.DRAFT, *ALLOWED.values()} == set(Status)


@pytest.mark.parametrize("status", Status)
def test_each_side_sees_what_it_may_do(status):
    for side in Side:
        for deed in possible(side, status):
            assert transition(deed).who is side
            assert may_happen(deed, status)


def test_what_ended_never_runs():
    assert not ENDED & RUNNING
    assert ENDED | RUNNING == set(Status)


@pytest.mark.parametrize("status", Status)
def test_the_referrer_is_responsible_until_it_is_taken_over(status):
    expected = Side.PERFORMER if status in IN_HAND else Side.SENDER
    assert responsible(status) is expected


@given(st.lists(st.sampled_from(Deed), max_size=20))
def test_whatever_people_do_nothing_leaves_an_end(deeds):
    status, ended = Status.DRAFT, None
    for deed in deeds:
        if may_happen(deed, status):
            status = next_status(deed, status)
        if ended is not None:
            assert status is ended
        if status in ENDED:
            ended = status


@given(st.lists(st.sampled_from(Deed), max_size=20))
def test_only_the_receiver_completes(deeds):
    status, by = Status.DRAFT, []
    for deed in deeds:
        if may_happen(deed, status):
            status = next_status(deed, status)
            by.append(transition(deed).who)
    if status is Status.COMPLETED:
        assert by.count(Side.PERFORMER) >= 3


def test_the_documentation_is_made_from_the_tables():
    assert PAGE.read_text(encoding="utf-8") == as_page()
