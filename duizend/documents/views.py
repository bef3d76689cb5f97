"""Documents of a referral for its two sides, and a contact for somebody's own calendar."""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from duizend.access.http import SignedInRequest
from duizend.core.printing import ARCHIVE, CannotMakePdf, as_pdf
from duizend.documents import actions, queries, words
from duizend.documents.forms import TextForm
from duizend.documents.rules.calendar import as_calendar
from duizend.documents.rules.document import Document, Form, Kind
from duizend.documents.rules.fhir import as_bundle
from duizend.documents.rules.plain_text import as_text
from duizend.families.actions import open_family
from duizend.families.permissions import check_can_work_with_families
from duizend.referrals.models import Referral
from duizend.referrals.queries import for_performer, for_sender

# No name in a file name: it stays behind in download folders.
FILE_NAMES = {Kind.REFERRAL: "verwijzing", Kind.FEEDBACK: "terugkoppeling"}
FILES = {
    Form.PDF: ("application/pdf", "pdf"),
    Form.FHIR: ("application/fhir+json; charset=utf-8", "json"),
}


@require_GET
def sent(
    request: SignedInRequest, family_id: UUID, referral_id: UUID, kind: Kind, form: Form
) -> HttpResponse:
    """For the one who refers."""
    family = open_family(family_id, by=request.user, at=timezone.now(), purpose="referrals.detail")
    referral = for_sender(referral_id, family)
    if referral is None:
        raise Http404(f"no referral {referral_id}")
    back = reverse("referrals:detail", args=[family.pk, referral.pk])
    return _given(request, referral, kind, form, back)


@require_GET
def received(request: SignedInRequest, referral_id: UUID, kind: Kind, form: Form) -> HttpResponse:
    """For the one who was asked; for everybody else it does not exist."""
    check_can_work_with_families(request.user)
    referral = for_performer(referral_id, request.user)
    if referral is None:
        raise Http404(f"no referral {referral_id}")
    return _given(request, referral, kind, form, reverse("referrals:received", args=[referral.pk]))


@require_GET
def calendar(request: SignedInRequest, family_id: UUID, visit_id: UUID) -> HttpResponse:
    """One contact as a calendar file; the calendar learns a time and no name."""
    now = timezone.now()
    family = open_family(family_id, by=request.user, at=now, purpose="visits.list")
    visit = queries.appointment(visit_id, family)
    if visit is None:
        raise Http404(f"no contact {visit_id}")
    home = request.build_absolute_uri("/")
    appointment = actions.put_in_calendar(visit, url=home, by=request.user, at=now)
    return _file(as_calendar(appointment).encode(), "text/calendar; charset=utf-8", "afspraak.ics")


def _given(
    request: SignedInRequest, referral: Referral, kind: Kind, form: Form, back: str
) -> HttpResponse:
    try:
        written = actions.take_along(
            referral, kind, form, WRITERS[form], by=request.user, at=timezone.now()
        )
    except CannotMakePdf as problem:
        messages.error(request, str(problem))
        return redirect(back)
    if form is Form.TEXT:
        context = {
            "title": words.TITLES[kind],
            "form": TextForm.holding(written.decode()),
            "back": back,
        }
        return render(request, "documents/text.html", context)
    content_type, ending = FILES[form]
    return _file(written, content_type, f"{FILE_NAMES[kind]}.{ending}")


def _on_paper(document: Document) -> bytes:
    """Raises CannotMakePdf when this computer lacks what is needed."""
    facts = document.facts
    author = facts.sender if document.kind is Kind.REFERRAL else facts.performer
    context = {"document": document, "author": author.organization}
    html = render_to_string("documents/letter.html", context)
    return as_pdf(html, "documents/letter.css", variant=ARCHIVE)


def _as_fhir(document: Document) -> bytes:
    bundle = as_bundle(document, words.fhir_words())
    return json.dumps(bundle, ensure_ascii=False, indent=2).encode()


WRITERS: dict[Form, Callable[[Document], bytes]] = {
    Form.PDF: _on_paper,
    Form.TEXT: lambda document: as_text(document).encode(),
    Form.FHIR: _as_fhir,
}


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
