"""What is said beside the name of somebody."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django import template

from duizend.families.models import CareRelation, Person, RelationKind
from duizend.families.words import age_in_words

register = template.Library()


@register.filter
def of_person(numbers: Mapping[UUID, str], person: Person) -> str:
    """What a table keyed by person holds for this one; nothing when it holds nothing."""
    return numbers.get(person.pk, "")


@register.filter
def person_note(person: Person, today: date) -> str:
    """Who somebody is to the family, how old, and the phone number, as far as known."""
    age = age_in_words(person.birth_date, today) if person.birth_date else ""
    return " · ".join(part for part in (person.relationship, age, person.phone) if part)


@register.filter
def relation_note(relation: CareRelation) -> str:
    """The role and the organisation of somebody in the team; or that they only look in."""
    if relation.kind == RelationKind.EMERGENCY:
        return str(RelationKind.EMERGENCY.label)
    return f"{relation.practitioner.get_role_display()}, {relation.organization.name}"
