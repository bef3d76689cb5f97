"""The same document as text, on paper and as FHIR: for both sides, and the same words."""

import io
import json
from html import unescape

import pytest
from pypdf import PdfReader

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
    return unescape(page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0])


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
