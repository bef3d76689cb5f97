"""What a consent covers, and when."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.access.rules import Category
from duizend.consents.rules import (
    Given,
    Status,
    covered,
    holds,
    is_shielded,
    must_be_asked_apart,
    not_covered,
)

TODAY = date(2026, 11, 23)
codes = st.frozensets(st.sampled_from([category.value for category in Category]))
periods = st.tuples(st.integers(-400, 400), st.integers(0, 400)).map(
    lambda pair: (TODAY + timedelta(days=pair[0]), TODAY + timedelta(days=sum(pair)))
)
decisions = st.builds(
    lambda categories, status, period: Given(categories, status, *period),
    codes,
    st.sampled_from([status.value for status in Status]),
    periods,
)


def consent(*categories, status=Status.ACTIVE, start=0, end=10):
    period = (TODAY + timedelta(days=start), TODAY + timedelta(days=end))
    return Given(frozenset(categories), status, *period)


@pytest.mark.parametrize(
    ("given_consent", "expected"),
    [
        (consent("money"), True),
        (consent("money", start=0, end=0), True),  # the last day counts
        (consent("money", start=-10, end=-1), False),
        (consent("money", start=1), False),
        (consent("money", status=Status.REFUSED), False),
        (consent("money", status=Status.WITHDRAWN), False),
    ],
)
def test_a_consent_holds_on_its_days_only(given_consent, expected):
    assert holds(given_consent, TODAY) is expected


@given(st.lists(decisions, max_size=6))
def test_what_is_covered_is_exactly_what_holding_consents_name(all_of_them):
    expected = {c for one in all_of_them if holds(one, TODAY) for c in one.categories}
    assert covered(all_of_them, TODAY) == expected


@given(codes, st.lists(decisions, max_size=6))
def test_covered_and_not_covered_are_all_that_was_asked(asked, all_of_them):
    missing = not_covered(asked, all_of_them, TODAY)
    assert missing | (asked & covered(all_of_them, TODAY)) == asked
    assert not missing & covered(all_of_them, TODAY)


@given(codes, decisions)
def test_a_no_never_covers_anything(asked, decision):
    if decision.status != Status.ACTIVE:
        assert not_covered(asked, [decision], TODAY) == asked


@pytest.mark.parametrize(
    ("categories", "apart"),
    [
        (["safety"], False),
        (["safety", "contact"], False),
        (["safety", "money"], True),
        (["money", "contact"], False),
        ([], False),
    ],
)
def test_safety_travels_alone(categories, apart):
    assert must_be_asked_apart(categories) is apart
    assert is_shielded(categories) is ("safety" in categories)
