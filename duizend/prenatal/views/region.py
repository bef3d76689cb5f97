"""How often it was proposed, consented to and done: of a region, never of a family."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from duizend.access.http import SignedInRequest
from duizend.prenatal import queries
from duizend.questionnaires.permissions import check_can_see_region


@require_GET
def region(request: SignedInRequest) -> HttpResponse:
    check_can_see_region(request.user)
    rows = queries.of_region()
    context = {"rows": rows, "first": rows[0] if rows else None}
    return render(request, "prenatal/region.html", context)
