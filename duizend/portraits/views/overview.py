"""The three pictures of a family, beside each other."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from duizend.access.http import SignedInRequest
from duizend.portraits.models import Portrait
from duizend.portraits.queries import pictures
from duizend.portraits.rules.codes import Picture
from duizend.portraits.views.frame import open_pictures, page, when_and_who


@require_GET
def overview(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_pictures(request, family_id, "portraits.overview")
    made = list(pictures.pictures(family, request.user))
    context = page(request, family) | {
        "is_overview": True,
        "triangle": _last(made, Picture.TRIANGLE),
        "web": _last(made, Picture.WEB),
    }
    return render(request, "portraits/overview.html", context)


def _last(made: list[Portrait], picture: Picture) -> dict[str, object]:
    """The last picture in words, how many are ready, and whether one is being drawn."""
    here = [one for one in made if one.picture == picture]
    ready = [one for one in here if not one.is_draft]
    return {
        "words": when_and_who(ready[0]) if ready else "",
        "ready": len(ready),
        "drafts": [one for one in here if one.is_draft],
    }
