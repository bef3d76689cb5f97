"""Asking how a talk was: the professional gives the screen away, the parent answers or not."""

from __future__ import annotations

from urllib.parse import urlencode

import segno
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.experiences import actions, codes, queries
from duizend.experiences import questions as content
from duizend.experiences.permissions import check_can_ask, check_can_read
from duizend.experiences.rules import SHOWN_FROM
from duizend.questionnaires.queries import latest_version


@require_GET
def results(request: SignedInRequest) -> HttpResponse:
    """What parents said together: of the own organisation, or of one in the region."""
    check_can_read(request.user)
    choices = list(queries.organizations().order_by("name")) if request.user.sees_region else []
    wanted = request.GET.get("organisatie", "")
    shown = next((one for one in choices if one.code == wanted), None)
    shown = shown or (choices[0] if choices else request.user.organization)
    context = {
        "organization": shown,
        "organizations": choices,
        "results": queries.results(shown),
        "shown_from": SHOWN_FROM,
    }
    return render(request, "experiences/results.html", context)


@require_GET
def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    """A fresh link, on the screen and as a picture. Nothing says for which family it is."""
    check_can_ask(request.user)
    questionnaire = get_object_or_404(queries.lists(request.user), slug=slug)
    version = latest_version(questionnaire)
    code = codes.make(codes.About(request.user.organization_id, version.pk))
    url = request.build_absolute_uri(_address(code))
    context = {"code": code, "url": url, "picture": _picture(url)}
    return render(request, "experiences/ask.html", context)


@require_POST
def hand_over(request: SignedInRequest) -> HttpResponse:
    """Sign out, then show the questions: whoever holds the screen now finds no dossier."""
    check_can_ask(request.user)
    code = request.POST.get("code", "")
    try:
        codes.read(code)
    except codes.NotValid:
        return _closed(request)
    logout(request)
    return redirect(_address(code))


@login_not_required
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """The three questions; each may be left open. No name of anybody, no menu."""
    code = request.GET.get("code", "")
    if request.user.is_authenticated:
        # Opened on the professional's own screen: first sign out, then give it away.
        return render(request, "experiences/still_signed_in.html", {"code": code})
    try:
        codes.read(code)
    except codes.NotValid:
        return _closed(request)
    if request.method == "POST":
        given = {one.code: request.POST.get(one.code, "") for one in content.questions()}
        try:
            actions.keep(code, given, at=timezone.now())
        except actions.AlreadyUsed:
            return _closed(request)
        return redirect("experiences:thanks")
    if queries.is_spent(code):
        return _closed(request)
    context = {"questions": content.questions()}
    return render(request, "experiences/questions.html", context)


@login_not_required
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """The same for who answered and who did not."""
    return render(request, "experiences/thanks.html")


def _address(code: str) -> str:
    return f"{reverse('experiences:questions')}?{urlencode({'code': code})}"


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "experiences/closed.html", status=410)


def _picture(url: str) -> str:
    """The link as a square of dots, drawn in the colour of the text around it."""
    drawn = segno.make(url, error="m").svg_inline(
        omitsize=True, border=4, svgclass="e-code__picture", lineclass="e-code__dots"
    )
    return mark_safe(drawn)  # noqa: S308 - made by segno of an address that we made
