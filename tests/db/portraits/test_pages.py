"""The pages of the pictures, as somebody walks them: with and without scripts."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.core.rls import acting_as
from duizend.portraits import actions
from duizend.portraits.models import Mark, Portrait, Statement, Theme
from duizend.portraits.rules.codes import Picture
from duizend.portraits.rules.words import digest
from tests.db.portraits.drawn import GOES_WELL, SEEN, WISH, new_triangle, new_web, samira
from tests.people import share, signed_in

NOBODY = "00000000-0000-4000-8000-000000000000"
PAGES = ["", "web/", "web/papier/", "driehoek/", "driehoek/papier/", "balans/", "balans/papier/"]


@pytest.fixture
def fatma(drawn):
    return signed_in(drawn.fatma)


def text(response):
    return response.content.decode()


def begin_web(drawn, client):
    with acting_as(drawn.fatma.pk):
        person = samira(drawn.village).pk
    response = client.post(drawn.url("web/nieuw/"), {"entry": uuid4(), "person": person})
    assert response.status_code == 302
    return response["Location"]


def begin_triangle(drawn, client):
    response = client.post(drawn.url("driehoek/nieuw/"), {"entry": uuid4()})
    assert response.status_code == 302
    return response["Location"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_the_team_and_for_nobody_else(drawn, page):
    village = drawn.village
    answers = {
        who: signed_in(getattr(village, who)).get(drawn.url(page)).status_code
        for who in ("fatma", "noor", "yara", "kim", "sam", "petra")
    }
    assert answers["fatma"] == answers["noor"] == answers["yara"] == 200
    assert (answers["kim"], answers["sam"]) == (403, 404)
    assert answers["petra"] in (403, 404)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_little_of_the_database_however_much_was_drawn(drawn, page):
    client = signed_in(drawn.fatma)
    client.get(drawn.url(page))

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(drawn.url(page)).status_code == 200
        return len(found)

    before = queries()
    for days in (30, 20, 10):
        at = timezone.now() - timedelta(days=days)
        new_web(drawn.village, {"web_dag": 4, "web_ouder": 6, "web_regelen": 1}, at=at)
        new_triangle(
            drawn.village,
            [
                ("om_huis", "parent", actions.Words("Ruimte")),
                ("om_werk", "parent", actions.Words("Werk")),
            ],
            at=at,
        )
    assert queries() == before <= 25


def test_the_words_of_both_stand_beside_each_other(drawn, fatma):
    said = text(fatma.get(drawn.url("driehoek/")))
    assert said.index("De ouder zegt") < said.index(GOES_WELL)
    assert said.index(GOES_WELL) < said.index("De professional zegt") < said.index(SEEN)
    assert "graag binnenkort" in said
    assert "schulden" in said


def test_the_drawing_has_a_name_a_description_and_a_table_beside_it(drawn, fatma):
    said = text(fatma.get(drawn.url("web/")))
    assert 'role="img" aria-labelledby="web-wide-naam web-wide-uitleg"' in said
    assert "Geld en werk: 2" in said
    assert "opengelaten" in said
    assert "<table" in said
    assert "niet voor een verwijzing" in said


def test_then_lies_under_now_and_another_parent_never_does(drawn, fatma):
    new_web(drawn.village, {"web_geld": 5}, at=timezone.now())
    with acting_as(drawn.fatma.pk):
        karim = drawn.family.people.get(role="partner")
        other = actions.start(
            uuid4(), drawn.family, Picture.WEB, karim, by=drawn.fatma, at=timezone.now()
        )
        actions.set_mark(other.pk, "web_geld", 9, by=drawn.fatma, at=timezone.now())
        actions.finish(other, by=drawn.fatma, at=timezone.now())
    said = text(fatma.get(drawn.url(f"web/?wie={drawn.web.person_id}")))
    assert "Geld en werk: 5, toen 2" in said
    forced = text(
        fatma.get(drawn.url(f"web/?wie={drawn.web.person_id}&nu={other.pk}&toen={drawn.web.pk}"))
    )
    assert ": 9" not in forced
    alone = text(fatma.get(drawn.url(f"web/?wie={drawn.web.person_id}&toen=geen")))
    assert "toen 2" not in alone


@pytest.mark.parametrize("query", ["?wie=onzin", "?nu=onzin&toen=onzin", f"?wie={NOBODY}"])
def test_nonsense_in_the_address_shows_the_last_picture(drawn, fatma, query):
    assert "Geld en werk: 2" in text(fatma.get(drawn.url("web/" + query)))
    assert GOES_WELL in text(fatma.get(drawn.url("driehoek/" + query)))


def test_drawing_a_web_by_tapping_keeps_and_redraws_at_once(drawn, fatma):
    here = begin_web(drawn, fatma)
    answer = fatma.post(f"{here}web_mensen/", {"m-web_mensen": "8"})
    assert answer.status_code == 200
    assert "Mensen om me heen: 8" in text(answer)
    assert "<svg" in text(answer)
    assert fatma.post(f"{here}web_mensen/", {"m-web_mensen": "open"}).status_code == 200
    refused = fatma.post(f"{here}web_mensen/", {"m-web_mensen": "11"})
    assert refused.status_code == 422
    assert refused["HX-Retarget"] == "#bij-web_mensen"
    assert fatma.post(f"{here}nergens/", {}).status_code == 404


def test_drawing_a_web_without_scripts(drawn, fatma):
    here = begin_web(drawn, fatma)
    page = text(fatma.get(here))
    assert page.count('type="radio"') == 8 * 12
    marks = {"m-web_geld": "4", "m-web_geld-was": "open", "m-web_lijf": "open"}
    assert fatma.post(here, {**marks, "bewaar": "ja"})["Location"] == here
    done = fatma.post(here, {**marks, "m-web_dag": "0", "m-web_dag-was": "open", "klaar": "ja"})
    assert "/beeld/web/?wie=" in done["Location"]
    said = text(fatma.get(done["Location"]))
    assert "Slapen, eten, bewegen: 0" in said
    assert "Mijn lijf: opengelaten, toen 7" in said


def test_an_old_window_takes_nothing_back(drawn, fatma):
    here = begin_web(drawn, fatma)
    fatma.post(f"{here}web_geld/", {"m-web_geld": "4"})
    fatma.post(here, {"m-web_geld": "open", "m-web_geld-was": "open"})
    with acting_as(drawn.fatma.pk):
        assert Mark.objects.get(portrait__status="draft").value == 4


def test_an_empty_web_is_not_ready_and_says_why(drawn, fatma):
    answer = fatma.post(begin_web(drawn, fatma), {"klaar": "ja"})
    assert answer.status_code == 422
    assert "Er staat nog niets" in text(answer)


def test_nonsense_marks_are_refused_with_what_was_kept(drawn, fatma):
    here = begin_web(drawn, fatma)
    for value in ("٣", "4.5", "-1", "999", "x" * 5000, ""):
        assert fatma.post(here, {"m-web_geld": value}).status_code == 422
    with acting_as(drawn.fatma.pk):
        assert not Mark.objects.filter(portrait__status="draft").exists()


@pytest.mark.parametrize("person", ["", "onzin", NOBODY])
def test_a_web_of_nobody_is_not_begun(drawn, fatma, person):
    assert fatma.post(drawn.url("web/nieuw/"), {"person": person}).status_code == 404


def test_filling_in_the_triangle_keeps_and_redraws_at_once(drawn, fatma):
    here = begin_triangle(drawn, fatma)
    base = here.removesuffix("child/")
    assert text(fatma.get(here)).count("data-autosave-status") == 10
    answer = fatma.post(
        f"{base}kind_ritme/parent/",
        {"kind_ritme-parent-wish": "Slapen", "kind_ritme-parent-urgency": "now"},
    )
    assert answer.status_code == 200
    assert 'id="tekening"' in text(answer)
    refused = fatma.post(f"{base}kind_ritme/parent/", {"kind_ritme-parent-wish": "a" * 200})
    assert refused.status_code == 422
    assert 'id="bij-kind_ritme-parent"' in text(refused)
    assert fatma.post(f"{base}kind_ritme/buurvrouw/", {}).status_code == 404
    assert fatma.post(f"{base}nergens/parent/", {}).status_code == 404
    assert fatma.get(f"{base}onder/").status_code == 404


def test_the_words_of_another_window_are_shown(drawn, fatma):
    base = begin_triangle(drawn, fatma).removesuffix("child/")
    address = f"{base}kind_ritme/parent/"
    fatma.post(address, {"kind_ritme-parent-wish": "Slapen", "kind_ritme-parent-was": "x"})
    said = text(
        fatma.post(address, {"kind_ritme-parent-wish": "Rust", "kind_ritme-parent-was": "x"})
    )
    assert "“Slapen”" in said


def test_filling_in_the_triangle_without_scripts(drawn, fatma):
    here = begin_triangle(drawn, fatma)
    was = {
        f"{theme}-{voice}-was": digest(actions.Words())
        for theme in ("kind_ritme", "kind_spel")
        for voice in ("parent", "professional")
    }
    wrong = fatma.post(here, {**was, "kind_ritme-parent-goes_well": "a" * 200})
    assert wrong.status_code == 422
    assert "a" * 200 in text(wrong)
    onwards = fatma.post(
        here, {**was, "kind_ritme-parent-goes_well": "Drinkt goed", "naar": "parenting"}
    )
    assert onwards["Location"].endswith("/parenting/")
    assert fatma.post(onwards["Location"], {"naar": "klaar"})["Location"] == drawn.url("driehoek/")
    stays = fatma.post(here, {"naar": "onzin"})
    assert stays["Location"] == here
    assert "nog niet klaar" in text(fatma.get(drawn.url("driehoek/")))
    portrait = here.split("/")[-3]
    assert fatma.post(drawn.url(f"{portrait}/klaar/"))["Location"] == drawn.url("driehoek/")
    said = text(fatma.get(drawn.url("driehoek/")))
    assert "Drinkt goed" in said
    assert WISH in said  # then


def test_a_link_to_a_signal_is_not_lost_by_a_page_that_does_not_ask_it(drawn, fatma):
    base = begin_triangle(drawn, fatma).removesuffix("child/")
    with acting_as(drawn.fatma.pk):
        draft = Portrait.objects.get(status="draft", picture="triangle")
        words = actions.Words("", "Hulp", "", "debts")
        actions.say(
            draft.pk, "om_geld", "professional", words, was=None, by=drawn.fatma, at=timezone.now()
        )
    fatma.post(f"{base}om_geld/professional/", {"om_geld-professional-wish": "Rust"})
    with acting_as(drawn.fatma.pk):
        row = Statement.objects.get(portrait=draft)
        assert (row.wish, row.concept_id) == ("Rust", "debts")
    assert "schulden" in text(fatma.get(f"{base}surroundings/"))
    asked = {"om_geld-professional-wish": "Rust", "om_geld-professional-concept": ""}
    fatma.post(f"{base}om_geld/professional/", asked)
    with acting_as(drawn.fatma.pk):
        assert Statement.objects.get(portrait=draft).concept_id is None


def test_a_ready_picture_can_only_be_looked_at(drawn, fatma):
    page = fatma.get(drawn.url(f"web/{drawn.web.pk}/"))
    assert "blijft zoals het is" in text(page)
    assert fatma.post(drawn.url(f"web/{drawn.web.pk}/"), {"m-web_geld": "9"}).status_code == 422
    side = drawn.url(f"driehoek/{drawn.triangle.pk}/child/")
    assert "blijft zoals het is" in text(fatma.get(side))


def test_a_picture_is_put_aside_with_a_reason(drawn, fatma):
    address = drawn.url(f"{drawn.web.pk}/klopt-niet/")
    assert "Zeg wat er niet klopte" in text(fatma.post(address, {}, follow=True))
    said = text(fatma.post(address, {"reason": "Verkeerd gezin"}, follow=True))
    assert "Verkeerd gezin" in said
    assert "Geld en werk: 2" not in said
    assert fatma.post(address, {"reason": "Nog eens"}).status_code == 404


def test_who_only_looks_along_sees_what_was_shared_and_no_more(drawn):
    noor = drawn.village.noor
    share(drawn.family, ["money"], by=drawn.fatma, to=noor.organization)
    client = signed_in(noor)
    web, triangle = (text(client.get(drawn.url(page))) for page in ("web/", "driehoek/"))
    assert "Geld en werk: 2" in web
    assert "Mijn lijf: opengelaten" in web
    assert "alleen wat met uw organisatie is gedeeld" in web
    assert "Uitleg over toeslagen" in triangle
    assert GOES_WELL not in triangle
    assert "alleen wat met uw organisatie is gedeeld" in triangle


def test_before_content_is_loaded_the_pages_say_so(drawn, fatma):
    Theme.objects.update(retired_on=timezone.localdate())
    for page in ("web/", "driehoek/"):
        assert "nog niet geladen" in text(fatma.get(drawn.url(page)))


def test_looking_and_printing_are_in_the_log(drawn, fatma):
    for page in ("", "web/", "driehoek/", "balans/", "web/papier/"):
        fatma.get(drawn.url(page))
    with acting_as(drawn.fatma.pk):
        logged = set(AuditEvent.objects.values_list("action", flat=True))
    wanted = {"overview", "web", "triangle", "balance", "print", "start", "mark", "say", "finish"}
    assert {f"portraits.{deed}" for deed in wanted} <= logged


def test_a_screen_that_is_turned_shows_the_pictures_too(drawn, fatma):
    fatma.post(f"/gezinnen/{drawn.family.pk}/samen-kijken/", {"samen": "1"})
    for page in ("", "web/", "driehoek/", "balans/"):
        said = text(fatma.get(drawn.url(page)))
        assert "alleen voor uw eigen scherm" not in said
        assert "klopt niet" not in said


def test_who_only_looks_along_is_refused_in_words(drawn, fatma):
    """Noor sees the mark of money; drawing, finishing and putting aside are Fatma's."""
    noor = drawn.village.noor
    share(drawn.family, ["money"], by=drawn.fatma, to=noor.organization)
    client = signed_in(noor)
    web = client.post(drawn.url(f"web/{drawn.web.pk}/web_geld/"), {"m-web_geld": "9"})
    words = client.post(
        drawn.url(f"driehoek/{drawn.triangle.pk}/om_geld/parent/"), {"om_geld-parent-wish": "x"}
    )
    assert (web.status_code, words.status_code) == (422, 422)
    assert "andere organisatie" in text(web)
    for deed in ("klaar", "klopt-niet"):
        answer = client.post(drawn.url(f"{drawn.web.pk}/{deed}/"), {"reason": "Zomaar"})
        assert answer.status_code == 403
    assert "Geld en werk: 2" in text(fatma.get(drawn.url("web/")))


def test_each_voice_is_asked_in_its_own_words(drawn, fatma):
    said = text(fatma.get(begin_triangle(drawn, fatma)))
    for asked in ("Wat gaat er goed?", "Wat ziet u dat goed gaat?", "Wanneer, voor uw gezin?"):
        assert said.count(asked) == 5, asked
