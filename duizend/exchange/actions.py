"""Bringing offers in: keep a file to look at, and do exactly what was shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import Municipality, Organization, User
from duizend.core.once import save_once
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.directory.models import Intervention, Offer
from duizend.exchange import queries
from duizend.exchange.models import Import
from duizend.exchange.permissions import check_can_apply, check_can_exchange
from duizend.exchange.rules.files import read_file
from duizend.exchange.rules.plans import Outcome, Outlook, Plan, Wishes
from duizend.exchange.rules.rows import FIELDS, Read, Unreadable
from duizend.exchange.words import why_unreadable

# A file that nobody brought in is thrown away after this time.
KEPT = timedelta(days=7)
BATCH = 500


class FileRefused(NotAllowed):
    """A file that cannot be read at all."""


class MenuMoved(NotAllowed):
    """Between looking and doing the menu changed: look again."""


def read(content: bytes) -> Read:
    """The rows of a file. Raises FileRefused with the reason in words."""
    try:
        return read_file(content, queries.vocabulary())
    except Unreadable as problem:
        raise FileRefused(why_unreadable(problem)) from problem


@transaction.atomic
def keep(
    import_id: UUID, content: bytes, name: str, wishes: Wishes, *, by: User, at: datetime
) -> Import:
    """Keep a file to look at. Sent twice it is one. Raises FileRefused."""
    check_can_exchange(by)
    read(content)
    Import.objects.filter(applied=None, recorded__lt=at - KEPT).delete()
    file = Import(
        id=import_id,
        name=name[-200:],
        content=content,
        digest=sha256(content).hexdigest(),
        kind_of_new=wishes.kind_of_new,
        retire_missing=wishes.retire_missing,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    if not save_once(file):
        return Import.objects.get(pk=import_id)
    audit.record("exchange.keep", file, by=by, at=at)
    return file


def outlook(file: Import, *, at: datetime, lock: bool = False) -> Plan:
    """What this file would change now. Raises FileRefused, NotAllowed when it was tampered with."""
    content = bytes(file.content)
    if sha256(content).hexdigest() != file.digest:
        raise FileRefused(_("This file is no longer what was sent. Send it again."))
    wishes = Wishes(file.kind_of_new, file.retire_missing)
    today = timezone.localdate(at)
    return queries.plan(read(content), wishes, file.name, today=today, lock=lock)


@transaction.atomic
def bring_in(file: Import, fingerprint: str, *, by: User, at: datetime) -> Plan:
    """Do what was shown. Raises MenuMoved when it would now be something else."""
    _one_at_a_time()
    file = Import.objects.select_for_update().get(pk=file.pk)
    check_can_apply(by, file)
    plan = outlook(file, at=at, lock=True)
    if plan.fingerprint != fingerprint:
        raise MenuMoved(_("The menu changed since you looked. Look again; nothing was changed."))
    apply(plan, at=at)
    file.applied, file.content = at, b""
    file.counts = {**plan.counts, "retired": len(plan.retired)}
    file.save(update_fields=["applied", "content", "counts"])
    audit.record("exchange.bring_in", file, by=by, at=at)
    return plan


def _one_at_a_time() -> None:
    """Until the end of this transaction no other file is brought in: what it adds would not be
    seen here. In one order, so that two never wait for each other.
    """
    waiting = Import.objects.filter(applied=None).order_by("pk").select_for_update()
    list(waiting.values_list("pk", flat=True))


@transaction.atomic
def throw_away(file: Import, *, by: User, at: datetime) -> None:
    """Forget a file that was only looked at."""
    check_can_apply(by, file)
    audit.record("exchange.throw_away", file, by=by, at=at)
    file.delete()


@transaction.atomic
def take_out(kind: str, *, by: User, at: datetime) -> list[dict[str, Any]]:
    """The whole menu, to be written as a file of this kind."""
    check_can_exchange(by)
    audit.record("exchange.take_out", by=by, at=at, reason=kind)
    return queries.whole_menu()


@transaction.atomic
def apply(plan: Plan, *, at: datetime) -> None:
    """Write a plan. Who may do so was asked before, or it is the installation itself."""
    today = timezone.localdate(at)
    _add_organizations(plan)
    organizations = dict(Organization.objects.values_list("code", "pk"))
    added = plan.of(Outcome.ADDED)
    offers = [_new(line, organizations) for line in added]
    Offer.objects.bulk_create(offers, batch_size=BATCH)
    changed = {line.code: line for line in plan.of(Outcome.CHANGED)}
    for offer in Offer.objects.filter(code__in=changed).order_by("code"):
        line = changed[offer.code]
        _set(offer, line, organizations)
        offer.retired_on = None if line.row.offered else (offer.retired_on or today)
        offer.save()
        offers.append(offer)
    _link(offers, {line.code: line for line in added} | changed)
    Offer.objects.filter(code__in=plan.retired, retired_on=None).update(retired_on=today)


def _add_organizations(plan: Plan) -> None:
    """Organisations that the file brings: names to refer to. Nobody signs in for them."""
    lines = [line for line in plan.lines if line.outcome is not Outcome.REFUSED]
    # Organisations are set by the installation (access 0003); who may exchange asks it to.
    with acting_as(None):
        for new in plan.organizations:
            made = Organization.objects.create(
                code=new.code, name=new.name, kind=new.kind, phone=new.phone, email=new.email
            )
            theirs = (
                line.values["municipalities"] for line in lines if line.organization == new.code
            )
            made.municipalities.set({code for codes in theirs for code in codes})


def _new(line: Outlook, organizations: Mapping[str, int]) -> Offer:
    offer = Offer(code=line.code)
    _set(offer, line, organizations)
    return offer


def _set(offer: Offer, line: Outlook, organizations: Mapping[str, int]) -> None:
    for name in FIELDS.keys() - {"code", *queries.LINKED}:
        value = line.values[name]
        setattr(offer, name, list(value) if isinstance(value, tuple) else value)
    offer.organization_id = organizations[line.organization]


def _link(offers: list[Offer], lines: Mapping[str, Outlook]) -> None:
    """Make the links of these offers what their lines say, in a few queries for all."""
    interventions = dict(Intervention.objects.values_list("code", "pk"))
    known = {"interventions": interventions}
    known["municipalities"] = {c: c for c in Municipality.objects.values_list("code", flat=True)}  # type: ignore[misc]
    for name in queries.LINKED:
        through = getattr(Offer, name).through
        key = "intervention_id" if name == "interventions" else "municipality_id"
        through.objects.filter(offer__in=[offer.pk for offer in offers]).delete()
        through.objects.bulk_create(
            [
                through(**{"offer_id": offer.pk, key: known[name][code]})
                for offer in offers
                for code in lines[offer.code].values[name]
            ],
            batch_size=2 * BATCH,
        )
