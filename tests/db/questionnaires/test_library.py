"""The administrator's lists: import, look, say how it is used, publish, export, retire."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from duizend.access.models import AuditEvent
from duizend.access.rules import OrganizationKind, Role
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.questionnaires import actions, queries
from duizend.questionnaires.actions import library
from duizend.questionnaires.models import Questionnaire, QuestionnaireDraft, QuestionnaireVersion
from duizend.questionnaires.rules.answers import Given
from duizend.questionnaires.rules.usage import Usage
from duizend.signals.models import Concept, Signal
from tests.db.questionnaires.conftest import LISTS, rows_of
from tests.people import NOW, make_organization, make_user, signed_in

# Odd on purpose: spaces, the order of keys and 2.50 have to come back as they are.
SLEEP = """{
  "title" : "Slapen met een baby",
  "resourceType":"Questionnaire", "status":"draft",
  "id":"slapen", "url":"https://example.nl/slapen", "version":"1",
  "item":[
   {"linkId":"uitleg","type":"display","text":"Lees dit eerst."},
   {"linkId":"uren","type":"decimal","text":"Hoeveel uur slaapt u?","required":true,
    "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueDecimal":2.50},
                 {"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueDecimal":14}]},
   {"linkId":"hoe","type":"choice","text":"Hoe slaapt u?","answerOption":[
      {"valueCoding":{"code":"goed","display":"Goed"}},
      {"valueCoding":{"code":"slecht","display":"Slecht"}}]},
   {"linkId":"samen","type":"group","text":"Samen","item":[
      {"linkId":"wie","type":"string","text":"Wie helpt u 's nachts?","repeats":true}]}
  ]}
