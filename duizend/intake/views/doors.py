"""For professionals: a pregnancy, with her consent first; and a family that one works with."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from duizend.access.http import SignedInRequest
from duizend.families.actions import open_family
from duizend.families.permissions import check_can_work_with_families
from duizend.families.queries import page_context
from duizend.intake import actions, queries
from duizend.intake.forms import ConsentForm, NoticeForm

CONTACT = ("name", "phone", "language", "goes_well", "asks")


@require_http_methods(["GET", "POST"])
def notice(request: SignedInRequest) -> HttpResponse:
    """Only the question of consent, until it is answered; a no leaves nothing behind.

    Nothing is kept between the steps but in the form itself, and each step asks again.
    """
    check_can_work_with_families(request.user)
    if request.method == "GET":
        return render(request, "intake/consent.html", {"consent_form": ConsentForm()})
    consent = ConsentForm(request.POST)
    if not consent.is_valid():
        return render(request, "intake/consent.html", {"consent_form": consent}, status=422)
    if not consent.agrees:
        return render(request, "intake/stopped.html")
    form = NoticeForm(request.POST if "versturen" in request.POST else None)
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "consent": consent.cleaned_data}
        return render(request, "intake/notice.html", context, status=422 if form.is_bound else 200)
    return _send(request, consent, form)


def _send(request: SignedInRequest, consent: ConsentForm, form: NoticeForm) -> HttpResponse:
    filled, now = form.cleaned_data, timezone.now()
    desk = queries.desk_of(filled["municipality"].pk)
    if desk is None:  # it stopped while this was filled in
        form.add_error("municipality", _("This municipality has no intake desk now."))
        context = {"form": form, "consent": consent.cleaned_data}
        return render(request, "intake/notice.html", context, status=422)
    contact = {name: filled[name] for name in CONTACT}
    if filled["birth_date"]:
        contact["birth_date"] = f"{filled['birth_date']:%-d-%-m-%Y}"
    told = actions.Notice(
        filled["municipality"],
        contact,
        consent.cleaned_data["explained"],
        timezone.localdate(now),
        filled["due_on"],
        filled["shielded"],
    )
    item = actions.send_notice(told, desk, item_id=filled["id"], by=request.user, at=now)
    messages.success(request, _("Sent. Here you see how far it is."))
    return redirect("intake:item", item_id=item.pk)


@require_GET
def before_desk(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """Let the desk look along with a family that one works with: a referral, with consent."""
    family = open_family(
        family_id, by=request.user, at=timezone.now(), purpose="intake.before_desk"
    )
    desk = queries.desk_of(family.municipality_id)
    context = {
        **page_context(family, request.user, timezone.localdate(), tab="referrals"),
        "desk": desk,
        "ask_url": f"{reverse('referrals:new', args=[family.pk])}"
        f"?naar=organisatie:{desk.organization.code}"
        if desk
        else "",
    }
    return render(request, "intake/before_desk.html", context)
