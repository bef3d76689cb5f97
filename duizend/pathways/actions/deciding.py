"""Deciding about what a card proposes. A card proposes; people decide."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duizend.access import audit
from duizend.access.models import User
from duizend.core.once import save_once
from duizend.directory.models import Offer
from duizend.families.models import Family
from duizend.pathways import queries
from duizend.pathways.models import Proposal, ProposalStatus, RouteCard
from duizend.pathways.permissions import (
    check_can_decide,
    check_can_reconsider,
    check_due_on,
    check_has_reason,
    no_longer_proposed,
)
from duizend.pathways.rules.answers import CardMatch, Outcome, ProposedStep
from duizend.pathways.words import why_in_words
from duizend.signals.models import LifeDomain

VERBS = {
    ProposalStatus.ACCEPTED: "accept",
    ProposalStatus.ADAPTED: "adapt",
    ProposalStatus.DECLINED: "decline",
}


@dataclass(frozen=True)
class StepKey:
    """Which step: the code and version of its card, and its own code."""

    card: str
    version: int
    step: str


@transaction.atomic
def accept(
    family: Family, key: StepKey, *, offer: Offer | None = None, by: User, at: datetime
) -> Proposal:
    """As proposed; with one of the proposed offers when there is a choice."""
    return _decide(family, key, ProposalStatus.ACCEPTED, offer=offer, by=by, at=at)


@transaction.atomic
def adapt(
    family: Family,
    key: StepKey,
    *,
    offer: Offer | None,
    due_on: date | None,
    note: str,
    by: User,
    at: datetime,
) -> Proposal:
    """The step, but with another offer, another day, or a note."""
    check_due_on(due_on, timezone.localdate(at))
    return _decide(
        family, key, ProposalStatus.ADAPTED, offer=offer, due_on=due_on, note=note, by=by, at=at
    )


@transaction.atomic
def decline(family: Family, key: StepKey, reason: str, *, by: User, at: datetime) -> Proposal:
    """Not now, with the reason in a sentence. It stays readable and can be looked at again."""
    check_has_reason(reason)
    return _decide(family, key, ProposalStatus.DECLINED, reason=reason, by=by, at=at)


@transaction.atomic
def reconsider(proposal: Proposal, *, by: User, at: datetime) -> Proposal:
    """Open again what was decided, as long as nobody acted on it."""
    # Before the lock too: nobody can lock what another organisation decided.
    check_can_reconsider(by, proposal)
    proposal = Proposal.objects.select_for_update(of=["self"]).get(pk=proposal.pk)
    check_can_reconsider(by, proposal)
    proposal.status = ProposalStatus.PROPOSED
    proposal.reason = ""
    proposal.decided_by = by
    proposal.decided_at = at
    proposal.save()
    _log("reconsider", proposal, by=by, at=at)
    return proposal


@transaction.atomic
def carry_out(proposal: Proposal, *, by: User, at: datetime) -> None:
    """Help was asked for, or a task was made of it. Says so once; later deeds change nothing."""
    proposal = Proposal.objects.select_for_update(of=["self"]).get(pk=proposal.pk)
    check_can_decide(by, proposal.family)
    if proposal.carried_out_at is None:
        proposal.carried_out_at = at
        proposal.save(update_fields=["carried_out_at"])
        _log("carry_out", proposal, by=by, at=at)


def _decide(
    family: Family,
    key: StepKey,
    status: ProposalStatus,
    *,
    offer: Offer | None = None,
    due_on: date | None = None,
    note: str = "",
    reason: str = "",
    by: User,
    at: datetime,
) -> Proposal:
    check_can_decide(by, family)
    today = timezone.localdate(at)
    row = queries.cards_for(family, today).get((key.card, key.version))
    found = next(
        (
            one
            for one in queries.matches(family, queries.situation(family, by, today))
            if one.outcome is Outcome.APPLIES and one.card.key == (key.card, key.version)
        ),
        None,
    )
    step = _step(found, key.step)
    if row is None or found is None or step is None:
        raise no_longer_proposed()
    decided: dict[str, Any] = {
        "status": status,
        "offer": offer,
        "due_on": due_on or step.due_on,
        "note": note.strip(),
        "reason": reason.strip(),
        "decided_by": by,
        "decided_at": at,
        **_grounds(found, step),
    }
    proposal = Proposal(
        pk=proposal_id(family, row, key.step, by),
        family=family,
        card=row,
        step_code=key.step,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
        **decided,
    )
    proposal.clean_fields(exclude=["family", "card", "decided_by", "recorder"])
    if not save_once(proposal):
        proposal = Proposal.objects.select_for_update(of=["self"]).get(pk=proposal.pk)
        if status == ProposalStatus.DECLINED:
            check_can_reconsider(by, proposal)
        for name, value in decided.items():
            setattr(proposal, name, value)
        proposal.save()
    _log(VERBS[status], proposal, by=by, at=at)
    return proposal


def _step(found: CardMatch | None, code: str) -> ProposedStep | None:
    steps = found.steps if found else ()
    return next((proposed for proposed in steps if proposed.step.code == code), None)


def _grounds(found: CardMatch, step: ProposedStep) -> dict[str, Any]:
    """What it rested on that day, in words and in concepts, and how shielded that is."""
    names = {domain.code: domain.name for domain in LifeDomain.objects.all()}
    own = step.evaluation.matched if step.evaluation else ()
    rests_on = tuple({fact.code: fact for fact in (*found.matched, *own)}.values())
    shielded = queries.restricted_codes([rests_on])
    return {
        "matched": [fact.code for fact in rests_on],
        "why": why_in_words(step.step.why, step.speaks_of(found), names),
        "category": queries.strictest(rests_on, shielded),
        "rests_on": sorted({fact.life_domain for fact in rests_on}),
    }


def proposal_id(family: Family, row: RouteCard, step: str, by: User) -> uuid.UUID:
    """The same step of the same card for the same organisation is always the same row."""
    return uuid.uuid5(family.pk, f"{row.pk}:{step}:{by.organization_id}")


def _log(verb: str, proposal: Proposal, *, by: User, at: datetime) -> None:
    audit.record(
        f"pathways.{verb}",
        proposal,
        by=by,
        at=at,
        family_id=proposal.family_id,
        category=proposal.category,
    )
