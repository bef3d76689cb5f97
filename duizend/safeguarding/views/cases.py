"""The list of one's own, beginning, one case, its log, and in whose hands it is."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed, why_not
from duizend.families.models import Family
from duizend.safeguarding import actions, facts, queries
from duizend.safeguarding.forms import StartForm, SupervisorForm
from duizend.safeguarding.permissions import (
    check_can_look_along,
    check_can_release,
    check_can_take_over,
    check_keeps,
    has_left,
)
from duizend.safeguarding.rules import is_finished, last_decision, steps_done
from duizend.safeguarding.views.frame import open_case, page, quiet
from duizend.safeguarding.views.steps_shown import (
    second_shown,
    steps_shown,
    turns_shown,
    who_wrote,
)
from duizend.safeguarding.words import DEEDS

CASES_PER_PAGE = 25
LINES_PER_PAGE = 50


@require_GET
@quiet
def cases(request: SignedInRequest) -> HttpResponse:
    """What I may read: my own, where I look along, and as officer those of my organisation."""
    found = queries.cases_of(request.user)
    shown = Paginator(found, CASES_PER_PAGE).get_page(request.GET.get("page"))
    actions.note_for_each(shown.object_list, "list", by=request.user, at=timezone.now())
    context = {
        "page": shown,
        "lines": queries.lines(shown.object_list),
        "released": queries.released_to(request.user),
        "family": _family(request),
        "officers": queries.officers_of(request.user),
        "turn_to": facts.turn_to(),
        "frameworks": facts.frameworks(request.user),
        "retention": facts.retention(),
        "today": timezone.localdate(),
    }
    return render(request, "safeguarding/list.html", context)


@require_http_methods(["GET", "POST"])
@quiet
def start(request: SignedInRequest) -> HttpResponse:
    """A case about the family one comes from, or about whom one says in own words."""
    queries.cases_of(request.user)
    family = _family(request)
    form = StartForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            case = actions.start(
                form.cleaned_data["entry"],
                by=request.user,
                at=timezone.now(),
                family_id=family.pk if family else None,
                about=form.cleaned_data["about"],
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("safeguarding:case", case_id=case.pk)
    context = {"form": form, "family": family, "turn_to": facts.turn_to()}
    status = 422 if form.errors else 200
    return render(request, "safeguarding/start.html", context, status=status)


@require_GET
@quiet
def case(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Everything of one case on one page."""
    opened = open_case(request, case_id)
    entries = queries.entries_of(opened)
    people = who_wrote(entries)
    return page(
        request,
        "case",
        opened,
        steps=steps_shown(entries, people),
        turns=turns_shown(entries, people),
        second=second_shown(entries, people),
        new_entry=uuid4(),
        decided=last_decision(entries) is not None,
        done=len(steps_done(entries)),
        finished=is_finished(entries),
        releases=queries.releases_of(opened),
        officers=queries.officers_of(request.user),
        frameworks=facts.frameworks(request.user),
        why_not_write=why_not(check_keeps, request.user, opened),
        why_not_look=why_not(check_can_look_along, request.user, opened),
        why_not_release=why_not(
            check_can_release, request.user, opened, queries.subject_of(opened)
        ),
        may_take_over=not why_not(check_can_take_over, request.user, opened),
        keeper_left=has_left(opened),
    )


@require_http_methods(["GET", "POST"])
@quiet
def supervisor(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    opened = open_case(request, case_id)
    check_keeps(request.user, opened)
    form = SupervisorForm(
        request.POST if request.method == "POST" else None,
        colleagues=list(queries.people_who_may_supervise(request.user)),
        initial={"supervisor": str(opened.supervisor_id or "")},
    )
    if form.is_bound and form.is_valid():
        actions.name_supervisor(opened, form.colleague, by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("safeguarding:case", case_id=opened.pk)
    return page(request, "supervisor", opened, form)


@require_POST
@quiet
def take_over(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    opened = open_case(request, case_id)
    actions.take_over(opened, by=request.user, at=timezone.now())
    messages.success(request, _("You have it in hand now."))
    return redirect("safeguarding:case", case_id=opened.pk)


@require_GET
@quiet
def log(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Who did or read what here; for the three alone."""
    opened = open_case(request, case_id, "read_log")
    found = Paginator(queries.log_of(opened), LINES_PER_PAGE).get_page(request.GET.get("page"))
    lines = [queries.as_log_line(event) for event in found]
    return page(
        request, "log", opened, page=found, rows=[(line, DEEDS[line.deed]) for line in lines]
    )


def _family(request: SignedInRequest) -> Family | None:
    """The family of the page one came from, when one may open it now."""
    try:
        asked = UUID(request.GET.get("gezin", ""))
    except ValueError:
        return None
    return queries.family_to_start_from(request.user, asked)
