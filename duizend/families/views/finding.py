"""The caseload, the search that forgives, and registering a family once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from duizend.access.http import SignedInRequest
from duizend.families import actions
from duizend.families.forms import LANGUAGES, RegisterForm
from duizend.families.models import Family
from duizend.families.permissions import check_can_register, check_can_work_with_families
from duizend.families.queries import (
    LooksLike,
    Moment,
    caseload,
    moment,
    moment_in_words,
    mother,
    possible_duplicates,
    search,
)

FAMILIES_PER_PAGE = 25


@dataclass(frozen=True)
class Listed:
    """A family as one line of a list."""

    family: Family
    mother: str
    moment: Moment
    words: str


@require_GET
@vary_on_headers("HX-Request")
def families(request: SignedInRequest) -> HttpResponse:
    """The families of this person; with `q`, those that look like what was typed."""
    check_can_work_with_families(request.user)
    today = timezone.localdate()
    text = request.GET.get("q", "").strip()[:100]
    context = {"text": text, "today": today, "page": None}
    if text:
        found = search(request.user, text, today=today)
        actions.record_search(found, by=request.user, at=timezone.now())
        context["lines"] = listed(found, today)
    else:
        pages = Paginator(caseload(request.user), FAMILIES_PER_PAGE)
        page = pages.get_page(request.GET.get("page"))
        context |= {"page": page, "lines": listed(page, today)}
    part = "#results" if request.htmx and not request.htmx.boosted else ""
    return render(request, f"families/list.html{part}", context)


def listed(found: Iterable[Family], today: date) -> list[Listed]:
    lines = []
    for family in found:
        person, now = mother(family), moment(family, today)
        name = person.full_name if person else ""
        lines.append(Listed(family, name, now, moment_in_words(now, today)))
    return lines


@require_http_methods(["GET", "POST"])
def register(request: SignedInRequest) -> HttpResponse:
    """Register a family; likely doubles are shown first, and never joined by the machine."""
    check_can_register(request.user)
    today = timezone.localdate()
    form = RegisterForm(
        request.POST or None,
        user=request.user,
        today=today,
        initial={"once": uuid4(), "given_name": request.GET.get("naam", "")[:100]},
    )
    doubles: list[LooksLike] = []
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        if "sure" not in request.POST:
            name = f"{known['given_name']} {known['family_name']}"
            doubles = possible_duplicates(name, known["birth_date"])
        if not doubles:
            return _registered(request, form)
        actions.record_doubles_shown(by=request.user, at=timezone.now())
    context = {"form": form, "doubles": doubles, "languages": LANGUAGES}
    return render(request, "families/register.html", context)


def _registered(request: SignedInRequest, form: RegisterForm) -> HttpResponse:
    family = actions.register(
        people=form.people(),
        municipality_code=form.cleaned_data["municipality"].pk,
        due_date=form.cleaned_data["due_date"],
        by=request.user,
        at=timezone.now(),
        family_id=_once(request.user.pk, form.cleaned_data["once"]),
    )
    messages.success(request, _("The family is registered. You are in the team around it."))
    return redirect("workspace:family", family_id=family.pk)


def _once(user_id: int, form_id: UUID) -> UUID:
    """The same form sent twice gives the same family, and never somebody else's."""
    return uuid5(NAMESPACE_URL, f"duizend:register:{user_id}:{form_id}")
