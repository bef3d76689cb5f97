"""Keeping one part of a draft, and what the page shows when somebody was first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed
from duizend.route_cards import actions
from duizend.route_cards.forms.whole import PartForm
from duizend.route_cards.models import CardDraft
from duizend.route_cards.permissions import check_can_write
from duizend.route_cards.rules import drafting
from duizend.route_cards.rules.differences import Difference, differences
from duizend.route_cards.words import Names, lines_of


def opened(request: SignedInRequest, draft_id: UUID) -> CardDraft:
    """A draft, for who may write in it."""
    check_can_write(request.user)
    return get_object_or_404(CardDraft.objects.select_related("changed_by"), pk=draft_id)


def in_between(
    overtaken: actions.Overtaken, part: str, value: Any, names: Names
) -> list[Difference]:
    """What stands there now beside what this person wanted to keep."""
    now = overtaken.draft.content
    mine = drafting.with_part(now, part, value)
    return differences(lines_of(now, names), lines_of(mine, names))


def edit_part(
    request: SignedInRequest,
    draft: CardDraft,
    part: str,
    make: Callable[[QueryDict | None], PartForm],
    *,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show a part and keep it. `make` builds its form, empty or from what was sent."""
    names: Names = context["names"]
    form = make(request.POST if request.method == "POST" else None)
    form.initial["seen"] = drafting.stamp(drafting.part(draft.content, part))
    status, both = 200, []
    if form.is_bound and form.is_valid():
        value = form.value()
        try:
            actions.save_part(
                draft,
                part,
                value,
                seen=form.cleaned_data["seen"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.Overtaken as refusal:
            status, both = 409, in_between(refusal, part, value, names)
            again = request.POST.copy()
            again["seen"] = drafting.stamp(refusal.now)
            form = make(again)
            form.add_error(None, str(refusal))
        except NotAllowed as refusal:
            status = 422
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("route_cards:draft", draft.pk)
    elif form.is_bound:
        status = 422
    return render(
        request, template, {**context, "draft": draft, "form": form, "both": both}, status=status
    )
