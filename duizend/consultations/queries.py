"""What is asked about consultations: mine, those put to me, and the names I should not write."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, QuerySet

from duizend.access.models import Organization, User
from duizend.access.rules import WORKS_WITH_FAMILIES
from duizend.consultations.models import Consultation, Post
from duizend.core.one_of import one_of
from duizend.families.models import CareRelation, Family, Person
from duizend.families.queries import caseload

# What a list shows at most.
MOST = 50


def names_around(user: User) -> set[str]:
    """Names of everybody in the families that this person may open now; of nobody else.

    A name that is refused was therefore known to the one who wrote it.
    """
    mine = one_of("family_id", CareRelation.objects.current().of(user).values("family_id"))
    people = Person.objects.filter(mine).values_list("given_name", "family_name", "city")
    return {name for row in people for name in row if name}


def asked_by(user: User) -> QuerySet[Consultation]:
    return _listed(Consultation.objects.filter(asker=user))


def put_to(user: User) -> QuerySet[Consultation]:
    """Open ones that this person may answer; the policy knows which."""
    return _listed(Consultation.objects.filter(closed_at=None).exclude(asker=user))


def _listed(found: QuerySet[Consultation]) -> QuerySet[Consultation]:
    rows = found.select_related("asker__organization", "to_organization")
    return rows.order_by("closed_at", "answered_at", "-asked_at")


def consultation(consultation_id: UUID) -> Consultation | None:
    """One with its thread; None for who is no party of it."""
    return (
        Consultation.objects.filter(pk=consultation_id)
        .select_related("asker__organization", "to_organization")
        .prefetch_related(
            Prefetch("posts", Post.objects.select_related("by__organization").order_by("at", "pk"))
        )
        .first()
    )


def organizations_to_ask(user: User) -> QuerySet[Organization]:
    """Where somebody would read it, in the municipalities where one works oneself."""
    return (
        Organization.objects.filter(
            members__is_active=True,
            members__role__in=WORKS_WITH_FAMILIES,
            municipalities__in=user.organization.municipalities.values("pk"),
        )
        .exclude(pk=user.organization_id)
        .distinct()
        .order_by("name")
    )


def organizations_that_answered(found: Consultation) -> list[Organization]:
    """Whom one may now ask for real: those who answered, each once."""
    answered = {post.by.organization_id: post.by.organization for post in found.posts.all()}
    answered.pop(found.asker.organization_id, None)
    return sorted(answered.values(), key=lambda one: one.name)


def own_families(user: User) -> list[Family]:
    return list(caseload(user)[:MOST])


def people_to_tell(found: Consultation) -> list[int]:
    """Ids of the people who are asked; only for the asker, at the moment of asking."""
    with connection.cursor() as cursor:
        cursor.execute("select rls.consulted(%s)", [found.pk])
        return sorted(row[0] for row in cursor.fetchall())
