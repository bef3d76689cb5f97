"""Writing a step, adding to it, the second person, finishing and going on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed
from duizend.safeguarding import actions, facts, queries
from duizend.safeguarding.forms import (
    STEP_FORMS,
    AdditionForm,
    LookForm,
    ReasonForm,
    VaultForm,
    first_day,
)
from duizend.safeguarding.models import Case
from duizend.safeguarding.permissions import check_can_look_along, check_keeps
from duizend.safeguarding.rules import is_finished, last_decision
from duizend.safeguarding.views.frame import open_case, page, quiet
from duizend.safeguarding.views.steps_shown import steps_shown, who_wrote
from duizend.safeguarding.words import STEP_HINTS, STEP_LABELS, STEP_PATHS

STEP_OF = {path: step for step, path in STEP_PATHS.items()}


@require_http_methods(["GET", "POST"])
@quiet
def step(request: SignedInRequest, case_id: UUID, path: str) -> HttpResponse:
    opened = open_case(request, case_id)
    kind = STEP_OF.get(path)
    if kind is None:
        raise Http404(path)
    check_keeps(request.user, opened)
    form = STEP_FORMS[kind](request.POST or None, initial=first_day(timezone.localdate()))

    def write() -> None:
        actions.write_step(
            form.cleaned_data["entry"], opened, form.words, by=request.user, at=timezone.now()
        )

    return _kept(request, opened, form, write) or page(
        request,
        "step",
        opened,
        form,
        label=STEP_LABELS[kind],
        hint=STEP_HINTS[kind],
        frameworks=facts.frameworks(request.user) if path in ("wegen", "besluit") else [],
        asks_framework=path in ("wegen", "besluit"),
    )


@require_http_methods(["GET", "POST"])
@quiet
def add(request: SignedInRequest, case_id: UUID, entry_id: UUID) -> HttpResponse:
    """Add to an entry, or correct it: what stood there stays."""
    opened = open_case(request, case_id)
    entries = queries.entries_of(opened)
    shown = [s for one in steps_shown(entries, who_wrote(entries)) for s in one.entries]
    about = next((one for one in shown if one.entry.id == entry_id), None)
    if about is None:
        raise Http404(str(entry_id))
    form = AdditionForm(request.POST or None, initial=first_day(timezone.localdate()))

    def write() -> None:
        words = replace(form.words, about=entry_id)
        actions.add_to(
            form.cleaned_data["entry"], opened, words, by=request.user, at=timezone.now()
        )

    return _kept(request, opened, form, write) or page(request, "add", opened, form, shown=about)


@require_POST
@quiet
def ask(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Ask the second person; they hear it from you, not from duizend."""
    opened = open_case(request, case_id)
    form = VaultForm(request.POST)
    if not form.is_valid():
        raise NotAllowed(_("This page is too old. Open it again."))
    actions.ask_second_person(
        form.cleaned_data["entry"], opened, by=request.user, at=timezone.now()
    )
    messages.success(request, _("Recorded. Tell your colleague yourself: no message is sent."))
    return redirect("safeguarding:case", case_id=opened.pk)


@require_http_methods(["GET", "POST"])
@quiet
def look(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """The second person says what they find of the decision."""
    opened = open_case(request, case_id)
    check_can_look_along(request.user, opened)
    entries = queries.entries_of(opened)
    decision = last_decision(entries)
    if decision is None:
        raise NotAllowed(_("There is no decision yet to look at."))
    form = LookForm(request.POST or None)

    def write() -> None:
        actions.look_along(
            form.cleaned_data["entry"],
            opened,
            view=form.cleaned_data["view"],
            text=form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
        )

    shown = [s for one in steps_shown(entries, who_wrote(entries)) for s in one.entries]
    about = next(one for one in shown if one.entry.id == decision.id)
    return _kept(request, opened, form, write) or page(request, "look", opened, form, shown=about)


@require_http_methods(["GET", "POST"])
@quiet
def finish(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Finish for now, or go on with what was finished; with a reason."""
    opened = open_case(request, case_id)
    check_keeps(request.user, opened)
    finished = is_finished(queries.entries_of(opened))
    deed = actions.reopen if finished else actions.finish
    form = ReasonForm(request.POST or None)

    def write() -> None:
        deed(
            form.cleaned_data["entry"],
            opened,
            form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        )

    return _kept(request, opened, form, write) or page(
        request, "finish", opened, form, finished=finished
    )


def _kept(
    request: SignedInRequest, case: Case, form: VaultForm, write: Callable[[], None]
) -> HttpResponse | None:
    """Back to the case when it was written; None when the form must be shown (again)."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        write()
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("Saved."))
    return redirect("safeguarding:case", case_id=case.pk)
