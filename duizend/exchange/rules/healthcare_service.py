"""Offers as a FHIR R4 Bundle of HealthcareService and Organization.

Organisations are named after nl-core-HealthcareProvider-Organization (Nictiz, R4 zib2020; seen
2026-11-23). That package has no profile of HealthcareService: it is plain FHIR R4 here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from duizend.exchange.rules.hsds import URN, id_of
from duizend.exchange.rules.rows import FIELDS
from duizend.exchange.rules.vocabulary import Vocabulary

Resource = dict[str, Any]
PROVIDER = "http://nictiz.nl/fhir/StructureDefinition/nl-core-HealthcareProvider-Organization"
PROVISION = "http://terminology.hl7.org/CodeSystem/service-provision-conditions"
LANGUAGES = "urn:ietf:bcp:47"


def bundle(offers: Sequence[Mapping[str, Any]], words: Vocabulary, *, at: datetime) -> Resource:
    """A collection with every offer once and every organisation once."""
    by_code = {offer["organization_code"]: offer for offer in offers}
    resources = [_organization(offer, words) for offer in by_code.values()]
    resources += [_service(offer, words) for offer in offers]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at.isoformat(timespec="seconds"),
        "entry": [
            {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
            for resource in resources
        ],
    }


def _organization(offer: Mapping[str, Any], words: Vocabulary) -> Resource:
    kind = offer["organization_kind"]
    made = {
        "resourceType": "Organization",
        "id": id_of("organization", offer["organization_code"]),
        "meta": {"profile": [PROVIDER]},
        "identifier": [{"system": f"{URN}organization", "value": offer["organization_code"]}],
        "active": True,
        "type": [_concept("organization_kind", kind, words)],
        "name": offer["organization"],
        "telecom": _telecom(phone=offer["organization_phone"], email=offer["organization_email"]),
    }
    return _filled(made)


def _service(offer: Mapping[str, Any], words: Vocabulary) -> Resource:
    identifiers = [{"system": f"{URN}offer", "value": offer["code"]}]
    if offer["external_id"]:
        identifiers.append({"system": f"{URN}external", "value": offer["external_id"]})
    made = {
        "resourceType": "HealthcareService",
        "id": id_of("healthcare_service", offer["code"]),
        "extension": list(_extensions(offer)),
        "identifier": identifiers,
        "active": True,
        "providedBy": {
            "reference": f"urn:uuid:{id_of('organization', offer['organization_code'])}",
            "display": offer["organization"],
        },
        "category": _concepts("life_domains", offer["life_domains"], words),
        "type": _concepts("phases", offer["phases"], words),
        "location": [{"display": place} for place in offer["places"]],
        "name": offer["name"],
        "comment": offer["summary"],
        "extraDetails": offer["goal"],
        "telecom": _telecom(offer["phone"], offer["email"], offer["website"]),
        "coverageArea": [
            {
                "identifier": {"system": f"{URN}municipality", "value": code},
                "display": words.label("municipalities", code),
            }
            for code in offer["municipalities"]
        ]
        + [{"display": name} for name in offer["neighbourhoods"]],
        "serviceProvisionCode": [
            {"coding": [{"system": PROVISION, "code": "free" if offer["free"] else "cost"}]}
        ]
        if offer["free"] or offer["price"]
        else [],
        "eligibility": [{"comment": offer["for_whom"]}] if offer["for_whom"] else [],
        "program": _concepts("interventions", offer["interventions"], words),
        "characteristic": _concepts("forms", offer["forms"], words),
        "communication": [
            {
                "coding": [{"system": LANGUAGES, "code": code}],
                "text": words.label("languages", code),
            }
            for code in offer["languages"]
        ],
        "availableTime": [{"daysOfWeek": list(offer["days"])}] if offer["days"] else [],
    }
    return _filled(made)


def _extensions(offer: Mapping[str, Any]) -> Iterable[Resource]:
    for name in ("for_fathers", "priority_for_pregnant", "informal", "indication_needed"):
        yield {"url": f"{URN}{name}", "valueBoolean": offer[name]}
    if offer["waiting_days"] is not None:
        yield {"url": f"{URN}waiting_days", "valueInteger": offer["waiting_days"]}
    for name in ("waiting_checked_on", "checked_on", "stops_on"):
        if isinstance(offer[name], date):
            yield {"url": f"{URN}{name}", "valueDate": offer[name].isoformat()}
    for name in ("intensity", "price", "owner_name", "owner_email"):
        if offer[name]:
            yield {"url": f"{URN}{name}", "valueString": offer[name]}
    for name in ("financing", "who_may_refer"):
        for code in offer[name]:
            yield {"url": f"{URN}{name}", "valueCode": code}


def _telecom(phone: str = "", email: str = "", website: str = "") -> list[Resource]:
    given = (("phone", phone), ("email", email), ("url", website))
    return [{"system": system, "value": value} for system, value in given if value]


def _concepts(name: str, codes: Iterable[str], words: Vocabulary) -> list[Resource]:
    return [_concept(FIELDS[name].words, code, words) for code in codes]


def _concept(list_: str, code: str, words: Vocabulary) -> Resource:
    label = words.label(list_, code)
    return {"coding": [{"system": f"{URN}{list_}", "code": code, "display": label}], "text": label}


def _filled(resource: Resource) -> Resource:
    """Without what is empty, which FHIR does not allow."""
    return {name: value for name, value in resource.items() if value not in ("", [], None)}
