"""A condition, row by row. Buttons add, group and remove rows; only “save” keeps anything."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed
from duizend.pathways.rules.cards import Condition
from duizend.route_cards import actions, queries
from duizend.route_cards.models import CardDraft
from duizend.route_cards.questions import questions
from duizend.route_cards.rules import drafting, rows
from duizend.route_cards.rules.differences import Difference
from duizend.route_cards.views.parts import in_between, opened
from duizend.route_cards.words import WHY_ROWS, Names, sentence_of


@dataclass(frozen=True)
class Shown:
    """A row or group as it stands on the page; rows of a row are None."""

    place: str
    node: rows.Node
    rows: list[Shown] | None

    @property
    def is_root(self) -> bool:
        return self.place == rows.ROOT


@dataclass(frozen=True)
class Words:
    """What the page is called, and how it speaks of a card or of a step."""

    title: str
    legend: str
    nothing: str


@dataclass
class Writing:
    """What the page knows: the rows, and what went wrong."""

    root: rows.Group
    seen: str
    error: str = ""
    error_at: str = ""
    status: int = 200
    both: list[Difference] | None = None


@require_http_methods(["GET", "POST"])
def of_card(request: SignedInRequest, card_draft_id: UUID) -> HttpResponse:
    found = opened(request, card_draft_id)
    words = Words(
        _("When does this card apply?"),
        _("The card applies when"),
        _("No condition: for everybody"),
    )
    return _page(request, found, "condition", words)


@require_http_methods(["GET", "POST"])
def of_step(request: SignedInRequest, card_draft_id: UUID, step: str) -> HttpResponse:
    found = opened(request, card_draft_id)
    there = drafting.step_of(found.content, step)
    if there is None:
        raise Http404(f"no step {step}")
    words = Words(
        _("When does step %(n)d apply?") % {"n": there["order"]},
        _("The step “%(action)s” applies when") % {"action": there["action"]},
        _("No condition of its own"),
    )
    return _page(request, found, f"step_condition:{step}", words)


def _page(request: SignedInRequest, draft: CardDraft, part: str, words: Words) -> HttpResponse:
    names = queries.names()
    now: Condition | None = drafting.part(draft.content, part)
    asked = questions(names, now)
    known = {key for _name, options in asked for key, _label in options}
    if request.method == "POST":
        writing = _sent(request, draft, part, names, known)
        if writing is None:
            messages.success(request, _("Saved."))
            return redirect("route_cards:draft", draft.pk)
    else:
        writing = Writing(rows.rows_from(now), drafting.stamp(now))
    context = {
        "draft": draft,
        "title": words.title,
        "words": words,
        "part": part,
        "writing": writing,
        "shown": _shown(writing.root, rows.ROOT),
        "asked": asked,
        "sentence": _sentence(writing.root, known, names),
        "has_condition": now is not None,
    }
    return render(request, "route_cards/condition.html", context, status=writing.status)


def _sent(
    request: SignedInRequest, draft: CardDraft, part: str, names: Names, known: set[str]
) -> Writing | None:
    """What a button does; None when the condition was kept."""
    sent = request.POST
    deed, _colon, place = sent.get("do", "save").partition(":")
    try:
        root = rows.read(sent.dict())
    except rows.RowsRefused as refusal:
        now = drafting.part(draft.content, part)
        writing = Writing(rows.rows_from(now), drafting.stamp(now), status=422)
        writing.error = str(WHY_ROWS[refusal.why])
        return writing
    writing = Writing(root, sent.get("seen", ""))
    if deed == "nothing":
        return _kept(request, draft, part, None, writing, names)
    if deed != "save":
        writing.root = rows.changed(root, deed, place)
        return writing
    try:
        condition = rows.condition_of(root, known)
    except rows.RowsRefused as refusal:
        writing.error, writing.error_at = str(WHY_ROWS[refusal.why]), refusal.place
        writing.status = 422
        return writing
    return _kept(request, draft, part, condition, writing, names)


def _kept(
    request: SignedInRequest,
    draft: CardDraft,
    part: str,
    condition: Condition | None,
    writing: Writing,
    names: Names,
) -> Writing | None:
    """Keep it; the page again, with the reason, when that was refused."""
    try:
        actions.save_part(
            draft, part, condition, seen=writing.seen, by=request.user, at=timezone.now()
        )
    except actions.Overtaken as refusal:
        writing.error, writing.status = str(refusal), 409
        writing.both = in_between(refusal, part, condition, names)
        writing.seen = drafting.stamp(refusal.now)
        return writing
    except NotAllowed as refusal:
        writing.error, writing.status = str(refusal), 422
        return writing
    return None


def _shown(node: rows.Node, place: str) -> Shown:
    if isinstance(node, rows.Row):
        return Shown(place, node, None)
    return Shown(place, node, [_shown(row, f"{place}-{at}") for at, row in enumerate(node.rows)])


def _sentence(root: rows.Group, known: set[str], names: Names) -> str:
    """What the rows say together; empty while they are not whole."""
    try:
        return sentence_of(rows.condition_of(root, known), names)
    except rows.RowsRefused:
        return ""
