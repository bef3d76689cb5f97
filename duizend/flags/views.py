"""Where to turn first, then what was done; only for who may see what is shielded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access import audit
from duizend.access.http import SignedInRequest
from duizend.core.permissions import why_not
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.queries import page_context
from duizend.flags import actions, queries
from duizend.flags.forms import DeedForm, HandOverForm
from duizend.flags.kinds import kind
from duizend.flags.models import Flag, HandOver
from duizend.flags.permissions import check_can_settle, check_can_take_over


@require_GET
def flags(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """What asks something now, and what was done before. Empty for who may see none."""
    family = _open(request, family_id)
    found = list(queries.of_family(family))
    if found:
        _log_reading(request, family)
    context = _context(request, family) | {
        "open_flags": [flag for flag in found if flag.is_open],
        "settled_flags": [flag for flag in found if not flag.is_open],
    }
    return render(request, "flags/list.html", context)


@require_http_methods(["GET", "POST"])
def flag(request: SignedInRequest, family_id: UUID, flag_id: UUID) -> HttpResponse:
    """One flag; a POST says what was done."""
    family = _open(request, family_id)
    found = _find(family, flag_id)
    form = DeedForm(request.POST if request.method == "POST" else None, kind=kind(found.code))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.settle(
                said["id"],
                found,
                said["done"],
                said["words"],
                done_at=said["done_at"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.NotSaidYet as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. What you did is kept."))
            return redirect("workspace:family", family_id=family.pk)
    if not form.is_bound:
        _log_reading(request, family, found)
    return _page(request, family, found, form, None)


@require_POST
def hand_over(request: SignedInRequest, family_id: UUID, flag_id: UUID) -> HttpResponse:
    family = _open(request, family_id)
    found = _find(family, flag_id)
    form = _hand_over_form(request, found, bound=True)
    if not form.is_valid():
        return _page(request, family, found, None, form)
    asked = actions.hand_over(
        form.cleaned_data["id"], found, form.chosen, by=request.user, at=timezone.now()
    )
    messages.success(
        request,
        _("%(name)s sees this on My day. Also call, so that you know it is done today.")
        % {"name": asked.to.full_name},
    )
    return redirect("flags:flag", family_id=family.pk, flag_id=found.pk)


@require_POST
def take_over(request: SignedInRequest, family_id: UUID, flag_id: UUID) -> HttpResponse:
    family = _open(request, family_id)
    actions.take_over(_find(family, flag_id), by=request.user, at=timezone.now())
    return redirect("flags:flag", family_id=family_id, flag_id=flag_id)


@require_POST
def answer(
    request: SignedInRequest, family_id: UUID, flag_id: UUID, hand_over_id: UUID
) -> HttpResponse:
    """Yes or no of the colleague who was asked."""
    family = _open(request, family_id)
    asked = get_object_or_404(
        HandOver.objects.filter(family=family, flag_id=flag_id), pk=hand_over_id
    )
    deed = actions.accept if request.POST.get("answer") == "yes" else actions.decline
    deed(asked, by=request.user, at=timezone.now())
    return redirect("flags:flag", family_id=family_id, flag_id=flag_id)


def _open(request: SignedInRequest, family_id: UUID) -> Family:
    """Logged as opening the family: that there was a flag to read is shielded, and apart."""
    return open_family(family_id, by=request.user, at=timezone.now(), purpose="families.open")


def _find(family: Family, flag_id: UUID) -> Flag:
    return get_object_or_404(queries.of_family(family), pk=flag_id)


def _log_reading(request: SignedInRequest, family: Family, found: Flag | None = None) -> None:
    audit.record(
        "flags.read",
        found,
        by=request.user,
        at=timezone.now(),
        family_id=family.pk,
        category="safety",
    )


def _context(request: SignedInRequest, family: Family) -> dict[str, Any]:
    context = page_context(family, request.user, timezone.localdate(), tab="today")
    context["day_line"] = None  # nothing else asks for attention here
    return context


def _hand_over_form(request: SignedInRequest, found: Flag, *, bound: bool) -> HandOverForm:
    colleagues = queries.colleagues_who_can(request.user).exclude(pk=found.owner_id)
    return HandOverForm(request.POST if bound else None, colleagues=list(colleagues))


def _page(
    request: SignedInRequest,
    family: Family,
    found: Flag,
    form: DeedForm | None,
    hand_over_form: HandOverForm | None,
) -> HttpResponse:
    refused = any(one is not None and one.is_bound for one in (form, hand_over_form))
    asked = next((one for one in found.hand_overs.all() if one.is_asked), None)
    context = _context(request, family) | {
        "flag": found,
        "kind": kind(found.code),
        "form": form or DeedForm(kind=kind(found.code)),
        "hand_over_form": hand_over_form or _hand_over_form(request, found, bound=False),
        "deeds": [
            (deed, [kind(found.code).deeds.get(code, code) for code in deed.done])
            for deed in found.deeds.select_related("recorder")
        ],
        "asked": asked,
        "asked_me": asked is not None and asked.to_id == request.user.pk,
        "why_not": why_not(check_can_settle, request.user, found),
        "why_not_take_over": why_not(check_can_take_over, request.user, found),
    }
    return render(request, "flags/flag.html", context, status=422 if refused else 200)
