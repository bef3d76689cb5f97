"""What may be kept of an outcome of somebody else's instrument. Plain values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

LARGEST_PDF = 5_000_000
# PDF 1.7 (ISO 32000-1, 7.5): a file begins with its version and ends with this mark.
_BEGIN = b"%PDF-"
_END = b"%%EOF"
_LAST = 2048
# Instruments that are still used are younger than this; an older day is a slip of the pen.
OLDEST = date(2000, 1, 1)


class Problem(StrEnum):
    """Why an outcome is not kept."""

    IN_THE_FUTURE = "in_the_future"
    TOO_LONG_AGO = "too_long_ago"
    NOTHING_SAID = "nothing_said"
    NO_TOTAL_HERE = "no_total_here"
    TOTAL_OUT_OF_RANGE = "total_out_of_range"
    TOO_LARGE = "too_large"
    NOT_A_PDF = "not_a_pdf"


def what_is_wrong(
    *,
    done_on: date,
    today: date,
    summary: str,
    total: Decimal | None,
    has_total: bool,
    highest: int | None,
) -> Problem | None:
    """What keeps this from being an outcome of the instrument; None when nothing does.

    `highest` is the highest total that its owner gives, None when that is not known here.
    """
    if done_on > today:
        return Problem.IN_THE_FUTURE
    if done_on < OLDEST:
        return Problem.TOO_LONG_AGO
    if not summary.strip():
        return Problem.NOTHING_SAID
    if total is None:
        return None
    if not has_total:
        return Problem.NO_TOTAL_HERE
    if total < 0 or (highest is not None and total > highest):
        return Problem.TOTAL_OUT_OF_RANGE
    return None


def what_is_wrong_with_pdf(content: bytes) -> Problem | None:
    """Whether a file may be kept as a PDF, by what is in it; its name says nothing."""
    if len(content) > LARGEST_PDF:
        return Problem.TOO_LARGE
    if not content.startswith(_BEGIN) or _END not in content[-_LAST:]:
        return Problem.NOT_A_PDF
    return None
