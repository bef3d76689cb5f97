"""Who of one's own organisation works with a family."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duizend.access.http import SignedInRequest
from duizend.families import actions
from duizend.families.forms import ColleagueForm
from duizend.families.queries import colleagues_outside
from duizend.families.views.people import opened


@require_POST
def add_colleague(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = opened(request, family_id)
    form = ColleagueForm(request.POST, colleagues=colleagues_outside(family, request.user))
    if form.is_valid():
        colleague = form.cleaned_data["colleague"]
        actions.add_colleague(family, colleague, by=request.user, at=timezone.now())
        messages.success(request, _("%(name)s is now in the team.") % {"name": colleague})
    else:
        messages.error(request, _("Choose a colleague who is not in the team yet."))
    return redirect("families:people", family_id=family.pk)


@require_POST
def leave(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = opened(request, family_id)
    actions.leave(family, by=request.user, at=timezone.now())
    messages.success(request, _("You no longer work with this family. You cannot open it now."))
    return redirect("families:list")
