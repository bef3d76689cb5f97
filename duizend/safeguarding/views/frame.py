"""What surrounds each page of the vault: opening a case, and refusing without a trace elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed
from duizend.families.together import KEY
from duizend.safeguarding import actions, facts, queries
from duizend.safeguarding.models import Case

HERE = {
    "step": gettext_lazy("Writing a step"),
    "add": gettext_lazy("Add or correct"),
    "look": gettext_lazy("Look at this decision"),
    "finish": gettext_lazy("Finishing"),
    "supervisor": gettext_lazy("Choose who looks along"),
    "release": gettext_lazy("Release steps"),
    "take_back": gettext_lazy("Take back"),
    "log": gettext_lazy("Who read this"),
}
# What was let out is there to be read together.
FOR_TOGETHER = ("safeguarding:released",)
View = Callable[..., HttpResponse]


def quiet(view: View) -> View:
    """A refusal here is a page with its reason, and no line in the ordinary log.

    That log would tell that there is something to refuse. What does not exist for somebody
    stays a 404 like any other; the log then knows of an attempt, but not at what.
    """

    @wraps(view)
    def refusing(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            _check_own_screen(request)
            return view(request, *args, **kwargs)
        except NotAllowed as refusal:
            context = {"reason": str(refusal), "shared_with": request.session.get(KEY)}
            return render(request, "safeguarding/refused.html", context, status=403)

    return refusing


def _check_own_screen(request: SignedInRequest) -> None:
    """Somebody may be looking along; for who may not be here nothing differs."""
    shared = KEY in request.session and view_name(request) not in FOR_TOGETHER
    if shared and request.user.may_safeguard:
        raise NotAllowed(
            _("You are looking together with a family. Go back to your own screen first.")
        )


def view_name(request: SignedInRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def open_case(request: SignedInRequest, case_id: UUID, deed: str = "read") -> Case:
    """The one way to a case for a page: checks who asks, and logs the reading in the vault."""
    case = queries.case_of(request.user, case_id)
    actions.note(case, deed, by=request.user, at=timezone.now())
    return case


def page(
    request: SignedInRequest, template: str, case: Case, form: Form | None = None, **more: Any
) -> HttpResponse:
    # `here` is what the last crumb says; the page of the case itself has none.
    context = {
        "case": case,
        "here": HERE.get(template),
        "subject": queries.subject_of(case),
        "form": form,
        "today": timezone.localdate(),
        "turn_to": facts.turn_to(),
        **more,
    }
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, f"safeguarding/{template}.html", context, status=status)
