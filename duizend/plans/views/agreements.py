"""Adding and ending an agreement."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed
from duizend.plans import actions
from duizend.plans.forms import AgreementForm, ReasonForm
from duizend.plans.models import Agreement
from duizend.plans.permissions import check_can_edit, check_can_write
from duizend.plans.views.frame import back_to_plan, open_plan, page, posted


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_plan(request, family_id)
    check_can_write(request.user, family)
    form = AgreementForm(
        posted(request), user=request.user, initial={"made_on": timezone.localdate()}
    )
    if form.is_bound and form.is_valid():
        try:
            actions.add_agreement(
                form.cleaned_data["entry"],
                family,
                form.cleaned_data["words"],
                form.cleaned_data["made_on"],
                is_shielded=form.cleaned_data.get("is_shielded", False),
                by=request.user,
                at=timezone.now(),
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The agreement stands in the plan."))
            return back_to_plan(family)
    return page(request, family, "agreement", form)


@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, family_id: UUID, agreement_id: UUID) -> HttpResponse:
    family = open_plan(request, family_id)
    agreement = get_object_or_404(
        Agreement.objects.filter(family=family).select_related("recorder_organization"),
        pk=agreement_id,
    )
    agreement.family = family
    check_can_edit(request.user, agreement, timezone.localdate())
    form = ReasonForm(posted(request))
    if form.is_bound and form.is_valid():
        actions.end_agreement(
            agreement, form.cleaned_data["reason"], by=request.user, at=timezone.now()
        )
        messages.success(request, _("The agreement has ended."))
        return back_to_plan(family)
    return page(request, family, "stop", form, words=agreement.words)
