"""What a document is made of: a referral as the one who asks may see it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from duizend.access.models import Organization, User
from duizend.consents.models import Consent
from duizend.documents.rules.document import (
    Consented,
    Facts,
    Happened,
    Party,
    told_from,
)
from duizend.families.models import Family
from duizend.referrals import words
from duizend.referrals.models import DEED_LABELS, STATUS_LABELS, Referral
from duizend.referrals.queries import ANSWERS, Told
from duizend.visits.models import Visit


def facts_of(referral: Referral, told: Told, user: User, today: date) -> Facts:
    """Everything a document of this referral may hold for this person, on this day.

    `told` is what the database let them read. Raises ValueError before it was sent.
    """
    if referral.sent_at is None:
        raise ValueError("A referral that was not sent told nobody anything.")
    events = list(referral.events.all())
    disclosed = told_from(told.parts)
    return Facts(
        referral_id=referral.pk,
        status=referral.status,
        status_in_words=str(STATUS_LABELS[referral.status]),
        sender=_party(referral.sender_organization, referral.sender),
        performer=_party(referral.performer, referral.taken_by),
        sent_at=timezone.localtime(referral.sent_at),
        told=disclosed,
        consent=_consented(referral, disclosed.categories, user, today),
        offer=referral.offer.name if referral.offer else "",
        terms=tuple(line.words for line in words.terms(referral)),
        due_on=referral.due_on,
        due_for=str(words.WAITING_FOR[referral.due_term]) if referral.due_term else "",
        history=tuple(
            Happened(
                what=str(DEED_LABELS[event.what]),
                at=timezone.localtime(event.at),
                who=event.by.full_name,
                organization=event.by_organization.name,
                note=event.note,
            )
            for event in events
            if event.what in ANSWERS
        ),
        changed_at=timezone.localtime(max(event.at for event in events)) if events else None,
    )


def appointment(visit_id: UUID, family: Family) -> Visit | None:
    """One contact of this family that may be seen, with how often it was moved."""
    return (
        Visit.objects.filter(pk=visit_id, family=family)
        .select_related("family")
        .prefetch_related("moves")
        .first()
    )


def _party(organization: Organization, person: User | None) -> Party:
    return Party(
        organization=organization.name,
        kind=str(organization.get_kind_display()),
        phone=organization.phone,
        person=person.full_name if person else "",
        role=str(person.get_role_display()) if person else "",
        is_care=organization.is_care_provider,
    )


def _consented(
    referral: Referral, categories: tuple[str, ...], user: User, today: date
) -> Consented:
    """When it was told, and how the consent stands where this person may look that up."""
    told_on = timezone.localdate(referral.sent_at)
    found = (
        Consent.objects.filter(family=referral.family_id, recipient=referral.performer_id)
        .filter(source=referral.sender_organization_id)
        .holding(today)
    )
    until: dict[str, date] = {}
    for consent in found:
        for code in consent.categories:
            until[code] = max(consent.period_end, until.get(code, consent.period_end))
    if set(categories) <= set(until):
        return Consented(told_on, until=min(until[code] for code in categories), holds=True)
    # Only the sender sees every consent of its own, so only there does none mean: ended.
    is_ours = user.organization_id == referral.sender_organization_id
    return Consented(told_on, holds=False if is_ours else None)
