"""Exactly one coordinating professional, who said yes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.families.models import Family
from duizend.plans.actions.notices import tell
from duizend.plans.actions.writing import needed, plan_of
from duizend.plans.models import CarePlan, Coordination, NoticeKind
from duizend.plans.permissions import check_can_answer, check_can_propose, check_can_take_back
from duizend.plans.rules import CoordinationStatus


@transaction.atomic
def propose(family: Family, practitioner: User, *, by: User, at: datetime) -> Coordination:
    """Ask somebody of the team to coordinate. Who proposes oneself has said yes."""
    _hold(family, by=by, at=at)
    check_can_propose(by, family, practitioner)
    proposal = Coordination(
        family=family,
        practitioner=practitioner,
        organization_id=practitioner.organization_id,
        status=CoordinationStatus.PROPOSED,
        recorder=by,
        recorded=at,
    )
    proposal.save(force_insert=True)
    _log("plans.propose_coordinator", proposal, by=by, at=at)
    return accept(proposal, by=by, at=at) if practitioner.pk == by.pk else proposal


@transaction.atomic
def accept(proposal: Coordination, *, by: User, at: datetime) -> Coordination:
    """Say yes: from this moment on, and the one before until this moment."""
    _hold(proposal.family, by=by, at=at)
    proposal = _again(proposal)
    if proposal.status == CoordinationStatus.ACTIVE and proposal.practitioner_id == by.pk:
        return proposal  # a yes that was sent twice
    check_can_answer(by, proposal)
    for before in Coordination.objects.filter(
        family=proposal.family, status=CoordinationStatus.ACTIVE
    ):
        before.status, before.ended = CoordinationStatus.ENDED, at
        before.save(update_fields=["status", "ended"])
        _log("plans.end_coordination", before, by=by, at=at)
        tell(before.practitioner, NoticeKind.TAKEN_OVER, proposal, by=by, at=at)
    proposal.status, proposal.answered = CoordinationStatus.ACTIVE, at
    proposal.save(update_fields=["status", "answered"])
    _log("plans.accept_coordination", proposal, by=by, at=at)
    tell(proposal.recorder, NoticeKind.ACCEPTED, proposal, by=by, at=at)
    return proposal


@transaction.atomic
def decline(proposal: Coordination, reason: str, *, by: User, at: datetime) -> Coordination:
    """Say no, and why; who coordinated goes on."""
    _hold(proposal.family, by=by, at=at)
    proposal = _again(proposal)
    check_can_answer(by, proposal)
    proposal.reason = needed(reason, _("Say in a few words why, so that another can be asked."))
    proposal.status, proposal.answered = CoordinationStatus.DECLINED, at
    proposal.save(update_fields=["status", "answered", "reason"])
    _log("plans.decline_coordination", proposal, by=by, at=at)
    tell(proposal.recorder, NoticeKind.DECLINED, proposal, by=by, at=at)
    return proposal


@transaction.atomic
def take_back(proposal: Coordination, *, by: User, at: datetime) -> Coordination:
    _hold(proposal.family, by=by, at=at)
    proposal = _again(proposal)
    check_can_take_back(by, proposal)
    proposal.status = CoordinationStatus.WITHDRAWN
    proposal.save(update_fields=["status"])
    _log("plans.take_back_proposal", proposal, by=by, at=at)
    return proposal


def _hold(family: Family, *, by: User, at: datetime) -> None:
    """One at a time: two people who act on the same coordination wait for each other."""
    plan = plan_of(family, by=by, at=at)
    CarePlan.objects.select_for_update().get(pk=plan.pk)


def _again(proposal: Coordination) -> Coordination:
    return Coordination.objects.select_related("family", "practitioner", "recorder").get(
        pk=proposal.pk
    )


def _log(verb: str, coordination: Coordination, *, by: User, at: datetime) -> None:
    audit.record(verb, coordination, by=by, at=at, family_id=coordination.family_id)
