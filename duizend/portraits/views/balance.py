"""The balance per life domain over time, and on two days beside each other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from duizend.access.http import SignedInRequest
from duizend.core.charts import lanes
from duizend.families.models import Family
from duizend.portraits.forms import DaysForm
from duizend.portraits.queries import timeline
from duizend.portraits.views.frame import as_file, on_paper, open_pictures, page

# Above this many lanes the drawing is printed smaller, so that it stays on one page.
MANY = 24


@require_GET
def balance(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_pictures(request, family_id, "portraits.balance")
    context = page(request, family) | _shown(request, family)
    wrong = context["days"].is_bound and not context["days"].is_valid()
    return render(request, "portraits/balance.html", context, status=422 if wrong else 200)


@require_GET
def balance_paper(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_pictures(request, family_id, "portraits.balance")
    return on_paper(request, family, _paper(request, family))


@require_GET
def balance_pdf(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_pictures(request, family_id, "portraits.balance")
    context = _paper(request, family)
    return as_file(request, family, context, "balans", str(context["paper_url"]))


def _paper(request: SignedInRequest, family: Family) -> dict[str, Any]:
    here = [family.pk]
    shown = _shown(request, family)
    found: timeline.Balance = shown["balance"]
    is_much = sum(len(story.lanes) for story in found.spoken) > MANY
    return shown | {
        "paper": "portraits/_balance_paper.html",
        "density": "close" if is_much else "airy",
        "close": [(story, found.drawing(story, lanes.SMALL)) for story in found.spoken],
        "paper_url": reverse("portraits:balance_paper", args=here),
        "pdf_url": reverse("portraits:balance_pdf", args=here),
        "back_url": reverse("portraits:balance", args=here),
    }


def _shown(request: SignedInRequest, family: Family) -> dict[str, Any]:
    """Two days beside each other: the first weighing and today, or those asked for."""
    today = timezone.localdate()
    found = timeline.balance(family, today)
    usual = {"toen": next(iter(found.moments), found.first), "nu": today}
    asked = request.GET if "toen" in request.GET or "nu" in request.GET else None
    days = DaysForm(asked, first=found.first, today=today, initial=usual)
    chosen = days.cleaned_data if days.is_bound and days.is_valid() else usual
    return {
        "balance": found,
        "spoken": [(story, found.drawing(story)) for story in found.spoken],
        "days": days,
        "then": chosen["toen"],
        "now": chosen["nu"],
        "rows": list(zip(found.on(chosen["toen"]), found.on(chosen["nu"]), strict=True)),
        "moments": found.moments,
    }
