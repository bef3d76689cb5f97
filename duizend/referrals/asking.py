"""What somebody is about to ask: of whom, what could go along, and for what there is consent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.functional import lazy
from django.utils.translation import gettext as _

from duizend.access.models import Organization, User
from duizend.access.rules import RESTRICTED
from duizend.consents.models import Consent
from duizend.consents.rules import Purpose
from duizend.core.dutch_dates import day_in_words
from duizend.core.permissions import why_not
from duizend.directory.models import Offer
from duizend.families.models import Family
from duizend.pathways.models import Proposal
from duizend.referrals import queries
from duizend.referrals.models import Referral
from duizend.referrals.permissions import check_can_refer, check_can_tell, check_takes_referrals
from duizend.referrals.rules.disclosing import LEAST, AboutFamily, parts

# How the address says whom: `naar=aanbod:hulp-bij-geld`, `naar=organisatie:de-wieg`.
OFFER = "aanbod"
ORGANIZATION = "organisatie"
# The intervention for which the position of 30 October 2025 asks its own explanation.
PRENATAL_HOME_VISIT = "prenataal-huisbezoek-jgz"


@dataclass(frozen=True)
class Asking:
    """One question to one organisation, before it is sent.

    possible: per category that has anything to tell, in words what it would tell. ticked:
    what is proposed to go along. Consent is looked up when somebody asks for it.
    """

    family: Family
    source: Organization
    performer: Organization
    offer: Offer | None
    proposal: Proposal | None
    about: AboutFamily
    possible: dict[str, str]
    ticked: list[str]
    today: date
    request: str = ""

    @cached_property
    def until(self) -> dict[str, date]:
        """Per category, the last day of the consent that holds today."""
        found: dict[str, date] = {}
        consents = Consent.objects.filter(family=self.family).between(self.source, self.performer)
        for consent in consents.holding(self.today):
            for code in consent.categories:
                found[code] = max(consent.period_end, found.get(code, consent.period_end))
        return found

    @property
    def covered(self) -> frozenset[str]:
        return frozenset(self.until)

    @property
    def states(self) -> list[tuple[str, str]]:
        """For the form: what each category would tell and whether there is consent."""
        in_words = lazy(self._state_in_words, str)
        return [(code, in_words(code)) for code in self.possible]

    def _state_in_words(self, code: str) -> str:
        return f"{self.possible[code]} · {self.consent_in_words(code)}"

    @property
    def contact_state(self) -> str:
        return self.consent_in_words(LEAST)

    def consent_in_words(self, code: str) -> str:
        if code in self.until:
            return _("consent until %(day)s") % {"day": day_in_words(self.until[code], self.today)}
        return _("no consent yet; asked apart") if code in RESTRICTED else _("no consent yet")

    @property
    def purpose(self) -> str:
        """A home visit before the birth has an explanation of its own."""
        if gives_home_visits(self.offer):
            return Purpose.PRENATAL_HOME_VISIT.value
        return Purpose.REFERRAL.value

    @property
    def address(self) -> dict[str, str]:
        """The parameters that lead back to this question."""
        whom = (
            f"{OFFER}:{self.offer.code}" if self.offer else f"{ORGANIZATION}:{self.performer.code}"
        )
        return {"naar": whom} | ({"voorstel": str(self.proposal.pk)} if self.proposal else {})

    def covers(self, categories: Iterable[str]) -> bool:
        return set(categories) <= self.covered

    def missing(self, ticked: Iterable[str]) -> list[str]:
        """What one wants to tell and may not, in the order of the categories."""
        wanted = {LEAST, *ticked} - self.covered
        return [code for code in queries.CATEGORY_ORDER if code in wanted]

    def to_ask(self, ticked: Iterable[str]) -> list[str]:
        """For which categories to ask consent: everything together, what is shielded apart.

        A new yes takes the place of the old one, so what was covered is asked along.
        """
        open_ones = [code for code in {LEAST, *ticked} if code not in RESTRICTED]
        if set(open_ones) <= self.covered:
            return self.missing(ticked)
        return [code for code in queries.CATEGORY_ORDER if code in open_ones]

    def why_not_tell(self, user: User, family: Family, ticked: Collection[str]) -> str:
        """The reason beside the button while consent for any of it is missing."""
        wanted = {LEAST, *ticked}
        return why_not(check_can_tell, user, family, self.performer, wanted, self.today)

    def why_not_ask(self, user: User, family: Family) -> str:
        """Why they cannot be asked at all, whatever the family consents to."""
        return why_not(check_can_refer, user, family, self.performer) or why_not(
            check_takes_referrals, user, self.offer, self.today
        )


def gives_home_visits(offer: Offer | None) -> bool:
    """Whether this offer is the home visit before the birth, which has a page of its own."""
    return offer is not None and offer.interventions.filter(code=PRENATAL_HOME_VISIT).exists()


def asking_of(family: Family, user: User, given: Mapping[str, Any], today: date) -> Asking | None:
    """The question in an address; None when it does not say (rightly) whom to ask."""
    proposal = _proposal(family, user, given.get("voorstel", ""))
    kind, _colon, code = str(given.get("naar", "")).partition(":")
    offer = None
    if given.get("aanbod") or kind == OFFER:
        offer = _offer(given.get("aanbod") or code)
    elif proposal is not None and kind != ORGANIZATION:
        offer = proposal.offer
    performer = offer.organization if offer else None
    if performer is None and kind == ORGANIZATION:
        performer = queries.organizations_to_ask(user).filter(code=code).first()
    if performer is None:
        return None
    return _asking(family, user, performer, offer, proposal, today)


def asking_of_draft(referral: Referral, user: User, today: date) -> Asking:
    """The question of a draft, with what was filled in."""
    return _asking(
        referral.family,
        user,
        referral.performer,
        referral.offer,
        referral.proposal,
        today,
        ticked=referral.categories,
        request=queries.told(referral).request,
    )


def _asking(
    family: Family,
    user: User,
    performer: Organization,
    offer: Offer | None,
    proposal: Proposal | None,
    today: date,
    *,
    ticked: Collection[str] | None = None,
    request: str = "",
) -> Asking:
    about = queries.about(family, user.organization_id, today)
    possible = what_can_be_told(about, sees_restricted=user.sees_restricted)
    wanted = _proposed(offer, proposal) if ticked is None else ticked
    return Asking(
        family=family,
        source=user.organization,
        performer=performer,
        offer=offer,
        proposal=proposal,
        about=about,
        possible=possible,
        ticked=[code for code in possible if code in wanted],
        today=today,
        request=request,
    )


def what_can_be_told(about: AboutFamily, *, sees_restricted: bool) -> dict[str, str]:
    """Per category, `contact` apart, in words what it would tell; nothing is left out."""
    told = parts(about, "", queries.CATEGORY_ORDER)
    found: dict[str, str] = {}
    for code in queries.CATEGORY_ORDER:
        if code == LEAST or code not in told or (code in RESTRICTED and not sees_restricted):
            continue
        words = [signal["label"] for signal in told[code].get("signals", ())]
        if told[code].get("due_date") or told[code].get("born_on"):
            words.insert(0, _("the due date"))
        found[code] = ", ".join(dict.fromkeys(words))
    return found


def _proposed(offer: Offer | None, proposal: Proposal | None) -> set[str]:
    """What goes along unless somebody unticks it; what is shielded never by itself."""
    wanted: set[str] = set()
    if proposal is not None:
        wanted = set(proposal.step["consent_categories"])
    elif offer is not None:
        wanted = set(offer.life_domains)
    return {code for code in wanted if code not in RESTRICTED}


def _offer(code: str) -> Offer | None:
    return Offer.objects.filter(code=str(code)[:60]).select_related("organization").first()


def _proposal(family: Family, user: User, given: str) -> Proposal | None:
    """An accepted step of this family by one's own organisation; None for anything else."""
    try:
        key = UUID(str(given))
    except ValueError:
        return None
    return (
        Proposal.objects.filter(
            pk=key, family=family, recorder_organization_id=user.organization_id
        )
        .agreed()
        .select_related("card", "offer", "offer__organization")
        .first()
    )
