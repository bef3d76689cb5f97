"""What was filled in on a theme, and a short mark by which a page knows what it showed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class Words:
    """What one voice says about a theme; everything may stay empty."""

    goes_well: str = ""
    wish: str = ""
    urgency: str = ""
    concept: str = ""

    def trimmed(self) -> Words:
        """Without spaces and line ends around and between words, as it is kept."""
        return Words(
            " ".join(self.goes_well.split()),
            " ".join(self.wish.split()),
            self.urgency,
            self.concept,
        )


def digest(words: Words) -> str:
    """Twelve hexadecimal digits; equal words give equal digits."""
    text = json.dumps(astuple(words), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
