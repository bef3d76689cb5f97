"""Around the questions at home: what happens with it, the end, later, and wiping it all."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from babel.dates import format_datetime
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.beforehand import actions, queries
from duizend.beforehand.queries import Visit
from duizend.beforehand.views.questions import address_of
from duizend.beforehand.views.visiting import by_the_link, forget, page
from duizend.beforehand.words import Language


@require_GET
@by_the_link
def explain(request: HttpRequest, words: Language, seen: Visit) -> HttpResponse:
    """Before anything is asked: who reads it, when, what for, and that one may stop."""
    before = queries.entered_before(seen.invitation)
    first = next((one for one in seen.questions if one.link_id not in seen.answers), None)
    begin = first or (seen.questions[0] if seen.questions else None)
    more: dict[str, Any] = {
        "is_begun": bool(seen.answers),
        "begin_url": address_of(words, seen, begin),
        "last_time": words.texts["last_time"].format(when=_moment(words, before)) if before else "",
    }
    return page(request, words, "explain", **more)


def _moment(words: Language, moment: datetime) -> str:
    local = timezone.localtime(moment)
    return str(format_datetime(local, "EEEE d MMMM, HH:mm", locale=words.code))


@require_http_methods(["GET", "POST"])
@by_the_link
def ready(request: HttpRequest, words: Language, seen: Visit) -> HttpResponse:
    """The end: POST says that it is ready, or that something is to be changed after all."""
    now = timezone.now()
    if request.method == "POST":
        if request.POST.get("toch") == "veranderen":
            actions.say_not_ready(at=now)
            return redirect(address_of(words, seen, seen.questions[0] if seen.questions else None))
        actions.say_ready(at=now)
        return redirect("beforehand:ready", words.code)
    last = seen.questions[-1] if seen.questions else None
    more: dict[str, Any] = {
        "is_ready": seen.invitation.ready is not None,
        "is_begun": bool(seen.answers),
        "is_wiped": request.GET.get("gewist") == "1",
        "back_url": address_of(words, seen, last),
    }
    return page(request, words, "ready", **more)


@require_POST
@by_the_link
def pause(request: HttpRequest, words: Language, seen: Visit) -> HttpResponse:
    """Later: this browser opens nothing any more until link and code are given again."""
    actions.leave()
    response = page(request, words, "paused", sessionless=True)
    forget(response)
    return response


@require_POST
@by_the_link
def wipe(request: HttpRequest, words: Language, seen: Visit) -> HttpResponse:
    actions.wipe(at=timezone.now())
    response = redirect("beforehand:ready", words.code)
    response["Location"] += "?gewist=1"
    return response
