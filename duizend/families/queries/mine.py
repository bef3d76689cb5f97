"""The families of somebody, asked for once by a page that shows many lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from duizend.access.models import User
from duizend.core.one_of import Gathered, gathered
from duizend.families.models import CareRelation, RelationKind


@dataclass(frozen=True)
class Mine:
    """names: of every family that may be opened now. ids: those. cared_for: no emergencies."""

    names: Mapping[UUID, str]
    ids: Gathered
    cared_for: Gathered


def families_of(user: User) -> Mine:
    """One query; what the lists of a page then need no join for."""
    relations = CareRelation.objects.current().of(user)
    found = list(relations.values_list("family_id", "kind", "family__name"))
    return Mine(
        names={family_id: name for family_id, _kind, name in found},
        ids=gathered(family_id for family_id, _kind, _name in found),
        cared_for=gathered(
            family_id for family_id, kind, _name in found if kind == RelationKind.CARE
        ),
    )
