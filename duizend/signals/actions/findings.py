"""Adding and ending signals; each leaves a line in the log, never its content."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.access.rules import Category
from duizend.core.once import save_once
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.signals.models import Concept, Discussed, Signal
from duizend.signals.permissions import (
    check_can_add,
    check_can_enter_in_error,
    check_can_resolve,
)
from duizend.signals.queries import present_signals
from duizend.signals.rules.codes import SourceKind, Status


@transaction.atomic
def add(
    signal_id: UUID,
    family: Family,
    concept: Concept,
    *,
    note: str = "",
    contact: str = "",
    by: User,
    at: datetime,
) -> Signal:
    """A quick signal, seen or heard at any contact. `signal_id` makes a double click one."""
    check_can_add(by, family, concept)
    signal = _new(family, concept, SourceKind.QUICK, by=by, at=at)
    signal.pk, signal.note, signal.contact = signal_id, note.strip(), contact
    signal.full_clean(validate_unique=False, validate_constraints=False)
    if save_once(signal):
        _note_discussed(family, concept.life_domain_id, concept.category, by=by, at=at)
        _log("signals.add", signal, by=by, at=at)
    return signal


@transaction.atomic
def add_from_referral(
    family: Family,
    concepts: Collection[Concept],
    *,
    reference: UUID,
    source_name: str,
    by: User,
    at: datetime,
) -> list[Signal]:
    """Signals that another organisation told with consent; the receiver records them."""
    present = set(
        Signal.objects.present()
        .filter(family=family, reference=reference)
        .values_list("concept_id", flat=True)
    )
    added = []
    for concept in concepts:
        check_can_add(by, family, concept)
        if concept.pk not in present:
            signal = _new(family, concept, SourceKind.REFERRAL, by=by, at=at)
            signal.reference, signal.source_name = reference, source_name
            signal.save(force_insert=True)
            _log("signals.add", signal, by=by, at=at)
            added.append(signal)
    return added


@transaction.atomic(savepoint=False)
def set_from_answer(
    family: Family,
    concept_codes: Collection[str],
    *,
    reference: UUID,
    source_name: str,
    life_domain: str = "",
    shielded: bool = False,
    confirms: bool = False,
    by: User,
    at: datetime,
) -> None:
    """Make the signals of one answer what it says now: add what is new, withdraw the rest.

    `life_domain` is what the answer talked about, also when nothing came of it; empty when
    it did not. `shielded`: the question was, so that what it gives is too. `confirms`: what
    is present already is only said once more and gives no second signal. The caller holds
    the answer locked and writes the line in the log. The same answer again changes nothing.
    """
    check_can_change(by, family)
    made = {s.concept_id: s.pk for s in Signal.objects.present().filter(reference=reference)}
    missing = set(concept_codes) - made.keys()
    if confirms and missing:
        known = present_signals(family)
        # What is known behind the shield says nothing about what is said in front of it.
        behind = Q(category=Category.SAFETY)
        known = known.filter(behind if shielded else ~behind)
        missing -= set(known.values_list("concept_id", flat=True))
    signals = []
    for concept in Concept.objects.filter(code__in=missing) if missing else ():
        signal = _new(family, concept, SourceKind.ANSWER, by=by, at=at)
        signal.reference, signal.source_name = reference, source_name
        if shielded:
            signal.category = Category.SAFETY
        signals.append(signal)
    if signals:
        Signal.objects.bulk_create(signals)
    if gone := [made[code] for code in made.keys() - set(concept_codes)]:
        Signal.objects.filter(pk__in=gone).update(
            status=Status.ENTERED_IN_ERROR,
            ended=at,
            ender=by,
            end_reason=_("The answer was changed."),
        )
    if life_domain:
        category = Category.SAFETY if shielded else life_domain
        _note_discussed(family, life_domain, category, by=by, at=at)


@transaction.atomic
def resolve(signal: Signal, *, by: User, at: datetime) -> Signal:
    """It was so, and no longer is. Its history stays."""
    signal = _locked(signal)
    check_can_resolve(by, signal)
    _end(signal, Status.RESOLVED, "", by=by, at=at)
    _log("signals.resolve", signal, by=by, at=at)
    return signal


@transaction.atomic
def enter_in_error(signal: Signal, reason: str, *, by: User, at: datetime) -> Signal:
    """It never was so: a slip or a misunderstanding. Stays readable, counts for nothing."""
    signal = _locked(signal)
    check_can_enter_in_error(by, signal)
    if not reason.strip():
        raise NotAllowed(_("Say what was wrong with this signal."))
    _end(signal, Status.ENTERED_IN_ERROR, reason.strip()[:300], by=by, at=at)
    _log("signals.enter_in_error", signal, by=by, at=at)
    return signal


def _new(family: Family, concept: Concept, source: SourceKind, *, by: User, at: datetime) -> Signal:
    return Signal(
        family=family,
        concept=concept,
        category=concept.category,
        source=source,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )


def _locked(signal: Signal) -> Signal:
    return Signal.objects.select_for_update(of=("self",)).select_related("family").get(pk=signal.pk)


def _end(signal: Signal, status: Status, reason: str, *, by: User, at: datetime) -> None:
    signal.status, signal.ended, signal.ender, signal.end_reason = status, at, by, reason
    signal.save(update_fields=["status", "ended", "ender", "end_reason"])


def _note_discussed(
    family: Family, life_domain: str, category: str, *, by: User, at: datetime
) -> None:
    Discussed.objects.bulk_create(
        [
            Discussed(
                family=family,
                life_domain_id=life_domain,
                category=category,
                recorder=by,
                recorder_organization_id=by.organization_id,
                recorded=at,
            )
        ],
        ignore_conflicts=True,
    )


def _log(action: str, signal: Signal, *, by: User, at: datetime) -> None:
    audit.record(action, signal, by=by, at=at, family_id=signal.family_id, category=signal.category)
