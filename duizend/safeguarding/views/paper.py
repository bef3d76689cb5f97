"""A record for the file outside duizend: a page to print and a PDF."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from duizend.access.http import SignedInRequest
from duizend.core.printing import CannotMakePdf, as_pdf
from duizend.safeguarding import actions, queries
from duizend.safeguarding.models import Case
from duizend.safeguarding.views.frame import open_case, quiet
from duizend.safeguarding.views.steps_shown import (
    second_shown,
    steps_shown,
    turns_shown,
    who_wrote,
)


@require_GET
@quiet
def paper(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    opened = open_case(request, case_id, "print")
    return render(request, "safeguarding/paper.html", _on_paper(opened))


@require_GET
@quiet
def pdf(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    opened = queries.case_of(request.user, case_id)
    try:
        made = as_pdf(
            render_to_string("safeguarding/pdf.html", _on_paper(opened)), "plans/paper.css"
        )
    except CannotMakePdf as problem:
        messages.error(request, str(problem))
        return redirect("safeguarding:paper", case_id=opened.pk)
    actions.note(opened, "export", by=request.user, at=timezone.now())
    return HttpResponse(
        made,
        content_type="application/pdf",
        # Nothing in the name: it stays behind in download folders.
        headers={"Content-Disposition": 'attachment; filename="stuk.pdf"'},
    )


def _on_paper(case: Case) -> dict[str, Any]:
    entries = queries.entries_of(case)
    people = who_wrote(entries)
    return {
        "case": case,
        "subject": queries.subject_of(case),
        "steps": steps_shown(entries, people),
        "second": second_shown(entries, people),
        "turns": turns_shown(entries, people),
        "today": timezone.localdate(),
    }
