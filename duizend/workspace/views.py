"""The professional's pages that bring the modules together."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from duizend.access.http import SignedInRequest
from duizend.beforehand.queries import happened as happened_at_home
from duizend.families import actions as families
from duizend.families.models import Family
from duizend.families.queries import page_context
from duizend.families.queries.frame import day_line
from duizend.flags import queries as flags
from duizend.safeguarding import queries as safeguarding
from duizend.workspace import actions
from duizend.workspace.doors import doors
from duizend.workspace.forms import EmergencyForm, LogFilterForm
from duizend.workspace.log import in_words, lines
from duizend.workspace.my_day import my_day as day_of
from duizend.workspace.overview import events, overview

LINES_PER_PAGE = 50
NOON, EVENING = 12, 18


@require_GET
def my_day(request: SignedInRequest) -> HttpResponse:
    """What needs me today, everything one click from its family."""
    now = timezone.now()
    if not request.user.works_with_families:
        start = {"doors": doors(request.user), "part_of_day": _part_of_day(now)}
        return render(request, "workspace/start.html", start)
    context = {"day": day_of(request.user, now), "part_of_day": _part_of_day(now)}
    return render(request, "workspace/my_day.html", context)


@require_GET
def family(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """The overview: plan, balance, help asked for, who is who, what is shared."""
    now = timezone.now()
    today = timezone.localdate(now)
    opened = _open(request, family_id, now, "workspace.family")
    seen = overview(opened, now)
    context = page_context(opened, request.user, today, tab="overview")
    context["day_line"] = day_line(context["moment"], today, events(seen, context["moment"], today))
    coordinator = seen.coordination.practitioner.pk if seen.coordination else None
    context |= {
        "seen": seen,
        "asks_today": flags.open_in(opened, request.user).first(),
        "coming": next((v for v in reversed(seen.visits) if v.is_planned and v.start > now), None),
        "coordinator_id": coordinator,
        "coordinator_in_team": any(r.practitioner_id == coordinator for r in seen.team),
    }
    return render(request, "workspace/family.html", context)


@require_GET
def log(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """Who looked along, for this family; reading it is itself a line."""
    now = timezone.now()
    opened = _open(request, family_id, now, "workspace.log")
    form = LogFilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = lines(
        opened,
        since=asked.get("since"),
        until=asked.get("until"),
        group=asked.get("group") or "",
    )
    page = Paginator(found, LINES_PER_PAGE).get_page(request.GET.get("page"))
    context = page_context(opened, request.user, timezone.localdate(now), tab="log")
    context |= {
        "form": form,
        "page": page,
        "rows": [(event, in_words(event)) for event in page],
        # Nothing of the vault stands in this log; what was let out has its own readers' list.
        "released": safeguarding.released_about(opened, request.user),
        "home_events": happened_at_home(opened),
    }
    return render(request, "workspace/log.html", context)


@require_POST
def emergency(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """The emergency door: a reason, a short time, and the coordinator is told."""
    form = EmergencyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why you need to see this family now."))
        return redirect("workspace:family", family_id=family_id)
    actions.open_in_emergency(
        family_id, form.cleaned_data["reason"], by=request.user, at=timezone.now()
    )
    return redirect("workspace:family", family_id=family_id)


def _open(request: SignedInRequest, family_id: UUID, at: datetime, purpose: str) -> Family:
    return families.open_family(family_id, by=request.user, at=at, purpose=purpose)


def _part_of_day(now: datetime) -> str:
    hour = timezone.localtime(now).hour
    if hour < NOON:
        return _("Good morning")
    return _("Good afternoon") if hour < EVENING else _("Good evening")
