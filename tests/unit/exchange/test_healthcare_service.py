"""The menu as FHIR R4: a HealthcareService per offer, an Organization once."""

import json
from datetime import date

from duizend.exchange.rules.rows import EMPTY, FIELDS
from duizend.exchange.writing import FORMATS
from tests.unit.exchange.test_round_trip import AT, ORGANIZATION
from tests.unit.exchange.words import WORDS

PLAIN = {name: EMPTY[one.kind] for name, one in FIELDS.items()} | {
    "code": "koffie",
    "name": "Koffie",
    "summary": "Koffie drinken",
    "municipalities": ("GM1680",),
    "checked_on": date(2026, 11, 1),
    **ORGANIZATION,
}
WHOLE = PLAIN | {
    "code": "thee",
    "external_id": "x-1",
    "for_whom": "Ouders",
    "goal": "Ontmoeten",
    "interventions": ("voorzorg",),
    "neighbourhoods": ("Zuid",),
    "phases": ("pregnancy",),
    "life_domains": ("network",),
    "forms": ("group",),
    "languages": ("nl",),
    "days": ("mon",),
    "places": ("Dorpshuis",),
    "waiting_days": 7,
    "waiting_checked_on": date(2026, 11, 1),
    "for_fathers": True,
    "free": True,
    "who_may_refer": ("self",),
    "financing": ("wmo",),
    "intensity": "light",
    "phone": "0592 00 00 00",
    "website": "https://x.example.nl",
}


def resources(*offers):
    bundle = json.loads(FORMATS["fhir"].write(offers, WORDS, AT))
    assert [bundle["resourceType"], bundle["type"]] == ["Bundle", "collection"]
    return [entry["resource"] for entry in bundle["entry"]]


def test_an_organisation_once_and_every_offer():
    found = resources(PLAIN, WHOLE)
    kinds = [resource["resourceType"] for resource in found]
    assert kinds == ["Organization", "HealthcareService", "HealthcareService"]
    assert found[1]["providedBy"]["reference"] == f"urn:uuid:{found[0]['id']}"
    assert "nl-core-HealthcareProvider-Organization" in found[0]["meta"]["profile"][0]


def test_nothing_is_written_empty():
    for resource in resources(PLAIN, WHOLE):
        assert all(value not in ("", [], None) for value in resource.values())
    plain = resources(PLAIN)[1]
    assert not {"eligibility", "telecom", "availableTime", "serviceProvisionCode"} & plain.keys()


def test_what_fhir_has_no_place_for_is_an_extension():
    _organization, service = resources(WHOLE)
    told = {
        one["url"]: next(v for k, v in one.items() if k != "url") for one in service["extension"]
    }
    assert told["urn:duizend:waiting_days"] == 7
    assert told["urn:duizend:for_fathers"] is True
    assert told["urn:duizend:priority_for_pregnant"] is False
    assert told["urn:duizend:who_may_refer"] == "self"
    assert told["urn:duizend:checked_on"] == "2026-11-01"
    assert service["serviceProvisionCode"][0]["coding"][0]["code"] == "free"
    assert service["availableTime"] == [{"daysOfWeek": ["mon"]}]
    assert [area["display"] for area in service["coverageArea"]] == ["Aa en Hunze", "Zuid"]


def test_a_price_means_that_it_costs_something():
    (_organization, service) = resources({**PLAIN, "price": "Vijf euro"})
    assert service["serviceProvisionCode"][0]["coding"][0]["code"] == "cost"
