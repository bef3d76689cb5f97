"""A draft: beginning one, its parts, and throwing it away."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed
from duizend.pathways.reading import known_here
from duizend.route_cards import actions, queries
from duizend.route_cards.completeness import problems_of
from duizend.route_cards.files import CardRefused, content_in
from duizend.route_cards.forms.whole import AboutForm, NewForm, ScopeForm, UploadForm
from duizend.route_cards.permissions import check_can_write
from duizend.route_cards.rules import drafting
from duizend.route_cards.rules.differences import differences
from duizend.route_cards.views.parts import edit_part, opened
from duizend.route_cards.words import lines_of


@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """A new card begins with its name."""
    check_can_write(request.user)
    form = NewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        name = form.cleaned_data["name"]
        draft = actions.add_draft(
            form.cleaned_data["entry"],
            drafting.empty(actions.new_code(name), name),
            based_on=None,
            by=request.user,
            at=timezone.now(),
        )
        return redirect("route_cards:draft", draft.pk)
    status = 422 if form.errors else 200
    return render(request, "route_cards/new.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    """A card from a file becomes a draft; what cannot be is said place by place."""
    check_can_write(request.user)
    posted = request.method == "POST"
    form = UploadForm(request.POST if posted else None, request.FILES if posted else None)
    mistakes: list[Any] = []
    if posted and form.is_valid():
        try:
            content = content_in(form.content, known_here())
            draft = actions.add_draft(
                form.entry_id,
                drafting.from_card(content),
                based_on=queries.newest_version(content["code"]),
                by=request.user,
                at=timezone.now(),
            )
        except CardRefused as refusal:
            form.add_error(None, str(refusal))
            mistakes = list(refusal.mistakes)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("route_cards:draft", draft.pk)
    context = {"form": form, "mistakes": mistakes}
    return render(request, "route_cards/upload.html", context, status=422 if form.errors else 200)


@require_POST
def from_card(request: SignedInRequest, card: str) -> HttpResponse:
    """A draft of a card as it is now; the one that is open already when there is one."""
    check_can_write(request.user)
    row = queries.to_begin_from(card, timezone.localdate())
    if row is None:
        raise Http404(f"no card {card}")
    draft = queries.open_draft_of(card)
    if draft is None:
        try:
            draft = actions.add_draft(
                uuid4(),
                drafting.from_card(row.content),
                based_on=row.version,
                by=request.user,
                at=timezone.now(),
            )
        except NotAllowed:
            # A second click, or a colleague, was just before us.
            draft = queries.open_draft_of(card)
            if draft is None:
                raise
    return redirect("route_cards:draft", draft.pk)


@require_GET
def draft(request: SignedInRequest, card_draft_id: UUID) -> HttpResponse:
    """Everything the draft says, what is not right yet, and where to change it."""
    found = opened(request, card_draft_id)
    if found.set_as is not None:
        return redirect("route_cards:version", found.set_as.code, found.set_as.version)
    names = queries.names()
    context = {
        "draft": found,
        "problems": problems_of(found.content, known_here()),
        "lines": [line for line in lines_of(found.content, names) if not line.about],
        "steps": queries.steps_of(found.content, names),
        "flow": queries.flow(found.content, names),
    }
    return render(request, "route_cards/draft.html", context)


@require_http_methods(["GET", "POST"])
def about(request: SignedInRequest, card_draft_id: UUID) -> HttpResponse:
    found = opened(request, card_draft_id)
    return edit_part(
        request,
        found,
        "about",
        lambda data: AboutForm(found.content, data),
        template="route_cards/about.html",
        context={"names": queries.names()},
    )


@require_http_methods(["GET", "POST"])
def scope(request: SignedInRequest, card_draft_id: UUID) -> HttpResponse:
    found, names = opened(request, card_draft_id), queries.names()
    return edit_part(
        request,
        found,
        "scope",
        lambda data: ScopeForm(found.content, names, data),
        template="route_cards/scope.html",
        context={"names": names},
    )


@require_GET
def compare(request: SignedInRequest, card_draft_id: UUID) -> HttpResponse:
    """What this draft changes in the version that counts now."""
    found, names = opened(request, card_draft_id), queries.names()
    before = queries.newest_content(found.code, timezone.localdate())
    old = lines_of(drafting.from_card(before), names) if before else []
    context = {
        "draft": found,
        "before": before,
        "changes": differences(old, lines_of(found.content, names)),
    }
    return render(request, "route_cards/compare.html", context)


@require_POST
def discard(request: SignedInRequest, card_draft_id: UUID) -> HttpResponse:
    actions.discard(opened(request, card_draft_id), by=request.user, at=timezone.now())
    messages.success(request, _("The draft is thrown away."))
    return redirect("route_cards:list")
