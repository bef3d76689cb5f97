"""The door at home: a link and a code, and the way out."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from duizend.beforehand import actions, limits, queries
from duizend.beforehand.rules.keys import in_groups, link_typed
from duizend.beforehand.rules.standing import Entered
from duizend.beforehand.views.visiting import COOKIE, find_language, forget, page, remember
from duizend.beforehand.words import DUTCH


@login_not_required
@require_GET
def door(request: HttpRequest) -> HttpResponse:
    return redirect("beforehand:enter", DUTCH)


@login_not_required
@require_GET
def by_link(request: HttpRequest, language: str, link: str) -> HttpResponse:
    """The page that a card leads to. Asks the database nothing: any link looks the same."""
    typed = in_groups(link_typed(link), 4)
    return page(request, find_language(language), "enter", link=typed, sessionless=True)


@login_not_required
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, language: str) -> HttpResponse:
    words = find_language(language)
    if request.method == "GET":
        return page(request, words, "enter", link="", sessionless=True)
    link = request.POST.get("link", "")[:60]
    if limits.is_too_often(request):
        reason = words.texts["too_often"]
        more = {"link": link, "reason": reason, "sessionless": True}
        return page(request, words, "enter", status=429, **more)
    # Whoever is signed in in this browser is nobody here.
    queries.visit("")
    entered, session = actions.enter(link, request.POST.get("code", ""), at=timezone.now())
    if entered is Entered.IN:
        response = redirect("beforehand:explain", language)
        remember(response, session)
        return response
    limits.count_miss(request)
    if entered is Entered.NOT_RIGHT:
        more = {"link": link, "reason": words.texts["not_right"], "sessionless": True}
        return page(request, words, "enter", status=422, **more)
    why = words.texts[f"closed_{entered}"]
    return page(request, words, "closed", status=410, why=why, sessionless=True)


@login_not_required
@require_http_methods(["GET", "POST"])
def away(request: HttpRequest) -> HttpResponse:
    """Leave at once, to a page that says nothing. Also by a plain link, without scripts."""
    if queries.visit(request.COOKIES.get(COOKIE, "")) is not None:
        actions.leave()
    response = redirect(settings.QUICK_EXIT_URL)
    forget(response)
    response.delete_cookie(settings.CSRF_COOKIE_NAME)
    return response