"""
BROKEN = json.dumps(
    {
        "resourceType": "Questionnaire",
        "status": "draft",
        "item": [
            {"linkId": "a", "type": "quantity", "text": "Hoeveel?"},
            {"linkId": "b", "type": "choice", "text": "Wat?"},
        ],
    }
)
CIRCLE = json.dumps(
    {
        "resourceType": "Questionnaire",
        "status": "draft",
        "item": [
            {
                "linkId": link_id,
                "type": "boolean",
                "text": link_id,
                "enableWhen": [{"question": other, "operator": "exists", "answerBoolean": True}],
            }
            for link_id, other in (("een", "twee"), ("twee", "een"))
        ],
    }
)
LONG = json.dumps(
    {
        "resourceType": "Questionnaire",
        "status": "draft",
        "item": [{"linkId": f"q{n}", "type": "string", "text": "?"} for n in range(5000)],
    }
)


@pytest.fixture
def bea(village):
    town = make_organization("Gemeente Aa en Hunze", OrganizationKind.MUNICIPALITY)
    return make_user("Bea Vermeer", town, Role.ADMINISTRATOR)


def added(by, text=SLEEP):
    with acting_as(by.pk):
        return library.add_draft(uuid4(), text.encode(), by=by, at=NOW)


def used(draft, by, **how):
    with acting_as(by.pk):
        library.set_usage(draft, Usage(**({"life_domain": "health"} | how)), by=by, at=NOW)


def published(by, text=SLEEP, **how):
    draft = added(by, text)
    used(draft, by, **how)
    with acting_as(by.pk):
        return library.publish_draft(draft, by=by, at=NOW)


def count_drafts(by):
    with acting_as(by.pk):
        return QuestionnaireDraft.objects.count()


def url(name, *args):
    return reverse(f"questionnaires:{name}", args=args)


def test_from_a_file_to_a_list_that_is_offered(village, bea):
    client = signed_in(bea)
    assert client.get(url("lists")).status_code == 200
    file = SimpleUploadedFile("slapen.json", SLEEP.encode(), "application/json")
    sent = client.post(url("new_list"), {"entry": str(uuid4()), "file": file})
    with acting_as(bea.pk):
        draft = QuestionnaireDraft.objects.get()
    assert sent["Location"] == url("draft", draft.pk)
    shown = client.get(sent["Location"]).content.decode()
    for words in ("Lees dit eerst.", "Hoeveel uur slaapt u?", "Samen", "Van 2,5 tot en met 14."):
        assert words in shown
    assert "Liefst invullen." in shown

    assert "waar de antwoorden over gaan" in client.get(url("publish", draft.pk)).content.decode()
    client.post(url("usage", draft.pk), {"life_domain": "health"})
    before = client.get(url("publish", draft.pk)).content.decode()
    assert "Een nieuwe lijst, versie 1." in before
    done = client.post(url("publish", draft.pk))
    assert done["Location"] == url("list", "slapen")
    assert count_drafts(bea) == 0
    with acting_as(village.fatma.pk):
        assert "slapen" in queries.offered(village.fatma).values_list("code", flat=True)
    shown = client.get(url("list", "slapen")).content.decode()
    assert "Versie 1" in shown
    with acting_as(bea.pk):
        deeds = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"questionnaires.add_draft", "questionnaires.publish"} <= deeds


def test_a_pasted_list_is_given_back_to_the_letter(village, bea):
    client = signed_in(bea)
    client.post(url("new_list"), {"entry": str(uuid4()), "text": SLEEP})
    with acting_as(bea.pk):
        draft = QuestionnaireDraft.objects.get()
        text = draft.text
    used(draft, bea)
    client.post(url("publish", draft.pk))
    version = QuestionnaireVersion.objects.get(questionnaire_id="slapen")
    got = client.get(url("file", "slapen", version.pk))
    assert got.content.decode() == text
    assert got.content.decode().replace("\r\n", "\n") == SLEEP
    assert got["Content-Disposition"].startswith("attachment")
    assert client.get(url("version", "slapen", version.pk)).status_code == 200


def test_a_file_comes_back_byte_for_byte(village, bea):
    version = published(bea, "\ufeff" + SLEEP)
    assert library.export(version) == ("\ufeff" + SLEEP).encode()


def test_our_own_lists_come_back_as_their_resource(village):
    version = QuestionnaireVersion.objects.get(questionnaire_id="hark")
    assert json.loads(library.export(version)) == rows_of("hark")[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"resourceType": "Questionnaire",', "regel 1"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b" " * 6_000_000, "groter dan 5 MB"),
        (b"[]", "geen FHIR-Questionnaire"),
        (b'{"resourceType": "Patient"}', "geen FHIR-Questionnaire"),
        (BROKEN.encode(), "<code>a</code>"),
        (BROKEN.encode(), "<code>b</code>"),
        (CIRCLE.encode(), "hangt van zichzelf af"),
        (LONG.encode(), "1000 items"),
        (b"[" * 100_000, "JSON"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(village, bea, content, words):
    client = signed_in(bea)
    file = SimpleUploadedFile("a.json", content)
    sent = client.post(url("new_list"), {"entry": str(uuid4()), "file": file})
    assert sent.status_code == 422
    assert words in sent.content.decode()
    assert count_drafts(bea) == 0


def test_nothing_chosen_is_said_so(village, bea):
    sent = signed_in(bea).post(url("new_list"), {"entry": str(uuid4()), "text": " "})
    assert sent.status_code == 422
    assert "Kies een bestand" in sent.content.decode()


def test_a_script_in_the_words_of_a_list_is_only_text(village, bea):
    text = SLEEP.replace("Hoe slaapt u?", "<script>alert(1)</script>").replace(
        '"Goed"', '"<img src=x onerror=alert(2)>"'
    )
    draft = added(bea, text)
    shown = signed_in(bea).get(url("draft", draft.pk)).content.decode()
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_sent_twice_is_one_draft(village, bea):
    same = uuid4()
    with acting_as(bea.pk):
        for _again in range(2):
            library.add_draft(same, SLEEP.encode(), by=bea, at=NOW)
    assert count_drafts(bea) == 1


def test_trying_out_works_out_and_keeps_nothing(village, bea):
    [row] = rows_of("gad-2")
    row = {**row, "id": "angst", "url": "https://example.nl/angst"}
    draft = added(bea, json.dumps(row))
    client = signed_in(bea)
    given = {"v1": "more-than-half", "v2": "several-days"}
    shown = client.post(url("draft", draft.pk), given).content.decode()
    assert "3 van 6" in shown
    half = client.post(url("draft", draft.pk), {"v1": "several-days"}).content.decode()
    assert "1 van 2 ingevuld" in half
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from questionnaires_answer")
        assert cursor.fetchone() == (0,)


def test_trying_out_says_what_does_not_fit(village, bea):
    draft = added(bea)
    client = signed_in(bea)
    for hours, words in (("1,5", "te laag"), ("20", "te hoog"), ("veel", "Vul een getal in")):
        sent = client.post(url("draft", draft.pk), {"v1": hours})
        assert sent.status_code == 422
        assert words in sent.content.decode()


def test_how_it_is_used_decides_where_answers_go(village, bea, hold):
    draft = added(bea)
    client = signed_in(bea)
    client.post(url("usage", draft.pk), {"life_domain": "health", "g1": "network"})
    assert client.get(url("meaning", draft.pk, 2)).status_code == 200
    assert client.get(url("meaning", draft.pk, 9)).status_code == 404
    said = {"life_domain": "mental", "o2": "debts"}
    assert client.post(url("meaning", draft.pk, 2), said).status_code == 302
    assert "1 antwoord" in client.get(url("usage", draft.pk)).content.decode()
    before = client.get(url("publish", draft.pk)).content.decode()
    assert Concept.objects.get(pk="debts").label in before
    client.post(url("publish", draft.pk))

    talk = hold(village.fatma, "slapen")
    for link_id, given in (("uren", Given(text="7,5")), ("hoe", Given(("slecht",)))):
        with acting_as(village.fatma.pk):
            actions.save_answer(
                talk.response.pk, link_id, given, was=None, by=village.fatma, at=NOW
            )
    talk.says("wie", text="Mijn zus\nDe buurvrouw")
    with acting_as(village.fatma.pk):
        kept = dict(talk.response.answers.values_list("link_id", "category"))
        assert kept == {"uren": "health", "hoe": "mental", "wie": "network"}
        assert Signal.objects.filter(concept_id="debts").exists()
    assert [v["valueString"] for v in talk.answers()["wie"]] == ["Mijn zus", "De buurvrouw"]
    # Unticking takes it all back.
    draft = added(bea, SLEEP.replace('"version":"1"', '"version":"2"'))
    client.post(url("meaning", draft.pk, 2), {"life_domain": "", "o2": "debts"})
    client.post(url("meaning", draft.pk, 2), {"life_domain": "", "o2": ""})
    with acting_as(bea.pk):
        draft.refresh_from_db()
    assert draft.usage["concepts"] == {}


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"life_domain": "plan"}, "kent duizend niet"),
        ({"life_domain": "safety"}, "in zijn geheel afgeschermd"),
        ({"domains": {"weg": "money"}}, "weg"),
        ({"concepts": {"hoe": {"anders": "debts"}}}, "anders"),
        ({"concepts": {"weg": {"goed": "debts"}}}, "weg"),
        ({"concepts": {"hoe": {"goed": "bestaat-niet"}}}, "bestaat-niet"),
        ({"concepts": {"hoe": {"goed": "domestic_violence"}}}, "hoe"),
    ],
)
def test_a_use_that_does_not_fit_is_refused(village, bea, how, words):
    draft = added(bea)
    with pytest.raises(NotAllowed, match=words):
        used(draft, bea, **how)


def test_a_use_that_does_not_fit_is_said_on_the_page(village, bea):
    draft = added(bea)
    sent = signed_in(bea).post(url("usage", draft.pk), {"life_domain": "safety"})
    assert sent.status_code == 422
    assert "in zijn geheel afgeschermd" in sent.content.decode()


def test_a_shielded_list_is_for_few_and_may_point_to_what_is_shielded(village, bea):
    how = {"is_shielded": True, "concepts": {"hoe": {"slecht": "domestic_violence"}}}
    version = published(bea, life_domain="safety", **how)
    assert version.questionnaire.is_shielded
    form = queries.form_of(version)
    assert all(item.restricted for item in form.questions())


def test_a_new_version_stands_beside_the_old_one(village, bea, hold):
    published(bea)
    talk = hold(village.fatma, "slapen")
    talk.says("uren", text="7")
    with pytest.raises(NotAllowed, match="is er al"):
        published(bea)
    draft = added(bea, SLEEP.replace('"version":"1"', '"version":"2"'))
    used(draft, bea)
    shown = signed_in(bea).get(url("publish", draft.pk)).content.decode()
    assert "Een nieuwe versie 2 van" in shown
    with acting_as(bea.pk):
        library.publish_draft(draft, by=bea, at=NOW)
    assert Questionnaire.objects.get(code="slapen").versions.count() == 2
    with acting_as(village.fatma.pk):
        assert talk.response.version.version == "1"


def test_a_list_of_our_own_is_not_changed_here(village, bea):
    client = signed_in(bea)
    assert client.post(url("retire", "hark")).status_code == 403
    [row] = rows_of("gad-2")
    with pytest.raises(NotAllowed, match="van duizend zelf"):
        published(bea, json.dumps(row | {"version": "99"}))


def test_a_list_is_taken_out_of_use_and_in_use_again(village, bea):
    published(bea)
    client = signed_in(bea)
    client.post(url("retire", "slapen"))
    with acting_as(village.fatma.pk):
        assert not queries.offered(village.fatma).filter(code="slapen").exists()
    client.post(url("take_up", "slapen"))
    with acting_as(village.fatma.pk):
        assert queries.offered(village.fatma).filter(code="slapen").exists()


def test_loading_our_own_content_leaves_imported_lists_alone(village, bea):
    published(bea)
    actions.load_questionnaires(rows_of(*LISTS), at=NOW)
    assert Questionnaire.objects.get(code="slapen").retired_on is None


def test_a_draft_can_be_thrown_away(village, bea):
    draft = added(bea)
    assert signed_in(bea).post(url("discard", draft.pk)).status_code == 302
    assert count_drafts(bea) == 0


@pytest.mark.parametrize("who", ["fatma", "yara", "petra"])
def test_nobody_else_sees_or_does_any_of_it(village, bea, who):
    draft = added(bea)
    version = QuestionnaireVersion.objects.get(questionnaire_id="gad-2")
    other = getattr(village, who)
    client = signed_in(other)
    for name, args in (
        ("lists", ()),
        ("new_list", ()),
        ("draft", (draft.pk,)),
        ("usage", (draft.pk,)),
        ("meaning", (draft.pk, 1)),
        ("publish", (draft.pk,)),
        ("list", ("gad-2",)),
        ("version", ("gad-2", version.pk)),
        ("file", ("gad-2", version.pk)),
    ):
        assert client.get(url(name, *args)).status_code == 403, name
    for name, args in (
        ("discard", (draft.pk,)),
        ("publish", (draft.pk,)),
        ("retire", ("gad-2",)),
        ("take_up", ("gad-2",)),
    ):
        assert client.post(url(name, *args)).status_code == 403, name
    assert count_drafts(other) == 0
    for deed in (
        lambda: library.add_draft(uuid4(), SLEEP.encode(), by=other, at=NOW),
        lambda: library.set_usage(draft, Usage(), by=other, at=NOW),
        lambda: library.discard(draft, by=other, at=NOW),
        lambda: library.publication_of(draft, by=other, at=NOW),
    ):
        with acting_as(other.pk), pytest.raises(NotAllowed, match="beheerder"):
            deed()
    assert count_drafts(bea) == 1


def test_the_list_of_lists_asks_as_much_for_many(village, bea, django_assert_max_num_queries):
    client = signed_in(bea)
    for number in range(4):
        added(bea, SLEEP.replace("Slapen met", f"{number} slapen met"))
    with django_assert_max_num_queries(14):
        client.get(url("lists"))
