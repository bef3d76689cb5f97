"""Who may know what: asked, given, refused, taken back; and on which basis we keep it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from duizend.access.http import SignedInRequest
from duizend.access.models import CATEGORY_LABELS, Organization
from duizend.access.rules import Category
from duizend.consents import actions
from duizend.consents.forms import AskForm, Asking, GroundForm, WhomForm
from duizend.consents.models import PURPOSE_LABELS, Consent, ConsentText, LegalBasis
from duizend.consents.queries import (
    decisions,
    exchange_permission,
    explanations,
    grounds_to_keep,
    holding,
    possible_recipients,
    processing_ground,
)
from duizend.consents.rules import Status
from duizend.core.content import cited
from duizend.core.permissions import why_not
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.permissions import check_is_open
from duizend.families.queries import (
    moment,
    page_context,
    second_birthday,
    who_can_decide,
)

MOST_DECISIONS = 50
# The explanation of a purpose, when it is not simply named after it.
TEXT_OF = {"prenatal_home_visit": "prenatal-home-visit"}


def opened(request: SignedInRequest, family_id: UUID) -> Family:
    family = open_family(family_id, by=request.user, at=timezone.now(), purpose="consents.list")
    prefetch_related_objects([family], "pregnancies", "people")
    return family


@require_GET
def consents(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """Who may know what of this family. With `ontvanger` and `doel`: the question itself."""
    family = opened(request, family_id)
    return page(request, family, request.GET)


@require_POST
def decide(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """A yes or a no, in one tap."""
    family, now = opened(request, family_id), timezone.now()
    recipients = possible_recipients(family, request.user.organization)
    asking = asked(request, recipients, explanations(), request.POST)
    if asking is None:
        raise Http404("no such question")
    form = ask_form(family, asking, timezone.localdate(now), request.POST)
    if not form.is_valid():
        return page(request, family, request.POST, form=form)
    known, recipient = form.cleaned_data, asking.recipient
    told = {"purpose": asking.purpose, "given_by": known["given_by"], "by": request.user}
    if form.refused:
        actions.refuse(family, recipient, categories=known["categories"], at=now, **told)
        messages.success(
            request, _("Recorded. Saying no is always fine; nothing changes in the care.")
        )
    else:
        actions.give(
            family,
            recipient,
            categories=known["categories"],
            explained=known["explained"],
            period_end=known["last_day"],
            at=now,
            **told,
        )
        messages.success(
            request, _("Recorded: %(who)s may know this now.") % {"who": recipient.name}
        )
    return redirect(way_back(request) or family_page(family))


@require_POST
def withdraw(request: SignedInRequest, family_id: UUID, consent_id: UUID) -> HttpResponse:
    family = opened(request, family_id)
    consent = get_object_or_404(Consent, pk=consent_id, family=family)
    actions.withdraw(consent, by=request.user, at=timezone.now())
    messages.success(request, _("Stopped. From now on nothing new is shared."))
    return redirect(family_page(family))


@require_POST
def exchange(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """May it stay available to those who also have a consent (Wabvpz article 15a)?"""
    family = opened(request, family_id)
    act = actions.permit_exchange if request.POST.get("answer") == "yes" else actions.end_exchange
    act(family, given_by=actions.speaker(family), by=request.user, at=timezone.now())
    messages.success(request, _("Recorded."))
    return redirect(family_page(family))


@require_POST
def ground(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """On which legal basis one's own organisation keeps data of this family."""
    family, now = opened(request, family_id), timezone.now()
    bases = grounds_to_keep(request.user.organization, timezone.localdate(now))
    form = GroundForm(request.POST, bases=bases)
    if not form.is_valid():
        messages.error(request, _("Choose a legal basis that is in force for your organisation."))
        return redirect(family_page(family))
    basis = next(item for item in bases if item.code == form.cleaned_data["basis"])
    actions.set_ground(family, basis, by=request.user, at=now)
    messages.success(request, _("Recorded."))
    return redirect(family_page(family))


