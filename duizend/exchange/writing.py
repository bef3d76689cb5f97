"""The menu as a file, in each form that can be taken along."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from duizend.exchange.rules.comparing import NEEDED
from duizend.exchange.rules.csv_text import write_csv
from duizend.exchange.rules.healthcare_service import bundle
from duizend.exchange.rules.hsds_write import service_documents
from duizend.exchange.rules.rows import FIELDS, ORGANIZATION_FIELDS, Kind
from duizend.exchange.rules.sheet import COLUMNS, table_row
from duizend.exchange.rules.tabular import write_zip
from duizend.exchange.rules.vocabulary import Vocabulary
from duizend.exchange.rules.workbook import write_workbook

Offers = Sequence[Mapping[str, Any]]
HEADS = tuple(COLUMNS.values())
MARKED = tuple(COLUMNS[name] for name in (*NEEDED, "organization"))
WIDE = {COLUMNS[name]: 45 for name in ("summary", "for_whom", "goal")} | {COLUMNS["name"]: 32}
# Part of the format, like the heads: the sheet is for people who have no screen of ours.
HELP = (
    ("Zo vult u de lijst in", ""),
    ("", "Elke rij is één aanbod. Kolommen met een * zijn nodig. Andere mogen leeg blijven."),
    ("", "Een lege cel maakt het veld leeg. Een kolom die u weghaalt, laat het veld zoals het is."),
    ("", "Meer dan één waarde in een cel: zet er een puntkomma tussen."),
    ("", "Formules worden niet gelezen: plak waarden."),
    ("Code", "Het kenmerk van het aanbod. Laat leeg bij nieuw aanbod: wij maken er een."),
    ("Kenmerk elders", "Het kenmerk in uw eigen lijst. Zo vinden we het de volgende keer terug."),
    ("Organisatie", "De naam, zoals die op de menukaart staat."),
    ("Soort organisatie", "Alleen nodig als de organisatie nog niet op de menukaart staat."),
    ("Ja of nee", "Schrijf ja of nee. Leeg is nee."),
    ("Datums", "Schrijf 2026-11-23 of 23-11-2026."),
    ("Wachttijd in dagen", "Een heel getal. 0 is: nu plaats. Leeg is: niet bekend."),
    ("Bronnen", "Waar dit staat, met het jaar: Sociale kaart (2026). Geen jaar: (z.j.)."),
)


@dataclass(frozen=True)
class Format:
    """A form of file: its name in the address, what people call it, and how it is written."""

    code: str
    label: str | Promise
    what: str | Promise
    content_type: str
    ending: str
    write: Callable[[Offers, Vocabulary, datetime], bytes]


def _workbook(offers: Offers, words: Vocabulary, at: datetime) -> bytes:
    rows = [table_row(offer, words) for offer in offers]
    return write_workbook(HEADS, rows, (*HELP, *_words(words)), needed=MARKED, wide=WIDE)


def _csv(offers: Offers, words: Vocabulary, at: datetime) -> bytes:
    return write_csv(HEADS, [table_row(offer, words) for offer in offers])


def _hsds_json(offers: Offers, words: Vocabulary, at: datetime) -> bytes:
    return _as_json(service_documents(offers, words))


def _hsds_zip(offers: Offers, words: Vocabulary, at: datetime) -> bytes:
    return write_zip(service_documents(offers, words))


def _fhir(offers: Offers, words: Vocabulary, at: datetime) -> bytes:
    return _as_json(bundle(offers, words, at=at))


def _as_json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _words(words: Vocabulary) -> list[tuple[str, str]]:
    """Per column with fixed words: which they are."""
    found = [("", ""), ("Deze woorden kennen we", "")]
    for name, one in {**FIELDS, **ORGANIZATION_FIELDS}.items():
        if one.kind not in (Kind.CODE, Kind.CODES) or one.words in ("languages", "municipalities"):
            continue
        labels = words.labels[one.words]
        found.append((COLUMNS[name], "; ".join(labels.values())))
    found.append((COLUMNS["languages"], "De naam of de code van een taal: Nederlands, nl, Pools"))
    found.append((COLUMNS["municipalities"], "De naam of de CBS-code: Aa en Hunze, GM1680"))
    return found


XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    one.code: one
    for one in (
        Format(
            "xlsx", _("Workbook"), _("To change in Excel and bring in again."), XLSX_TYPE,
            "xlsx", _workbook,
        ),
        Format("csv", _("CSV"), _("The same, as plain text."), "text/csv", "csv", _csv),
        Format(
            "hsds", _("HSDS 3.0, JSON"), _("Open Referral, for other maps of help."),
            "application/json", "json", _hsds_json,
        ),
        Format(
            "hsds-zip", _("HSDS 3.0, zip"), _("Open Referral as tables."), "application/zip",
            "zip", _hsds_zip,
        ),
        Format(
            "fhir", _("FHIR R4"), _("HealthcareService, for systems in care."),
            "application/fhir+json", "fhir.json", _fhir,
        ),
    )
}  # fmt: skip
TEMPLATES = ("xlsx", "csv")
