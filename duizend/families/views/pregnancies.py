"""The due date, the birth, and a pregnancy that ended."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.access.http import SignedInRequest
from duizend.families import actions
from duizend.families.forms import BirthForm, DayForm, DueDateForm
from duizend.families.models import Family, PersonRole, Pregnancy
from duizend.families.queries import mother, pregnancy_of_now
from duizend.families.views.people import form_page, opened


def expected(family: Family) -> Pregnancy:
    """The pregnancy that goes on, or a 404 when there is none (that may be seen)."""
    pregnancy = pregnancy_of_now(family)
    if pregnancy is None:
        raise Http404(f"no pregnancy in {family.pk}")
    return pregnancy


@require_http_methods(["GET", "POST"])
def birth(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family, today = opened(request, family_id), timezone.localdate()
    pregnancy, parent = expected(family), mother(family)
    initial = {"born_on": today, "family_name": parent.family_name if parent else ""}
    form = BirthForm(request.POST or None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        child = actions.NewPerson(PersonRole.CHILD, known["given_name"], known["family_name"])
        actions.record_birth(pregnancy, child, known["born_on"], by=request.user, at=timezone.now())
        messages.success(request, _("Welcome, %(name)s.") % {"name": known["given_name"]})
        return redirect("families:people", family_id=family.pk)
    return form_page(
        request,
        family,
        form,
        title=_("The baby is born"),
        explanation=_("Twins? Record the first here, and add the second as a child afterwards."),
        send=_("Record the birth"),
    )


@require_http_methods(["GET", "POST"])
def due_date(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """Change the due date; or give one to a family that had none."""
    family, today = opened(request, family_id), timezone.localdate()
    pregnancy = pregnancy_of_now(family)
    initial = {"due_date": pregnancy.due_date if pregnancy else None}
    form = DueDateForm(request.POST or None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        day, now = form.cleaned_data["due_date"], timezone.now()
        if pregnancy is None:
            actions.add_pregnancy(family, day, by=request.user, at=now)
        else:
            actions.change_due_date(pregnancy, day, by=request.user, at=now)
        messages.success(request, _("Saved."))
        return redirect("families:people", family_id=family.pk)
    return form_page(request, family, form, title=_("Due date"), send=_("Save"))


@require_http_methods(["GET", "POST"])
def end_pregnancy(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family, today = opened(request, family_id), timezone.localdate()
    pregnancy = expected(family)
    form = DayForm(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        actions.end_pregnancy(pregnancy, day, by=request.user, at=timezone.now())
        messages.success(request, _("Recorded. The weeks no longer count on."))
        return redirect("families:people", family_id=family.pk)
    return form_page(
        request,
        family,
        form,
        title=_("The pregnancy has ended"),
        explanation=_(
            "The baby did not stay alive. From now on the weeks are no longer counted anywhere."
        ),
        send=_("Record"),
    )
