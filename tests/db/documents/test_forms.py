"""The same document as text, on paper and as FHIR: for both sides, and the same words."""

import io
import json
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from duizend.access.models import AuditEvent
from duizend.consents import actions as consents
from duizend.core.printing import CannotMakePdf
from duizend.core.rls import acting_as
from duizend.documents import views
from duizend.referrals import actions as referrals
from duizend.referrals.models import Referral
from tests.people import make_referral, signed_in

HEADINGS = [
    "Aanleiding en vraag",
    "Wat goed gaat",
    "Wat aandacht vraagt",
    "Wat gevraagd is",
    "Afspraken en termijn",
    "Toestemming",
    "Contact",
]


def text_of(response):
    assert response.status_code == 200, response.status_code
    page = response.content.decode()
    return unescape(page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]).lstrip(
        "\n"
    )


def words_of(pdf):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("side", ["sent", "received"])
def test_every_form_has_the_same_headings_in_the_same_order(sent, received, side):
    ask = sent if side == "sent" else received
    text = text_of(ask("referral", "text"))
    assert [line for line in text.splitlines() if line in HEADINGS] == HEADINGS
    paper = words_of(ask("referral", "pdf").content)
    places = [paper.index(heading) for heading in HEADINGS]
    assert places == sorted(places)
    bundle = json.loads(ask("referral", "fhir").content)
    composition = bundle["entry"][0]["resource"]
    assert [section["title"] for section in composition["section"]] == HEADINGS
    for said in ("Samira El Amrani", "schulden", "Schuldhulp Drenthe"):
        assert said in text
        assert said in paper.replace("\n", " ")
        assert said in json.dumps(bundle, ensure_ascii=False)


def test_the_answer_goes_back_with_its_own_headings(sent, received, answered):
    for ask in (sent, received):
        text = text_of(ask("feedback", "text"))
        assert text.startswith("TERUGKOPPELING\n")
        assert "Samira heeft maandag een gesprek." in text
        assert "Wat er gebeurde" in text
        # What was told with the question is not told again with the answer.
        assert "schulden" not in text
        paper = words_of(ask("feedback", "pdf").content).replace("\n", " ")
        assert "Samira heeft maandag een gesprek." in paper
        bundle = json.loads(ask("feedback", "fhir").content)
        [task] = [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Task"]
        assert task["note"][-1]["text"].endswith("Samira heeft maandag een gesprek.")


def test_it_can_be_copied_without_scripts(sent):
    page = sent("referral", "text").content.decode()
    field = page.split("<textarea", 1)[1].split(">", 1)[0]
    assert "readonly" in field
    assert 'data-copy="id_text" hidden' in page


@pytest.mark.parametrize("side", ["sent", "received"])
@pytest.mark.parametrize(
    ("form", "content_type", "name"),
    [
        ("pdf", "application/pdf", "verwijzing.pdf"),
        ("fhir", "application/fhir+json; charset=utf-8", "verwijzing.json"),
    ],
)
def test_files_name_nobody_and_stay_nowhere(sent, received, side, form, content_type, name):
    response = (sent if side == "sent" else received)("referral", form)
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Cache-Control"] == "no-store, private"


def test_the_text_stays_nowhere_either(sent):
    assert sent("referral", "text")["Cache-Control"] == "no-store, private"


def test_the_paper_is_one_that_an_archive_keeps(sent):
    made = PdfReader(io.BytesIO(sent("referral", "pdf").content))
    root: Any = made.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    [intent] = root["/OutputIntents"]
    intent = intent.get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
    said = root["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="3"' in said
    assert 'pdfaid:conformance="A"' in said
    assert "Praktijk De Wieg" in said
    assert "El Amrani" not in said
    assert made.metadata is not None
    assert made.metadata.title == "Verwijzing"
    assert made.metadata.author == "Praktijk De Wieg"
    assert "/ID" in made.trailer
    assert "/Encrypt" not in made.trailer
    pages: list[Any] = list(made.pages)
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        assert "Noto" in font["/BaseFont"]
        below = font.get("/DescendantFonts")
        described = (below[0].get_object() if below else font)["/FontDescriptor"].get_object()
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(described)
        assert "/ToUnicode" in font


def test_a_missing_library_is_said_and_nothing_was_taken_along(
    village, sent, referral, monkeypatch
):
    def missing(*args, **kwargs):
        raise CannotMakePdf("Pango ontbreekt.")

    monkeypatch.setattr(views, "as_pdf", missing)
    response = sent("referral", "pdf")
    assert response.status_code == 302
    assert response["Location"].endswith(f"/verwijzingen/{referral.pk}/")
    with acting_as(village.fatma.pk):
        assert not AuditEvent.objects.filter(action="documents.referral_pdf").exists()


def test_words_in_a_question_stay_words(village, debts, consent):
    request = '<script>alert(1)</script> & "aanhalingstekens" \N{OBJECT REPLACEMENT CHARACTER}'
    made = make_referral(village.family, by=village.fatma, to=debts, request=request)
    client = signed_in(village.ruud)
    page = client.get(reverse("documents:received_referral_text", args=[made.pk]))
    assert "<script>alert" not in page.content.decode()
    bundle = client.get(reverse("documents:received_referral_fhir", args=[made.pk])).json()
    div = bundle["entry"][0]["resource"]["section"][0]["text"]["div"]
    assert "&lt;script&gt;" in div
    paper = client.get(reverse("documents:received_referral_pdf", args=[made.pk]))
    assert "<script>alert(1)</script>" in words_of(paper.content)


@pytest.mark.parametrize("side", ["sent", "received"])
@pytest.mark.parametrize("form", ["text", "fhir"])
def test_few_questions_to_the_database(village, referral, answered, side, form):
    who = village.fatma if side == "sent" else village.ruud
    given = [village.family.pk, referral.pk] if side == "sent" else [referral.pk]
    client, url = signed_in(who), reverse(f"documents:{side}_feedback_{form}", args=given)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    by, at = village.ruud, timezone.now() + timedelta(seconds=3)
    with acting_as(by.pk):
        row = Referral.objects.get(pk=referral.pk)
        for number in range(5):
            referrals.answer(row, f"Nog een woord {number}.", "money", by=by, at=at)
    with CaptureQueriesContext(connection) as many:
        assert client.get(url).status_code == 200
    assert len(few) == len(many) <= 25


def test_the_doors_stand_on_the_page_of_both_sides(village, referral, answered):
    ours = reverse("referrals:detail", args=[village.family.pk, referral.pk])
    theirs = reverse("referrals:received", args=[referral.pk])
    for who, page, side in ((village.fatma, ours, "sent"), (village.ruud, theirs, "received")):
        said = signed_in(who).get(page).content.decode()
        for kind in ("referral", "feedback"):
            for form in ("pdf", "text", "fhir"):
                given = [village.family.pk, referral.pk] if side == "sent" else [referral.pk]
                assert f'href="{reverse(f"documents:{side}_{kind}_{form}", args=given)}"' in said


def test_without_consent_there_are_no_doors(village, referral, consent):
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=timezone.now())
    page = signed_in(village.ruud).get(reverse("referrals:received", args=[referral.pk]))
    assert "verwijzing.pdf" not in page.content.decode()
