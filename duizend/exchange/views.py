"""Bringing offers in and taking the menu out, for who leads the coalition."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.exchange import actions, queries, showing
from duizend.exchange.forms import FileForm
from duizend.exchange.models import Import
from duizend.exchange.permissions import check_can_exchange
from duizend.exchange.rules.plans import Outcome
from duizend.exchange.writing import FORMATS, TEMPLATES, Format

PER_PAGE = 100


@require_http_methods(["GET", "POST"])
def begin(request: SignedInRequest) -> HttpResponse:
    """Choose a file; or take the menu along."""
    check_can_exchange(request.user)
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        try:
            file = actions.keep(
                form.entry_id,
                form.content,
                form.file_name,
                form.wishes,
                by=request.user,
                at=timezone.now(),
            )
        except actions.FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("exchange:look", file.pk)
    context = {
        "form": form,
        "formats": FORMATS.values(),
        "imports": queries.imports()[:20],
    }
    return render(request, "exchange/begin.html", context, status=422 if form.errors else 200)


@require_GET
def look(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    """Line by line what would change."""
    file = _file(request, import_id)
    if file.applied is not None:
        return render(request, "exchange/done.html", {"file": file})
    return _shown(request, file)


@require_POST
def bring_in(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    """Do what was shown; when the menu changed meanwhile: show it again."""
    file = _file(request, import_id)
    try:
        plan = actions.bring_in(
            file, request.POST.get("fingerprint", ""), by=request.user, at=timezone.now()
        )
    except actions.MenuMoved as refusal:
        return _shown(request, file, moved=str(refusal))
    counts = plan.counts
    done = counts[Outcome.ADDED] + counts[Outcome.CHANGED] + len(plan.retired)
    said = ngettext("Brought in: %(n)d offer.", "Brought in: %(n)d offers.", done) % {"n": done}
    messages.success(request, said)
    return redirect("exchange:look", file.pk)


@require_POST
def throw_away(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    actions.throw_away(_file(request, import_id), by=request.user, at=timezone.now())
    messages.success(request, _("The file is thrown away. Nothing was changed."))
    return redirect("exchange:begin")


@require_GET
def take_out(request: SignedInRequest, code: str) -> HttpResponse:
    """The whole menu as a file."""
    chosen = _format(code)
    at = timezone.now()
    offers = actions.take_out(code, by=request.user, at=at)
    content = chosen.write(offers, queries.vocabulary(), at)
    return _download(content, chosen, f"menukaart-{timezone.localdate(at).isoformat()}")


@require_GET
def template(request: SignedInRequest, code: str) -> HttpResponse:
    """The template without offers, with its explanation."""
    check_can_exchange(request.user)
    chosen = _format(code)
    if code not in TEMPLATES:
        raise Http404
    content = chosen.write([], queries.vocabulary(), timezone.now())
    return _download(content, chosen, "sjabloon-menukaart")


def _shown(request: SignedInRequest, file: Import, *, moved: str = "") -> HttpResponse:
    plan = actions.outlook(file, at=timezone.now())
    words = queries.vocabulary()
    wanted = request.GET.get("toon", "")
    chosen = showing.chosen(plan, wanted)
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "file": file,
        "plan": plan,
        "moved": moved,
        "tabs": showing.tabs(plan, wanted),
        "page": page,
        "lines": [showing.line(one, words) for one in page],
        "unused": actions.read(bytes(file.content)).unused,
        "retired": showing.names(plan.retired),
    }
    return render(request, "exchange/look.html", context, status=409 if moved else 200)


def _file(request: SignedInRequest, import_id: UUID) -> Import:
    check_can_exchange(request.user)
    return get_object_or_404(Import.objects.select_related("recorder"), pk=import_id)


def _format(code: str) -> Format:
    if code not in FORMATS:
        raise Http404
    return FORMATS[code]


def _download(content: bytes, chosen: Format, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=chosen.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{chosen.ending}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
