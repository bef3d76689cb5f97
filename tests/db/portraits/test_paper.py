"""The pictures as a file: one page, tagged, Dutch, without what is shielded."""

import builtins
import io
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from pypdf import PdfReader

from duizend.access.models import AuditEvent
from duizend.core.rls import acting_as
from duizend.portraits.actions import Words
from duizend.portraits.models import Theme
from duizend.signals import actions as signals
from duizend.signals.models import Concept
from tests.db.portraits.drawn import GOES_WELL, SEEN, new_triangle
from tests.people import signed_in

FILES = ("web", "driehoek", "balans")


def file(drawn, name):
    answer = signed_in(drawn.fatma).get(drawn.url(f"{name}/pdf/"))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert "Amrani" not in answer["Content-Disposition"]
    return PdfReader(io.BytesIO(answer.content))


def words(made):
    return " ".join(page.extract_text() for page in made.pages).replace("\n", " ")


@pytest.mark.parametrize("name", FILES)
def test_a_picture_is_one_page_that_can_be_read_aloud(drawn, name):
    made = file(drawn, name)
    assert len(made.pages) == 1
    root: Any = made.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    with acting_as(drawn.fatma.pk):
        assert AuditEvent.objects.filter(action="portraits.export").count() == 1


def test_the_paper_says_what_was_said_by_whom(drawn):
    said = words(file(drawn, "driehoek"))
    assert GOES_WELL in said
    assert SEEN in said
    assert "De professional zegt" in said


def test_what_is_shielded_is_not_on_paper(drawn):
    with acting_as(drawn.fatma.pk):
        for code in ("domestic_violence", "debts"):
            concept = Concept.objects.get(code=code)
            signals.add(
                uuid4(), drawn.family, concept, note="Op maandag", by=drawn.fatma, at=timezone.now()
            )
    said = words(file(drawn, "balans"))
    assert "schulden" in said
    assert "geweld" not in said
    assert "Op maandag" not in said


@pytest.mark.parametrize("letters", [15, 40, 70, 100])
def test_a_triangle_full_of_words_still_fits_on_one_page(drawn, letters):
    """Both voices on every theme; at the longest the letters are small, as the page says."""
    text = ("Samen naar buiten als het kan " * 5)[:letters].strip()
    with acting_as(drawn.fatma.pk):
        themes = list(Theme.objects.filter(picture="triangle").values_list("pk", flat=True))
    said = [
        (theme, voice, Words(text, text, "soon"))
        for theme in themes
        for voice in ("parent", "professional")
    ]
    new_triangle(drawn.village, said, at=timezone.now())
    assert len(file(drawn, "driehoek").pages) == 1


def test_every_signal_there_is_still_fits_on_one_page(drawn):
    with acting_as(drawn.fatma.pk):
        for number, concept in enumerate(
            Concept.objects.filter(restricted=False).exclude(kind="neutral")
        ):
            if number % 2 == 0:
                signals.add(uuid4(), drawn.family, concept, by=drawn.fatma, at=timezone.now())
    assert len(file(drawn, "balans").pages) == 1


def test_nothing_drawn_is_said_on_paper_too(drawn):
    client = signed_in(drawn.fatma)
    for portrait in (drawn.web, drawn.triangle):
        client.post(drawn.url(f"{portrait.pk}/klopt-niet/"), {"reason": "Vergissing"})
    assert "nog niets getekend" in words(file(drawn, "web"))
    assert "nog niets ingevuld" in words(file(drawn, "driehoek"))


def test_without_the_library_one_prints_the_page(drawn, monkeypatch):
    real = builtins.__import__

    def without_pango(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    answer = signed_in(drawn.fatma).get(drawn.url("web/pdf/?toen=geen"), follow=True)
    assert answer.redirect_chain[-1][0] == drawn.url("web/papier/?toen=geen")
    assert "Pango" in answer.content.decode()
