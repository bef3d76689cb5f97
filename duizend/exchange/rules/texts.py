"""Text as somebody wrote it: tidied, within its bounds, and without what no file should hold."""

from __future__ import annotations

import re

from duizend.exchange.rules.rows import Reason

# Control characters, half characters and what turns the direction of reading around.
_STRANGE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


class Wrong(Exception):
    """A value that cannot be used, with the reason."""

    def __init__(self, reason: Reason, value: object = "") -> None:
        super().__init__(reason)
        self.reason, self.value = reason, shown(value)


def shown(value: object) -> str:
    """A value for a message: cut off when it is long, without what no database keeps."""
    words = _STRANGE.sub("�", str(value))
    return words if len(words) <= 60 else f"{words[:57]}…"


def text_of(raw: object, *, lines: bool = False) -> str:
    """Text without needless space around it; on one line unless `lines`. Raises Wrong."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise Wrong(Reason.NOT_TEXT, raw)
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = str(raw).replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    if _STRANGE.search(text):
        raise Wrong(Reason.STRANGE, text)
    if lines:
        return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
    return " ".join(text.split())


def shortened(raw: object, longest: int) -> object:
    """Text that fits, with `…` where it was cut; anything else as it is."""
    if not isinstance(raw, str) or len(raw) <= longest:
        return raw
    return raw[: longest - 1].rstrip() + "…"


def limited(text: str, longest: int) -> str:
    if len(text) > longest:
        raise Wrong(Reason.TOO_LONG, text)
    return text


def no_formula(text: str) -> str:
    """Text that a spreadsheet would run is refused: it comes out again in our own sheets."""
    if text[:1] in ("=", "@"):
        raise Wrong(Reason.FORMULA, text)
    return text
