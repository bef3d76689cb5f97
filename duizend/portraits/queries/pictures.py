"""The pictures of a family, as far as the one who asks may see what stands on them.

For a family that was opened: the care relation was checked there, and the policies of the
database leave out what was not shared, a picture of which nothing was shared included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from duizend.access.models import User
from duizend.families.models import Family, Person, PersonRole
from duizend.portraits.models import Mark, Portrait, Statement, Theme
from duizend.portraits.rules.codes import Picture, Side, Status, Voice
from duizend.signals.models import Concept
from duizend.signals.queries import present_signals, without_shielded

PARENTS = (PersonRole.PREGNANT, PersonRole.PARTNER)


def drawers(family: Family) -> list[Person]:
    """The parents of now, the mother first."""
    found = [
        person
        for person in family.people.all()
        if person.role in PARENTS and person.left_on is None
    ]
    return sorted(found, key=lambda person: PARENTS.index(PersonRole(person.role)))


def themes(picture: Picture) -> list[Theme]:
    """What is asked now, in its order."""
    return list(Theme.objects.filter(picture=picture, retired_on=None))


def sides(asked: Sequence[Theme]) -> list[tuple[Side, list[Theme]]]:
    return [(side, [theme for theme in asked if theme.side == side]) for side in Side]


def pictures(family: Family, user: User, picture: Picture | None = None) -> QuerySet[Portrait]:
    """Pictures that are ready, and the drafts of the own organisation; the last one first."""
    found = Portrait.objects.filter(family=family).filter(
        Q(status=Status.FINISHED)
        | Q(status=Status.DRAFT, recorder_organization=user.organization_id)
    )
    if picture is not None:
        found = found.filter(picture=picture)
    return found.select_related("recorder", "recorder_organization", "person").order_by(
        "-recorded", "pk"
    )


def put_aside(family: Family, user: User, picture: Picture) -> QuerySet[Portrait]:
    """What was entered in error at the own organisation; the last one first."""
    return (
        Portrait.objects.filter(
            family=family,
            picture=picture,
            status=Status.ENTERED_IN_ERROR,
            recorder_organization=user.organization_id,
        )
        .select_related("ender")
        .order_by("-ended")
    )


def marks(portraits: Sequence[Portrait]) -> dict[UUID, dict[str, int]]:
    """For each portrait, the marks that stand on it by theme; axes left open are not in it."""
    found: dict[UUID, dict[str, int]] = {portrait.pk: {} for portrait in portraits}
    for row in Mark.objects.filter(portrait__in=found):
        if row.value is not None:
            found[row.portrait_id][row.theme_id] = row.value
    return found


Said = dict[tuple[str, str], Statement]


def statements(portraits: Sequence[Portrait]) -> dict[UUID, Said]:
    """For each portrait, what was said by theme and voice."""
    found: dict[UUID, Said] = {portrait.pk: {} for portrait in portraits}
    for row in Statement.objects.filter(portrait__in=found).select_related("concept"):
        found[row.portrait_id][row.theme_id, row.voice] = row
    return found


def is_empty(portrait: Portrait) -> bool:
    """Whether nothing stands on it (any more)."""
    if portrait.picture == Picture.WEB:
        return not marks([portrait])[portrait.pk]
    return not any(row.says_something for row in statements([portrait])[portrait.pk].values())


def linkable(family: Family) -> dict[str, list[Concept]]:
    """By life domain, the signals of now that a theme may point to; never what is shielded."""
    found: dict[str, dict[str, Concept]] = {}
    for signal in without_shielded(present_signals(family)):
        concept = signal.concept
        if not concept.restricted:
            found.setdefault(concept.life_domain_id, {})[concept.pk] = concept
    return {domain: list(concepts.values()) for domain, concepts in found.items()}


@dataclass(frozen=True)
class ThemeSaid:
    """A theme with what was said of it, the parent first."""

    number: int
    theme: Theme
    said: list[Statement]


def told(asked: Sequence[Theme], said: Said) -> list[ThemeSaid]:
    """Every theme in its order, numbered from 1 over the sides, with what was said of it."""
    return [
        ThemeSaid(
            number,
            theme,
            [
                row
                for voice in Voice
                if (row := said.get((theme.pk, voice))) is not None and row.says_something
            ],
        )
        for number, theme in enumerate(asked, 1)
    ]
