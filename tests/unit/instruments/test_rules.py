"""What may be kept of an outcome."""

from datetime import date
from decimal import Decimal

import pytest

from duizend.instruments.rules import LARGEST_PDF, Problem, what_is_wrong, what_is_wrong_with_pdf

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({}, None),
        ({"total": Decimal(0)}, None),
        ({"total": Decimal(30)}, None),
        ({"total": Decimal(500), "highest": None}, None),
        ({"done_on": date(2026, 11, 24)}, Problem.IN_THE_FUTURE),
        ({"done_on": date(1206, 11, 23)}, Problem.TOO_LONG_AGO),
        ({"summary": "  \n"}, Problem.NOTHING_SAID),
        ({"total": Decimal(3), "has_total": False}, Problem.NO_TOTAL_HERE),
        ({"total": Decimal(-1)}, Problem.TOTAL_OUT_OF_RANGE),
        ({"total": Decimal(31)}, Problem.TOTAL_OUT_OF_RANGE),
    ],
)
def test_an_outcome(changes, problem):
    given = {
        "done_on": TODAY,
        "today": TODAY,
        "summary": "Samen besproken.",
        "total": None,
        "has_total": True,
        "highest": 30,
    }
    assert what_is_wrong(**(given | changes)) is problem


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (PDF, None),
        (b"", Problem.NOT_A_PDF),
        (b"<html><script>alert(1)</script></html>", Problem.NOT_A_PDF),
        (b"%PDF-1.7 en verder niets", Problem.NOT_A_PDF),
        (b"GIF89a" + PDF, Problem.NOT_A_PDF),
        (PDF + b" " * LARGEST_PDF, Problem.TOO_LARGE),
    ],
)
def test_a_pdf_is_known_by_what_is_in_it(content, problem):
    assert what_is_wrong_with_pdf(content) is problem
