"""Going to another step of an approach, forward or back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed
from duizend.plans import actions, queries
from duizend.plans.forms import StepForm
from duizend.plans.models import APPROACH_LABELS
from duizend.plans.permissions import check_can_write
from duizend.plans.rules import APPROACHES, Approach
from duizend.plans.views.frame import back_to_plan, open_plan, page, posted, source_words

# The address is Dutch; the code is not.
ADDRESSES = {"zes-stappen": Approach.SIX_STEPS, "programma": Approach.SMART_SYSTEM}


@require_http_methods(["GET", "POST"])
def go(request: SignedInRequest, family_id: UUID, approach: str) -> HttpResponse:
    family = open_plan(request, family_id)
    if approach not in ADDRESSES:
        raise Http404(approach)
    chosen = ADDRESSES[approach]
    check_can_write(request.user, family)
    last = queries.where_we_are(family).get(chosen)
    form = StepForm(posted(request), approach=chosen, initial={"step": last.step if last else None})
    if form.is_bound and form.is_valid():
        try:
            actions.go_to_step(
                form.cleaned_data["entry"],
                family,
                chosen,
                form.cleaned_data["step"],
                form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The step is kept, with your reason."))
            return back_to_plan(family)
    return page(
        request,
        family,
        "step",
        form,
        steps=queries.steps_of(chosen, last),
        name=APPROACH_LABELS[chosen],
        source_words=source_words(APPROACHES[chosen].source, APPROACHES[chosen].year),
    )
