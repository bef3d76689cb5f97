"""The link and the code: what they look like, and the same after somebody typed them."""

from __future__ import annotations

import re

# Without 0 and O, 1 and I: twelve of these are sixty bits, and can be typed from paper.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LINK_LENGTH = 12
CODE_LENGTH = 6
MOST_ATTEMPTS = 5
VALID_DAYS = (3, 7, 14)
USUAL_DAYS = 7
# After the last day of a link: until then the answers can still be opened in a talk.
KEPT_DAYS = 28
_LOOSE = re.compile(r"[\s\-.]+")


def link_typed(text: str) -> str:
    """The link as it was made, from how somebody typed it; empty when it can be none."""
    plain = _LOOSE.sub("", text[:60]).upper()
    return plain if len(plain) == LINK_LENGTH and set(plain) <= set(LETTERS) else ""


def code_typed(text: str) -> str:
    """Six digits, or empty."""
    plain = _LOOSE.sub("", text[:30])
    return plain if re.fullmatch(f"[0-9]{{{CODE_LENGTH}}}", plain) else ""


def in_groups(text: str, size: int) -> str:
    """`ABCD 2345 EFGH`: easier to read and to type."""
    return " ".join(text[at : at + size] for at in range(0, len(text), size))
