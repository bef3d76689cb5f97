"""Bars: a length beside each number; the number says the same without it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """What was counted and how many; `value` is 0 or more."""

    label: str
    value: int


@dataclass(frozen=True)
class DrawnBar:
    """A bar with its length in percent of the longest."""

    label: str
    value: int
    percent: float


def drawn(bars: Sequence[Bar]) -> list[DrawnBar]:
    longest = max((bar.value for bar in bars), default=0) or 1
    return [DrawnBar(bar.label, bar.value, round(100 * bar.value / longest, 1)) for bar in bars]
