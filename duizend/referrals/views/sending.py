"""For the one who refers: the list of a family, a new referral, and how far it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access import audit
from duizend.access.http import SignedInRequest
from duizend.access.models import Outcome, User
from duizend.core.permissions import NotAllowed, why_not
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.permissions import check_can_change
from duizend.families.queries import page_context
from duizend.referrals import actions, queries, words
from duizend.referrals.asking import Asking, asking_of, asking_of_draft
from duizend.referrals.beside import beside
from duizend.referrals.forms import ReferralForm, WhomForm
from duizend.referrals.models import Referral
from duizend.referrals.permissions import check_can
from duizend.referrals.rules.states import Deed, Side, Status


def opened(request: SignedInRequest, family_id: UUID, page: str) -> Family:
    return open_family(family_id, by=request.user, at=timezone.now(), purpose=f"referrals.{page}")


@require_GET
def referrals(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family, today = opened(request, family_id, "list"), timezone.localdate()
    found = queries.of_family(family)[: queries.MOST]
    context = {
        **page_context(family, request.user, today, tab="referrals"),
        "rows": [
            (referral, words.title(referral), words.pace(referral, today)) for referral in found
        ],
        "why_not_refer": why_not(check_can_change, request.user, family),
    }
    return render(request, "referrals/list.html", context)


@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """First whom (`aanbod`, `naar` or `voorstel` in the address), then what."""
    family = opened(request, family_id, "new")
    asking = asking_of(family, request.user, request.GET, timezone.localdate())
    if asking is None:
        return _choose_whom(request, family)
    return _fill_in(request, family, asking)


@require_GET
def sharing(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """The part with the send button, for the ticks of now; where scripts run."""
    family, today = opened(request, family_id, "new"), timezone.localdate()
    asking = asking_of(family, request.user, request.GET, today)
    if asking is None:
        raise Http404("nobody to ask")
    ticked = request.GET.getlist("categories")
    context = {"family": family, "asking": asking, **_sending(request, family, asking, ticked)}
    return render(request, "referrals/_sending.html", context)


@require_http_methods(["GET", "POST"])
def detail(request: SignedInRequest, family_id: UUID, referral_id: UUID) -> HttpResponse:
    """How far it is; a draft can still be changed."""
    family, today = opened(request, family_id, "detail"), timezone.localdate()
    referral = queries.for_sender(referral_id, family)
    if referral is None:
        raise Http404(f"no referral {referral_id}")
    side = queries.side_of(request.user, referral)
    if side is Side.PERFORMER:
        return redirect("referrals:received", referral_id=referral.pk)
    if referral.status == Status.DRAFT:
        asking = asking_of_draft(referral, request.user, today)
        return _fill_in(request, family, asking, referral)
    if request.method == "POST":
        messages.info(request, _("This referral was sent already. It can no longer be changed."))
        return redirect(request.path)
    told = queries.told(referral)
    context = {
        **page_context(family, request.user, today, tab="referrals"),
        **whole(referral, told, request.user, today),
        "is_sender": side is Side.SENDER,
        "just_sent": referral.status == Status.SENT
        and referral.sent_at is not None
        and timezone.localdate(referral.sent_at) == today,
        "consent_ended": side is Side.SENDER
        and referral.status == Status.SENT
        and not asking_of_draft(referral, request.user, today).covers(referral.categories),
        "why_not_withdraw": why_not(check_can, Deed.WITHDRAW, request.user, referral, today),
    }
    return render(request, "referrals/detail.html", context)


@require_POST
def withdraw(request: SignedInRequest, family_id: UUID, referral_id: UUID) -> HttpResponse:
    family = opened(request, family_id, "withdraw")
    referral = queries.for_sender(referral_id, family)
    if referral is None:
        raise Http404(f"no referral {referral_id}")
    actions.withdraw(referral, by=request.user, at=timezone.now())
    messages.success(request, _("Withdrawn. The family notices nothing of it."))
    return redirect("referrals:detail", family_id=family.pk, referral_id=referral.pk)


def whole(referral: Referral, told: queries.Told, user: User, today: date) -> dict[str, Any]:
    """What both sides see of one referral."""
    more = beside(referral, user, today)
    return {
        "asks": more.asks,
        "referral": referral,
        "title": words.title(referral),
        "pace": words.pace(referral, today),
        "carried_by": words.carried_by(referral),
        "attempts": words.attempts_in_words(referral),
        "terms": words.terms(referral),
        "line": words.day_line(referral, today),
        "told": told,
        "parts": words.parts_in_words(told.parts, today),
        "history": words.history(referral, more.lines),
        "today": today,
    }


def _choose_whom(request: SignedInRequest, family: Family) -> HttpResponse:
    form = WhomForm(
        request.GET if "naar" in request.GET else None,
        offers=queries.offers_to_ask(family, request.user),
        organizations=queries.organizations_to_ask(request.user),
    )
    context = {
        **page_context(family, request.user, timezone.localdate(), tab="referrals"),
        "form": form,
        "why_not_refer": why_not(check_can_change, request.user, family),
    }
    return render(request, "referrals/whom.html", context)


def _fill_in(
    request: SignedInRequest, family: Family, asking: Asking, draft: Referral | None = None
) -> HttpResponse:
    initial: dict[str, Any] = {"categories": asking.ticked, "request": asking.request}
    if draft is not None:
        initial["id"] = draft.pk
    form = ReferralForm(
        request.POST if request.method == "POST" else None, states=asking.states, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        return _keep_or_send(request, family, asking, form, draft)
    ticked = request.POST.getlist("categories") if form.is_bound else asking.ticked
    context = {
        **page_context(family, request.user, timezone.localdate(), tab="referrals"),
        **_sending(request, family, asking, ticked),
        "form": form,
        "asking": asking,
        "draft": draft,
        "running": queries.running_with(family, asking.performer.pk),
    }
    return render(request, "referrals/fill_in.html", context)


def _keep_or_send(
    request: SignedInRequest,
    family: Family,
    asking: Asking,
    form: ReferralForm,
    draft: Referral | None,
) -> HttpResponse:
    """Send it; and where that is refused, keep what was filled in as a draft."""
    now, by = timezone.now(), request.user
    filled = form.cleaned_data
    key = draft.pk if draft else filled["id"]
    asked = actions.Asked(
        performer=asking.performer,
        offer=asking.offer,
        proposal=asking.proposal,
        categories=filled.get("categories", []),
        request=filled["request"],
        about=asking.about,
    )
    here = reverse("referrals:detail", args=[family.pk, key])
    wish = request.POST.get("doel")
    if wish == "versturen":
        try:
            actions.ask(family, asked, referral_id=key, by=by, at=now)
        except NotAllowed as refusal:
            # Refused in the page itself, so that nothing that was written is lost.
            messages.error(
                request,
                _("Nothing was sent. %(reason)s What you wrote is kept.") % {"reason": refusal},
            )
            _log_refusal(request, family, refusal)
        else:
            return redirect(here)
    kept = actions.save_draft(family, asked, referral_id=key, by=by, at=now)
    if wish == "toestemming":
        return redirect(consent_url(family, asking, kept.categories, back=here))
    if wish != "versturen":
        messages.success(request, _("Kept. Nothing was sent."))
    return redirect(here)


def _log_refusal(request: SignedInRequest, family: Family, refusal: NotAllowed) -> None:
    audit.record(
        "referrals.send",
        by=request.user,
        at=timezone.now(),
        family_id=family.pk,
        reason=str(refusal),
        outcome=Outcome.REFUSED,
        category=refusal.category,
    )


def consent_url(family: Family, asking: Asking, categories: Iterable[str], *, back: str) -> str:
    """The question itself, for this receiver and these data, with the way back here."""
    question = {
        "ontvanger": asking.performer.code,
        "doel": asking.purpose,
        "gegevens": ",".join(asking.to_ask(categories)),
        "terug": back,
    }
    return f"{reverse('consents:list', args=[family.pk])}?{urlencode(question)}"


def _sending(
    request: SignedInRequest, family: Family, asking: Asking, ticked: Collection[str]
) -> dict[str, Any]:
    """The button with its reason; asking consent only where that is all that is missing."""
    why_not_ask = asking.why_not_ask(request.user, family)
    return {
        "why_not_send": why_not_ask or asking.why_not_tell(request.user, family, ticked),
        "can_ask_consent": not why_not_ask and bool(asking.missing(ticked)),
        "address": urlencode(asking.address),
    }
