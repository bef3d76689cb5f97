"""How every page of a picture begins, and how a picture goes on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access.http import SignedInRequest
from duizend.core.dutch_dates import day_in_words
from duizend.core.permissions import why_not
from duizend.core.printing import CannotMakePdf, as_one_page, own_file
from duizend.families import together
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.queries import page_context
from duizend.portraits import actions
from duizend.portraits.models import Portrait
from duizend.portraits.permissions import check_can_draw
from duizend.portraits.queries import pictures

PAPER = "portraits/paper.css"
DRAWN = "portraits/drawn.css"
# How small the words become, one after the other, until the picture fits on one page.
DENSITIES = ("airy", "close", "closest")


def open_pictures(request: SignedInRequest, family_id: UUID, purpose: str) -> Family:
    """The family of this page, checked; logged as reading this picture."""
    return open_family(family_id, by=request.user, at=timezone.now(), purpose=purpose)


def page(request: SignedInRequest, family: Family) -> dict[str, Any]:
    """The frame without the thousand-day line. Every page here may be looked at together:
    nothing shielded and no notes stand on it, whoever looks.
    """
    context = page_context(family, request.user, timezone.localdate(), tab="signals")
    return context | {
        "day_line": None,
        "together": together.is_on(request.session, family.pk),
        "why_not": why_not(check_can_draw, request.user, family),
    }


def quick_family(request: SignedInRequest, family_id: UUID, purpose: str) -> Family:
    """The family for something that saves itself; the log line is that of the deed."""
    family = Family.objects.visible_to(request.user).filter(pk=family_id).first()
    # Refuses in the right words, or hides; and logs the attempt.
    return family or open_pictures(request, family_id, purpose)


def find(request: SignedInRequest, family: Family, portrait_id: UUID, picture: Any) -> Portrait:
    """One picture that may be seen; 404 for any other."""
    portrait = get_object_or_404(pictures.pictures(family, request.user, picture), pk=portrait_id)
    portrait.family = family
    return portrait


def when_and_who(portrait: Portrait) -> str:
    """`di 3 november, met Fatma Aydin (Praktijk De Wieg)`"""
    return _("%(day)s, with %(who)s (%(where)s)") % {
        "day": day_in_words(timezone.localdate(portrait.recorded), timezone.localdate()),
        "who": portrait.recorder.full_name,
        "where": portrait.recorder_organization.name,
    }


def on_paper(request: SignedInRequest, family: Family, context: dict[str, Any]) -> HttpResponse:
    actions.record_print(family, by=request.user, at=timezone.now())
    context |= {"family": family, "today": timezone.localdate()}
    return render(request, "portraits/paper.html", context)


def as_file(
    request: SignedInRequest, family: Family, context: dict[str, Any], name: str, back: str
) -> HttpResponse:
    """The picture as a PDF; without what is needed for that: the page that prints."""
    try:
        context |= {
            "family": family,
            "today": timezone.localdate(),
            "request": request,
            "drawn_css": own_file(DRAWN).read_text(encoding="utf-8"),
        }
        made = as_one_page(
            (
                render_to_string("portraits/pdf.html", context | {"density": one})
                for one in DENSITIES
            ),
            PAPER,
        )
    except CannotMakePdf as problem:
        messages.error(request, str(problem))
        return redirect(back)
    actions.record_export(family, by=request.user, at=timezone.now())
    return HttpResponse(
        made,
        content_type="application/pdf",
        # No name of the family in a file name: it stays behind in download folders.
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
    )
