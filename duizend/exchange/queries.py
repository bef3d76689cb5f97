"""The menu as files see it: what is known now, and all of it to take along."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from duizend.access.models import Municipality, Organization
from duizend.directory.models import Intervention, Offer
from duizend.exchange.models import Import
from duizend.exchange.rules.comparing import compare
from duizend.exchange.rules.plans import Known, KnownOffer, KnownOrganization, Plan, Wishes
from duizend.exchange.rules.rows import FIELDS, Kind, Read
from duizend.exchange.rules.vocabulary import Vocabulary
from duizend.exchange.words import known_words

LINKED = ("interventions", "municipalities")
_TUPLES = frozenset({Kind.TEXTS, Kind.CODES, Kind.SOURCES})


def vocabulary() -> Vocabulary:
    """All words that a file may use here."""
    interventions = {
        code: (name, aliases)
        for code, name, aliases in Intervention.objects.values_list("code", "name", "aliases")
    }
    return known_words(dict(Municipality.objects.values_list("code", "name")), interventions)


def known(*, lock: bool = False) -> Known:
    """Everything that a file is held against; `lock` keeps others from changing it meanwhile."""
    offers = Offer.objects.select_related("organization").order_by("code")
    if lock:
        offers = offers.select_for_update(of=("self",))
    found = {
        offer.code: KnownOffer(
            offer.code, offer.organization.code, values_of(offer), offer.retired_on is not None
        )
        for offer in offers.prefetch_related(*LINKED)
    }
    organizations = Organization.objects.order_by("code").values_list("code", "name")
    return Known(found, [KnownOrganization(code, name) for code, name in organizations])


def plan(read: Read, wishes: Wishes, source: str, *, today: date, lock: bool = False) -> Plan:
    """What these rows would change now. `source`: how the file is called."""
    return compare(read.rows, known(lock=lock), wishes, today=today, default_source=source)


def values_of(offer: Offer) -> dict[str, Any]:
    """An offer as the rules have it: every field of FIELDS. Its links must be fetched."""
    values = {name: getattr(offer, name) for name in FIELDS if name not in LINKED}
    values["interventions"] = sorted(one.code for one in offer.interventions.all())
    values["municipalities"] = sorted(one.code for one in offer.municipalities.all())
    return {
        name: tuple(value) if FIELDS[name].kind in _TUPLES else value
        for name, value in values.items()
    }


def whole_menu() -> list[dict[str, Any]]:
    """Every offer that is on the menu, with its organisation, as the rules write it."""
    offers = Offer.objects.filter(retired_on=None).select_related("organization")
    return [
        {**values_of(offer), **_organization(offer.organization)}
        for offer in offers.prefetch_related(*LINKED).order_by("code")
    ]


def imports() -> QuerySet[Import]:
    """Files that are looked at or were brought in, the latest first, without their content."""
    return Import.objects.select_related("recorder").defer("content")


def _organization(found: Organization) -> dict[str, str]:
    return {
        "organization": found.name,
        "organization_code": found.code,
        "organization_kind": found.kind,
        "organization_phone": found.phone,
        "organization_email": found.email,
    }
