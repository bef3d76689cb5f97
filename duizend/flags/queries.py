"""What is asked about flags: what waits for whom, and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from duizend.access.models import User
from duizend.access.rules import ROLES
from duizend.core.one_of import one_of
from duizend.families.models import CareRelation, Family
from duizend.flags.models import Flag, HandOver
from duizend.flags.rules import HandOverStatus, Status

# Roles that may see what is shielded, and so can do what a flag asks.
CAN_BE_ASKED = tuple(
    role.value
    for role, facts in ROLES.items()
    if facts.sees_restricted and facts.works_with_families
)


def of_family(family: Family) -> QuerySet[Flag]:
    """The flags that the one who asks may see, open ones first, then the newest."""
    return (
        Flag.objects.filter(family=family)
        .select_related("owner__organization", "recorder", "recorder_organization", "family")
        .prefetch_related(
            Prefetch("hand_overs", HandOver.objects.select_related("to").order_by("recorded")),
        )
        .order_by("status", "-recorded")
    )


def open_in(family: Family, user: User) -> QuerySet[Flag]:
    """What still asks something of the own organisation, in this family."""
    return Flag.objects.filter(
        family=family, status=Status.OPEN, recorder_organization_id=user.organization_id
    ).select_related("owner")


@dataclass(frozen=True)
class Waiting:
    """An open flag, and whether a colleague was asked to do it and has not answered."""

    flag: Flag
    colleague_was_asked: bool


def waiting_for(user: User, most: int) -> list[Waiting]:
    """Open flags that ask something of this person, oldest first, at most so many.

    One's own; and those of a colleague who no longer works with the family: nobody else
    would see them any more.
    """
    mine = CareRelation.objects.current().of(user)
    still_there = CareRelation.objects.current().filter(
        family=OuterRef("family"),
        practitioner=OuterRef("owner"),
        practitioner__is_active=True,
        organization_id=user.organization_id,
    )
    asked = HandOver.objects.filter(flag=OuterRef("pk"), status=HandOverStatus.ASKED)
    found = (
        Flag.objects.filter(
            one_of("family_id", mine.values("family_id")),
            status=Status.OPEN,
            recorder_organization_id=user.organization_id,
        )
        .alias(still_there=Exists(still_there))
        .filter(Q(owner=user) | Q(still_there=False))
        .annotate(was_asked=Exists(asked))
        .select_related("family", "owner")
        .order_by("recorded", "pk")
    )
    return [Waiting(flag, flag.was_asked) for flag in found[:most]]


def asked_of(user: User) -> QuerySet[HandOver]:
    """Hand-overs that wait for this person's yes or no."""
    mine = CareRelation.objects.current().of(user)
    return (
        HandOver.objects.filter(
            one_of("family_id", mine.values("family_id")),
            to=user,
            status=HandOverStatus.ASKED,
            flag__status=Status.OPEN,
        )
        .select_related("family", "recorder")
        .order_by("recorded", "pk")
    )


def first_unsaid(talk: UUID) -> Flag | None:
    """A flag of this conversation of which nobody said what was done or who does it.

    That it stands on a colleague's name, or that a colleague was asked, is enough to
    finish the conversation; not that it stands on the name of who asked the question.
    """
    asked = HandOver.objects.filter(flag=OuterRef("pk"), status=HandOverStatus.ASKED)
    return (
        Flag.objects.filter(~Exists(asked), talk=talk, status=Status.OPEN, owner=F("recorder"))
        .order_by("recorded")
        .first()
    )


def colleagues_who_can(user: User) -> QuerySet[User]:
    """Who of the own organisation may be asked: active, and may see what is shielded."""
    return (
        User.objects.filter(
            organization_id=user.organization_id, is_active=True, role__in=CAN_BE_ASKED
        )
        .exclude(pk=user.pk)
        .order_by("given_name", "family_name")
    )


def longest_in_team(family: Family, user: User) -> User | None:
    """The colleague of the own organisation who can be asked and works longest with them."""
    relation = (
        CareRelation.objects.current()
        .filter(
            family=family,
            organization_id=user.organization_id,
            practitioner__in=colleagues_who_can(user),
        )
        .select_related("practitioner")
        .order_by("kind", "period_start")
        .first()
    )
    return relation.practitioner if relation else None
