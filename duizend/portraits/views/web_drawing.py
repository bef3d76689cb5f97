"""Drawing a web: every mark keeps itself and draws itself; a button keeps them all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed, why_not
from duizend.portraits import actions
from duizend.portraits.forms import Scale, is_touched, mark_in
from duizend.portraits.models import Portrait, Theme
from duizend.portraits.permissions import check_can_fill_in
from duizend.portraits.queries import pictures
from duizend.portraits.queries.pairs import Pair
from duizend.portraits.rules.codes import Picture
from duizend.portraits.views.frame import find, open_pictures, page, quick_family
from duizend.portraits.views.web import drawing


@require_http_methods(["GET", "POST"])
def draw_web(request: SignedInRequest, family_id: UUID, portrait_id: UUID) -> HttpResponse:
    """All axes on one page. POST keeps what was changed on it, without scripts too."""
    family = open_pictures(request, family_id, "portraits.draw_web")
    portrait = find(request, family, portrait_id, Picture.WEB)
    asked = pictures.themes(Picture.WEB)
    reason = ""
    if request.method == "POST":
        reason = _keep_all(request, portrait, asked) or _finish(request, portrait)
        if not reason:
            return _onwards(request, portrait)
    context = page(request, family) | _drawn(portrait, asked)
    context |= {
        "reason": reason,
        "why_not": why_not(check_can_fill_in, request.user, portrait),
    }
    return render(request, "portraits/draw_web.html", context, status=422 if reason else 200)


@require_POST
def set_mark(
    request: SignedInRequest, family_id: UUID, portrait_id: UUID, theme: str
) -> HttpResponse:
    """Keep one mark, at once; answers with the drawing as it is now, or with why not."""
    family = quick_family(request, family_id, "portraits.mark")
    portrait = find(request, family, portrait_id, Picture.WEB)
    axis = get_object_or_404(Theme, pk=theme, picture=Picture.WEB)
    try:
        actions.set_mark(
            portrait.pk, axis.pk, mark_in(request.POST, axis), by=request.user, at=timezone.now()
        )
    except NotAllowed as refusal:
        answer = render(request, "portraits/_refused.html", {"reason": str(refusal)}, status=422)
        answer["HX-Retarget"] = f"#bij-{axis.pk}"
        return answer
    return render(
        request, "portraits/_live_web.html", _drawn(portrait, pictures.themes(Picture.WEB))
    )


def _keep_all(request: SignedInRequest, portrait: Portrait, asked: list[Theme]) -> str:
    """Keep every mark that was changed on this page; the first reason why not."""
    for theme in asked:
        if not is_touched(request.POST, theme):
            continue
        try:
            actions.set_mark(
                portrait.pk,
                theme.pk,
                mark_in(request.POST, theme),
                by=request.user,
                at=timezone.now(),
            )
        except NotAllowed as refusal:
            return str(refusal)
    return ""


def _finish(request: SignedInRequest, portrait: Portrait) -> str:
    """When they say that it is ready; the reason why not."""
    try:
        if "klaar" in request.POST:
            actions.finish(portrait, by=request.user, at=timezone.now())
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def _onwards(request: SignedInRequest, portrait: Portrait) -> HttpResponse:
    if "klaar" in request.POST:
        to = reverse("portraits:web", args=[portrait.family_id])
        return redirect(f"{to}?wie={portrait.person_id}")
    return redirect("portraits:draw_web", family_id=portrait.family_id, portrait_id=portrait.pk)


def _drawn(portrait: Portrait, asked: list[Theme]) -> dict[str, Any]:
    marks = pictures.marks([portrait])
    return {
        "portrait": portrait,
        "scales": [Scale(theme, marks[portrait.pk].get(theme.pk)) for theme in asked],
        **drawing(Pair(portrait), asked, marks),
    }
