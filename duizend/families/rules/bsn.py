"""The burgerservicenummer: nine digits that pass the eleven-test."""

from __future__ import annotations

# Weights of the eleven-test for a BSN; the last digit counts negative.
# Source: the public description of the elfproef; 111222333 is the known test number.
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def normalised(text: str) -> str:
    """Nine digits: dots and spaces dropped, an eight-digit number gets its leading zero.

    Raises ValueError when it is not a number of eight or nine digits.
    """
    digits = text.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (8, 9)):
        raise ValueError("A BSN has eight or nine digits.")
    return digits.zfill(9)


def passes_eleven_test(bsn: str) -> bool:
    """Whether nine digits can be a BSN: the weighted sum is a positive multiple of eleven."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, bsn, strict=True))
    return total > 0 and total % 11 == 0


def masked(bsn: str) -> str:
    """For the screen: only the last three digits."""
    return "•" * (len(bsn) - 3) + bsn[-3:]
