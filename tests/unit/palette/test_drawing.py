"""The matrix as a picture: where its marks stand."""

from duizend.palette.drawing import AIR, CELL, HEAD, NAME, picture
from duizend.palette.rules.matrix import Cell, Row

PHASES = ("pregnancy", "child")


def drawn(*counts):
    row = Row("money", tuple(Cell("money", "pregnancy", one) for one in counts))
    return picture([row], PHASES)


def test_three_marks_stand_beside_each_other():
    found = drawn({"light": 1, "regular": 2, "intensive": 3}, {})
    (row,) = found.rows
    assert [(mark.x, mark.y) for mark in row.cells[0].marks] == [(16.67, 0), (50, 0), (83.33, 0)]
    assert not row.cells[1].marks
    assert row.height == CELL
    assert found.height == HEAD + NAME + CELL + AIR


def test_a_fourth_mark_makes_a_second_line_so_that_none_touch():
    found = drawn({"light": 1, "regular": 2, "intensive": 3, "": 40}, {"light": 1})
    (row,) = found.rows
    assert [(mark.x, mark.y) for mark in row.cells[0].marks] == [
        (25, 0),
        (75, 0),
        (25, CELL),
        (75, CELL),
    ]
    assert [(mark.kind, mark.count) for mark in row.cells[0].marks][-1] == ("unknown", 40)
    assert [mark.y for mark in row.cells[1].marks] == [0]
    assert row.height == 2 * CELL
    assert row.middle == CELL + 4
