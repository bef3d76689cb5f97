"""Everything that happens to a referral; each deed leaves a line in its history and in the log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from duizend.access import audit
from duizend.access.models import Organization, User
from duizend.access.rules import Category
from duizend.consents.queries import shared_categories
from duizend.core.once import save_once
from duizend.core.permissions import Hidden
from duizend.directory.models import Offer
from duizend.families import actions as families
from duizend.families.models import Family
from duizend.pathways import actions as pathways
from duizend.pathways.models import Proposal
from duizend.referrals import queries, tasks
from duizend.referrals.models import Disclosure, Referral, ReferralEvent
from duizend.referrals.permissions import (
    check_can,
    check_can_refer,
    check_can_revise,
    check_can_send,
    check_has_consent_to_take,
    check_has_words,
    check_may_answer_about,
)
from duizend.referrals.rules.disclosing import LEAST, may_be_answered_about, parts
from duizend.referrals.rules.states import ENDED, Deed, Status, next_status
from duizend.referrals.rules.terms import terms_of_step

# How far the receiver is, one press each.
REPORTS = (Deed.CONTACT_MADE, Deed.CONTACT_FAILED, Deed.START, Deed.COMPLETE)


@dataclass(frozen=True)
class Asked:
    """What somebody wants to ask of an organisation, as filled in."""

    performer: Organization
    categories: Sequence[str]
    request: str
    offer: Offer | None = None
    proposal: Proposal | None = None


@transaction.atomic
def save_draft(
    family: Family, asked: Asked, *, referral_id: UUID, by: User, at: datetime
) -> Referral:
    """Keep what was filled in, under the id that travels in the form.

    The same form again changes the draft; when it was sent in the meantime it stays as it
    is. Raises Hidden for the id of something else.
    """
    check_can_refer(by, family, asked.performer)
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
    referral.clean_fields(exclude=["family", "sender", "sender_organization", "performer"])
    if save_once(referral):
        Disclosure(
            referral=referral, category=LEAST, content={"request": asked.request.strip()}
        ).save(force_insert=True)
        audit.record("referrals.draft", referral, by=by, at=at, family_id=family.pk)
        return referral
    return _revise(referral, asked, by=by, at=at)


def _revise(wanted: Referral, asked: Asked, *, by: User, at: datetime) -> Referral:
    kept = (
        Referral.objects.select_for_update()
        .filter(pk=wanted.pk, family=wanted.family, sender_organization_id=by.organization_id)
        .first()
    )
    if kept is None:
        raise Hidden(f"referral {wanted.pk} is not a draft of user {by.pk}")
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
    referral = _locked(referral)
    if referral.status == Status.SENT and referral.sender_organization_id == by.organization_id:
        return referral
    today = timezone.localdate(at)
    request = queries.told(referral).request
    check_can_send(by, referral, request, today)
    # Written while it is still a draft: after that the policy lets nobody change it.
    _disclose(referral, request, by=by, at=at)
    referral.consents = queries.grounds(
        referral.family, referral.sender_organization, referral.performer, today
    )
    referral.sent_at = at
    _done(referral, Deed.SEND, by=by, at=at)
    if referral.proposal is not None:
        pathways.carry_out(referral.proposal, by=by, at=at)
    tasks.tell_organization.defer(organization_id=referral.performer_id, day=today.isoformat())
    return referral


def _disclose(referral: Referral, request: str, *, by: User, at: datetime) -> None:
    about = queries.about(referral.family, by.organization, timezone.localdate(at))
    for category, content in parts(about, request, referral.categories).items():
        if category == LEAST:
            Disclosure.objects.filter(referral=referral, category=LEAST).update(content=content)
        else:
            Disclosure(referral=referral, category=category, content=content).save(
                force_insert=True
            )


@transaction.atomic
def withdraw(referral: Referral, note: str = "", *, by: User, at: datetime) -> Referral:
    """Take it back, as long as nobody took it."""
    referral = _locked(referral)
    check_can(Deed.WITHDRAW, by, referral, timezone.localdate(at))
    return _done(referral, Deed.WITHDRAW, note, by=by, at=at)


@transaction.atomic
def take(referral: Referral, *, by: User, at: datetime) -> Referral:
    """Take it over: from here the receiver is responsible, and works with the family.

    Of two people at once one wins; the other reads who took it. One's own second click
    changes nothing.
    """
    referral = _locked(referral)
    if referral.taken_by_id == by.pk:
        return referral
    check_can(Deed.TAKE, by, referral, timezone.localdate(at))
    check_has_consent_to_take(queries.told(referral).can_read)
    # What may be read now becomes part of the receiver's own record; what may not, never does.
    Disclosure.objects.filter(referral=referral).update(received_at=at)
    referral.taken_at = at
    referral.taken_by = by
    _change(referral, Deed.TAKE, at=at)
    families.join(referral.family_id, by=by, at=at)
    _tell(referral, Deed.TAKE, "", LEAST, by=by, at=at)
    return referral


@transaction.atomic
def decline(referral: Referral, note: str, *, by: User, at: datetime) -> Referral:
    """Not this family, not here, not now: with the reason, so that the referrer can go on."""
    referral = _locked(referral)
    check_can(Deed.DECLINE, by, referral, timezone.localdate(at))
    check_has_words(Deed.DECLINE, note)
    return _done(referral, Deed.DECLINE, note, by=by, at=at)


@transaction.atomic
def report_contact(
    referral: Referral, *, made: bool, note: str = "", by: User, at: datetime
) -> Referral:
    """Contact was made, or tried without success; either starts a new term."""
    referral = _locked(referral)
    deed = Deed.CONTACT_MADE if made else Deed.CONTACT_FAILED
    check_can(deed, by, referral, timezone.localdate(at))
    check_has_words(deed, note)
    referral.contact_on = timezone.localdate(at)
    referral.contact_made = referral.contact_made or made
    if not made:
        referral.failed_attempts += 1
    return _done(referral, deed, note, by=by, at=at)


@transaction.atomic
def start(referral: Referral, note: str = "", *, by: User, at: datetime) -> Referral:
    """The help has begun."""
    referral = _locked(referral)
    check_can(Deed.START, by, referral, timezone.localdate(at))
    check_has_words(Deed.START, note)
    referral.started_at = at
    referral.contact_made = True
    return _done(referral, Deed.START, note, by=by, at=at)


@transaction.atomic
def complete(referral: Referral, note: str = "", *, by: User, at: datetime) -> Referral:
    """The help is finished. When the referrer heard nothing yet, that term runs on."""
    referral = _locked(referral)
    check_can(Deed.COMPLETE, by, referral, timezone.localdate(at))
    check_has_words(Deed.COMPLETE, note)
    return _done(referral, Deed.COMPLETE, note, by=by, at=at)


@transaction.atomic
def answer(referral: Referral, note: str, category: str, *, by: User, at: datetime) -> Referral:
    """Tell the referrer how it goes, about something that may be told back."""
    referral = _locked(referral)
    today = timezone.localdate(at)
    check_can(Deed.ANSWER, by, referral, today)
    check_has_words(Deed.ANSWER, note)
    back = shared_categories(
        referral.family, source=by.organization, recipient=referral.sender_organization, today=today
    )
    check_may_answer_about(category, may_be_answered_about(referral.categories, back))
    referral.answered_at = at
    return _done(referral, Deed.ANSWER, note, category, by=by, at=at)


def _locked(referral: Referral) -> Referral:
    """This referral, for us alone until the end of the transaction."""
    return Referral.objects.select_for_update().get(pk=referral.pk)


def _done(
    referral: Referral,
    deed: Deed,
    note: str = "",
    category: str = Category.CONTACT,
    *,
    by: User,
    at: datetime,
) -> Referral:
    _change(referral, deed, at=at)
    _tell(referral, deed, note, category, by=by, at=at)
    return referral


def _change(referral: Referral, deed: Deed, *, at: datetime) -> None:
    status = next_status(deed, Status(referral.status))
    referral.status = status
    if status in ENDED and referral.ended_at is None:
        referral.ended_at = at
    waits = queries.waits_for(referral)
    referral.due_term = waits.term if waits else ""
    referral.due_on = waits.day if waits else None
    referral.save()


def _tell(
    referral: Referral, deed: Deed, note: str, category: str, *, by: User, at: datetime
) -> None:
    ReferralEvent(
        referral=referral,
        what=deed,
        by=by,
        by_organization_id=by.organization_id,
        at=at,
        category=category,
        note=note.strip(),
    ).save(force_insert=True)
    audit.record(
        f"referrals.{'report' if deed in REPORTS else deed.value}",
        referral,
        by=by,
        at=at,
        family_id=referral.family_id,
        category=referral.category,
    )
    if deed in queries.ANSWERS:
        day = timezone.localdate(at).isoformat()
        tasks.tell_person.defer(user_id=referral.sender_id, day=day)


def _terms(proposal: Proposal | None) -> dict[str, object]:
    terms = terms_of_step(proposal.step if proposal else None)
    return {term.value: within.as_data() for term, within in terms.items()}
