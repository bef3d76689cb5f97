"""The professional's pages that bring the modules together."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from duizend.access.http import SignedInRequest
from duizend.families import actions as families
from duizend.families.models import Family
from duizend.workspace.forms import EmergencyForm, LogFilterForm
from duizend.workspace.log import in_words, lines

LINES_PER_PAGE = 50


@require_GET
def my_day(request: SignedInRequest) -> HttpResponse:
    return render(request, "workspace/my_day.html", {})


@require_GET
def family(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    opened = _open(request, family_id, "workspace.family")
    return render(request, "workspace/family.html", {"family": opened, "tab": "overview"})


@require_GET
def log(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """Who looked along, for this family; reading it is itself a line."""
    opened = _open(request, family_id, "workspace.log")
    form = LogFilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = lines(
        opened,
        since=asked.get("since"),
        until=asked.get("until"),
        group=asked.get("group") or "",
    )
    page = Paginator(found, LINES_PER_PAGE).get_page(request.GET.get("page"))
    rows = [(event, in_words(event)) for event in page]
    context = {"family": opened, "tab": "log", "form": form, "page": page, "rows": rows}
    return render(request, "workspace/log.html", context)


@require_POST
def emergency(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """The emergency door: a reason, a short time, and the coordinator is told."""
    form = EmergencyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why you need to see this family now."))
        return redirect("workspace:family", family_id=family_id)
    families.use_emergency_access(
        family_id, form.cleaned_data["reason"], by=request.user, at=timezone.now()
    )
    return redirect("workspace:family", family_id=family_id)


def _open(request: SignedInRequest, family_id: UUID, purpose: str) -> Family:
    return families.open_family(family_id, by=request.user, at=timezone.now(), purpose=purpose)
