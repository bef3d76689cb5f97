"""What one may ask the menu, and what waits to keep it true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from duizend.access.models import User
from duizend.core.rls import tell_database_link
from duizend.directory import links, rules, words
from duizend.directory.models import Intervention, Offer, OfferQuerySet, StillTrue, Suggestion


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; an empty value means: does not matter.

    `municipality` is a CBS code, the others are codes of `directory.rules`; `within_days`
    leaves out offers of which the waiting time is longer or not known.
    """

    municipality: str = ""
    phase: str = ""
    life_domain: str = ""
    language: str = ""
    form: str = ""
    for_fathers: bool = False
    within_days: int | None = None


def offers(wanted: Wanted) -> OfferQuerySet:
    """The offers that fit, nearest first, ready to be listed without further queries."""
    found = Offer.objects.on_the_menu()
    if wanted.municipality:
        found = found.filter(municipalities=wanted.municipality)
    if wanted.phase:
        found = found.filter(phases__contains=[wanted.phase])
    if wanted.life_domain:
        found = found.filter(life_domains__contains=[wanted.life_domain])
    if wanted.language:
        found = found.filter(languages__contains=[wanted.language])
    if wanted.form:
        found = found.filter(forms__contains=[wanted.form])
    if wanted.for_fathers:
        found = found.filter(for_fathers=True)
    if wanted.within_days is not None:
        found = found.filter(waiting_days__lte=wanted.within_days)
    return found.select_related("organization").nearest_first()


def interventions(wanted: Wanted) -> QuerySet[Intervention]:
    """The interventions that fit; place, language and waiting time are not theirs."""
    found = Intervention.objects.filter(retired_on=None)
    if wanted.phase:
        found = found.filter(phases__contains=[wanted.phase])
    if wanted.life_domain:
        found = found.filter(life_domains__contains=[wanted.life_domain])
    if wanted.form:
        found = found.filter(forms__contains=[wanted.form])
    if wanted.for_fathers:
        found = found.filter(for_fathers=True)
    return found


def offer(code: str) -> Offer | None:
    """One offer with all that its page shows; also a retired one, because referrals point to it."""
    return (
        Offer.objects.select_related("organization")
        .prefetch_related("interventions", "municipalities")
        .filter(code=code)
        .first()
    )


def stopped(on: date) -> OfferQuerySet:
    """Offers that take no new families on this day: ended, or no longer on the menu."""
    return Offer.objects.filter(Q(retired_on__lte=on) | Q(stops_on__lte=on))


def owners_to_ask(today: date) -> list[str]:
    """The addresses of owners of something that was not checked for some time."""
    return sorted(set(_due(today).values_list("owner_email", flat=True)))


def to_ask(email: str, today: date) -> list[Offer]:
    """What to ask this owner about. The offers stay locked until the transaction ends.

    Two statements: the second sees what somebody else did while the first waited.
    """
    mine = Offer.objects.filter(owner_email=email).order_by("pk").select_for_update()
    return list(_due(today).filter(pk__in=[offer.pk for offer in mine]).order_by("name"))


def _due(today: date) -> OfferQuerySet:
    asked = StillTrue.objects.filter(
        offer=OuterRef("pk"), asked_on__gt=today - timedelta(days=rules.LINK_DAYS)
    )
    return Offer.objects.on_the_menu(today).filter(
        ~Q(owner_email=""),
        ~Exists(asked),
        checked_on__lte=rules.months_before(today, rules.ASK_AFTER_MONTHS),
    )


def visit(token: str) -> StillTrue | None:
    """The question behind this link; None when we did not sign it.

    Whoever is signed in in this browser is nobody here: the link is for the owner.
    """
    tell_database_link("")
    question_id = links.read(token)
    if question_id is None:
        return None
    return (
        StillTrue.objects.select_related("offer__organization")
        .prefetch_related("offer__municipalities", "offer__interventions")
        .filter(pk=question_id)
        .first()
    )


def still_works(question: StillTrue, at: datetime) -> bool:
    """Whether this link may still be used."""
    return question.answered is None and question.expires > at and question.offer.retired_on is None


def suggestions(user: User) -> QuerySet[Suggestion]:
    """What waits for this person to decide, oldest first."""
    waiting = Suggestion.objects.filter(state=Suggestion.State.OPEN, offer__retired_on=None)
    if not user.sets_agreements:
        waiting = waiting.filter(offer__organization=user.organization_id)
    return waiting.select_related("offer__organization", "sender__organization")


def suggestions_by(user: User) -> QuerySet[Suggestion]:
    """What this person suggested, newest first."""
    return (
        Suggestion.objects.filter(sender=user)
        .select_related("offer__organization", "decider")
        .order_by("-recorded")
    )


def suggestion(suggestion_id: UUID) -> Suggestion | None:
    """One suggestion with what its page shows; None also when it is not for who asks."""
    return (
        Suggestion.objects.select_related("offer__organization", "sender__organization", "decider")
        .filter(pk=suggestion_id)
        .first()
    )


@dataclass(frozen=True)
class Difference:
    """One field: what stands there now, and what it would become. In words."""

    label: str
    now: str
    proposed: str


def differences(suggestion: Suggestion) -> list[Difference]:
    """What a suggestion changes, in the order of the form."""
    return [
        Difference(
            str(words.FIELDS[name]),
            words.value(name, getattr(suggestion.offer, name)),
            words.value(name, suggestion.changes[name]),
        )
        for name in rules.CORRECTABLE
        if name in suggestion.changes
    ]
