"""The menu of help, for anybody who is signed in."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from duizend.access.http import SignedInRequest
from duizend.directory import queries
from duizend.directory.forms import InterventionsForm, WantedForm
from duizend.directory.models import Intervention

PER_PAGE = 40


@require_GET
def menu(request: SignedInRequest) -> HttpResponse:
    """Local offers; what is informal and free first, then what needs an indication."""
    form = WantedForm(request.GET)
    page = Paginator(queries.offers(form.wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "close_by": [offer for offer in page if not offer.indication_needed],
        "indicated": [offer for offer in page if offer.indication_needed],
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
    return render(request, "directory/offer.html", {"offer": found})


@require_GET
def intervention(request: SignedInRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Intervention, code=code)
    local = found.offers.on_the_menu().select_related("organization").nearest_first()
    return render(request, "directory/intervention.html", {"intervention": found, "offers": local})


def _part(request: SignedInRequest, template: str) -> str:
    """Only the list when a filter changed and scripts run; else the whole page."""
    return f"{template}#found" if request.htmx and not request.htmx.boosted else template
