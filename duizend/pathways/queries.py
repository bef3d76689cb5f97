"""What is asked about routes: which cards apply to a family and why, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from duizend.access.models import User
from duizend.access.rules import RESTRICTED, Category
from duizend.directory.models import Offer
from duizend.families.models import Family
from duizend.families.queries import moment
from duizend.families.rules.time import Phase, age_in_days, gestation
from duizend.pathways.models import (
    CardStatus,
    Proposal,
    ProposalQuerySet,
    RouteCard,
    UnmetNeed,
)
from duizend.pathways.rules.answers import (
    CardMatch,
    Situation,
)
from duizend.pathways.rules.cards import CardStep
from duizend.pathways.rules.matching import Matcher, current
from duizend.signals.models import Concept
from duizend.signals.queries import facts_of
from duizend.signals.rules.conditions import ConceptFact


def situation(family: Family, user: User, today: date) -> Situation:
    """A family as the cards look at it: only what this reader may know.

    Another organisation may know of debts and not of the pregnancy: then the phase is open.
    """
    now = moment(family, today)
    unknown = (
        now.phase is Phase.PRECONCEPTION and family.recorder_organization_id != user.organization_id
    )
    pregnant = now.phase is Phase.PREGNANCY and now.due_date is not None
    born = now.born_on is not None and now.born_on <= today
    return Situation(
        facts=facts_of(family, user, today),
        phase="" if unknown else now.phase.value,
        municipality=family.municipality_id,
        today=today,
        gestation_days=gestation(now.due_date, today) if pregnant and now.due_date else None,
        child_age_days=age_in_days(now.born_on, today) if born and now.born_on else None,
        due_date=now.due_date,
        born_on=now.born_on,
    )


def cards_for(family: Family, today: date) -> dict[tuple[str, int], RouteCard]:
    """The version of each card that counts for this family, by code and version.

    What was decided before keeps its own version: a running route does not change under
    people's hands.
    """
    running = set(proposals(family).values_list("card_id", flat=True))
    rows = RouteCard.objects.filter(Q(status=CardStatus.CURRENT) | Q(pk__in=running))
    by_key = {(row.code, row.version): row for row in rows}
    kept = [key for key, row in by_key.items() if row.pk in running]
    chosen = current([row.card for row in by_key.values()], today, kept)
    return {card.key: by_key[card.key] for card in chosen}


def matches(family: Family, where: Situation) -> list[CardMatch]:
    """The cards that apply to this family in its situation, or nearly do."""
    cards = [row.card for row in cards_for(family, where.today).values()]
    return Matcher(cards).match(where)


def proposals(family: Family) -> ProposalQuerySet:
    return Proposal.objects.filter(family=family)


def unmet_needs(family: Family) -> QuerySet[UnmetNeed]:
    """What nothing on the menu fitted, newest first, as far as one may see it."""
    found = UnmetNeed.objects.filter(family=family).order_by("-recorded", "pk")
    return found.select_related("concept", "recorder", "recorder_organization")


def agreed(family: Family) -> QuerySet[Proposal]:
    """Steps that were accepted and wait to be carried out, most urgent first."""
    return (
        proposals(family)
        .agreed()
        .filter(carried_out_at=None)
        .select_related("card", "offer", "offer__organization")
        .order_by("due_on", "decided_at")
    )


def agreed_of(user: User) -> QuerySet[Proposal]:
    """Accepted steps in this person's families that nobody has carried out yet."""
    return (
        Proposal.objects.filter(
            family__in=Family.objects.visible_to(user),
            recorder_organization_id=user.organization_id,
        )
        .agreed()
        .filter(carried_out_at=None)
        .select_related("card", "family")
        .order_by("due_on", "decided_at")
    )


def offers_here(steps: Iterable[CardStep], family: Family) -> list[Offer]:
    """Offers in this municipality that any of these steps names, or that give what it names.

    A new offer of a known intervention appears without anybody changing a card.
    """
    steps = list(steps)
    codes = {code for step in steps for code in step.offers}
    interventions = {code for step in steps for code in step.interventions}
    if not codes and not interventions:
        return []
    named = Offer.objects.filter(
        Q(code__in=codes) | Q(interventions__code__in=interventions)
    ).values("pk")
    return list(
        Offer.objects.on_the_menu()
        .filter(pk__in=named, municipalities=family.municipality_id)
        .select_related("organization")
        .prefetch_related("interventions")
        .nearest_first()
    )


def offers_on_the_menu(family: Family) -> list[Offer]:
    """Everything one can get where this family lives, nearest first."""
    return list(
        Offer.objects.on_the_menu()
        .filter(municipalities=family.municipality_id)
        .select_related("organization")
        .nearest_first()
    )


def offers_of(step: CardStep, offers: Iterable[Offer]) -> list[Offer]:
    """Those of the given offers that this step proposes, in the order in which they came."""
    wanted = set(step.interventions)
    return [
        offer
        for offer in offers
        if offer.code in step.offers or wanted & {i.code for i in offer.interventions.all()}
    ]


def restricted_codes(matched: Iterable[Iterable[ConceptFact]]) -> frozenset[str]:
    """Which of these concepts are shielded."""
    codes = {fact.code for facts in matched for fact in facts}
    return frozenset(
        Concept.objects.filter(code__in=codes, restricted=True).values_list("code", flat=True)
    )


def strictest(matched: Sequence[ConceptFact], shielded: frozenset[str]) -> str:
    """The data category of a decision: shielded as soon as it rests on anything shielded."""
    if any(fact.code in shielded or fact.life_domain in RESTRICTED for fact in matched):
        return Category.SAFETY.value
    return Category.PLAN.value
