"""The administrator's lists: which there are, one with its versions, drafts and publishing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.permissions import NotAllowed
from duizend.questionnaires import queries
from duizend.questionnaires.actions import library as actions
from duizend.questionnaires.library_forms import FileForm, MeaningForm, UsageForm
from duizend.questionnaires.models import Questionnaire, QuestionnaireDraft, QuestionnaireVersion
from duizend.questionnaires.permissions import check_can_manage_lists
from duizend.questionnaires.rules.form import Form, Item
from duizend.questionnaires.rules.usage import usage_from
from duizend.questionnaires.views.trying import trying_page
from duizend.questionnaires.words import why


@require_GET
def lists(request: SignedInRequest) -> HttpResponse:
    check_can_manage_lists(request.user)
    context = {"lists": queries.all_lists(), "drafts": queries.drafts()}
    return render(request, "questionnaires/library/lists.html", context)


@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Choose a file or paste it; what cannot be used is said line by line."""
    check_can_manage_lists(request.user)
    posted = request.method == "POST"
    form = FileForm(request.POST if posted else None, request.FILES if posted else None)
    refusals: list[tuple[str, str]] = []
    if posted and form.is_valid():
        try:
            draft = actions.add_draft(
                form.entry_id, form.content, by=request.user, at=timezone.now()
            )
        except actions.FileRefused as refusal:
            form.add_error(None, str(refusal))
            refusals = [(one.link_id, why(one)) for one in refusal.refusals]
        else:
            return redirect("questionnaires:draft", draft.pk)
    context = {"form": form, "refusals": refusals}
    return render(
        request, "questionnaires/library/new.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
def draft(request: SignedInRequest, draft_id: UUID) -> HttpResponse:
    """The draft as people would see it; sending it in works out and keeps nothing."""
    found = _draft(request, draft_id)
    form = actions.form_of_draft(found)
    context = _try(request, form) | {"draft": found, "form": form}
    status = 422 if context["reasons"] else 200
    return render(request, "questionnaires/library/draft.html", context, status=status)


@require_http_methods(["GET", "POST"])
def usage(request: SignedInRequest, draft_id: UUID) -> HttpResponse:
    found = _draft(request, draft_id)
    form = actions.form_of_draft(found, with_usage=False)
    said = usage_from(found.usage)
    fields = UsageForm(form, said, request.POST if request.method == "POST" else None)
    if fields.is_bound and fields.is_valid() and _said(request, found, fields):
        return redirect("questionnaires:draft", found.pk)
    context = {
        "draft": found,
        "form": fields,
        "questions": [
            (number, item, len(said.concepts.get(item.link_id, {})))
            for number, item in enumerate(form.questions(), 1)
            if item.is_asked
        ],
    }
    return render(
        request, "questionnaires/library/usage.html", context, status=422 if fields.errors else 200
    )


@require_http_methods(["GET", "POST"])
def meaning(request: SignedInRequest, draft_id: UUID, number: int) -> HttpResponse:
    """What one question is about, and the factors that its answers point to."""
    found = _draft(request, draft_id)
    item = _question(actions.form_of_draft(found, with_usage=False), number)
    fields = MeaningForm(
        item,
        usage_from(found.usage),
        list(queries.known_concepts()),
        request.POST if request.method == "POST" else None,
    )
    if fields.is_bound and fields.is_valid() and _said(request, found, fields):
        return redirect("questionnaires:usage", found.pk)
    context = {"draft": found, "form": fields, "item": item}
    return render(
        request,
        "questionnaires/library/meaning.html",
        context,
        status=422 if fields.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def publish(request: SignedInRequest, draft_id: UUID) -> HttpResponse:
    """Say what publishing changes, and do it after that."""
    found = _draft(request, draft_id)
    if request.method == "POST":
        version = actions.publish_draft(found, by=request.user, at=timezone.now())
        messages.success(request, _("Published. The list can be used from now on."))
        return redirect("questionnaires:list", version.questionnaire.slug)
    context: dict[str, Any] = {"draft": found, "why_not": ""}
    try:
        planned = actions.publication_of(found, by=request.user, at=timezone.now())
    except NotAllowed as refusal:
        context["why_not"] = str(refusal)
    else:
        context |= queries.what_changes(planned.identity, planned.form)
    return render(request, "questionnaires/library/publish.html", context)


@require_POST
def discard(request: SignedInRequest, draft_id: UUID) -> HttpResponse:
    actions.discard(_draft(request, draft_id), by=request.user, at=timezone.now())
    messages.success(request, _("The draft is thrown away."))
    return redirect("questionnaires:lists")


@require_GET
def one_list(request: SignedInRequest, slug: str) -> HttpResponse:
    check_can_manage_lists(request.user)
    found = get_object_or_404(Questionnaire, slug=slug)
    context = {"list": found, "versions": queries.versions_of(found)}
    return render(request, "questionnaires/library/list.html", context)


@require_http_methods(["GET", "POST"])
def version(request: SignedInRequest, slug: str, version_id: int) -> HttpResponse:
    """A version as people see it, to try out."""
    found = _version(request, slug, version_id)
    form = queries.form_of(found)
    context = _try(request, form) | {"version": found, "form": form}
    status = 422 if context["reasons"] else 200
    return render(request, "questionnaires/library/version.html", context, status=status)


@require_GET
def file(request: SignedInRequest, slug: str, version_id: int) -> HttpResponse:
    """The list as it came in, as a file."""
    found = _version(request, slug, version_id)
    name = f"{found.questionnaire_id}-{version_id}.json"
    return HttpResponse(
        actions.export(found),
        content_type="application/fhir+json",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_POST
def retire(request: SignedInRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Questionnaire, slug=slug)
    actions.retire(found, by=request.user, at=timezone.now())
    messages.success(request, _("This list is offered no longer."))
    return redirect("questionnaires:list", slug)


@require_POST
def take_up(request: SignedInRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Questionnaire, slug=slug)
    actions.take_up(found, by=request.user, at=timezone.now())
    messages.success(request, _("This list is offered again."))
    return redirect("questionnaires:list", slug)


def _draft(request: SignedInRequest, draft_id: UUID) -> QuestionnaireDraft:
    check_can_manage_lists(request.user)
    return get_object_or_404(QuestionnaireDraft, pk=draft_id)


def _version(request: SignedInRequest, slug: str, version_id: int) -> QuestionnaireVersion:
    check_can_manage_lists(request.user)
    versions = QuestionnaireVersion.objects.select_related("questionnaire")
    return get_object_or_404(versions, pk=version_id, questionnaire__slug=slug)


def _question(form: Form, number: int) -> Item:
    for place, item in enumerate(form.questions(), 1):
        if place == number:
            return item
    raise Http404(f"no question {number}")


def _try(request: SignedInRequest, form: Form) -> dict[str, Any]:
    return trying_page(form, request.POST if request.method == "POST" else None)


def _said(
    request: SignedInRequest, found: QuestionnaireDraft, fields: UsageForm | MeaningForm
) -> bool:
    """Keep what was said; False, with the reason in the form, when it does not fit the list."""
    try:
        actions.set_usage(found, fields.changed(), by=request.user, at=timezone.now())
    except NotAllowed as refusal:
        fields.add_error(None, str(refusal))
        return False
    return True
