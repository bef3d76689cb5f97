"""What the route page of a family shows: cards, their steps and why, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.access.models import CATEGORY_LABELS, User
from duizend.core.content import Source, cited
from duizend.core.working_days import Origin
from duizend.directory.models import Offer
from duizend.families.models import Family
from duizend.pathways import queries
from duizend.pathways.lacking import Lacking, Words
from duizend.pathways.models import Proposal, ProposalStatus
from duizend.pathways.rules.answers import (
    CardMatch,
    Outcome,
    ProposedStep,
)
from duizend.pathways.rules.cards import Card, CardStep, StepKind
from duizend.pathways.rules.timing import due_date_is_past
from duizend.pathways.words import (
    ROLE_WORDS,
    why_in_words,
    within_in_words,
)
from duizend.signals.models import Concept, LifeDomain
from duizend.signals.rules.conditions import ConceptFact
from duizend.signals.rules.sentences import joined


@dataclass(frozen=True)
class StepOnPage:
    """A step with all that its page shows: its offers here, and what was decided.

    own_reason: what made this step apply beside its card, in words; empty when nothing did.
    """

    proposed: ProposedStep
    why: str
    own_reason: str
    sources: list[Source]
    offers: list[Offer]
    proposal: Proposal | None
    after: list[CardStep]

    @property
    def step(self) -> CardStep:
        return self.proposed.step

    @property
    def due_on(self) -> date | None:
        return self.proposal.due_on if self.proposal else self.proposed.due_on

    @property
    def passed_on(self) -> date | None:
        """The agreed day, when that is past and nobody chose another."""
        return None if self.proposal else self.proposed.passed_on

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
    def after_words(self) -> str:
        """`na stap 1 en 2`"""
        orders = [str(step.order) for step in self.after]
        return _("after step %(which)s") % {"which": joined(orders)} if orders else ""

    @property
    def feedback_words(self) -> str:
        """`binnen 10 werkdagen`; empty when none is due or no term was agreed."""
        feedback = self.step.feedback
        return within_in_words(feedback.within) if feedback and feedback.within else ""

    @property
    def consent_words(self) -> str:
        labels = [str(CATEGORY_LABELS[code]).lower() for code in self.step.consent_categories]
        return joined(labels)

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
class NearStepOnPage:
    """A step that one thing more would make apply."""

    step: CardStep
    lacking: Lacking


@dataclass(frozen=True)
class CardOnPage:
    """A card that applies: why, agreed by whom, from which source."""

    card: Card
    matched: tuple[ConceptFact, ...]
    why: str
    sources: list[Source]
    steps: list[StepOnPage]
    almost: list[NearStepOnPage]
    shielded: bool

    @property
    def chosen(self) -> int:
        """How many of its steps people chose."""
        return sum(step.is_agreed for step in self.steps)

    @property
    def summary(self) -> str:
        """`5 stappen, 1 gekozen`"""
        count = len(self.steps)
        said = ngettext("%(n)d step", "%(n)d steps", count) % {"n": count}
        if not self.chosen:
            return said
        return _("%(steps)s, %(chosen)d chosen") % {"steps": said, "chosen": self.chosen}


@dataclass(frozen=True)
class NearCard:
    """A card that nearly applies, what is missing, and the steps it would then propose."""

    card: Card
    why: str
    lacking: Lacking
    steps: list[CardStep]


@dataclass(frozen=True)
class Route:
    """due_date_is_past: no birth is known, so that days counted from it are doubtful."""

    applies: list[CardOnPage]
    almost: list[NearCard]
    due_date_is_past: bool


def route(family: Family, user: User, today: date) -> Route:
    """What the route page shows, in a constant number of queries."""
    where = queries.situation(family, user, today)
    found = queries.matches(family, where)
    applying = [one for one in found if one.outcome is Outcome.APPLIES]
    words = Words(
        {domain.code: domain.name for domain in LifeDomain.objects.all()},
        dict(Concept.objects.filter(restricted=False).values_list("code", "label")),
    )
    shielded = queries.restricted_codes(
        [one.matched for one in applying]
        + [s.evaluation.matched for one in applying for s in one.steps if s.evaluation]
    )
    decided = {
        (p.card.code, p.card.version, p.step_code): p
        for p in queries.proposals(family)
        .filter(recorder_organization_id=user.organization_id)
        .select_related("card", "offer", "offer__organization", "decided_by")
    }
    offers = queries.offers_here([s.step for one in applying for s in one.steps], family)
    return Route(
        applies=[_on_page(one, words, shielded, decided, offers) for one in applying],
        almost=[
            NearCard(one.card, _why_nearly(one, words), lacking, [near.step for near in one.almost])
            for one in found
            if one.outcome is Outcome.ALMOST and (lacking := words.lacking(one))
        ],
        due_date_is_past=due_date_is_past(where),
    )


def step_on_page(
    family: Family, user: User, today: date, card: str, version: int, step: str
) -> StepOnPage | None:
    """One step that is proposed to this family now."""
    for one in route(family, user, today).applies:
        if one.card.key == (card, version):
            return next((found for found in one.steps if found.step.code == step), None)
    return None


def _on_page(
    found: CardMatch,
    words: Words,
    shielded: frozenset[str],
    decided: Mapping[tuple[str, int, str], Proposal],
    offers: Sequence[Offer],
) -> CardOnPage:
    card = found.card
    rests_on = {fact.code for fact in found.matched}
    for proposed in found.steps:
        rests_on |= {fact.code for fact in proposed.speaks_of(found).matched}
    return CardOnPage(
        card=card,
        matched=found.matched,
        why=why_in_words(card.why, found.evaluation, words.domains),
        sources=cited(card.sources),
        steps=[
            StepOnPage(
                proposed,
                why_in_words(proposed.step.why, proposed.speaks_of(found), words.domains),
                _own_reason(proposed),
                cited(proposed.step.sources),
                queries.offers_of(proposed.step, offers),
                decided.get((*card.key, proposed.step.code)),
                [step for code in proposed.step.after if (step := card.step(code))],
            )
            for proposed in found.steps
        ],
        almost=[
            NearStepOnPage(near.step, lacking)
            for near in found.almost
            if (lacking := words.lacking(near))
        ],
        shielded=not shielded.isdisjoint(rests_on),
    )


def _own_reason(proposed: ProposedStep) -> str:
    own = proposed.evaluation
    return joined([fact.label for fact in own.matched]) if own else ""


def _why_nearly(found: CardMatch, words: Words) -> str:
    return why_in_words(found.card.why, found.evaluation, words.domains) if found.matched else ""
