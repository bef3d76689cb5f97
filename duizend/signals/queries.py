"""What is asked about signals: what is present, the balance, what was weighed before."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from django.db.models import Prefetch, Q, QuerySet

from duizend.access.models import User
from duizend.access.rules import RESTRICTED
from duizend.core.charts.balance import BalanceRow
from duizend.core.content import Source, cited
from duizend.core.one_of import Gathered, one_of
from duizend.families.models import CareRelation, Family
from duizend.signals.models import (
    Agreement,
    Appraisal,
    AppraisalConcept,
    Concept,
    Discussed,
    LifeDomain,
    Signal,
)
from duizend.signals.rules.balance import Domain, Pill, balance, difference
from duizend.signals.rules.conditions import ConceptFact, Facts, evaluate
from duizend.signals.rules.sentences import sentence


def life_domains() -> list[LifeDomain]:
    return list(LifeDomain.objects.filter(retired_on=None))


def concepts_for(user: User) -> QuerySet[Concept]:
    """The concepts that this person may use, strengths first within each life domain."""
    offered = Concept.objects.filter(retired_on=None, is_topic=False).select_related("life_domain")
    if not user.sees_restricted:
        offered = offered.filter(restricted=False)
    return offered.order_by("life_domain__order", "kind", "order")


def matching_concepts(user: User, text: str) -> QuerySet[Concept]:
    """Concepts with this word in their label, explanation or life domain."""
    text = text.strip()[:60]
    return concepts_for(user).filter(
        Q(label__icontains=text)
        | Q(explanation__icontains=text)
        | Q(life_domain__name__icontains=text)
    )


def present_signals(family: Family) -> QuerySet[Signal]:
    """The signals that hold now and that the one who asks may see, oldest first.

    For a family that was opened: the care relation was checked there, and the policies of
    the database leave out what was not consented to and what is shielded.
    """
    return (
        Signal.objects.filter(family=family)
        .present()
        .select_related("concept", "recorder", "recorder_organization")
        .order_by("concept__order", "recorded")
    )


def past_signals(family: Family) -> QuerySet[Signal]:
    """Signals that are no longer so, or that were entered in error; last ended first."""
    return (
        Signal.objects.filter(family=family)
        .exclude(pk__in=Signal.objects.filter(family=family).present().values("pk"))
        .select_related("concept", "recorder_organization", "ender")
        .order_by("-ended")
    )


def without_shielded(signals: Iterable[Signal]) -> list[Signal]:
    """What may be on a screen that the family looks at too."""
    return [signal for signal in signals if signal.category not in RESTRICTED]


def facts_from(signals: Iterable[Signal], category: str) -> Facts:
    """Facts for conditions: each concept once. `category` is what people chose, or empty."""
    concepts = {signal.concept_id: signal.concept for signal in signals}
    return Facts(
        tuple(
            ConceptFact(
                code=concept.code,
                kind=concept.kind,
                life_domain=concept.life_domain_id,
                label=concept.label,
                adversity=concept.adversity,
            )
            for concept in concepts.values()
        ),
        category,
    )


def facts_of(family: Family, user: User, today: date) -> Facts:
    """What this reader may know about a family now, for route cards and agreements."""
    appraisal = current_appraisal(family)
    signals = list(present_signals(family))
    if not user.sees_restricted:
        signals = without_shielded(signals)
    return facts_from(signals, appraisal.situation if appraisal else "")


def discussed_domains(family: Family) -> frozenset[str]:
    return frozenset(
        Discussed.objects.filter(family=family).values_list("life_domain_id", flat=True)
    )


def balance_rows(
    domains: Iterable[LifeDomain], signals: Iterable[Signal], discussed: Collection[str]
) -> list[BalanceRow]:
    """The balance for `{% balance %}`: protects left, weighs right, never a total."""
    return balance(
        [Domain(domain.code, domain.name, domain.restricted) for domain in domains],
        [
            Pill(
                concept=signal.concept_id,
                label=signal.concept.label,
                kind=signal.concept.kind,
                life_domain=signal.concept.life_domain_id,
                restricted=signal.category in RESTRICTED,
            )
            for signal in signals
        ],
        discussed,
    )


@dataclass(frozen=True)
class AgreementFact:
    """An agreed definition that holds, in words, with what it asks and its source."""

    code: str
    sentence: str
    action: str
    note: str
    sources: list[Source]

    @property
    def words(self) -> str:
        return f"{self.sentence} {self.action}".strip()

    @property
    def source(self) -> Source | None:
        """Whose agreement it is; the others say what it leans on."""
        return next(iter(self.sources), None)

    @property
    def other_sources(self) -> list[Source]:
        return self.sources[1:]


def agreement_facts(
    family: Family, facts: Facts, domains: Iterable[LifeDomain]
) -> list[AgreementFact]:
    """The agreements of this family's municipality, national ones and studies that hold."""
    names = {domain.code: domain.name for domain in domains}
    agreements = Agreement.objects.filter(retired_on=None).filter(
        ~Q(scope="municipality") | Q(municipalities__contains=[family.municipality_id])
    )
    found = []
    for agreement in agreements:
        evaluation = evaluate(agreement.condition, facts)
        if evaluation.holds:
            found.append(
                AgreementFact(
                    code=agreement.code,
                    sentence=sentence(agreement.sentence, evaluation, names),
                    action=agreement.action,
                    note=agreement.note,
                    sources=cited(agreement.sources),
                )
            )
    return found


def current_appraisal(family: Family) -> Appraisal | None:
    """The last appraisal of this family that the one who asks may see."""
    return (
        Appraisal.objects.filter(family=family)
        .select_related("recorder", "recorder_organization")
        .order_by("-recorded", "pk")
        .first()
    )


def appraisals_due(user: User, today: date, among: Gathered | None = None) -> QuerySet[Appraisal]:
    """Appraisals in this person's caseload whose day to weigh again has come, oldest day first.

    `among` are their families, when they were gathered already.
    """
    mine = among or CareRelation.objects.current().of(user).values("family_id")
    return (
        Appraisal.objects.filter(one_of("family_id", mine))
        .latest_per_family()
        .filter(again_on__lte=today, family__closed_on=None)
        .select_related("family")
        .order_by("again_on", "family__name")
    )


@dataclass(frozen=True)
class PastAppraisal:
    """An appraisal with what was new, and what was no longer mentioned, since the one before."""

    appraisal: Appraisal
    new: list[Concept]
    gone: list[Concept]
    is_first: bool


def history(family: Family, *, shielded: bool) -> list[PastAppraisal]:
    """All appraisals, newest first. Differences are between what this reader may see of each."""
    kept = AppraisalConcept.objects.select_related("concept").order_by("concept__order")
    if not shielded:
        kept = kept.exclude(category__in=RESTRICTED)
    appraisals = list(
        Appraisal.objects.filter(family=family)
        .select_related("recorder", "recorder_organization")
        .prefetch_related(Prefetch("concepts", queryset=kept))
        .order_by("-recorded", "pk")
    )
    return [
        _compared(appraisal, before)
        for appraisal, before in zip_longest(appraisals, appraisals[1:])
    ]


def _compared(appraisal: Appraisal, before: Appraisal | None) -> PastAppraisal:
    now = {row.concept_id: row.concept for row in appraisal.concepts.all()}
    then = {row.concept_id: row.concept for row in before.concepts.all()} if before else {}
    found = difference(then, now)
    return PastAppraisal(
        appraisal,
        [concept for code, concept in now.items() if code in found.new],
        [concept for code, concept in then.items() if code in found.gone],
        before is None,
    )
