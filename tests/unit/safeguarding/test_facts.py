"""What is said of the meldcode has its source, and says so when it was not checked."""

import pytest

from duizend.access.models import User
from duizend.access.rules import Role
from duizend.core.content import known_sources, read_rows
from duizend.safeguarding import facts
from duizend.safeguarding.rules import QUESTIONS

ROWS = read_rows("meldcode.json", "meldcode")


def test_the_five_questions_stand_in_their_order():
    assert tuple(facts.questions()) == QUESTIONS


def test_every_source_is_known_and_every_role_exists():
    assert {row["source"] for row in ROWS if row["source"]} <= set(known_sources())
    assert {role for row in ROWS for role in row["roles"]} <= set(Role)


def test_what_has_no_source_and_no_address_is_called_unverified():
    bare = [row for row in ROWS if not row["source"] and not row["url"]]
    assert {row["certainty"] for row in bare} == {"unverified"}


def test_danger_comes_first_and_then_veilig_thuis():
    first, second, *_ = facts.turn_to()
    assert "112" in first.words
    assert "0800-2000" in second.words
    assert second.source == "Augeo Foundation"
    assert not second.is_unverified


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        (Role.MIDWIFE, ["framework_midwife"]),
        (Role.YOUTH_DOCTOR, ["framework_doctor"]),
        (Role.HOUSING_OFFICER, []),
    ],
)
def test_a_framework_is_of_ones_own_profession(role, codes):
    found = facts.frameworks(User(role=role))
    assert [fact.code for fact in found] == codes
    assert all(fact.url for fact in found)


def test_retention_is_named_with_its_law():
    assert [fact.certainty for fact in facts.retention()] == ["partly"] * 3
