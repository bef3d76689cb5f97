"""What an answer means: which concepts it points to, which category it is of, what to do now.

Declining, skipping and free text never point to anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duizend.questionnaires.rules.enabling import Value
from duizend.questionnaires.rules.form import DECLINED, Item, Option

SAFETY = "safety"
# For what is about the talk itself: what the family wants, with whom we may speak.
PLAN = "plan"


def category_of(item: Item) -> str:
    """The data category in which an answer to this question is kept."""
    return SAFETY if item.restricted else item.life_domain or PLAN


def concepts_of(item: Item, values: Sequence[Value]) -> frozenset[str]:
    """The codes of the concepts that these answers point to."""
    return frozenset(
        concept
        for option in _chosen(item, values)
        if not option.is_declined
        for concept in option.concepts
    )


def talk_now(item: Item, values: Sequence[Value]) -> list[str]:
    """What the professional does now, the same day, because of this answer."""
    words = (option.talk_now for option in _chosen(item, values))
    return list(dict.fromkeys(filter(None, words)))


def direct_flags(item: Item, values: Sequence[Value]) -> list[Option]:
    """The chosen answers that ask a person to act the same day, apart from any total."""
    return [option for option in _chosen(item, values) if option.is_direct_flag]


def is_declined(values: Sequence[Value]) -> bool:
    return any(value.get("valueCoding", {}).get("code") == DECLINED for value in values)


def says_something(values: Sequence[Value]) -> bool:
    """Whether it was talked about: answered, and not declined."""
    return bool(values) and not is_declined(values)


def _chosen(item: Item, values: Sequence[Value]) -> Iterator[Option]:
    for option in item.options:
        if any(value == option.value for value in values):
            yield option
