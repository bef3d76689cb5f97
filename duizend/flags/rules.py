"""When a flag still asks something, and what is needed to close it. Plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# The kind for an answer that asks for a talk today without saying what about.
OTHER = "other"


class Status(StrEnum):
    """FHIR: Flag.status, `active` or `inactive`."""

    OPEN = "open"
    SETTLED = "settled"


class HandOverStatus(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True)
class Raised:
    """Why an answer asks a person to act today, as its list says.

    code: of a kind of flag, or empty; concepts: what the answer points to.
    """

    code: str
    concepts: Collection[str] = ()


class Problem(StrEnum):
    """Why what was filled in does not say what was done."""

    NOTHING_DONE = "nothing_done"
    UNKNOWN_DEED = "unknown_deed"
    NO_WORDS = "no_words"
    IN_THE_FUTURE = "in_the_future"
    BEFORE_THE_ANSWER = "before_the_answer"


def kind_of(raised: Raised, known: Iterable[tuple[str, Collection[str]]]) -> str:
    """The code of the kind of flag: by its own code, else by a concept, else OTHER.

    `known` gives for each kind its code and the concepts that belong to it.
    """
    kinds = list(known)
    if raised.code in {code for code, _concepts in kinds}:
        return raised.code
    return next(
        (code for code, concepts in kinds if set(concepts) & set(raised.concepts)),
        OTHER,
    )


def what_is_missing(
    done: Collection[str],
    words: str,
    *,
    known: Collection[str],
    done_at: datetime,
    asked_at: datetime,
    now: datetime,
) -> Problem | None:
    """What keeps these words from saying what was done; None when they do.

    What was done may come before the answer was kept, in the same talk: the day counts.
    """
    if not done:
        return Problem.NOTHING_DONE
    if not set(done) <= set(known):
        return Problem.UNKNOWN_DEED
    if OTHER in done and not words.strip():
        return Problem.NO_WORDS
    if done_at > now:
        return Problem.IN_THE_FUTURE
    if done_at.date() < asked_at.astimezone(done_at.tzinfo).date():
        return Problem.BEFORE_THE_ANSWER
    return None
