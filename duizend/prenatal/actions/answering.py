"""Her answer: yes, no, or not yet. A no leaves nothing outside the own organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from duizend.access import audit
from duizend.access.models import Organization, User
from duizend.consents import actions as consents
from duizend.consents.rules import Purpose
from duizend.directory.models import Offer
from duizend.families.actions import one_at_a_time
from duizend.families.models import Family
from duizend.families.queries import moment
from duizend.prenatal import queries
from duizend.prenatal.models import Suggestion
from duizend.prenatal.permissions import (
    check_can_ask,
    check_can_decline,
    check_can_propose,
    check_is_explained,
    check_runs_not_yet,
    check_talks_again,
)
from duizend.prenatal.rules import categories_of, last_day
from duizend.referrals import actions as referrals
from duizend.referrals.models import Referral
from duizend.referrals.rules.states import RUNNING, Status


@dataclass(frozen=True)
class Yes:
    """What she agreed to: of whom it is asked, what was explained, what goes along, in words.

    also: categories besides name, contact and due date.
    """

    offer: Offer
    explained: Sequence[str]
    request: str
    also: Sequence[str] = ()


@transaction.atomic
def think(
    family: Family, explained: Sequence[str], again_on: date | None, *, by: User, at: datetime
) -> Suggestion:
    """She was told about it and answers later; again on a day that she chose, or never."""
    today = timezone.localdate(at)
    check_can_propose(by, family, today)
    check_talks_again(again_on, today)
    one_at_a_time(family)
    check_runs_not_yet(_running(family))
    waits = queries.suggestion(family, by) or Suggestion(
        pk=uuid4(),
        family=family,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    waits.explained, waits.again_on = sorted(set(explained)), again_on
    waits.save()
    # Without the family: the log of a family is read by others too, and no answer is an answer.
    audit.record("prenatal.think", waits, by=by, at=at)
    return waits


@transaction.atomic
def agree(family: Family, yes: Yes, *, referral_id: UUID, by: User, at: datetime) -> Referral:
    """Her explicit yes: kept as a consent, and sent straight to youth health care.

    Sent already and the consent has lapsed since: the new yes opens the same request again.
    """
    today = timezone.localdate(at)
    check_can_ask(by, family, yes.offer, today)
    check_is_explained(yes.explained)
    one_at_a_time(family)
    running = _running(family)
    again = running is not None and (
        running.pk == referral_id or _waits_without_consent(running, by, today)
    )
    if not again:
        check_runs_not_yet(running)
    if running is not None and running.pk == referral_id:
        return running
    categories = list(running.categories) if running else categories_of(yes.also)
    consents.give(
        family,
        yes.offer.organization if running is None else running.performer,
        purpose=Purpose.PRENATAL_HOME_VISIT,
        categories=categories,
        explained=yes.explained,
        period_end=last_day(today, moment(family, today).due_date),
        given_by=consents.speaker(family),
        by=by,
        at=at,
    )
    _close(family, by=by, at=at)
    if running is not None:
        return running
    asked = referrals.Asked(
        yes.offer.organization,
        categories,
        yes.request,
        yes.offer,
        queries.agreed_step(family, by),
    )
    return referrals.ask(family, asked, referral_id=referral_id, by=by, at=at)


@transaction.atomic
def decline(family: Family, recipient: Organization, *, by: User, at: datetime) -> None:
    """One tap. What was sent and not taken is taken back; the reason is asked by nobody."""
    check_can_decline(by, family, recipient)
    one_at_a_time(family)
    running = queries.own_request(family, by)
    if running is not None:
        referrals.withdraw(running, by=by, at=at)
    _close(family, by=by, at=at)
    if running is None and queries.refusal(family, by) is not None:
        return
    consents.refuse(
        family,
        recipient,
        purpose=Purpose.PRENATAL_HOME_VISIT,
        categories=[],
        given_by=consents.speaker(family),
        by=by,
        at=at,
    )


def _running(family: Family) -> Referral | None:
    """A request that goes on, whoever made it."""
    found = queries.current(family)
    return found if found is not None and found.status in RUNNING else None


def _waits_without_consent(running: Referral, by: User, today: date) -> bool:
    """Our own, not taken yet, and its consent no longer holds."""
    return (
        running.status == Status.SENT
        and running.sender_organization_id == by.organization_id
        and not queries.consent_holds(running, today)
    )


def _close(family: Family, *, by: User, at: datetime) -> None:
    """She answered, whatever it was."""
    Suggestion.objects.filter(
        family=family, recorder_organization_id=by.organization_id, closed_at=None
    ).update(closed_at=at)
