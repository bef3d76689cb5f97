"""Offers as HSDS 3.0 service documents, complete with all that hangs on them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from duizend.exchange.rules.hsds import (
    CLASSIFIED,
    DAYS,
    FACT,
    FACTS,
    MUNICIPALITY,
    NEIGHBOURHOOD,
    ORGANIZATION_CODE,
    ORGANIZATION_KIND,
    URN,
    id_of,
    id_of_service,
)
from duizend.exchange.rules.rows import FIELDS
from duizend.exchange.rules.values import source_text
from duizend.exchange.rules.vocabulary import Vocabulary

Doc = dict[str, Any]


def service_documents(offers: Sequence[Mapping[str, Any]], words: Vocabulary) -> list[Doc]:
    """One document per offer. An offer has the fields of FIELDS and ORGANIZATION_FIELDS."""
    return [_service(offer, words) for offer in offers]


def _service(offer: Mapping[str, Any], words: Vocabulary) -> Doc:
    its_id = id_of_service(offer["code"], offer["external_id"])
    given = {
        "id": its_id,
        "organization_id": id_of("organization", offer["organization_code"]),
        "name": offer["name"],
        "description": offer["summary"],
        "url": offer["website"],
        "email": offer["email"],
        "status": "active",
        "eligibility_description": offer["for_whom"],
        "fees_description": offer["price"],
        "application_process": _who(offer, words),
        "assured_date": offer["checked_on"].isoformat(),
        "assurer_email": offer["owner_email"],
    }
    phone = {"id": id_of("phone", offer["code"]), "number": offer["phone"], "type": "voice"}
    lists = {
        "phones": [phone] if offer["phone"] else [],
        "schedules": list(_schedules(offer)),
        "service_areas": list(_areas(offer, words)),
        "service_at_locations": list(_places(offer)),
        "languages": [
            {
                "id": id_of("language", offer["code"], code),
                "name": words.label("languages", code),
                "code": code,
            }
            for code in offer["languages"]
        ],
        "cost_options": _costs(offer),
        "attributes": list(_attributes(offer, its_id, words)),
    }
    return {
        **{name: value for name, value in given.items() if value},
        **{name: value for name, value in lists.items() if value},
        "organization": _organization(offer, words),
    }


def _who(offer: Mapping[str, Any], words: Vocabulary) -> str:
    labels = [words.label("who_may_refer", code) for code in offer["who_may_refer"]]
    return f"{words.phrases['who_may_refer']}: {', '.join(labels)}" if labels else ""


def _schedules(offer: Mapping[str, Any]) -> Iterator[Doc]:
    if offer["days"]:
        by_day = ",".join(DAYS[day] for day in DAYS if day in offer["days"])
        yield {"id": id_of("schedule", offer["code"]), "freq": "WEEKLY", "byday": by_day}


def _areas(offer: Mapping[str, Any], words: Vocabulary) -> Iterator[Doc]:
    for code in offer["municipalities"]:
        yield {
            "id": id_of("service_area", offer["code"], code),
            "name": words.label("municipalities", code),
            "uri": f"{MUNICIPALITY}{code}",
        }
    for name in offer["neighbourhoods"]:
        its_id = id_of("service_area", offer["code"], "neighbourhood", name)
        yield {"id": its_id, "name": name, "uri": NEIGHBOURHOOD}


def _places(offer: Mapping[str, Any]) -> Iterator[Doc]:
    for place in offer["places"]:
        location = {
            "id": id_of("location", offer["organization_code"], place),
            "location_type": "physical",
            "name": place,
        }
        yield {"id": id_of("service_at_location", offer["code"], place), "location": location}


def _costs(offer: Mapping[str, Any]) -> list[Doc]:
    if not offer["free"]:
        return []
    return [{"id": id_of("cost_option", offer["code"]), "amount": 0, "currency": "EUR"}]


def _attributes(offer: Mapping[str, Any], its_id: str, words: Vocabulary) -> Iterator[Doc]:
    for name in CLASSIFIED:
        codes = [offer[name]] if isinstance(offer[name], str) else offer[name]
        for code in filter(None, codes):
            label = words.label(FIELDS[name].words, code)
            yield _attribute(its_id, name, code, label)
    for name in FACTS:
        for value in _facts(offer[name], name):
            yield _attribute(its_id, FACT, name, words.label("fields", name), value)


def _facts(value: Any, name: str) -> list[str]:
    if name == "sources":
        return [source_text(one) for one in value]
    if name == "cost":
        return [json.dumps(value, ensure_ascii=False, sort_keys=True)] if value else []
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, date):
        return [value.isoformat()]
    return [str(value)] if value not in ("", None) else []


def _attribute(
    link_id: str, taxonomy: str, code: str, label: str, value: str = "", entity: str = "service"
) -> Doc:
    term = {
        "id": id_of("taxonomy_term", taxonomy, code),
        "code": code,
        "name": label,
        "description": label,
        "taxonomy": f"{URN}{taxonomy}",
    }
    made = {
        "id": id_of("attribute", link_id, taxonomy, code, value),
        "link_id": link_id,
        "link_entity": entity,
        "link_type": taxonomy,
        "taxonomy_term_id": term["id"],
        "value": value,
        "label": label,
        "taxonomy_term": term,
    }
    return {name: one for name, one in made.items() if one}


def _organization(offer: Mapping[str, Any], words: Vocabulary) -> Doc:
    its_id = id_of("organization", offer["organization_code"])
    kind = offer["organization_kind"]
    kind_label = words.label(ORGANIZATION_KIND, kind)
    phone = offer["organization_phone"]
    made: Doc = {
        "id": its_id,
        "name": offer["organization"],
        "description": kind_label,
        "email": offer["organization_email"],
        "phones": [{"id": id_of("phone", its_id), "number": phone, "type": "voice"}]
        if phone
        else [],
        "attributes": [
            _attribute(its_id, ORGANIZATION_KIND, kind, kind_label, entity="organization"),
            _attribute(
                its_id,
                FACT,
                ORGANIZATION_CODE,
                words.label("fields", ORGANIZATION_CODE),
                offer["organization_code"],
                "organization",
            ),
        ],
    }
    return {name: value for name, value in made.items() if value}
