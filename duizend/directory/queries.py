"""What one may ask the menu."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from duizend.directory.models import Intervention, Offer, OfferQuerySet


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
