"""The triangle of child, parents and surroundings: what was said, then and now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from duizend.access.http import SignedInRequest
from duizend.families.models import Family
from duizend.portraits import actions
from duizend.portraits.forms import CompareForm, EndForm, as_id
from duizend.portraits.models import Theme
from duizend.portraits.models.reference import SIDE_LABELS
from duizend.portraits.queries import pairs, pictures
from duizend.portraits.queries.pictures import Said, ThemeSaid
from duizend.portraits.rules.codes import Picture, Side
from duizend.portraits.views.frame import (
    as_file,
    on_paper,
    open_pictures,
    page,
    when_and_who,
)

# Above this many letters a triangle is printed smaller, so that it stays on one page.
MUCH, VERY_MUCH = 1400, 2800


@dataclass(frozen=True)
class SideSaid:
    """A side with its themes of now; each with the same theme of then beside it."""

    side: Side
    name: str
    themes: list[tuple[ThemeSaid, ThemeSaid]]

    @property
    def unsaid(self) -> list[ThemeSaid]:
        """Themes that nobody said anything about, then or now."""
        return [now for now, then in self.themes if not now.said and not then.said]


@require_GET
def triangle(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_pictures(request, family_id, "portraits.triangle")
    shown = _shown(request, family)
    pair: pairs.Pair = shown["pair"]
    context = page(request, family) | shown
    context |= {
        "end_form": EndForm(),
        "entry": uuid4(),
        "put_aside": list(pictures.put_aside(family, request.user, Picture.TRIANGLE)[:20]),
        "compare": CompareForm(
            [(one, when_and_who(one)) for one in shown["finished"]],
            initial={"nu": pair.now and str(pair.now.pk), "toen": pair.then and str(pair.then.pk)},
        ),
    }
    return render(request, "portraits/triangle.html", context)


@require_POST
def start_triangle(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """Begin, or go on with the draft of the own organisation."""
    family = open_pictures(request, family_id, "portraits.triangle")
    portrait = actions.start(
        as_id(request.POST.get("entry", "")) or uuid4(),
        family,
        Picture.TRIANGLE,
        by=request.user,
        at=timezone.now(),
    )
    return redirect(
        "portraits:triangle_side",
        family_id=family.pk,
        portrait_id=portrait.pk,
        side=Side.CHILD.value,
    )


@require_GET
def triangle_paper(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_pictures(request, family_id, "portraits.triangle")
    return on_paper(request, family, _paper(request, family))


@require_GET
def triangle_pdf(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    family = open_pictures(request, family_id, "portraits.triangle")
    context = _paper(request, family)
    return as_file(request, family, context, "driehoek", str(context["paper_url"]))


def _paper(request: SignedInRequest, family: Family) -> dict[str, Any]:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    here = [family.pk]
    shown = _shown(request, family)
    return shown | {
        "paper": "portraits/_triangle_paper.html",
        "density": density(shown["sides"]),
        "paper_url": reverse("portraits:triangle_paper", args=here) + query,
        "pdf_url": reverse("portraits:triangle_pdf", args=here) + query,
        "back_url": reverse("portraits:triangle", args=here) + query,
    }


def density(sides: list[SideSaid]) -> str:
    """How small the words must be for one page: `airy`, `close` or `closest`."""
    letters = sum(
        len(row.goes_well) + len(row.wish) + len(now.theme.name)
        for side in sides
        for now, _then in side.themes
        for row in now.said
    )
    return "closest" if letters > VERY_MUCH else "close" if letters > MUCH else "airy"


def _shown(request: SignedInRequest, family: Family) -> dict[str, Any]:
    portraits = list(pictures.pictures(family, request.user, Picture.TRIANGLE))
    finished = [one for one in portraits if not one.is_draft]
    pair = pairs.pair(
        finished,
        as_id(request.GET.get("nu", "")),
        as_id(request.GET.get("toen", "")),
        alone=request.GET.get("toen") == "geen",
    )
    asked = pictures.themes(Picture.TRIANGLE)
    said = pictures.statements(pair.portraits)
    now = said.get(pair.now.pk, {}) if pair.now else {}
    then = said.get(pair.then.pk, {}) if pair.then else {}
    return {
        "drafts": [one for one in portraits if one.is_draft],
        "finished": finished,
        "pair": pair,
        "sides": side_by_side(asked, now, then),
        "now_drawing": pairs.draw_triangle(asked, now, side_names()) if asked else None,
        "then_drawing": (
            pairs.draw_triangle(asked, then, side_names()) if asked and pair.then else None
        ),
        "now_words": when_and_who(pair.now) if pair.now else "",
        "then_words": when_and_who(pair.then) if pair.then else "",
    }


def side_names() -> dict[Side, str]:
    return {side: str(SIDE_LABELS[side.value]) for side in Side}


def side_by_side(asked: list[Theme], now: Said, then: Said) -> list[SideSaid]:
    names = side_names()
    both = list(zip(pictures.told(asked, now), pictures.told(asked, then), strict=True))
    return [
        SideSaid(
            side,
            names[side],
            [(one, other) for one, other in both if one.theme.side == side],
        )
        for side in Side
    ]
