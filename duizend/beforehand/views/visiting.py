"""What surrounds each page of the parent: language, link, and a cookie of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from duizend.beforehand import actions, queries
from duizend.beforehand.queries import Visit
from duizend.beforehand.words import Language, languages

COOKIE = "duizend_thuis"
COOKIE_PATH = "/thuis/"
COOKIE_SECONDS = 3600  # as long as a link stays open without a sign of life

Rest = ParamSpec("Rest")
HomeView = Callable[Concatenate[HttpRequest, Language, Visit, Rest], HttpResponse]
Page = Callable[Concatenate[HttpRequest, str, Rest], HttpResponse]


def find_language(code: str) -> Language:
    known = languages().get(code)
    if known is None:
        raise Http404(f"no language {code}")
    return known


def by_the_link(view: HomeView[Rest]) -> Page[Rest]:
    """A page that only the link of this browser opens; without one it says that it is closed.

    Whoever is signed in as well is nobody here.
    """

    @login_not_required
    @wraps(view)
    def inner(
        request: HttpRequest, language: str, *args: Rest.args, **kwargs: Rest.kwargs
    ) -> HttpResponse:
        words = find_language(language)
        session = request.COOKIES.get(COOKIE, "")
        seen = queries.visit(session)
        if seen is None:
            return page(request, words, "gone", sessionless=True)
        actions.stay(at=timezone.now())
        response = view(request, words, seen, *args, **kwargs)
        if COOKIE not in response.cookies:
            remember(response, session)
        return response

    page_of_the_link: Page[Rest] = inner  # type: ignore[assignment]  # only the names differ
    return page_of_the_link


def remember(response: HttpResponse, session: str) -> None:
    response.set_cookie(
        COOKIE,
        session,
        max_age=COOKIE_SECONDS,
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Strict")


def page(
    request: HttpRequest, language: Language, name: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page of the parent in this language."""
    context = {
        "language": language,
        "languages": languages().values(),
        "t": language.texts,
        "neutral": settings.QUICK_EXIT_URL,
        "enter_url": reverse("beforehand:enter", args=[language.code]),
        **more,
    }
    return render(request, f"beforehand/home/{name}.html", context, status=status)
