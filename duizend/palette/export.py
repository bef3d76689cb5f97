"""The palette as CSV, for the coalition's own tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from django.utils.translation import gettext as _

from duizend.palette import words
from duizend.palette.rules.offered import Offered

# A spreadsheet calculates what begins like this; the sign in front makes it words.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(offers: Sequence[Offered], places: Mapping[str, str]) -> str:
    """One line for each offer, municipality, life domain and phase; with a mark of UTF-8."""
    written = StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(_heading())
    writer.writerows([_safe(value) for value in line] for line in _lines(offers, places))
    return "\ufeff" + written.getvalue()


def _heading() -> list[str]:
    return [
        _("municipality"),
        _("life domain"),
        _("phase"),
        _("intensity"),
        _("offer"),
        _("organisation"),
        _("who pays"),
        _("waiting days"),
        _("asked on"),
    ]


def _lines(offers: Iterable[Offered], places: Mapping[str, str]) -> Iterator[list[str]]:
    for offer in offers:
        asked = offer.asked_on.isoformat() if offer.asked_on else ""
        days = "" if offer.waiting_days is None else str(offer.waiting_days)
        pays = ", ".join(words.law(law) for law in offer.financing) or words.law("")
        for place in sorted(offer.municipalities, key=lambda code: places[code]):
            for domain in offer.life_domains:
                for phase in offer.phases:
                    yield [
                        places[place],
                        words.life_domain(domain),
                        words.phase(phase),
                        str(words.INTENSITY[offer.intensity]),
                        offer.name,
                        offer.organization,
                        pays,
                        days,
                        asked,
                    ]


def _safe(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value
