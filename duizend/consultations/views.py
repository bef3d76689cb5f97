"""Overleg zonder naam: asking, answering, and going on with the family's consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access import audit
from duizend.access.http import SignedInRequest
from duizend.consultations import actions, queries
from duizend.consultations.forms import QuestionForm, WordsForm
from duizend.consultations.models import Consultation
from duizend.consultations.permissions import CouldTell, check_can_consult
from duizend.consultations.rules.telling import Found, What
from duizend.consultations.rules.terms import answer_by, is_late
from duizend.core.permissions import NotAllowed

WORDS: dict[What, str | Promise] = {
    What.POSTCODE: gettext_lazy("a postcode"),
    What.DATE: gettext_lazy("a date; say “last spring”, or how many weeks"),
    What.BSN: gettext_lazy("a BSN"),
    What.NUMBER: gettext_lazy("a long number"),
    What.PHONE: gettext_lazy("a phone number"),
    What.EMAIL: gettext_lazy("an e-mail address or account"),
    What.ADDRESS: gettext_lazy("an address"),
    What.PERSON: gettext_lazy("somebody called by a name; say “she”, “her partner”"),
    What.KNOWN: gettext_lazy("a name or place from a family that you work with"),
}


@dataclass(frozen=True)
class Line:
    """A consultation in a list."""

    consultation: Consultation
    by: date
    late: bool


@require_GET
def consultations(request: SignedInRequest) -> HttpResponse:
    user = request.user
    check_can_consult(user)
    audit.record("consultations.list", by=user, at=timezone.now())
    context = {
        "mine": [_line(one) for one in queries.asked_by(user)[: queries.MOST]],
        "asked": [_line(one) for one in queries.put_to(user)[: queries.MOST]],
        "today": timezone.localdate(),
    }
    return render(request, "consultations/list.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    check_can_consult(request.user)
    form = QuestionForm(request.POST or None, user=request.user)
    found: list[Found] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask(
                form.asked(),
                consultation_id=form.cleaned_data["id"],
                by=request.user,
                at=timezone.now(),
            )
        except CouldTell as refusal:
            found = refusal.found
        else:
            messages.success(request, _("Asked. You hear by mail when there is an answer."))
            return redirect("consultations:detail", consultation_id=made.pk)
    context = {"form": form, "found": _in_words(found)}
    status = 422 if request.method == "POST" else 200
    return render(request, "consultations/ask.html", context, status=status)


@require_GET
def detail(request: SignedInRequest, consultation_id: UUID) -> HttpResponse:
    return _page(request, _found(request, consultation_id), WordsForm())


@require_POST
def say(request: SignedInRequest, consultation_id: UUID) -> HttpResponse:
    here, form = _found(request, consultation_id), WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, here, form, status=422)
    try:
        actions.say(here, form.cleaned_data["words"], by=request.user, at=timezone.now())
    except CouldTell as refusal:
        return _page(request, here, form, refusal.found, status=422)
    return redirect("consultations:detail", consultation_id=here.pk)


@require_POST
def close(request: SignedInRequest, consultation_id: UUID) -> HttpResponse:
    actions.close(_found(request, consultation_id), by=request.user, at=timezone.now())
    messages.success(request, _("Closed. You can still read it."))
    return redirect("consultations:list")


@require_GET
def go_on(request: SignedInRequest, consultation_id: UUID) -> HttpResponse:
    """From thinking aloud to asking for real: choose a family, and ask its consent there.

    Nothing of the consultation goes along, and nowhere is kept which family it was.
    """
    here = _found(request, consultation_id)
    if here.asker_id != request.user.pk:
        raise NotAllowed(_("Only who asked can go on with a family."))
    context = {
        "consultation": here,
        "organizations": queries.organizations_that_answered(here),
        "families": queries.own_families(request.user),
    }
    return render(request, "consultations/go_on.html", context)


def _found(request: SignedInRequest, consultation_id: UUID) -> Consultation:
    check_can_consult(request.user)
    here = queries.consultation(consultation_id)
    if here is None:
        raise Http404(f"no consultation {consultation_id}")
    return here


def _page(
    request: SignedInRequest,
    here: Consultation,
    form: WordsForm,
    found: list[Found] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    audit.record("consultations.detail", here, by=request.user, at=timezone.now())
    context = {
        "consultation": here,
        "line": _line(here),
        "posts": list(here.posts.all()),
        "is_asker": here.asker_id == request.user.pk,
        "form": form,
        "found": _in_words(found or []),
        "today": timezone.localdate(),
    }
    return render(request, "consultations/detail.html", context, status=status)


def _line(here: Consultation) -> Line:
    asked_on = timezone.localdate(here.asked_at)
    answered_on = timezone.localdate(here.answered_at) if here.answered_at else None
    late = here.closed_at is None and is_late(asked_on, answered_on, timezone.localdate())
    return Line(here, answer_by(asked_on), late)


def _in_words(found: list[Found]) -> list[tuple[str, str | Promise]]:
    """Each thing to take out once, with why."""
    return list(dict.fromkeys((place.words, WORDS[place.what]) for place in found))
