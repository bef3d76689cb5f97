"""Who may decide about a step that a card proposes; and if not: why not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.dutch_dates import day_in_words
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.pathways.models import CardStatus, Proposal, RouteCard, UnmetNeed
from duizend.signals.models import Concept, LifeDomain
from duizend.signals.permissions import check_can_see_shielded


def check_can_decide(user: User, family: Family) -> None:
    check_can_change(user, family)


def no_longer_proposed() -> NotAllowed:
    """For a card that was retired, or that no longer fits: it proposes nothing any more."""
    return NotAllowed(
        _(
            "This step is no longer proposed: what it rested on has changed. "
            "Look at the route again."
        )
    )


def check_has_reason(reason: str) -> None:
    if not reason.strip():
        raise NotAllowed(_("Say in one sentence why not, so that nobody proposes it again."))


def check_due_on(due_on: date | None, today: date) -> None:
    if due_on is not None and due_on < today:
        raise NotAllowed(_("Choose a day from today on."))


def check_can_reconsider(user: User, proposal: Proposal) -> None:
    check_can_decide(user, proposal.family)
    if proposal.recorder_organization_id != user.organization_id:
        raise NotAllowed(_("Only the organisation that decided this can look at it again."))
    if proposal.carried_out_at is not None:
        raise NotAllowed(_("This step is already being carried out."))


def check_can_say_unmet(
    user: User, family: Family, life_domain: LifeDomain, concept: Concept | None
) -> None:
    """That nothing on the menu fitted: about a life domain, and one of its concepts perhaps."""
    check_can_change(user, family)
    if concept is not None and concept.life_domain_id != life_domain.pk:
        raise NotAllowed(_("This subject belongs to another life domain. Choose one of the two."))
    if life_domain.restricted or (concept is not None and concept.restricted):
        check_can_see_shielded(user)


def check_says_what_for(looked_for: str) -> None:
    if not looked_for.strip():
        raise NotAllowed(_("Say in a few words what you looked for."))


def check_can_say_found(user: User, need: UnmetNeed) -> None:
    check_can_change(user, need.family)
    if need.recorder_organization_id != user.organization_id:
        raise NotAllowed(_("Only the organisation that wrote this down can change it."))


def check_can_set_cards(user: User) -> None:
    """Programme manager and process director write down what the coalition sets."""
    if not (user.is_active and user.sets_agreements):
        raise NotAllowed(
            _(
                "Route cards are set by the coalition: its programme manager and process "
                "director write them down, not your role."
            )
        )


def check_set_on(day: date, today: date, others: Iterable[RouteCard]) -> None:
    """A version starts today or later, and never before one that was set earlier."""
    if day < today:
        raise NotAllowed(_("Choose a day from today on: nobody can have worked with it before."))
    later = max((row.set_on for row in others if row.status == CardStatus.CURRENT), default=day)
    if later > day:
        raise NotAllowed(
            _(
                "Another version of this card starts on %(day)s. Choose that day or a later one, "
                "or withdraw that version first."
            )
            % {"day": day_in_words(later, today)}
        )


def check_says_who(set_by: str, decision: str) -> None:
    if not set_by.strip():
        raise NotAllowed(_("Say who decided this."))
    if not decision.strip():
        raise NotAllowed(_("Say in one sentence what was decided, and where."))


def check_can_withdraw(user: User, row: RouteCard, note: str) -> None:
    check_can_set_cards(user)
    if row.status != CardStatus.CURRENT:
        raise NotAllowed(_("This version is no longer in use."))
    if not note.strip():
        raise NotAllowed(_("Say in one sentence why it is withdrawn."))
