"""What exists per life domain and phase, and where nothing does."""

from duizend.palette.rules.matrix import Gap, gaps, matrix
from duizend.palette.rules.offered import Offered

PHASES = ("pregnancy", "child")


def offered(code, **more):
    values = {
        "name": code.title(),
        "organization": code,
        "municipalities": frozenset({"A"}),
        "life_domains": ("money",),
        "phases": ("pregnancy",),
        **more,
    }
    return Offered(code=code, **values)


def test_an_offer_stands_in_every_cell_that_it_is_for():
    rows = matrix(
        [
            offered("een", intensity="light", phases=PHASES, life_domains=("money", "skills")),
            offered("twee", intensity="intensive"),
            offered("drie"),
        ],
        ("money", "skills", "housing"),
        PHASES,
    )
    assert [row.life_domain for row in rows] == ["money", "skills", "housing"]
    money, skills, housing = rows
    assert money.cells[0].total == 3
    assert money.cells[0].marks == [("light", 1), ("intensive", 1), ("", 1)]
    assert money.cells[1].marks == [("light", 1)]
    assert [cell.total for cell in skills.cells] == [1, 1]
    assert [cell.total for cell in housing.cells] == [0, 0]
    assert housing.cells[0].marks == []


def test_what_is_said_twice_counts_once():
    [row] = matrix([offered("een", life_domains=("money", "money"))], ("money",), PHASES)
    assert row.cells[0].total == 1


def test_a_gap_is_a_municipality_without_anything():
    found = gaps(
        [offered("een", municipalities=frozenset({"A", "B"})), offered("twee", phases=("child",))],
        ("A", "B"),
        ("money", "housing"),
        PHASES,
    )
    assert found == [
        Gap("A", "housing", PHASES),
        Gap("B", "money", ("child",)),
        Gap("B", "housing", PHASES),
    ]


def test_without_offers_everything_is_a_gap():
    assert gaps([], ("A",), ("money",), PHASES) == [Gap("A", "money", PHASES)]
    assert gaps([], (), ("money",), PHASES) == []
