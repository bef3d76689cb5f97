"""Turning the screen to the family, and back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from duizend.access.http import SignedInRequest
from duizend.families import together
from duizend.families.actions import open_family


@require_POST
def look_together(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """`samen` is 1 to begin and empty to stop; `terug` is the page to stay on."""
    family = open_family(
        family_id, by=request.user, at=timezone.now(), purpose="families.look_together"
    )
    together.turn(request.session, family.pk, on=request.POST.get("samen") == "1")
    back = request.POST.get("terug", "")
    # Only to a page of this family: the address comes from the form.
    mine = back.startswith(f"/gezinnen/{family.pk}/")
    if not mine or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("families:people", args=[family.pk])
    return redirect(back)
