"""A picture is ready, or is put aside."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duizend.access.http import SignedInRequest
from duizend.portraits import actions
from duizend.portraits.forms import EndForm
from duizend.portraits.models import Portrait
from duizend.portraits.views.frame import find, open_pictures


@require_POST
def finish(request: SignedInRequest, family_id: UUID, portrait_id: UUID) -> HttpResponse:
    family = open_pictures(request, family_id, "portraits.finish")
    portrait = find(request, family, portrait_id, None)
    actions.finish(portrait, by=request.user, at=timezone.now())
    messages.success(request, _("Kept. Next time you make a new one, and see what changed."))
    return _back(portrait)


@require_POST
def enter_in_error(request: SignedInRequest, family_id: UUID, portrait_id: UUID) -> HttpResponse:
    family = open_pictures(request, family_id, "portraits.enter_in_error")
    portrait = find(request, family, portrait_id, None)
    form = EndForm(request.POST)
    if form.is_valid():
        actions.enter_in_error(
            portrait, form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )
        messages.success(request, _("Put aside. The picture no longer shows."))
    else:
        messages.error(request, _("Say what was wrong with this picture."))
    return _back(portrait)


def _back(portrait: Portrait) -> HttpResponse:
    return redirect(f"portraits:{portrait.picture}", family_id=portrait.family_id)
