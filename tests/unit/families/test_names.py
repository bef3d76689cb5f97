"""Names that look alike, as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.families.rules.names import (
    LIKELY_THE_SAME,
    LOOKS_ALIKE,
    family_name,
    plain,
    resemblance,
    trigrams,
    trigrams_of,
)

words = st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x17F), max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Özgür-Çelik", "ozgur celik"),
        ("  El  Amrani ", "el amrani"),
        ("O'Brien", "o brien"),
        ("Strauß", "strauss"),
        ("Bjørn Łukasz", "bjorn lukasz"),
        ("", ""),
    ],
)
def test_plain(text, expected):
    assert plain(text) == expected


def test_trigrams_as_pg_trgm_counts_them():
    # show_trgm('word') in the PostgreSQL documentation, F.35: {"  w"," wo",ord,"rd ",wor}
    assert trigrams("word") == {"  w", " wo", "wor", "ord", "rd "}
    assert trigrams_of(["word", "Word"]) == sorted(trigrams("word"))
    assert trigrams("") == frozenset()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("samira", "Samira El Amrani"),
        ("samria", "Samira El Amrani"),
        ("el amrany", "Samira El Amrani"),
        ("amrani", "Samira El Amrani"),
        ("haille", "Selam Haile"),
        ("de bor", "Anna de Boer"),
        ("ozgur", "Elif Özgür"),
    ],
)
def test_a_typing_error_is_forgiven(typed, name):
    assert resemblance(trigrams(typed), trigrams(name)) >= LOOKS_ALIKE


@pytest.mark.parametrize(
    ("typed", "name"), [("jansen", "Samira El Amrani"), ("kees", "Anna de Boer")]
)
def test_another_name_is_another_name(typed, name):
    assert resemblance(trigrams(typed), trigrams(name)) < LOOKS_ALIKE


def test_nearly_the_same_name_is_worth_asking():
    assert resemblance(trigrams("Samira Amrani"), trigrams("Samira El Amrani")) >= LIKELY_THE_SAME


@given(words, words)
def test_resemblance_is_a_share(one, other):
    share = resemblance(trigrams(one), trigrams(other))
    assert 0.0 <= share <= 1.0
    if trigrams(one):
        assert resemblance(trigrams(one), trigrams(one)) == 1.0


@given(words)
def test_plain_is_plain_already(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["El Amrani", "Bos"], "El Amrani \u2013 Bos"),
        (["Bos", "Bos"], "Bos"),
        (["El Amrani", ""], "El Amrani"),
        ([], ""),
    ],
)
def test_a_family_is_called_after_both_parents(names, expected):
    assert family_name(names) == expected
