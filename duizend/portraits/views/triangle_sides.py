"""Filling in one side of the triangle: what each voice says keeps itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed, why_not
from duizend.portraits import actions
from duizend.portraits.actions.drawing import words_of
from duizend.portraits.forms import WordsForm
from duizend.portraits.models import Portrait, Theme
from duizend.portraits.permissions import check_can_fill_in
from duizend.portraits.queries import pairs, pictures
from duizend.portraits.queries.pictures import Said
from duizend.portraits.rules.codes import Picture, Side, Voice
from duizend.portraits.rules.words import digest
from duizend.portraits.views.frame import find, open_pictures, page, quick_family
from duizend.portraits.views.triangle import side_names
from duizend.signals.models import Concept


@dataclass(frozen=True)
class Asked:
    """A theme with the form of each voice."""

    number: int
    theme: Theme
    parent: WordsForm
    professional: WordsForm


@require_http_methods(["GET", "POST"])
def triangle_side(
    request: SignedInRequest, family_id: UUID, portrait_id: UUID, side: str
) -> HttpResponse:
    """One side. POST keeps every voice that changed on this page, without scripts too."""
    family = open_pictures(request, family_id, "portraits.triangle_side")
    portrait = find(request, family, portrait_id, Picture.TRIANGLE)
    if side not in set(Side):
        raise Http404(f"no side {side}")
    asked = pictures.themes(Picture.TRIANGLE)
    reason = ""
    if request.method == "POST":
        here = [one for one in asked if one.side == side]
        reason = _keep_all(request, portrait, here)
        if not reason:
            return _onwards(request, portrait, side)
    said = pictures.statements([portrait])[portrait.pk]
    context = page(request, family) | {
        "portrait": portrait,
        "side": side,
        "side_name": side_names()[Side(side)],
        "others": [(one.value, side_names()[one]) for one in Side],
        "next_side": _next(side),
        "asked": _asked(portrait, asked, side, said, request.POST if reason else None),
        "now_drawing": pairs.draw_triangle(asked, said, side_names()),
        "reason": reason,
        "why_not": why_not(check_can_fill_in, request.user, portrait),
    }
    return render(request, "portraits/triangle_side.html", context, status=422 if reason else 200)


@require_POST
def say(
    request: SignedInRequest, family_id: UUID, portrait_id: UUID, theme: str, voice: str
) -> HttpResponse:
    """Keep what one voice says, at once; answers with what changes on the page, or why not."""
    family = quick_family(request, family_id, "portraits.say")
    portrait = find(request, family, portrait_id, Picture.TRIANGLE)
    asked = get_object_or_404(Theme, pk=theme, picture=Picture.TRIANGLE)
    if voice not in set(Voice):
        raise Http404(f"no voice {voice}")
    context: dict[str, Any] = {"theme": asked, "voice": voice, "saved": True}
    try:
        before = pictures.statements([portrait])[portrait.pk]
        form = _form(asked, Voice(voice), pictures.linkable(family), before, request.POST)
        kept = actions.say(
            portrait.pk,
            asked.pk,
            voice,
            form.words,
            was=request.POST.get(form.was_name),
            by=request.user,
            at=timezone.now(),
        )
    except NotAllowed as refusal:
        context |= {"reason": str(refusal)}
        return render(request, "portraits/said.html", context, status=422)
    everything = pictures.themes(Picture.TRIANGLE)
    said = pictures.statements([portrait])[portrait.pk]
    context |= {
        "form": form,
        "was": digest(words_of(said.get((asked.pk, voice)))),
        "before": kept.before,
        "now_drawing": pairs.draw_triangle(everything, said, side_names()),
    }
    return render(request, "portraits/said.html", context)


def _form(
    theme: Theme, voice: Voice, concepts: dict[str, list[Concept]], said: Said, data: Any
) -> WordsForm:
    """The form of one voice; a signal it points to stays a choice, also when that has ended."""
    row = said.get((theme.pk, voice))
    here = concepts.get(theme.life_domain_id, [])
    if row is not None and row.concept is not None and row.concept not in here:
        here = [*here, row.concept]
    return WordsForm(theme, voice, here, words_of(row), data=data)


def _keep_all(request: SignedInRequest, portrait: Portrait, asked: list[Theme]) -> str:
    """Keep every voice that was touched on this page; the first reason why not."""
    concepts = pictures.linkable(portrait.family)
    said = pictures.statements([portrait])[portrait.pk]
    for theme in asked:
        for voice in Voice:
            form = _form(theme, voice, concepts, said, request.POST)
            if form.was_name not in request.POST:
                continue
            try:
                words = form.words.trimmed()
                if digest(words) == request.POST[form.was_name]:
                    continue
                actions.say(
                    portrait.pk,
                    theme.pk,
                    voice,
                    words,
                    was=request.POST[form.was_name],
                    by=request.user,
                    at=timezone.now(),
                )
            except NotAllowed as refusal:
                return f"{theme.name}: {refusal}"
    return ""


def _asked(portrait: Portrait, asked: list[Theme], side: str, said: Said, data: Any) -> list[Asked]:
    concepts = pictures.linkable(portrait.family)
    found = []
    for number, theme in enumerate(asked, 1):
        if theme.side != side:
            continue
        parent = _form(theme, Voice.PARENT, concepts, said, data)
        professional = _form(theme, Voice.PROFESSIONAL, concepts, said, data)
        found.append(Asked(number, theme, parent, professional))
    return found


def _next(side: str) -> tuple[str, Any] | None:
    order = list(Side)
    place = order.index(Side(side)) + 1
    return (order[place].value, side_names()[order[place]]) if place < len(order) else None


def _onwards(request: SignedInRequest, portrait: Portrait, side: str) -> HttpResponse:
    to = request.POST.get("naar", "")
    if to in set(Side):
        side = to
    elif to == "klaar":
        return redirect("portraits:triangle", family_id=portrait.family_id)
    return redirect(
        "portraits:triangle_side",
        family_id=portrait.family_id,
        portrait_id=portrait.pk,
        side=side,
    )
