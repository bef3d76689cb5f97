"""How a list that says nothing of it is used here: apart from the list, which stays as it came.

A list of somebody else has no life domains, no factors and nothing shielded. An administrator
says so beside it; the Form that people work with then has both. What the list itself says
about an item goes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from duizend.questionnaires.rules.form import Form, Item, Option


@dataclass(frozen=True)
class Usage:
    """`life_domain` of all answers, `domains` of groups and questions by linkId where it
    differs; `concepts` by linkId and then by the key of the answer; who fills it in."""

    life_domain: str = ""
    domains: Mapping[str, str] = field(default_factory=dict)
    is_shielded: bool = False
    for_professional: bool = False
    concepts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """As it is kept, without what says nothing."""
        return {
            "life_domain": self.life_domain,
            "domains": dict(self.domains),
            "is_shielded": self.is_shielded,
            "for_professional": self.for_professional,
            "concepts": {link_id: dict(found) for link_id, found in self.concepts.items()},
        }


def usage_from(data: Mapping[str, Any]) -> Usage:
    """What `as_data` gave; an empty mapping is a list that is used as it is."""
    return Usage(
        life_domain=data.get("life_domain", ""),
        domains=data.get("domains", {}),
        is_shielded=data.get("is_shielded", False),
        for_professional=data.get("for_professional", False),
        concepts=data.get("concepts", {}),
    )


def apply_usage(form: Form, usage: Usage) -> Form:
    """The form as it is used here."""
    if usage == Usage():
        return form

    def walk(item: Item, inherited: str) -> Item:
        chosen = usage.domains.get(item.link_id, "")
        domain = chosen or item.life_domain or inherited
        return replace(
            item,
            life_domain=domain,
            restricted=item.restricted or usage.is_shielded,
            for_professional=item.for_professional or usage.for_professional,
            options=tuple(_pointing(option, item, usage) for option in item.options),
            items=tuple(walk(child, chosen or inherited) for child in item.items),
        )

    items = tuple(walk(item, usage.life_domain) for item in form.items)
    return replace(form, items=items, by_link_id={item.link_id: item for item in every(items)})


def every(items: tuple[Item, ...]) -> list[Item]:
    """All items, groups and texts too, in reading order."""
    return [found for item in items for found in (item, *every(item.items))]


def unknown_places(form: Form, usage: Usage) -> list[str]:
    """The linkIds and answers that the usage names and the list does not have."""
    places = [link_id for link_id in usage.domains if link_id not in form.by_link_id]
    for link_id, found in usage.concepts.items():
        item = form.by_link_id.get(link_id)
        keys = {option.key for option in item.options} if item else set()
        places += [f"{link_id}: {key}" for key in found if key not in keys]
    return places


def _pointing(option: Option, item: Item, usage: Usage) -> Option:
    concept = usage.concepts.get(item.link_id, {}).get(option.key)
    if not concept or concept in option.concepts or option.is_declined:
        return option
    return replace(option, concepts=(*option.concepts, concept))
