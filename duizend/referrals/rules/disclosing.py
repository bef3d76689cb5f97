"""What a referral may tell: only what was consented to, and never shielded data along the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from duizend.access.rules import RESTRICTED, Category

# Without a name nobody can be called: the least a referral carries.
LEAST = Category.CONTACT.value


@dataclass(frozen=True)
class SpokenSignal:
    """A signal as it is told on: the words and the day, not who said them.

    kind: risk, protective or neutral. day: as 2026-11-23.
    """

    category: str
    kind: str
    label: str
    day: str


@dataclass(frozen=True)
class AboutFamily:
    """Everything that could be told; `parts` keeps what may be."""

    family_name: str
    parent: str
    phone: str
    language: str
    needs_interpreter: bool
    due_date: str | None
    born_on: str | None
    signals: tuple[SpokenSignal, ...] = ()


def parts(
    about: AboutFamily, request: str, categories: Collection[str]
) -> dict[str, dict[str, Any]]:
    """What is sent, per category: nothing outside `categories`, each signal in its own.

    A category without anything to tell is left out; `contact` is always there, with the
    request. Raises ValueError when `contact` was not consented to.
    """
    if LEAST not in categories:
        raise ValueError("A referral carries at least a name and how to make contact.")
    told: dict[str, dict[str, Any]] = {
        LEAST: {
            "request": request,
            "family": about.family_name,
            "parent": about.parent,
            "phone": about.phone,
            "language": about.language,
            "needs_interpreter": about.needs_interpreter,
        }
    }
    if Category.PREGNANCY in categories and (about.due_date or about.born_on):
        told[Category.PREGNANCY.value] = {"due_date": about.due_date, "born_on": about.born_on}
    for signal in protective_first(each_once(about.signals)):
        if signal.category in categories:
            part = told.setdefault(signal.category, {})
            part.setdefault("signals", []).append(
                {"kind": signal.kind, "label": signal.label, "day": signal.day}
            )
    return told


def each_once(signals: Iterable[SpokenSignal]) -> list[SpokenSignal]:
    """What was said more than once is told once, with its last day."""
    last: dict[tuple[str, str], SpokenSignal] = {}
    for signal in signals:
        known = last.get((signal.category, signal.label))
        if known is None or known.day < signal.day:
            last[signal.category, signal.label] = signal
    return list(last.values())


def protective_first(signals: Iterable[SpokenSignal]) -> list[SpokenSignal]:
    """Strengths before worries, each in the order in which they were said."""
    return sorted(signals, key=lambda signal: signal.kind != "protective")


def may_be_answered_about(
    told: Collection[str], still_shared: Collection[str], consented_back: Collection[str]
) -> list[str]:
    """What feedback in free words may be about: what the referrer told and may still tell, or
    what the family also let the receiver tell back. Shielded data never travels in a free
    sentence. About contact alone always: the referrer hears that the consent ended.
    """
    known = set(told) & {LEAST, *still_shared}
    return sorted(code for code in known | set(consented_back) if code not in RESTRICTED)


def is_shielded(categories: Collection[str]) -> bool:
    return any(code in RESTRICTED for code in categories)
