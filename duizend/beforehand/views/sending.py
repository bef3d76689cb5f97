"""Of the professional: send a list home, see where each link stands, open it together."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.beforehand import actions, queries
from duizend.beforehand.forms import SendForm
from duizend.beforehand.keys import Keys
from duizend.beforehand.mailing import mail_link
from duizend.beforehand.models import Invitation
from duizend.beforehand.permissions import (
    check_can_manage,
    check_can_open,
    check_can_renew,
    check_can_work_at_home,
)
from duizend.beforehand.rules.keys import CODE_LENGTH, in_groups
from duizend.beforehand.rules.standing import Standing
from duizend.beforehand.words import DUTCH, languages
from duizend.core.permissions import why_not
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.queries import page_context, who_can_decide
from duizend.questionnaires.models import Questionnaire

STANDING = {
    Standing.SENT: (gettext_lazy("sent"), "neutral"),
    Standing.BEGUN: (gettext_lazy("begun at home"), "wait"),
    Standing.READY: (gettext_lazy("ready, for the talk"), "wait"),
    Standing.OPENED: (gettext_lazy("opened together"), "done"),
    Standing.LOCKED: (gettext_lazy("locked: too many wrong codes"), "wait"),
    Standing.EXPIRED: (gettext_lazy("days are over"), "neutral"),
    Standing.WITHDRAWN: (gettext_lazy("withdrawn"), "neutral"),
}


@require_http_methods(["GET", "POST"])
def overview(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """What was sent and where it stands; POST sends a list and shows its card, once."""
    family = _open(request, family_id, "beforehand.overview")
    lists, people = queries.lists(request.user), who_can_decide(family)
    data = request.POST if request.method == "POST" else None
    form = SendForm(data, lists=lists, people=people, languages=languages().values())
    if form.is_valid():
        given = form.cleaned_data
        person = next(one for one in people if str(one.pk) == given["person"])
        questionnaire = Questionnaire.objects.get(pk=given["questionnaire"])
        asked = actions.Asked(questionnaire, person, given["language"], given["days"])
        invitation, keys = actions.send(
            given["entry"], family, asked, by=request.user, at=timezone.now()
        )
        return _card(request, family, invitation, keys, email=given["email"])
    now = timezone.now()
    context = page_context(family, request.user, timezone.localdate(now), tab="signals")
    context |= {
        "form": form,
        "kept_back": [one for one in lists if one.why_not],
        "rows": [_row(request, one) for one in queries.invitations(family)],
        "events": queries.happened(family),
        "why_not": why_not(check_can_work_at_home, request.user, family),
    }
    return render(request, "beforehand/overview.html", context, status=422 if data else 200)


def _row(request: SignedInRequest, invitation: Invitation) -> dict[str, object]:
    standing = invitation.standing(timezone.now())
    words, kind = STANDING[standing]
    user = request.user
    return {
        "invitation": invitation,
        "last_day": _last_day(invitation),
        "standing": words,
        "kind": kind,
        "language": languages()[invitation.language].dutch_name,
        "may_open": not why_not(check_can_open, user, invitation),
        "may_renew": not why_not(check_can_renew, user, invitation, standing),
        "may_withdraw": not why_not(check_can_manage, user, invitation),
    }


def _last_day(invitation: Invitation) -> date:
    return timezone.localdate(invitation.expires - timedelta(seconds=1))


@require_POST
def renew(request: SignedInRequest, family_id: UUID, invitation_id: UUID) -> HttpResponse:
    """A new link and code, shown once."""
    family, invitation = _find(request, family_id, invitation_id, "beforehand.renew")
    renewed, keys = actions.renew(invitation, by=request.user, at=timezone.now())
    return _card(request, family, renewed, keys)


@require_POST
def withdraw(request: SignedInRequest, family_id: UUID, invitation_id: UUID) -> HttpResponse:
    _family, invitation = _find(request, family_id, invitation_id, "beforehand.withdraw")
    actions.withdraw(invitation, by=request.user, at=timezone.now())
    messages.success(request, _("Withdrawn. What was filled in is erased; nobody has read it."))
    return redirect("beforehand:overview", family_id)


@require_http_methods(["GET", "POST"])
def open_together(request: SignedInRequest, family_id: UUID, invitation_id: UUID) -> HttpResponse:
    """The one moment at which answers from home are read: in the talk, with the parent."""
    family, invitation = _find(request, family_id, invitation_id, "beforehand.look_to_open")
    if request.method == "POST" and request.POST.get("samen") == "ja":
        response = actions.open_together(invitation, by=request.user, at=timezone.now())
        messages.success(
            request,
            _("Opened: filled in at home by the parent. Walk through it together and ask."),
        )
        slug = response.questionnaire.slug
        return redirect("questionnaires:conversation", family.pk, slug)
    context = page_context(family, request.user, timezone.localdate(), tab="signals")
    context |= {
        "invitation": invitation,
        "why_not": why_not(check_can_open, request.user, invitation),
        "not_said": request.method == "POST",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "beforehand/open.html", context, status=status)


def _card(
    request: SignedInRequest,
    family: Family,
    invitation: Invitation,
    keys: Keys,
    *,
    email: str = "",
) -> HttpResponse:
    """The card and the code. This answer is the only place where both can be read."""
    language = languages()[invitation.language]
    url = request.build_absolute_uri(reverse("beforehand:link", args=[language.code, keys.link]))
    last_day = _last_day(invitation)
    # Trusted: drawn by segno from an address of our own.
    picture = mark_safe(  # noqa: S308
        segno.make(url, error="m").svg_inline(scale=5, border=2, omitsize=False)
    )
    context = page_context(family, request.user, timezone.localdate(), tab="signals")
    context |= {
        "invitation": invitation,
        "language": language,
        "t": language.texts,
        "is_dutch": language.code == DUTCH,
        "picture": picture,
        "address": request.build_absolute_uri(reverse("beforehand:enter", args=[language.code])),
        "link": in_groups(keys.link, 4),
        "code": in_groups(keys.code, CODE_LENGTH // 2),
        "last_day": language.texts["card_valid"].format(day=language.day(last_day)),
        "mailed": bool(email) and mail_link(email, url, last_day, language),
        "not_mailed": bool(email),
        "day_line": None,
    }
    return render(request, "beforehand/card.html", context)


def _open(request: SignedInRequest, family_id: UUID, purpose: str) -> Family:
    return open_family(family_id, by=request.user, at=timezone.now(), purpose=purpose)


def _find(
    request: SignedInRequest, family_id: UUID, invitation_id: UUID, purpose: str
) -> tuple[Family, Invitation]:
    family = _open(request, family_id, purpose)
    return family, get_object_or_404(queries.invitations(family), pk=invitation_id)
