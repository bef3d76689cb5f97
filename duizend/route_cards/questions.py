"""What a row of a condition can ask, in the words of the list on screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from duizend.pathways.rules.cards import Condition, leaves_of
from duizend.pathways.words import condition_in_words
from duizend.route_cards.rules.rows import key_of
from duizend.route_cards.words import Names
from duizend.signals.models import Concept
from duizend.signals.models.appraisals import SITUATION_LABELS

Grouped = list[tuple[str, list[tuple[str, str]]]]
# The definition of Mothers of Rotterdam (docs/reference/content.md, agreements).
ADVERSITIES: Condition = {"adversities": 3, "life_domains": 2}


def questions(names: Names, now: Condition | None) -> Grouped:
    """Everything that can be asked, by life domain; also what the condition asks already."""
    labels, domains = names.labels, names.domains

    def option(leaf: Condition) -> tuple[str, str]:
        return key_of(leaf), condition_in_words(leaf, labels, domains)

    grouped: dict[str, list[tuple[str, str]]] = {name: [] for name in domains.values()}
    for code, label, domain in _concepts():
        grouped[domains[domain]].append((key_of({"concept": code}), label))
    for code, name in domains.items():
        for kind in ("risk", "protective"):
            grouped[name].append(option({"life_domain": code, "kind": kind}))
    chosen = [option({"category": [code]}) for code in SITUATION_LABELS]
    more = [option(ADVERSITIES)]
    known = {key for rows in (*grouped.values(), chosen, more) for key, _label in rows}
    for leaf in leaves_of(now) if now is not None else ():
        if key_of(leaf) not in known:
            more.append(option(leaf))
            known.add(key_of(leaf))
    return [
        *((name, rows) for name, rows in grouped.items()),
        (_("What people chose together"), chosen),
        (_("More"), more),
    ]


def _concepts() -> Iterator[tuple[Any, ...]]:
    """Everything that can be found in a family; not what is only asked about."""
    found = Concept.objects.filter(retired_on=None, is_topic=False)
    yield from found.order_by("life_domain__order", "order").values_list(
        "code", "label", "life_domain_id"
    )
