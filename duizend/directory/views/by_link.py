"""The page behind the link in the mail to an owner: no account, nothing about families."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from duizend.directory import actions, queries
from duizend.directory.corrections import CorrectionForm
from duizend.directory.models import StillTrue


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def still_true(request: HttpRequest, token: str) -> HttpResponse:
    """Is this still right? Say so, or write what should be different. Once."""
    question = queries.visit(token)
    if question is None:
        return _closed(request, _("This link is not right. Use the link from the mail."), 404)
    why = _why_closed(question)
    if why:
        return _closed(request, why, 410)
    if request.method == "GET":
        return _page(request, question, CorrectionForm(offer=question.offer))
    if request.POST.get("deed") == "right":
        works = actions.confirm_by_link(question, at=timezone.now())
        return _thanks(request, question) if works else _closed(request, _used(), 410)
    form = CorrectionForm(request.POST, offer=question.offer)
    if form.is_valid():
        try:
            works = actions.correct_by_link(
                question, form.changes, form.cleaned_data["remark"], at=timezone.now()
            )
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            return _thanks(request, question, True) if works else _closed(request, _used(), 410)
    return _page(request, question, form, status=422)


def _why_closed(question: StillTrue) -> str:
    if queries.still_works(question, timezone.now()):
        return ""
    if question.answered is not None:
        return _used()
    if question.offer.retired_on is not None:
        return _("This offer is no longer on the menu.")
    return _("This link has expired. You will get a new one by mail.")


def _used() -> str:
    return _("This link was used already. Thank you for checking.")


def _page(
    request: HttpRequest, question: StillTrue, form: CorrectionForm, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"offer": question.offer, "question": question, "form": form}
    return render(request, "directory/still_true.html", context, status=status)


def _thanks(request: HttpRequest, question: StillTrue, corrected: bool = False) -> HttpResponse:
    context = {"offer": question.offer, "corrected": corrected}
    return render(request, "directory/still_true_thanks.html", context)


def _closed(request: HttpRequest, why: str, status: int) -> HttpResponse:
    return render(request, "directory/still_true_closed.html", {"why": why}, status=status)
