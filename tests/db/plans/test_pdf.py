"""The plan as a file: readable for screen readers, in Dutch, and in the log."""

import builtins
import io
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from pypdf import PdfReader

from duizend.access.models import AuditEvent
from duizend.core.printing import CannotMakePdf, as_pdf
from duizend.core.rls import acting_as
from tests.db.plans.test_plan_pages import WORDS, goal, task, url
from tests.people import make_village, signed_in


def test_the_file_is_tagged_dutch_and_holds_no_shielded_goal():
    village = make_village()
    task(village, goal(village))
    goal(village, words="Veilig thuis", is_shielded=True)
    answer = signed_in(village.noor).get(url(village, "pdf/"))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert "Amrani" not in answer["Content-Disposition"]
    made = PdfReader(io.BytesIO(answer.content))
    root: Any = made.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    words = " ".join(page.extract_text() for page in made.pages).replace("\n", " ")
    assert WORDS in words
    assert "Leo Bos" in words
    assert "Veilig thuis" not in words
    pages: list[Any] = list(made.pages)
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all("Noto" in font for font in fonts)
    with acting_as(village.noor.pk):
        assert AuditEvent.objects.filter(action="plans.export").count() == 1


def test_a_missing_library_is_said_in_words_and_the_page_can_still_be_printed(monkeypatch):
    real = builtins.__import__

    def without_pango(name, *args, **kwargs):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    village = make_village()
    noor = signed_in(village.noor)
    answer = noor.get(url(village, "pdf/"), follow=True)
    assert answer.redirect_chain[-1][0] == url(village, "afdrukken/")
    assert "Pango" in answer.content.decode()
    with acting_as(village.noor.pk):
        assert not AuditEvent.objects.filter(action="plans.export").exists()


def test_a_missing_font_is_said_in_words(monkeypatch):
    monkeypatch.setattr(finders, "find", lambda name: None)
    with pytest.raises(CannotMakePdf):
        as_pdf("<p>tekst</p>", "plans/paper.css")


def test_words_of_a_family_never_make_the_server_fetch_something():
    made = as_pdf(
        '<html lang="nl"><title>t</title><img alt="" src="http://127.0.0.1:1/x.png"></html>',
        "plans/paper.css",
    )
    assert made.startswith(b"%PDF")
    secret = as_pdf(
        '<html lang="nl"><title>t</title><img alt="" src="file:///etc/hostname"></html>',
        "plans/paper.css",
    )
    assert secret.startswith(b"%PDF")
