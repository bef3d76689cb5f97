"""Where we are: a short row of steps, of which one is now."""

from dataclasses import dataclass
from typing import Literal

State = Literal["done", "now", "next"]


@dataclass(frozen=True)
class Step:
    """One step of an approach. `state` says only where we are; going back is normal."""

    label: str
    state: State = "next"
    url: str = ""
    note: str = ""


def steps_until(labels: list[str], current: int) -> list[Step]:
    """Make steps from labels; `current` counts from 0 and may be len(labels): all done."""
    if not 0 <= current <= len(labels):
        raise ValueError(f"current must be between 0 and {len(labels)}, not {current}")

    def state(position: int) -> State:
        if position == current:
            return "now"
        return "done" if position < current else "next"

    return [Step(label, state(position)) for position, label in enumerate(labels)]
