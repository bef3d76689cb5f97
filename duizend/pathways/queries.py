"""What is asked about routes: which cards apply to a family and why, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from duizend.access.models import User
from duizend.access.rules import RESTRICTED, Category
from duizend.core.content import Source, cited
from duizend.core.working_days import Origin
from duizend.directory.models import Offer
from duizend.families.models import Family
from duizend.families.queries import moment
from duizend.families.rules.time import Phase, age_in_days, gestation
from duizend.pathways.models import (
    CardStatus,
    Proposal,
    ProposalQuerySet,
    ProposalStatus,
    RouteCard,
    UnmetNeed,
)
from duizend.pathways.rules.answers import (
    CardMatch,
    Outcome,
    ProposedStep,
    Situation,
    asked_for,
)
from duizend.pathways.rules.cards import Card, CardStep, StepKind
from duizend.pathways.rules.matching import Matcher, current
from duizend.pathways.rules.timing import NotYet
from duizend.pathways.words import NOT_YET_WORDS, ROLE_WORDS, condition_in_words, within_in_words
from duizend.signals.models import Concept, LifeDomain
from duizend.signals.queries import facts_of
from duizend.signals.rules.conditions import ConceptFact
from duizend.signals.rules.sentences import sentence


@dataclass(frozen=True)
class StepOnPage:
    """A step with all that its page shows: its offers here, and what was decided."""

    proposed: ProposedStep
    why: str
    sources: list[Source]
    offers: list[Offer]
    proposal: Proposal | None

    @property
    def step(self) -> CardStep:
        return self.proposed.step

    @property
    def due_on(self) -> date | None:
        return self.proposal.due_on if self.proposal else self.proposed.due_on

    @property
    def refer_query(self) -> str:
        """The address of a new referral from here; empty when nobody else is to be asked."""
        if self.proposal is None:
            return ""
        query = {"voorstel": str(self.proposal.pk)}
        if self.proposal.offer is not None:
            query["aanbod"] = self.proposal.offer.code
        elif self.step.kind is not StepKind.REFERRAL:
            return ""
        return f"?{urlencode(query)}"

    @property
    def within_words(self) -> str:
        return within_in_words(self.step.within) if self.step.within else ""

    @property
    def role_words(self) -> str:
        return str(ROLE_WORDS.get(self.step.role, self.step.role))

    @property
    def is_agreed(self) -> bool:
        return self.proposal is not None and self.proposal.is_agreed

    @property
    def is_declined(self) -> bool:
        return self.proposal is not None and self.proposal.status == ProposalStatus.DECLINED

    @property
    def source_words(self) -> str:
        return "; ".join(source.words for source in self.sources)

    @property
    def due_from_source(self) -> bool:
        return bool(self.step.within and self.step.within.origin is Origin.SOURCE)

    @property
    def from_source(self) -> bool:
        return self.step.origin == Origin.SOURCE


@dataclass(frozen=True)
class CardOnPage:
    """A card that applies: why, agreed by whom, from which source."""

    card: Card
    matched: tuple[ConceptFact, ...]
    why: str
    sources: list[Source]
    steps: list[StepOnPage]
    shielded: bool

    @property
    def source_words(self) -> str:
        return "; ".join(source.words for source in self.sources)

    @property
    def chosen(self) -> int:
        """How many of its steps people chose."""
        return sum(step.is_agreed for step in self.steps)

    @property
    def source_url(self) -> str:
        return next((source.url for source in self.sources if source.url), "")


@dataclass(frozen=True)
class NearCard:
    """A card that nearly applies, and what is missing: a label, a life domain or a moment."""

    card: Card
    why: str
    missing: list[str]
    needed: int
    not_yet: NotYet | None

    @property
    def not_yet_words(self) -> str:
        return str(NOT_YET_WORDS[self.not_yet]) if self.not_yet else ""


@dataclass(frozen=True)
class Route:
    applies: list[CardOnPage]
    almost: list[NearCard]


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


def matches(family: Family, user: User, today: date) -> list[CardMatch]:
    """The cards that apply to this family now, or nearly do."""
    cards = [row.card for row in cards_for(family, today).values()]
    return Matcher(cards).match(situation(family, user, today))


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


def route(family: Family, user: User, today: date) -> Route:
    """What the route page shows, in a constant number of queries."""
    found = matches(family, user, today)
    applying = [one for one in found if one.outcome is Outcome.APPLIES]
    names = {domain.code: domain.name for domain in LifeDomain.objects.all()}
    labels = dict(Concept.objects.values_list("code", "label"))
    shielded = restricted_codes(one.matched for one in applying)
    decided = {
        (p.card.code, p.card.version, p.step_code): p
        for p in proposals(family)
        .filter(recorder_organization_id=user.organization_id)
        .select_related("card", "offer", "offer__organization", "decided_by")
    }
    offers = offers_here([s.step for one in applying for s in one.steps], family)
    return Route(
        applies=[_on_page(one, names, shielded, decided, offers) for one in applying],
        almost=[
            NearCard(
                one.card,
                sentence(one.card.why, one.evaluation, names) if one.matched else "",
                [condition_in_words(c, labels, names) for c in asked_for(one.missing)],
                one.needed,
                one.not_yet,
            )
            for one in found
            if one.outcome is Outcome.ALMOST
        ],
    )


def _on_page(
    found: CardMatch,
    names: dict[str, str],
    shielded: frozenset[str],
    decided: dict[tuple[str, int, str], Proposal],
    offers: Sequence[Offer],
) -> CardOnPage:
    card = found.card
    return CardOnPage(
        card=card,
        matched=found.matched,
        why=sentence(card.why, found.evaluation, names),
        sources=cited(card.sources),
        steps=[
            StepOnPage(
                proposed,
                sentence(proposed.step.why, found.evaluation, names),
                cited(proposed.step.sources),
                offers_of(proposed.step, offers),
                decided.get((*card.key, proposed.step.code)),
            )
            for proposed in found.steps
        ],
        shielded=any(fact.code in shielded for fact in found.matched),
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


def step_on_page(
    family: Family, user: User, today: date, card: str, version: int, step: str
) -> StepOnPage | None:
    """One step that is proposed to this family now."""
    for one in route(family, user, today).applies:
        if one.card.key == (card, version):
            return next((found for found in one.steps if found.step.code == step), None)
    return None


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
