"""The menu of help, for anybody who is signed in."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from duizend.access.http import SignedInRequest
from duizend.core.permissions import why_not
from duizend.directory import queries, waiting
from duizend.directory.forms import InterventionsForm, WantedForm
from duizend.directory.models import Intervention
from duizend.directory.permissions import check_can_confirm, check_can_suggest, keeps

PER_PAGE = 40


@require_GET
def menu(request: SignedInRequest) -> HttpResponse:
    """Local offers; what is informal and free first, then what needs an indication."""
    form = WantedForm(request.GET)
    page = Paginator(queries.offers(form.wanted), PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    context = {
        "form": form,
        "page": page,
        "informal": [o for o in shown if o.informal and not o.indication_needed],
        "open_to_all": [o for o in shown if not o.informal and not o.indication_needed],
        "indicated": [o for o in shown if o.indication_needed],
    }
    return render(request, _part(request, "directory/menu.html"), context)


@require_GET
def interventions(request: SignedInRequest) -> HttpResponse:
    """Ways of helping that are known, whether or not they are offered here."""
    form = InterventionsForm(request.GET)
    found = queries.interventions(form.wanted)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, _part(request, "directory/interventions.html"), {"form": form, "page": page}
    )


@require_GET
def offer(request: SignedInRequest, code: str) -> HttpResponse:
    found = queries.offer(code)
    if found is None:
        raise Http404
    today = timezone.localdate()
    stops = found.retired_on is not None or found.stops_on is not None
    may_keep = keeps(request.user, found.organization_id)
    suggested = queries.suggestions(request.user).filter(offer=found) if may_keep else []
    context = {
        "offer": found,
        "may_suggest": not why_not(check_can_suggest, request.user, found),
        "may_confirm": not why_not(check_can_confirm, request.user, found),
        "suggested": list(suggested),
        "today": today,
        "families_waiting": waiting.waiting_for(found.pk, request.user) if stops else 0,
    }
    return render(request, "directory/offer.html", context)


@require_GET
def intervention(request: SignedInRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Intervention, code=code)
    local = found.offers.on_the_menu().select_related("organization").nearest_first()
    return render(request, "directory/intervention.html", {"intervention": found, "offers": local})


def _part(request: SignedInRequest, template: str) -> str:
    """Only the list when a filter changed and scripts run; else the whole page."""
    return f"{template}#found" if request.htmx and not request.htmx.boosted else template
