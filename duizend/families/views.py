"""Finding and registering a family, and the people in it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from duizend.access.http import SignedInRequest
from duizend.families.queries import caseload


@require_GET
def families(request: SignedInRequest) -> HttpResponse:
    """The families of this person."""
    return render(request, "families/list.html", {"families": caseload(request.user)[:25]})
