"""The parent's pages show nothing of a dossier; the professional's nothing of a parent."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from duizend.core.rls import acting_as
from duizend.experiences import queries
from tests.db.experiences.conftest import code_of
from tests.people import signed_in


def questions(code):
    return f"{reverse('experiences:questions')}?{urlencode({'code': code})}"


@pytest.fixture
def phone():
    """The parent's own phone: no account, no session."""
    return Client()


def test_a_parent_answers_on_their_own_phone(village, phone):
    code = code_of(village.fatma)
    page = phone.get(questions(code))
    assert page.status_code == 200
    assert "Voelde u zich gehoord?" in page.content.decode()
    answered = phone.post(questions(code), {"heard": "yes", "doable": "no", "pleasant": ""})
    assert answered["Location"] == reverse("experiences:thanks")
    assert "Dank u wel" in phone.get(answered["Location"]).content.decode()
    assert phone.get(questions(code)).status_code == 410
    with acting_as(None):
        assert queries.is_spent(code)


def test_a_used_link_is_closed_in_words_and_changes_nothing(village, phone):
    code = code_of(village.fatma)
    phone.post(questions(code), {"heard": "yes"})
    again = phone.post(questions(code), {"heard": "no"})
    assert again.status_code == 410
    assert "Er is niets veranderd" in again.content.decode()


@pytest.mark.parametrize("code", ["kapot", "a:b:c", "x" * 400])
def test_a_broken_link_is_closed_in_words(village, phone, code):
    assert phone.get(questions(code)).status_code == 410


def test_the_parents_pages_have_no_menu_no_name_and_no_way_to_a_dossier(village, phone):
    code = code_of(village.fatma)
    for url in (questions(code), reverse("experiences:thanks"), questions("kapot")):
        response = phone.get(url)
        page = response.content.decode()
        for word in ("El Amrani", "Samira", "Fatma", "De Wieg", "Startgesprek", "gezinnen/"):
            assert word not in page, (url, word)
        links = set(re.findall(r'href="([^"]+)"', page))
        assert {link for link in links if "/static/" not in link} <= {reverse("experiences:thanks")}
        assert response["Cache-Control"] == "no-store, private"
        assert response["Referrer-Policy"] == "same-origin"


def test_the_thank_you_page_is_the_same_for_who_answered_nothing(village, phone):
    code = code_of(village.fatma)
    nothing = phone.post(questions(code), {})
    assert nothing["Location"] == reverse("experiences:thanks")
    assert phone.get(questions(code)).status_code == 200


def test_giving_the_screen_away_signs_out_and_going_back_shows_nothing(village):
    fatma = signed_in(village.fatma)
    dossier = reverse("workspace:family", args=[village.family.pk])
    assert fatma.get(dossier).status_code == 200
    ask = fatma.get(reverse("experiences:ask", args=["startgesprek"]))
    code = ask.context["code"]
    given = fatma.post(reverse("experiences:hand_over"), {"code": code})
    assert given["Location"] == questions(code)
    assert fatma.get(given["Location"]).status_code == 200
    for back in (dossier, "/", reverse("experiences:ask", args=["startgesprek"])):
        assert fatma.get(back).status_code == 302, back


def test_on_a_screen_where_somebody_is_signed_in_the_questions_do_not_open(village):
    fatma, code = signed_in(village.fatma), code_of(village.fatma)
    page = fatma.get(questions(code)).content.decode()
    assert "Voelde u zich gehoord" not in page
    fatma.post(questions(code), {"heard": "yes"})
    with acting_as(None):
        assert not queries.is_spent(code)


def test_a_broken_code_does_not_sign_anybody_out(village):
    fatma = signed_in(village.fatma)
    assert fatma.post(reverse("experiences:hand_over"), {"code": "kapot"}).status_code == 410
    assert fatma.get("/").status_code == 200


def test_the_page_of_the_professional_names_no_family_and_draws_the_link(village):
    page = signed_in(village.fatma).get(reverse("experiences:ask", args=["startgesprek"]))
    said = page.content.decode()
    assert "El Amrani" not in said
    assert "<svg" in said
    assert "e-code__picture" in said


def test_each_opening_gives_another_code(village):
    fatma = signed_in(village.fatma)
    url = reverse("experiences:ask", args=["startgesprek"])
    assert fatma.get(url).context["code"] != fatma.get(url).context["code"]


def test_a_list_that_may_not_be_held_is_not_asked_about(village):
    yara = signed_in(village.yara)
    assert yara.get(reverse("experiences:ask", args=["hark"])).status_code == 404
    assert yara.get(reverse("experiences:ask", args=["nooit"])).status_code == 404


def test_the_programme_manager_asks_no_parent(village):
    petra = signed_in(village.petra)
    assert petra.get(reverse("experiences:ask", args=["startgesprek"])).status_code == 403


def test_results_below_ten_are_not_even_hinted_at(village, parents):
    fatma, url = signed_in(village.fatma), reverse("experiences:results")

    def page():
        return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", fatma.get(url).content.decode())

    nobody = page()
    parents(9)
    assert page() == nobody
    parents(1)
    assert "10 mensen" in page()


def test_the_programme_manager_chooses_an_organisation(village, parents):
    parents(10)
    parents(10, of=village.noor)
    petra = signed_in(village.petra)
    page = petra.get(reverse("experiences:results"), {"organisatie": "praktijk-de-wieg"})
    assert page.context["organization"] == village.fatma.organization
    strange = petra.get(reverse("experiences:results"), {"organisatie": "wijkteam-assen"})
    assert strange.context["organization"].name == "JGZ Drenthe"


def test_a_stranger_reads_no_results(village, phone):
    assert phone.get(reverse("experiences:results")).status_code == 302


def test_no_code_is_in_what_a_log_keeps_of_an_address(village, phone, caplog):
    code = code_of(village.fatma)
    phone.post(questions(code), {"heard": "yes"})
    phone.get(questions(code))
    assert "Gone" in caplog.text
    assert code not in caplog.text
