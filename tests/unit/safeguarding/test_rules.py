"""Where a case stands, from what was written; and that what is written comes back whole."""

import uuid
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from duizend.safeguarding.rules import (
    ANSWERS,
    QUESTIONS,
    STEPS,
    Kind,
    Words,
    Written,
    additions_to,
    from_content,
    is_finished,
    last_decision,
    second_person,
    steps_done,
)

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
anything = st.builds(
    Words,
    kind=st.sampled_from(Kind),
    day=st.dates(),
    text=st.text(),
    function=st.text(),
    anonymous=st.booleans(),
    not_held=st.booleans(),
    answers=st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(ANSWERS)),
    report=st.booleans(),
    help=st.booleans(),
    reported_on=st.none() | st.dates(),
    view=st.sampled_from(["", "agrees", "differs"]),
    about=st.none() | st.uuids(),
)


def written(*kinds, about=None):
    return [
        Written(
            uuid.uuid4(),
            Words(kind, date(2026, 11, 23), about=about),
            1,
            MORNING + timedelta(minutes=number),
        )
        for number, kind in enumerate(kinds)
    ]


@given(anything)
def test_what_is_written_comes_back(words):
    assert from_content(words.as_content()) == words


@given(st.lists(st.sampled_from(Kind)))
def test_steps_may_come_in_any_order_and_again(kinds):
    assert steps_done(written(*kinds)) == [step for step in STEPS if step in kinds]


@given(st.lists(st.sampled_from([Kind.FINISH, Kind.REOPEN, Kind.SIGNALS])))
def test_the_last_turn_counts(kinds):
    turns = [kind for kind in kinds if kind != Kind.SIGNALS]
    assert is_finished(written(*kinds)) == (bool(turns) and turns[-1] == Kind.FINISH)


def test_nothing_decided_nothing_to_look_at():
    entries = written(Kind.SIGNALS)
    assert last_decision(entries) is None
    assert not second_person(entries).waits


def test_somebody_who_was_asked_is_waited_for_until_they_looked():
    (decision,) = written(Kind.DECIDE)
    asked, looked, again = written(Kind.ASK_CHECK, Kind.CHECK, Kind.ASK_CHECK, about=decision.id)
    assert second_person([decision, asked]).waits
    assert not second_person([decision, asked, looked]).waits
    assert second_person([decision, asked, looked, again]).waits
    assert not second_person([decision, looked]).waits


def test_additions_are_of_one_entry():
    one, other = written(Kind.SIGNALS, Kind.TALK)
    (added,) = written(Kind.ADDITION, about=one.id)
    assert additions_to([one, other, added], one.id) == [added]
    assert additions_to([one, other, added], other.id) == []
