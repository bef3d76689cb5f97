"""The pages on which somebody says that nothing on the menu fitted this family."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.access.rules import Category
from duizend.core.permissions import NotAllowed, why_not
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.permissions import check_can_work_with_families
from duizend.families.queries import caseload, page_context
from duizend.pathways import actions, queries
from duizend.pathways.forms import UnmetForm
from duizend.pathways.permissions import check_can_decide
from duizend.signals.queries import present_signals
from duizend.signals.rules.codes import Kind

PER_PAGE = 40


@require_http_methods(["GET", "POST"])
def say(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """From the route and from the menu: nothing fitted."""
    family = open_family(family_id, by=request.user, at=timezone.now(), purpose="pathways.route")
    form = _form(request, family, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.say_unmet(
                given["entry"],
                family,
                given["life_domain"],
                given["what"],
                concept=given["concept"],
                by=request.user,
                at=timezone.now(),
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Written down: nothing fitted. It stands on the route."))
            return redirect("pathways:route", family_id=family.pk)
    context = {
        **page_context(family, request.user, timezone.localdate(), tab="route"),
        "form": form,
        "why_not_decide": why_not(check_can_decide, request.user, family),
    }
    return render(request, "pathways/unmet.html", context, status=422 if form.errors else 200)


@require_POST
def found(request: SignedInRequest, family_id: UUID, need_id: UUID) -> HttpResponse:
    family = open_family(family_id, by=request.user, at=timezone.now(), purpose="pathways.route")
    need = get_object_or_404(queries.unmet_needs(family), pk=need_id)
    actions.say_found(need, by=request.user, at=timezone.now())
    messages.success(request, _("Good: something was found after all."))
    return redirect("pathways:route", family_id=family.pk)


@require_GET
def choose(request: SignedInRequest) -> HttpResponse:
    """From the menu: for which of my families did nothing fit?"""
    check_can_work_with_families(request.user)
    page = Paginator(caseload(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "life_domain": _asked(request)}
    return render(request, "pathways/unmet_for_whom.html", context)


def _form(request: SignedInRequest, family: Family, data: QueryDict | None) -> UnmetForm:
    about = [one.concept_id for one in present_signals(family) if one.concept.kind == Kind.RISK]
    return UnmetForm(
        data,
        shielded=request.user.sees_restricted,
        about=about,
        initial={"life_domain": _asked(request)},
    )


def _asked(request: SignedInRequest) -> str:
    """The life domain for which somebody looked on the menu; empty for anything else."""
    asked = request.GET.get("life_domain", "")
    return asked if asked in set(Category) else ""
