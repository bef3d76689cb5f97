"""The parts in which a list is talked through: its groups, and questions that stand loose.

Only for showing: what is worked out runs over the list as it came in.
"""

from __future__ import annotations

from duizend.questionnaires.rules.form import Form, Item, ItemType

PART = "duizend-part-"
# More on one page is not overseen on a phone.
MOST_ON_A_PAGE = 40


def parts_of(form: Form) -> tuple[Item, ...]:
    """The groups at the top; what stands between them is gathered in parts of its own."""
    found: list[Item] = []
    loose: list[Item] = []
    for item in form.items:
        if item.type is not ItemType.GROUP:
            loose.append(item)
        if item.type is ItemType.GROUP or len(loose) == MOST_ON_A_PAGE:
            found += _gathered(form, loose, len(found))
            loose = []
        if item.type is ItemType.GROUP:
            found.append(item)
    return (*found, *_gathered(form, loose, len(found)))


def part_with(form: Form, item: Item) -> Item:
    """The part in which this question stands."""
    return next(
        part
        for part in parts_of(form)
        if any(one.link_id == item.link_id for one in part.questions())
    )


def _gathered(form: Form, loose: list[Item], number: int) -> list[Item]:
    if not loose:
        return []
    return [
        Item(
            f"{PART}{number}",
            ItemType.GROUP,
            text=form.title,
            items=tuple(loose),
            life_domain=loose[0].life_domain,
        )
    ]
