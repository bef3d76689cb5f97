"""What is asked about route cards: which there are, and the words of what they point to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duizend.access.models import Municipality
from duizend.directory.models import Intervention, Offer
from duizend.pathways.models import CardStatus, RouteCard
from duizend.route_cards.models import CardDraft
from duizend.route_cards.rules import drafting
from duizend.route_cards.rules.differences import Line
from duizend.route_cards.rules.flow import Flow, FlowStep, draw
from duizend.route_cards.words import (
    Names,
    deadline_in_words,
    listed,
    role_in_words,
    sentence_of,
    step_lines,
)
from duizend.signals.models import Concept, LifeDomain


@dataclass(frozen=True)
class CardInList:
    """A card with the version that counts today, and the one that will start later."""

    code: str
    in_force: RouteCard | None
    planned: RouteCard | None
    older: int

    @property
    def newest(self) -> RouteCard:
        found = self.planned or self.in_force
        if found is None:
            raise LookupError(f"{self.code} has no version that counts")
        return found


def cards(today: date) -> tuple[list[CardInList], list[RouteCard]]:
    """The cards in force or planned, by name; and of those that stopped the newest version."""
    versions: dict[str, list[RouteCard]] = {}
    for row in RouteCard.objects.order_by("version"):
        versions.setdefault(row.code, []).append(row)
    listed, stopped = [], []
    for code, rows in versions.items():
        in_force, planned = counting(rows, today)
        if in_force is None and planned is None:
            stopped.append(rows[-1])
        else:
            listed.append(CardInList(code, in_force, planned, len(rows) - 1))
    listed.sort(key=lambda card: card.newest.name)
    return listed, sorted(stopped, key=lambda row: row.name)


def counting(rows: Iterable[RouteCard], today: date) -> tuple[RouteCard | None, RouteCard | None]:
    """Of the versions of one card: the one in force today, and the next that will be."""
    current = [row for row in rows if row.status == CardStatus.CURRENT]
    started = [row for row in current if row.set_on <= today]
    waiting = [row for row in current if row.set_on > today]
    newest = max(started, key=lambda row: row.version, default=None)
    return newest, min(waiting, key=lambda row: row.version, default=None)


def versions_of(code: str) -> list[RouteCard]:
    """Newest first."""
    return list(RouteCard.objects.filter(code=code).select_related("recorder").order_by("-version"))


def open_drafts() -> QuerySet[CardDraft]:
    return CardDraft.objects.filter(set_as=None).select_related("changed_by").order_by("name")


def open_draft_of(code: str) -> CardDraft | None:
    return CardDraft.objects.filter(code=code, set_as=None).first()


def names() -> Names:
    """The words of everything a card can point to, in five queries."""
    return Names(
        labels=dict(Concept.objects.values_list("code", "label")),
        domains=dict(LifeDomain.objects.values_list("code", "name")),
        municipalities=dict(Municipality.objects.values_list("code", "name")),
        offers=dict(Offer.objects.values_list("code", "name")),
        interventions=dict(Intervention.objects.values_list("code", "name")),
    )


def to_begin_from(code: str, today: date) -> RouteCard | None:
    """The version that a new draft follows: the one in force, else the last there was."""
    rows = list(RouteCard.objects.filter(code=code).select_related("recorder").order_by("version"))
    in_force, _planned = counting(rows, today)
    return in_force or (rows[-1] if rows else None)


def newest_version(code: str) -> int | None:
    return (
        RouteCard.objects.filter(code=code).order_by("-version").values_list("version", flat=True)
    ).first()


def newest_content(code: str, today: date) -> Mapping[str, Any] | None:
    """What the version says that a draft is held against."""
    row = to_begin_from(code, today)
    return None if row is None else row.content


@dataclass(frozen=True)
class StepOnScreen:
    """A step in words. `seen`: the stamp of its text, for who wants to take it away."""

    code: str
    order: int
    action: str
    role: str
    deadline: str
    after: str
    only_when: str
    lines: list[Line]
    seen: str


def steps_of(content: Mapping[str, Any], names: Names) -> list[StepOnScreen]:
    orders = {step["code"]: str(step["order"]) for step in content["steps"]}
    return [
        StepOnScreen(
            code=step["code"],
            order=step["order"],
            action=step["action"],
            role=role_in_words(step["performer"]["role"]),
            deadline=deadline_in_words(step["within"]),
            after=listed(step["after"], orders),
            only_when="" if step["condition"] is None else sentence_of(step["condition"], names),
            lines=[line for line in step_lines(step, content, names) if line.text],
            seen=drafting.stamp(drafting.part(content, f"step:{step['code']}")),
        )
        for step in content["steps"]
    ]


def flow(content: Mapping[str, Any], names: Names) -> Flow:
    """The card as a picture."""
    steps = [
        FlowStep(
            code=one.code,
            title=f"{one.order}. {one.action}",
            notes=tuple(filter(None, [one.role, one.deadline])),
            only_when=_("Only when: ") + one.only_when if one.only_when else "",
            after=tuple(step["after"]),
        )
        for one, step in zip(steps_of(content, names), content["steps"], strict=True)
    ]
    asked = pgettext("condition", "If: %(what)s") % {
        "what": sentence_of(content["condition"], names)
    }
    return draw(asked, steps)
