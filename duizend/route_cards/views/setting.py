"""Setting a draft: from when it counts, who decided, and what it changes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed, why_not
from duizend.pathways.reading import known_here
from duizend.route_cards import actions, queries
from duizend.route_cards.forms.whole import SetForm
from duizend.route_cards.permissions import check_is_complete
from duizend.route_cards.rules import drafting
from duizend.route_cards.rules.differences import differences
from duizend.route_cards.views.parts import opened
from duizend.route_cards.words import lines_of


@require_http_methods(["GET", "POST"])
def set_draft(request: SignedInRequest, card_draft_id: UUID) -> HttpResponse:
    found, today = opened(request, card_draft_id), timezone.localdate()
    form = SetForm(request.POST if request.method == "POST" else None, initial={"set_on": today})
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                row = actions.set_draft(
                    found, **form.cleaned_data, by=request.user, at=timezone.now()
                )
            except NotAllowed as refusal:
                form.add_error(None, str(refusal))
                found = opened(request, card_draft_id)
            else:
                messages.success(request, _("Set as version %(n)d.") % {"n": row.version})
                return redirect("route_cards:version", row.code, row.version)
    names = queries.names()
    before = queries.newest_content(found.code, today)
    old = lines_of(drafting.from_card(before), names) if before else []
    context = {
        "draft": found,
        "form": form,
        "seen": drafting.stamp(found.content),
        "before": before,
        "changes": differences(old, lines_of(found.content, names)),
        "why_not_set": why_not(check_is_complete, found.content, known_here()),
    }
    return render(request, "route_cards/set.html", context, status=status)
