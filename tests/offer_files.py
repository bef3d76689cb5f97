"""Files that somebody could send, made for the tests."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

from openpyxl import Workbook

GOOD = {
    "Naam": "Koffie in de Boerhoorn",
    "Organisatie": "Welzijn Rolde",
    "Soort organisatie": "welfare",
    "Gemeenten": "Aa en Hunze",
    "Wat is het": "Samen koffie drinken, iedere dinsdag één uur.",
    "Fase": "zwangerschap; kraamtijd",
    "Gaat over": "netwerk",
    "Vorm": "groep",
    "Talen": "Nederlands, Tigrinya",
    "Dagen": "di",
    "Wachttijd in dagen": "0",
    "Ook voor vaders": "ja",
    "Informeel": "ja",
    "Gratis": "ja",
    "Wie mag aanmelden": "ouder; verloskundige",
    "Kosten in euro": "12,50",
    "Kosten per": "keer",
    "Kosten jaar": "2026",
    "Gecontroleerd op": "02-11-2026",
    "Website": "www.welzijnrolde.example.nl",
    "Bronnen": "Sociale kaart (2026)",
    "Kenmerk elders": "rolde-7",
}


def row(**changes):
    return {**GOOD, **changes}


def as_csv(*rows, encoding="utf-8-sig", delimiter=";"):
    heads = list(dict.fromkeys(head for one in rows for head in one))
    out = StringIO()
    writer = csv.DictWriter(out, heads, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(*rows):
    book = Workbook()
    heads = list(dict.fromkeys(head for one in rows for head in one))
    book.worksheets[0].append(heads)
    for one in rows:
        book.worksheets[0].append([one.get(head) for head in heads])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_zip(**files):
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


FOREIGN = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Inloop voor ouders",
    "description": "Binnenlopen met vragen.",
    "status": "active",
    "url": "https://inloop.example.nl/ouders?x=1",
    "email": "inloop@example.nl",
    "eligibility_description": "Ouders in de buurt.",
    "minimum_age": 18,
    "assured_date": "2026-10-01",
    "phones": [{"id": "p", "number": "0592 00 00 01"}],
    "languages": [{"id": "l", "code": "nld"}, {"id": "m", "name": "Elfentaal"}],
    "schedules": [{"id": "s", "freq": "WEEKLY", "byday": "MO,-1FR"}],
    "service_areas": [{"id": "a", "name": "Aa en Hunze"}, {"id": "b", "name": "Rolde-Zuid"}],
    "cost_options": [{"id": "c", "amount": 0, "currency": "EUR"}],
    "required_documents": [{"id": "d", "document": "legitimatie"}],
    "service_at_locations": [
        {
            "id": "e",
            "location": {
                "id": "f",
                "location_type": "physical",
                "name": "Dorpshuis",
                "addresses": [{"id": "g", "address_1": "Brink 1", "city": "Rolde"}],
            },
        }
    ],
    "organization": {"id": "h", "name": "Humanitas Rolde", "description": "Vrijwilligers"},
    "attributes": [{"id": "i", "taxonomy_term": {"id": "j", "name": "Parenting"}}],
}


def as_json(*services):
    return json.dumps(list(services), ensure_ascii=False, indent=1).encode()
