"""The web that a parent draws: then and now over each other, with the table beside it."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from duizend.access.http import SignedInRequest
from duizend.core.charts import web as geometry
from duizend.families.models import Family, Person
from duizend.portraits import actions
from duizend.portraits.forms import CompareForm, EndForm, as_id
from duizend.portraits.models import Portrait
from duizend.portraits.queries import pairs, pictures
from duizend.portraits.rules.codes import Picture
from duizend.portraits.views.frame import (
    as_file,
    on_paper,
    open_pictures,
    page,
    when_and_who,
)


@require_GET
def web(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_pictures(request, family_id, "portraits.web")
    shown = _shown(request, family)
    context = page(request, family) | shown
    pair: pairs.Pair = shown["pair"]
    finished: list[Portrait] = shown["finished"]
    context |= {
        "drafts": [one for one in shown["portraits"] if one.is_draft],
        "end_form": EndForm(),
        "put_aside": list(pictures.put_aside(family, request.user, Picture.WEB)[:20]),
        "compare": CompareForm(
            [(one, when_and_who(one)) for one in finished],
            initial={"nu": pair.now and str(pair.now.pk), "toen": pair.then and str(pair.then.pk)},
        ),
    }
    return render(request, "portraits/web.html", context)


@require_POST
def start_web(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """Begin, or go on with the draft of this parent."""
    family = open_pictures(request, family_id, "portraits.web")
    person = get_object_or_404(Person, family=family, pk=as_id(request.POST.get("person", "")))
    portrait = actions.start(
        as_id(request.POST.get("entry", "")) or uuid4(),
        family,
        Picture.WEB,
        person,
        by=request.user,
        at=timezone.now(),
    )
    return redirect("portraits:draw_web", family_id=family.pk, portrait_id=portrait.pk)


@require_GET
def web_paper(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_pictures(request, family_id, "portraits.web")
    return on_paper(request, family, _paper(request, family))


@require_GET
def web_pdf(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_pictures(request, family_id, "portraits.web")
    context = _paper(request, family)
    return as_file(request, family, context, "web", str(context["paper_url"]))


def _paper(request: SignedInRequest, family: Family) -> dict[str, Any]:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    here = [family.pk]
    return _shown(request, family) | {
        "paper": "portraits/_web_paper.html",
        "paper_url": reverse("portraits:web_paper", args=here) + query,
        "pdf_url": reverse("portraits:web_pdf", args=here) + query,
        "back_url": reverse("portraits:web", args=here) + query,
    }


def _shown(request: SignedInRequest, family: Family) -> dict[str, Any]:
    """The web of one parent: the one asked for, or who drew last; never over another's."""
    portraits = list(pictures.pictures(family, request.user, Picture.WEB))
    parents = pictures.drawers(family)
    wanted = as_id(request.GET.get("wie", ""))
    known = {one.person.pk: one.person for one in portraits if one.person} | {
        person.pk: person for person in parents
    }
    finished = [one for one in portraits if not one.is_draft]
    drawer = known.get(wanted) if wanted else None
    drawer = drawer or next((one.person for one in finished), next(iter(parents), None))
    of_drawer = [one for one in finished if one.person == drawer]
    pair = pairs.pair(
        of_drawer,
        as_id(request.GET.get("nu", "")),
        as_id(request.GET.get("toen", "")),
        alone=request.GET.get("toen") == "geen",
    )
    asked = pictures.themes(Picture.WEB)
    marks = pictures.marks(pair.portraits)
    return {
        "portraits": portraits,
        "parents": parents,
        "people": list(known.values()),
        "drawer": drawer,
        "finished": of_drawer,
        "pair": pair,
        "entry": uuid4(),
        **(drawing(pair, asked, marks) if asked else {}),
    }


def drawing(pair: pairs.Pair, asked: Any, marks: dict[UUID, dict[str, int]]) -> dict[str, Any]:
    """The drawing in two sizes, and its table."""
    now = marks.get(pair.now.pk, {}) if pair.now else {}
    then = marks.get(pair.then.pk, {}) if pair.then else {}
    axes = pairs.axes(asked, now, then)
    return {
        "axes": axes,
        "wide": geometry.draw(axes, geometry.WIDE),
        "narrow": geometry.draw(axes, geometry.NARROW),
        "now_words": when_and_who(pair.now) if pair.now else "",
        "then_words": when_and_who(pair.then) if pair.then else "",
    }
