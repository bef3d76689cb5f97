"""What a referral may tell."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.access.rules import Category
from duizend.referrals.rules.disclosing import (
    AboutFamily,
    SpokenSignal,
    each_once,
    is_shielded,
    may_be_answered_about,
    parts,
    protective_first,
)

CATEGORIES = [category.value for category in Category]
DEBTS = SpokenSignal("money", "risk", "schulden", "2026-11-20")
WORK = SpokenSignal("money", "protective", "vast werk", "2026-11-21")
UNSAFE = SpokenSignal("safety", "risk", "voelt zich niet veilig", "2026-11-20")
ABOUT = AboutFamily(
    family_name="El Amrani – Bos",
    parent="Samira El Amrani",
    phone="06 0000 0001",
    language="Nederlands",
    needs_interpreter=False,
    due_date="2027-02-19",
    born_on=None,
    signals=(DEBTS, UNSAFE, WORK),
)


def test_the_least_is_a_name_and_the_question():
    told = parts(ABOUT, "Wilt u bellen?", ["contact"])
    assert told == {
        "contact": {
            "request": "Wilt u bellen?",
            "family": "El Amrani – Bos",
            "parent": "Samira El Amrani",
            "phone": "06 0000 0001",
            "language": "Nederlands",
            "needs_interpreter": False,
        }
    }


def test_without_consent_for_contact_nothing_is_told():
    with pytest.raises(ValueError, match="at least"):
        parts(ABOUT, "Wilt u bellen?", ["money"])


def test_strengths_stand_before_worries():
    told = parts(ABOUT, "", ["contact", "money"])
    assert [s["label"] for s in told["money"]["signals"]] == ["vast werk", "schulden"]
    assert protective_first([DEBTS, WORK, UNSAFE]) == [WORK, DEBTS, UNSAFE]


def test_what_was_said_twice_is_told_once_with_its_last_day():
    again = replace(DEBTS, day="2026-11-22")
    for said in ((DEBTS, again), (again, DEBTS)):
        assert each_once(said) == [again]
    assert each_once([DEBTS, replace(DEBTS, category="housing")]) == [
        DEBTS,
        replace(DEBTS, category="housing"),
    ]


@pytest.mark.parametrize(
    ("categories", "told"),
    [
        (["contact"], {"contact"}),
        (["contact", "pregnancy"], {"contact", "pregnancy"}),
        (["contact", "money"], {"contact", "money"}),
        (["contact", "safety"], {"contact", "safety"}),
        (["contact", "housing"], {"contact"}),  # nothing to tell
        (["contact", "plan"], {"contact"}),
    ],
)
def test_each_category_is_told_only_when_asked_and_only_with_content(categories, told):
    assert set(parts(ABOUT, "", categories)) == told


def test_without_a_known_date_the_pregnancy_tells_nothing():
    unknown = replace(ABOUT, due_date=None)
    assert set(parts(unknown, "", ["contact", "pregnancy"])) == {"contact"}


@given(st.sets(st.sampled_from(CATEGORIES)))
def test_nothing_is_ever_told_outside_what_was_consented_to(categories):
    told = parts(ABOUT, "", {"contact", *categories})
    assert set(told) <= {"contact", *categories}
    if "safety" not in categories:
        assert "veilig" not in str(told)
    if "money" not in categories:
        assert "schulden" not in str(told)
    if "pregnancy" not in categories:
        assert "2027-02-19" not in str(told)


SOME = st.sets(st.sampled_from(CATEGORIES))


@given(SOME, SOME, SOME)
def test_shielded_data_never_travels_in_a_free_sentence(told, still, back):
    allowed = may_be_answered_about(told, still, back)
    assert "safety" not in allowed
    assert set(allowed) == ((told & (still | {"contact"})) | back) - {"safety"}


def test_a_referral_is_shielded_as_soon_as_a_part_of_it_is():
    assert is_shielded(["contact", "safety"])
    assert not is_shielded(["contact", "money"])
