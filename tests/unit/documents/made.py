"""Documents about invented families, with every word marked by the category it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from duizend.access.models import CATEGORY_LABELS
from duizend.documents import words
from duizend.documents.rules.document import (
    Consented,
    Document,
    Facts,
    Happened,
    Kind,
    Party,
    told_from,
)
from duizend.referrals.rules.disclosing import LEAST, AboutFamily, SpokenSignal, parts

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
DOCUMENT = UUID("5a0f7c1e-8f5d-4a52-9f0a-3f3b6f6f2a10")
REFERRAL = UUID("0c6a1b9e-1111-4c6e-9d55-6a2d8f1f0b77")
SENDER = Party(
    "Praktijk De Wieg",
    "Verloskundigenpraktijk",
    "0592 000001",
    "Fatma Aydin",
    "verloskundige",
    True,
)
RECEIVER = Party("Schuldhulp Drenthe", "Schuldhulp")
TAKEN = Party("Schuldhulp Drenthe", "Schuldhulp", "", "Ruud Klein", "schuldhulpverlener")
DUE = "2027-02-19"
EVERYTHING = AboutFamily(
    family_name="El Amrani",
    parent="Samira El Amrani",
    phone="06 0000 0001",
    language="Arabisch",
    needs_interpreter=True,
    due_date=DUE,
    born_on=None,
    signals=tuple(
        SpokenSignal(code, kind, f"{kind}-{code}-merkteken", "2026-11-20")
        for code in CATEGORY_LABELS
        for kind in ("protective", "risk", "neutral")
        if code not in (LEAST, "plan")
    ),
)
categories = st.sets(st.sampled_from(sorted(CATEGORY_LABELS))).map(lambda some: {LEAST, *some})
# Anything that people and old systems paste, also what no XML may hold.
pasted = st.text(max_size=200)


def facts(told: dict[str, dict[str, Any]], **changes: Any) -> Facts:
    known: dict[str, Any] = {
        "referral_id": REFERRAL,
        "status": "requested",
        "status_in_words": "verstuurd",
        "sender": SENDER,
        "performer": RECEIVER,
        "sent_at": NOW,
        "told": told_from(told),
        "consent": Consented(NOW.date(), date(2027, 11, 23), holds=True),
        "offer": "Hulp bij geld",
        "terms": ("antwoord binnen 5 werkdagen",),
        "due_on": date(2026, 11, 30),
        "due_for": "antwoord",
        "changed_at": NOW,
    }
    return Facts(**known | changes)


def told(
    which: Iterable[str] = (LEAST, "money", "pregnancy"), request: str = "Belt u haar?"
) -> Any:
    return parts(EVERYTHING, request, set(which))


def document(kind: Kind = Kind.REFERRAL, **changes: Any) -> Document:
    disclosed = changes.pop("told", None) or told()
    return words.write(facts(disclosed, **changes), kind, document_id=DOCUMENT, at=NOW)


def answered(note: str = "Ze heeft een afspraak op maandag.") -> dict[str, Any]:
    """A referral that was taken and answered."""
    return {
        "status": "in-progress",
        "status_in_words": "gestart",
        "performer": TAKEN,
        "due_on": None,
        "due_for": "",
        "history": (
            Happened("aangenomen", NOW, "Ruud Klein", "Schuldhulp Drenthe"),
            Happened("antwoord aan de verwijzer", NOW, "Ruud Klein", "Schuldhulp Drenthe", note),
        ),
    }
