"""A card as a file: out, in again as a draft, and refused where it does not fit."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from duizend.core.rls import acting_as
from duizend.route_cards.models import CardDraft

CODE = "geld-en-roken-samen"


def texts(answer):
    return answer.content.decode()


def at_version(name, version=1):
    return reverse(f"route_cards:{name}", args=[CODE, version])


def test_a_card_goes_out_as_a_file_and_comes_in_as_a_draft(petra, village, set_it):
    set_it()
    file = petra.get(at_version("file"))
    assert file["Content-Disposition"] == f'attachment; filename="{CODE}-1.json"'
    card = json.loads(file.content)
    card["name"] = "Geld, roken en wonen"
    sent = {"entry": uuid4(), "text": json.dumps(card)}
    assert petra.post(reverse("route_cards:upload"), sent).status_code == 302
    with acting_as(village.petra.pk):
        draft = CardDraft.objects.get(set_as=None)
    assert (draft.name, draft.code, draft.based_on) == ("Geld, roken en wonen", CODE, 1)
    again = petra.post(reverse("route_cards:upload"), {**sent, "entry": uuid4()})
    assert again.status_code == 422
    assert "al een concept van deze kaart" in texts(again)


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"", "Kies een bestand"),
        (b"{", "regel 1"),
        (b"[]", "kan zo niet worden gebruikt"),
        (b"\xff\xfe", "geen tekst in UTF-8"),
        (b"x" * 1_000_001, "groter dan 1 MB"),
    ],
)
def test_a_file_that_is_no_card_is_refused(petra, village, file, reason):
    sent = {"entry": uuid4(), "text": "", "file": SimpleUploadedFile("kaart.json", file)}
    answer = petra.post(reverse("route_cards:upload"), sent)
    assert answer.status_code == 422
    # An empty file is no file to a browser's form.
    assert reason in texts(answer) or (not file and "is leeg" in texts(answer))
    with acting_as(village.petra.pk):
        assert CardDraft.objects.count() == 0


def test_a_card_in_a_circle_is_refused_at_its_place(petra, set_it):
    set_it()
    card = json.loads(petra.get(at_version("file")).content)
    card["steps"][0]["after"] = [card["steps"][0]["code"]]
    sent = {"entry": uuid4(), "text": json.dumps(card)}
    answer = petra.post(reverse("route_cards:upload"), sent)
    assert answer.status_code == 422
    assert "steps[0].after" in texts(answer)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": "n" * 201}, "is te lang"),
        ({"name": "nul \x00 teken"}, "niet bewaard kan worden"),
        ({"why": "half \ud800 teken"}, "niet bewaard kan worden"),
    ],
)
def test_what_the_database_has_no_room_for_is_refused(petra, village, set_it, changes, reason):
    set_it()
    card = json.loads(petra.get(at_version("file")).content) | changes
    sent = {"entry": uuid4(), "text": json.dumps(card)}
    answer = petra.post(reverse("route_cards:upload"), sent)
    assert answer.status_code == 422
    assert reason in texts(answer)
    with acting_as(village.petra.pk):
        assert not CardDraft.objects.filter(set_as=None).exists()
