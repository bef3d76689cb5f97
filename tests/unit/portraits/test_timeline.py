"""What was so when: from what was named to the balance on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.core.charts.lanes import Span
from duizend.portraits.rules.timeline import Named, merged, on, stories

MARCH, APRIL, JUNE, JULY = (date(2026, month, 1) for month in (3, 4, 6, 7))
DOMAINS = [("money", "Geld en werk"), ("housing", "Wonen")]


def named(concept="debts", since=MARCH, until=None, kind="risk", domain="money"):
    return Named(concept, concept, kind, domain, since, until)


def money(*there, discussed=None):
    return stories(DOMAINS, there, discussed or {})[0]


def test_the_same_thing_said_by_two_is_one_thing():
    story = money(named(since=APRIL), named(since=MARCH, until=JUNE))
    (lane,) = story.lanes
    assert lane.spans == (Span(MARCH, None),)


def test_what_came_back_has_two_times():
    story = money(named(since=MARCH, until=APRIL), named(since=JUNE))
    assert story.lanes[0].spans == (Span(MARCH, APRIL), Span(JUNE, None))


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(2026, 2, 28), ()),
        (MARCH, ("debts",)),
        (date(2026, 5, 31), ("debts",)),
        (JUNE, ()),
        (JULY, ()),
    ],
)
def test_it_weighs_from_the_day_it_was_said_until_the_day_it_ended(day, there):
    assert on(money(named(until=JUNE)), day).risk == there


def test_not_discussed_yet_is_not_nothing():
    story = money(discussed={"money": APRIL})
    before, after = on(story, MARCH), on(story, APRIL)
    assert (before.silent, before.discussed) == (True, False)
    assert (after.silent, after.discussed) == (True, True)


def test_what_was_named_was_discussed():
    story = money(named(since=MARCH), discussed={"money": APRIL})
    assert story.spoken_since == MARCH
    assert stories(DOMAINS, [], {})[1].spoken_since is None


def test_both_sides_stand_apart_and_are_never_added_up():
    story = money(named(), named("stable_income", kind="protective"))
    then = on(story, APRIL)
    assert (then.protective, then.risk) == (("stable_income",), ("debts",))
    assert not any(isinstance(value, int) and value > 1 for value in vars(then).values())


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.none() | st.integers(0, 60)).map(
            lambda pair: Span(
                date.fromordinal(739000 + pair[0]),
                None if pair[1] is None else date.fromordinal(739000 + pair[0] + pair[1]),
            )
        ),
        max_size=8,
    )
)
def test_merging_keeps_every_day_and_adds_none(spans):
    """On any day, something holds after merging exactly when it held before."""

    def holds(among, day):
        return any(s.since <= day and (s.until is None or day < s.until) for s in among)

    together = merged(spans)
    days = [date.fromordinal(739000 + n) for n in range(370)]
    assert [holds(together, d) for d in days] == [holds(spans, d) for d in days]
    ends = [span.until for span in together]
    assert None not in ends[:-1]
