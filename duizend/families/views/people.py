"""Who belongs to a family: see, add, change, and record that somebody left."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from duizend.access.http import SignedInRequest
from duizend.core.permissions import why_not
from duizend.families import actions
from duizend.families.forms import LANGUAGES, ColleagueForm, DayForm, PersonForm
from duizend.families.models import Family, Person, PersonRole
from duizend.families.permissions import (
    check_can_leave,
    check_is_open,
    check_works_with,
)
from duizend.families.queries import (
    care_team,
    colleagues_outside,
    masked_bsns,
    page_context,
    people_of_now,
    pregnancy_of_now,
)

# The word in the address, and the role it stands for.
ROLES = {
    "moeder": PersonRole.PREGNANT,
    "partner": PersonRole.PARTNER,
    "kind": PersonRole.CHILD,
    "mijn-mensen": PersonRole.NETWORK,
}
TITLES = {
    PersonRole.PREGNANT: gettext_lazy("The mother (to be)"),
    PersonRole.PARTNER: gettext_lazy("The partner"),
    PersonRole.CHILD: gettext_lazy("A child"),
    PersonRole.NETWORK: gettext_lazy("Somebody of my people"),
}


def opened(request: SignedInRequest, family_id: UUID) -> Family:
    """The family, for a page about its people; the reading is logged."""
    family = actions.open_family(
        family_id, by=request.user, at=timezone.now(), purpose="families.people"
    )
    prefetch_related_objects([family], "pregnancies")
    return family


def somebody(family: Family, person_id: UUID) -> Person:
    return get_object_or_404(Person, pk=person_id, family=family, left_on=None)


@require_GET
def people(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    return render(request, "families/people.html", people_context(request, family_id))


def people_context(request: SignedInRequest, family_id: UUID) -> dict[str, Any]:
    """Everything on the page of a family's people."""
    family, today = opened(request, family_id), timezone.localdate()
    frame = page_context(family, request.user, today, tab="people")
    by_role: dict[str, list[Person]] = {}
    for person in people_of_now(family):
        by_role.setdefault(person.role, []).append(person)
    return {
        **frame,
        "mothers": by_role.get(PersonRole.PREGNANT, []),
        "partners": by_role.get(PersonRole.PARTNER, []),
        "children": by_role.get(PersonRole.CHILD, []),
        "network": by_role.get(PersonRole.NETWORK, []),
        "pregnancy": pregnancy_of_now(family),
        "team": care_team(family),
        "colleague_form": ColleagueForm(colleagues=colleagues_outside(family, request.user)),
        "why_not_change": why_not(check_is_open, family),
        "why_not_add": why_not(check_works_with, request.user, family)
        if frame["emergency"]
        else "",
        "why_not_leave": why_not(check_can_leave, request.user, family),
        "has_bsn_ground": request.user.organization.may_use_bsn,
        "bsns": masked_bsns(family) if request.user.organization.may_use_bsn else {},
        "shown": {},
    }


def form_page(request: SignedInRequest, family: Family, form: Any, **more: Any) -> HttpResponse:
    """One form about this family, on a page of its own."""
    context = page_context(family, request.user, timezone.localdate(), tab="people")
    context |= {"form": form, "languages": LANGUAGES, **more}
    return render(request, "families/form.html", context)


@require_http_methods(["GET", "POST"])
def add_person(request: SignedInRequest, family_id: UUID, who: str) -> HttpResponse:
    if who not in ROLES:
        raise Http404(who)
    family, role = opened(request, family_id), ROLES[who]
    form = PersonForm(request.POST or None, role=role, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        added = actions.add_person(family, form.as_new_person(), by=request.user, at=timezone.now())
        messages.success(request, _("%(name)s is added.") % {"name": added.full_name})
        return redirect("families:people", family_id=family.pk)
    return form_page(request, family, form, title=TITLES[role], send=_("Add"))


@require_http_methods(["GET", "POST"])
def change_person(request: SignedInRequest, family_id: UUID, person_id: UUID) -> HttpResponse:
    family = opened(request, family_id)
    person = somebody(family, person_id)
    form = PersonForm.of(person, timezone.localdate(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.change_person(person, form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("families:people", family_id=family.pk)
    return form_page(request, family, form, title=person.full_name, send=_("Save"), person=person)


@require_http_methods(["GET", "POST"])
def person_left(request: SignedInRequest, family_id: UUID, person_id: UUID) -> HttpResponse:
    family, today = opened(request, family_id), timezone.localdate()
    person = somebody(family, person_id)
    form = DayForm(request.POST or None, today=today, initial={"day": today})
    if request.method == "POST" and form.is_valid():
        actions.person_left(person, form.cleaned_data["day"], by=request.user, at=timezone.now())
        messages.success(
            request, _("%(name)s no longer stands with this family.") % {"name": person}
        )
        return redirect("families:people", family_id=family.pk)
    return form_page(
        request,
        family,
        form,
        title=_("%(name)s no longer belongs to this family") % {"name": person.full_name},
        explanation=_("What was recorded before stays readable."),
        send=_("Record"),
    )
