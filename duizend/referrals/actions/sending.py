"""Asking another organisation: writing it down, sending it, taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from duizend.access import audit
from duizend.access.models import Organization, User
from duizend.core.once import save_once
from duizend.core.permissions import Hidden
from duizend.directory.models import Offer
from duizend.families.models import Family
from duizend.pathways import actions as pathways
from duizend.pathways.models import Proposal
from duizend.referrals import queries, tasks
from duizend.referrals.actions.history import done, locked
from duizend.referrals.models import Disclosure, Referral
from duizend.referrals.permissions import (
    check_can,
    check_can_refer,
    check_can_revise,
    check_can_send,
)
from duizend.referrals.rules.disclosing import (
    LEAST,
    AboutFamily,
    parts,
)
from duizend.referrals.rules.states import Deed, Status
from duizend.referrals.rules.terms import terms_of_step

# What was looked up before and need not be looked up again to know that it exists.
RELATIONS = ["family", "sender", "sender_organization", "performer", "offer", "proposal"]


@dataclass(frozen=True)
class Asked:
    """What somebody wants to ask of an organisation, as filled in."""

    performer: Organization
    categories: Sequence[str]
    request: str
    offer: Offer | None = None
    proposal: Proposal | None = None
    # What one's organisation knows, when it was just looked up for the same page.
    about: AboutFamily | None = None


@transaction.atomic
def ask(family: Family, asked: Asked, *, referral_id: UUID, by: User, at: datetime) -> Referral:
    """Write and send in one go, when nothing stands in the way. A second click sends once.

    Everything is checked before anything is written. Raises Hidden for the id of
    something else.
    """
    referral = _new(family, asked, referral_id, by=by, at=at)
    check_can_send(by, referral, asked.request, timezone.localdate(at))
    # An id that was there already is left alone; the lock shows whose it is.
    Referral.objects.bulk_create([referral], ignore_conflicts=True)
    kept = _ours(referral, by)
    if kept.status == Status.SENT:
        return kept
    if kept.recorded != at:
        return send(_revise(kept, referral, asked, by=by, at=at), by=by, at=at)
    return _send(referral, asked.request, asked.about, by=by, at=at)


@transaction.atomic
def save_draft(
    family: Family, asked: Asked, *, referral_id: UUID, by: User, at: datetime
) -> Referral:
    """Keep what was filled in, under the id that travels in the form.

    The same form again changes the draft; when it was sent in the meantime it stays as it
    is. Raises Hidden for the id of something else.
    """
    check_can_refer(by, family, asked.performer)
    referral = _new(family, asked, referral_id, by=by, at=at)
    if not save_once(referral):
        return _revise(_ours(referral, by), referral, asked, by=by, at=at)
    Disclosure(referral=referral, category=LEAST, content={"request": asked.request.strip()}).save(
        force_insert=True
    )
    audit.record("referrals.draft", referral, by=by, at=at, family_id=family.pk)
    return referral


def _new(family: Family, asked: Asked, referral_id: UUID, *, by: User, at: datetime) -> Referral:
    categories = sorted({LEAST, *asked.categories})
    referral = Referral(
        pk=referral_id,
        family=family,
        sender=by,
        sender_organization_id=by.organization_id,
        performer=asked.performer,
        offer=asked.offer,
        proposal=asked.proposal,
        categories=categories,
        category=queries.category_of(categories, asked.proposal.category if asked.proposal else ""),
        terms=_terms(asked.proposal),
        recorded=at,
    )
    referral.clean_fields(exclude=RELATIONS)
    return referral


def _ours(referral: Referral, by: User) -> Referral:
    """The row with this id, locked, when it is a question of our own about this family."""
    kept = (
        Referral.objects.select_for_update()
        .filter(
            pk=referral.pk, family=referral.family_id, sender_organization_id=by.organization_id
        )
        .first()
    )
    if kept is None:
        raise Hidden(f"referral {referral.pk} is not a question of user {by.pk}")
    return kept


def _revise(kept: Referral, wanted: Referral, asked: Asked, *, by: User, at: datetime) -> Referral:
    if kept.status == Status.SENT:
        return kept
    check_can_revise(by, kept)
    for name in ("performer", "offer", "proposal", "categories", "category", "terms"):
        setattr(kept, name, getattr(wanted, name))
    kept.save()
    Disclosure.objects.filter(referral=kept, category=LEAST).update(
        content={"request": asked.request.strip()}
    )
    audit.record("referrals.draft", kept, by=by, at=at, family_id=kept.family_id)
    return kept


@transaction.atomic
def send(referral: Referral, *, by: User, at: datetime) -> Referral:
    """Send what was consented to, checked at this very moment. A second click changes nothing."""
    referral = locked(referral)
    if referral.status == Status.SENT and referral.sender_organization_id == by.organization_id:
        return referral
    request = queries.told(referral).request
    check_can_send(by, referral, request, timezone.localdate(at))
    return _send(referral, request, by=by, at=at)


def _send(
    referral: Referral,
    request: str,
    about: AboutFamily | None = None,
    *,
    by: User,
    at: datetime,
) -> Referral:
    today = timezone.localdate(at)
    about = about or queries.about(referral.family, by.organization_id, today)
    # Written while it is still a draft: after that the policy lets nobody change it.
    Disclosure.objects.bulk_create(
        [
            Disclosure(referral=referral, category=category, content=content)
            for category, content in parts(about, request.strip(), referral.categories).items()
        ],
        update_conflicts=True,
        unique_fields=["referral", "category"],
        update_fields=["content"],
    )
    referral.consents = queries.grounds(referral, today)
    referral.sent_at = at
    done(referral, Deed.SEND, by=by, at=at)
    del referral.consents  # was a question to the database; read anew when somebody asks
    if referral.proposal is not None:
        pathways.carry_out(referral.proposal, by=by, at=at)
    tasks.tell_organization.defer(organization_id=referral.performer_id, day=today.isoformat())
    return referral


@transaction.atomic
def withdraw(referral: Referral, note: str = "", *, by: User, at: datetime) -> Referral:
    """Take it back, as long as nobody took it."""
    referral = locked(referral)
    check_can(Deed.WITHDRAW, by, referral, timezone.localdate(at))
    return done(referral, Deed.WITHDRAW, note, by=by, at=at)


@transaction.atomic
def take_back(referral: Referral, note: str = "", *, by: User, at: datetime) -> Referral:
    """Take back what was taken over, when nobody of the receiver is there any more."""
    referral = locked(referral)
    check_can(Deed.TAKE_BACK, by, referral, timezone.localdate(at))
    return done(referral, Deed.TAKE_BACK, note, by=by, at=at)


def _terms(proposal: Proposal | None) -> dict[str, object]:
    terms = terms_of_step(proposal.step if proposal else None)
    return {term.value: within.as_data() for term, within in terms.items()}
