from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.visits.rules import (
    FURTHEST_AHEAD,
    Slot,
    Status,
    can_be_planned_at,
    can_have_been_at,
    collide,
    may_become,
)

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize(
    ("minutes_later", "same_time"), [(0, True), (59, True), (60, False), (-30, True), (-31, True)]
)
def test_two_contacts_collide_when_they_share_a_minute(minutes_later, same_time):
    one = Slot(NOW, 60)
    other = Slot(NOW + timedelta(minutes=minutes_later), 60)
    assert collide(one, other) is same_time


@given(st.integers(-600, 600), st.integers(1, 480), st.integers(1, 480))
def test_colliding_is_mutual(shift, minutes, others):
    one, other = Slot(NOW, minutes), Slot(NOW + timedelta(minutes=shift), others)
    assert collide(one, other) is collide(other, one)


@pytest.mark.parametrize("then", [Status.FINISHED, Status.CANCELLED, Status.NOSHOW])
def test_what_was_planned_can_end_in_three_ways_and_then_stays(then):
    assert may_become(Status.PLANNED, then)
    assert not any(may_become(then, other) for other in Status)


def test_a_contact_is_planned_from_today_on():
    assert can_be_planned_at(NOW.replace(hour=0), NOW)
    assert not can_be_planned_at(NOW.replace(hour=0, minute=0) - timedelta(minutes=1), NOW)
    assert can_be_planned_at(NOW + FURTHEST_AHEAD, NOW)
    assert not can_be_planned_at(NOW + FURTHEST_AHEAD + timedelta(minutes=1), NOW)


def test_a_recorded_contact_has_been():
    assert can_have_been_at(NOW, NOW)
    assert can_have_been_at(NOW - timedelta(days=999), NOW)
    assert not can_have_been_at(NOW - timedelta(days=1001), NOW)
    assert not can_have_been_at(NOW + timedelta(hours=1), NOW)
