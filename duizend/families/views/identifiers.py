"""The BSN, for organisations with a legal ground; reading it is an act of its own."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed
from duizend.families import actions
from duizend.families.forms import BsnForm
from duizend.families.models import Identifier
from duizend.families.permissions import check_can_record_bsn
from duizend.families.views.people import form_page, opened, people_context, somebody


@never_cache
@require_http_methods(["GET", "POST"])
def bsn(request: SignedInRequest, family_id: UUID, person_id: UUID) -> HttpResponse:
    family, today = opened(request, family_id), timezone.localdate()
    check_can_record_bsn(request.user, family)
    person = somebody(family, person_id)
    form = BsnForm(request.POST or None, today=today, initial={"identity_checked_on": today})
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        try:
            actions.record_bsn(
                person,
                known["number"],
                identity_checked_on=known["identity_checked_on"],
                by=request.user,
                at=timezone.now(),
            )
        except NotAllowed as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, _("The BSN is kept, encrypted."))
            return redirect("families:people", family_id=family.pk)
    return form_page(
        request,
        family,
        form,
        title=_("BSN of %(name)s") % {"name": person.full_name},
        explanation=_(
            "Only your organisation can read it. A newborn has no BSN at first: wait for its own."
        ),
        send=_("Keep the BSN"),
    )


@never_cache
@require_POST
def show_bsn(request: SignedInRequest, family_id: UUID, person_id: UUID) -> HttpResponse:
    """The number itself, once, on this page; never in an address."""
    context = people_context(request, family_id)
    check_can_record_bsn(request.user, context["family"])
    identifier = get_object_or_404(
        Identifier.objects.select_related("family"),
        person_id=person_id,
        family=context["family"],
        recorder_organization_id=request.user.organization_id,
    )
    digits = actions.show_bsn(identifier, by=request.user, at=timezone.now())
    context["shown"] = {identifier.person_id: digits}
    return render(request, "families/people.html", context)