@require_GET
def legal_bases(request: SignedInRequest) -> HttpResponse:
    """Every legal basis with its dates, also what is not in force (yet)."""
    today = timezone.localdate()
    bases = [
        (basis, basis.holds(today), cited(basis.sources))
        for basis in LegalBasis.objects.filter(retired=False)
    ]
    return render(request, "consents/legal_bases.html", {"bases": bases, "today": today})


def page(
    request: SignedInRequest, family: Family, given: QueryDict, *, form: AskForm | None = None
) -> HttpResponse:
    today, user = timezone.localdate(), request.user
    texts = explanations()
    recipients = possible_recipients(family, user.organization)
    asking = form.asking if form else asked(request, recipients, texts, given)
    if form is None and asking is not None:
        form = ask_form(family, asking, today)
    visible = list(holding(family, today))
    permission = exchange_permission(family, user.organization)
    bases = grounds_to_keep(user.organization, today)
    mine = processing_ground(family, user.organization)
    context: dict[str, Any] = {
        **page_context(family, user, today, tab="consent"),
        "asking": asking,
        "form": form,
        "back": way_back(request),
        "whom_form": WhomForm(
            recipients=recipients,
            initial={"ontvanger": given.get("ontvanger"), "doel": given.get("doel") or "referral"},
        ),
        "given_by_us": [c for c in visible if c.source_id == user.organization_id],
        "given_to_us": [c for c in visible if c.recipient_id == user.organization_id],
        "history": decisions(family)[:MOST_DECISIONS],
        "permission": permission,
        "permitted": permission is not None and permission.status == Status.ACTIVE,
        "exchange_text": texts.get("exchange"),
        "has_texts": bool(texts),
        "ground": mine,
        "ground_form": GroundForm(
            bases=bases, initial={"basis": mine.legal_basis_id if mine else ""}
        ),
        "has_bases": bool(bases),
        "why_not_change": why_not(check_is_open, family),
        "may_ask_safety": user.sees_restricted,
    }
    return render(request, "consents/consents.html", context)


def asked(
    request: SignedInRequest,
    recipients: QuerySet[Organization],
    texts: Mapping[str, ConsentText],
    given: QueryDict,
) -> Asking | None:
    """The question in the address or the form; None when it is not (wholly) there.

    Safety never travels with something else: asked together, the rest comes first.
    """
    code = given.get("ontvanger")
    recipient = next((found for found in recipients if found.code == code), None)
    purpose = given.get("doel", "")
    if recipient is None or purpose not in PURPOSE_LABELS:
        return None
    wanted = {code for code in given.get("gegevens", "").split(",") if code in CATEGORY_LABELS}
    shielded = wanted == {Category.SAFETY} and request.user.sees_restricted
    code = "safety" if shielded else TEXT_OF.get(purpose, purpose)
    text, sentences = texts.get(code), texts.get("categories")
    if text is None or sentences is None:
        return None  # Without an explanation nothing is asked; the page says so.
    ticked: Collection[str] = wanted - {Category.SAFETY} or text.categories or {Category.CONTACT}
    return Asking(recipient, purpose, shielded, ticked, text, sentences.per_category)


def ask_form(family: Family, asking: Asking, today: date, data: QueryDict | None = None) -> AskForm:
    return AskForm(
        data,
        asking=asking,
        people=[person.full_name for person in who_can_decide(family)] or [family.name],
        second_birthday=second_birthday(moment(family, today)),
        today=today,
    )


def way_back(request: SignedInRequest) -> str:
    """Where the question came from, when that is a page of ours."""
    path = request.POST.get("terug") or request.GET.get("terug") or ""
    safe = path.startswith("/") and url_has_allowed_host_and_scheme(
        path, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return path if safe else ""


def family_page(family: Family) -> str:
    return reverse("consents:list", args=[family.pk])
