"""A condition as rows on a screen, there and back."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.route_cards.rules.rows import (
    MOST_ROWS,
    Group,
    Row,
    RowsRefused,
    Why,
    Word,
    changed,
    condition_of,
    key_of,
    read,
    rows_from,
)
from duizend.signals.rules.conditions import ConceptFact, Facts, evaluate

CODES = ("debts", "smoking", "poverty", "single_parent")
LEAVES = [{"concept": code} for code in CODES]
KEYS = {key_of(leaf) for leaf in LEAVES}
DEBTS, SMOKING = (Row(key_of(leaf)) for leaf in LEAVES[:2])


def groups(inside):
    several = st.lists(inside, min_size=1, max_size=3)
    return st.one_of(
        several.map(lambda rows: {"and": rows}),
        several.map(lambda rows: {"or": rows}),
        several.flatmap(
            lambda rows: st.integers(1, len(rows)).map(lambda n: {"at_least": n, "of": rows})
        ),
        inside.map(lambda one: {"not": one}),
    )


conditions = st.recursive(st.sampled_from(LEAVES), groups, max_leaves=6)


def sent(node, place="c"):
    """What a screen sends for these rows."""
    found = {f"{place}-not": "not" if node.negated else ""}
    if isinstance(node, Row):
        return found | {f"{place}-what": node.what}
    found |= {
        f"{place}-rows": str(len(node.rows)),
        f"{place}-word": node.word.value,
        f"{place}-number": str(node.number),
    }
    for at, row in enumerate(node.rows):
        found |= sent(row, f"{place}-{at}")
    return found


@given(conditions, st.sets(st.sampled_from(CODES)))
def test_rows_mean_what_the_condition_means(condition, present):
    facts = Facts(tuple(ConceptFact(code, "risk", "money") for code in sorted(present)))
    again = condition_of(rows_from(condition), KEYS)
    assert evaluate(again, facts).holds == evaluate(condition, facts).holds


@given(conditions)
def test_a_screen_sends_back_what_it_showed(condition):
    shown = rows_from(condition)
    with suppress(RowsRefused):  # too deep for a screen
        assert read(sent(shown)) == shown


@given(st.dictionaries(st.sampled_from([*sent(Group(rows=(DEBTS, Group())))]), st.text()))
def test_nothing_that_is_sent_breaks_it(junk):
    with suppress(RowsRefused):
        assert condition_of(read(junk), KEYS)


def test_a_new_condition_begins_with_one_empty_row():
    assert rows_from(None) == Group(rows=(Row(),))


def test_one_row_alone_is_no_group():
    assert condition_of(Group(rows=(DEBTS,)), KEYS) == LEAVES[0]
    assert read({"c-what": DEBTS.what}) == Group(rows=(DEBTS,))


def test_not_not_is_so():
    inside = Group(rows=(Row(DEBTS.what, negated=True),), negated=True)
    assert condition_of(inside, KEYS) == LEAVES[0]


@pytest.mark.parametrize(
    ("group", "place", "why"),
    [
        (Group(rows=(DEBTS, Row())), "c-1", Why.EMPTY_ROW),
        (Group(rows=(DEBTS, Group())), "c-1", Why.EMPTY_GROUP),
        (Group(rows=(Row('{"concept":"own"}'),)), "c-0", Why.UNKNOWN),
        (Group(Word.AT_LEAST, (DEBTS, SMOKING), number=3), "c", Why.NUMBER),
        (Group(Word.AT_LEAST, (DEBTS, SMOKING), number=0), "c", Why.NUMBER),
    ],
)
def test_what_says_nothing_is_refused_at_its_row(group, place, why):
    with pytest.raises(RowsRefused) as refusal:
        condition_of(group, KEYS)
    assert (refusal.value.place, refusal.value.why) == (place, why)


@pytest.mark.parametrize(
    "rows",
    [
        {"c-rows": "999"},
        {"c-rows": str(MOST_ROWS)},
        {name: "1" for name in ("c-rows", "c-0-rows", "c-0-0-rows", "c-0-0-0-rows")}
        | {"c-0-0-0-0-rows": "1"},
    ],
)
def test_what_is_too_long_or_too_deep_is_refused(rows):
    with pytest.raises(RowsRefused, match="too_many"):
        read(rows)


def test_nonsense_in_a_field_is_read_as_nothing():
    assert read({"c-rows": "-1", "c-word": "maybe", "c-number": "²"}) == Group(number=0)


ROOT: Any = Group(rows=(DEBTS, Group(Word.ANY, (SMOKING,))))


@pytest.mark.parametrize(
    ("deed", "place", "rows"),
    [
        ("add", "c", (*ROOT.rows, Row())),
        ("add_group", "c", (*ROOT.rows, Group(Word.ANY, (Row(), Row())))),
        ("add", "c-1", (DEBTS, Group(Word.ANY, (SMOKING, Row())))),
        ("group", "c-0", (Group(Word.ANY, (DEBTS, Row())), ROOT.rows[1])),
        ("remove", "c-0", (ROOT.rows[1],)),
        ("remove", "c-1-0", (DEBTS, Group(Word.ANY))),
        ("add", "c-0", ROOT.rows),
        ("group", "c-1", ROOT.rows),
        ("remove", "c-9", ROOT.rows),
        ("remove", "c-0-3", ROOT.rows),
        ("remove", "c", ROOT.rows),
        ("dance", "c-x", ROOT.rows),
    ],
)
def test_buttons_change_the_rows(deed, place, rows):
    assert changed(ROOT, deed, place).rows == rows
