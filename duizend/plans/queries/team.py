"""Who coordinates, who can be asked, and whom a task can be given to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, F, Func, Q, QuerySet, UUIDField, Value

from duizend.access.models import Organization, User
from duizend.consents.queries import holding as consents_holding
from duizend.families.models import CareRelation, Family, Person, PersonRole, RelationKind
from duizend.families.queries import moment
from duizend.families.rules.time import Phase
from duizend.plans.models import Coordination
from duizend.plans.rules import CoordinationStatus
from duizend.referrals.models import Referral


@dataclass(frozen=True)
class CurrentCoordination:
    """Who coordinates now. `has_left`: accepted it, but no longer works with this family."""

    coordination: Coordination
    has_left: bool

    @property
    def practitioner(self) -> User:
        return self.coordination.practitioner


def current_coordination(family_id: UUID) -> CurrentCoordination | None:
    """Who coordinates this family, or nobody."""
    return coordination_now(family_id)[0]


def coordination_now(family_id: UUID) -> tuple[CurrentCoordination | None, Coordination | None]:
    """Who coordinates and the question that is open, in one query; both may be None."""
    found = {
        one.status: one
        for one in Coordination.objects.filter(
            family_id=family_id, status__in=[CoordinationStatus.ACTIVE, CoordinationStatus.PROPOSED]
        )
        .select_related("practitioner__organization", "recorder")
        .annotate(still_there=still_cares())
    }
    active = found.get(CoordinationStatus.ACTIVE)
    current = CurrentCoordination(active, not active.still_there) if active else None
    return current, found.get(CoordinationStatus.PROPOSED)


def coordinations(family: Family) -> QuerySet[Coordination]:
    """Everybody who was asked or coordinated, newest first."""
    return (
        Coordination.objects.filter(family=family)
        .select_related("practitioner__organization", "recorder")
        .order_by("-recorded", "pk")
    )


def known_team(family: Family) -> QuerySet[User]:
    """Who works with this family now, as far as the one who asks may know it.

    Care relations of another organisation are told only with consent. But who sent or
    took a referral that one sees is known by it, and so is who coordinates.
    """
    relations = CareRelation.objects.current().filter(family=family, kind=RelationKind.CARE)
    referrals = Referral.objects.filter(family=family)
    return (
        User.objects.filter(
            Q(pk__in=relations.values("practitioner_id"))
            | Q(pk__in=referrals.values("sender_id"))
            | Q(pk__in=referrals.values("taken_by_id"))
            | Q(pk__in=Coordination.objects.filter(family=family).values("practitioner_id"))
        )
        .alias(
            still_there=Func(
                Value(family.pk, output_field=UUIDField()),
                F("pk"),
                function="rls.still_cares",
                output_field=BooleanField(),
            )
        )
        .filter(still_there=True)
        .select_related("organization")
        .order_by("organization__name", "given_name", "pk")
    )


def may_be_asked(family: Family) -> list[User]:
    """People of the team that one may know, whose role may coordinate."""
    return [person for person in known_team(family) if person.may_coordinate]


def phase_for_coordination(family: Family, user: User, today: date) -> Phase | None:
    """The phase, when the one who asks can know it: without dates only of an own family."""
    now = moment(family, today)
    if now.due_date is None and now.born_on is None:
        own = family.recorder_organization_id == user.organization_id
        return now.phase if own else None
    return now.phase


@dataclass(frozen=True)
class Performers:
    """Whom a task may be given to, as far as the one who asks may know them."""

    family: list[Person]
    network: list[Person]
    professionals: list[User]
    organizations: list[Organization]


def performers(family: Family, user: User, today: date) -> Performers:
    """The people of the family, the team, and organisations that may be told about the plan."""
    people = list(family.people.filter(left_on=None).order_by("recorded", "pk"))
    told = consents_holding(family, today).filter(source_id=user.organization_id)
    organizations = {user.organization_id: user.organization}
    organizations |= {consent.recipient_id: consent.recipient for consent in told}
    return Performers(
        family=[p for p in people if p.role != PersonRole.NETWORK],
        network=[p for p in people if p.role == PersonRole.NETWORK],
        professionals=list(known_team(family)),
        organizations=list(organizations.values()),
    )


def told_by(family: Family, source_id: int, today: date) -> dict[int, frozenset[str]]:
    """To which organisations this one may tell what: recipient id -> category codes."""
    told: dict[int, frozenset[str]] = {}
    for consent in consents_holding(family, today).filter(source_id=source_id):
        earlier = told.get(consent.recipient_id, frozenset())
        told[consent.recipient_id] = earlier | frozenset(consent.categories)
    return told


def still_cares() -> Func:
    return Func(
        F("family_id"),
        F("practitioner_id"),
        function="rls.still_cares",
        output_field=BooleanField(),
    )
