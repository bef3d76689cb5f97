"""What Open Referral HSDS 3.0 and our offers have in common: names, ids, own taxonomies.

Source: Open Referral, Human Services Data Specification 3.0 (CC BY-SA), schema tables
`service`, `organization`, `attribute`, `taxonomy_term`; seen 2026-11-23.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

# A taxonomy of ours is `urn:duizend:phases`; its terms have the codes of `directory.rules`.
URN = "urn:duizend:"
_IDS = uuid5(NAMESPACE_URL, "urn:duizend:hsds")
# Fields that are classifications: one attribute per code, the code is that of the term.
CLASSIFIED = (
    "phases",
    "life_domains",
    "forms",
    "intensity",
    "who_may_refer",
    "financing",
    "interventions",
)
# Facts that HSDS has no place for: the term names the field, the attribute holds its value.
FACTS = (
    "code",
    "external_id",
    "goal",
    "priority_for_pregnant",
    "for_fathers",
    "informal",
    "free",
    "indication_needed",
    "waiting_days",
    "waiting_checked_on",
    "stops_on",
    "owner_name",
    "sources",
    "cost",
)
FACT = "facts"
# Says that a service was written by us: then what is not there, is empty.
OURS = "code"
ORGANIZATION_KIND = "organization_kind"
ORGANIZATION_CODE = "organization_code"
MUNICIPALITY = f"{URN}municipality:"
NEIGHBOURHOOD = f"{URN}neighbourhood"
DAYS: Mapping[str, str] = {
    "mon": "MO",
    "tue": "TU",
    "wed": "WE",
    "thu": "TH",
    "fri": "FR",
    "sat": "SA",
    "sun": "SU",
}
STATUSES = ("active", "inactive", "defunct", "temporarily closed")


def id_of(kind: str, *parts: object) -> str:
    """The same id for the same thing, each time it is written."""
    return str(uuid5(_IDS, "\n".join(map(str, (kind, *parts)))))


def id_of_service(code: str, external_id: str) -> str:
    """The id that another list gave it, when that is one that HSDS takes; else one of ours."""
    try:
        return str(UUID(external_id))
    except ValueError:
        return id_of("service", code)


def own_attributes(attributes: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Those of our own taxonomies: the taxonomy (without urn), the code of the term, the value."""
    for one in attributes:
        term = one.get("taxonomy_term")
        if not isinstance(term, Mapping):
            continue
        taxonomy, code, value = term.get("taxonomy"), term.get("code"), one.get("value", "")
        if isinstance(taxonomy, str) and taxonomy.startswith(URN) and isinstance(code, str):
            yield taxonomy.removeprefix(URN), code, value if isinstance(value, str) else ""


def unquoted(number: object) -> object:
    """A telephone number without the quotes that keep it text in a spreadsheet."""
    if isinstance(number, str) and number[:1] == number[-1:] == '"':
        return number.strip('"')
    return number


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
