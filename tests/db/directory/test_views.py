"""The menu through the door."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duizend.directory import queries
from duizend.directory.models import Offer
from tests.people import signed_in

MENU = "/menukaart/"


def names(response):
    page = response.context["page"]
    return [item.name for item in page.paginator.object_list]


@pytest.mark.parametrize(
    "url",
    [
        MENU,
        "/menukaart/interventies/",
        "/menukaart/aanbod/demo-phb/",
        "/menukaart/interventies/gli/",
    ],
)
def test_a_stranger_is_asked_to_sign_in(menu, url):
    response = Client().get(url)

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_informal_and_free_comes_before_what_needs_an_indication(menu, noor):
    response = signed_in(noor).get(MENU)

    page = list(response.context["page"])
    needs = [offer.indication_needed for offer in page]
    informal = [offer.informal for offer in page if not offer.indication_needed]
    assert needs == sorted(needs)
    assert informal == sorted(informal, reverse=True)
    parts = [response.context[name] for name in ("informal", "open_to_all", "indicated")]
    assert [offer for part in parts for offer in part] == page
    assert list(parts[2]) == [o for o in page if o.indication_needed]


def test_what_nobody_checked_is_marked_and_sinks_to_the_end_of_its_part(menu, noor):
    long_ago = timezone.localdate() - timedelta(days=400)
    Offer.objects.filter(code="demo-formulierenhulp").update(checked_on=long_ago)

    response = signed_in(noor).get(MENU, {"municipality": "GM1680"})

    informal = response.context["informal"]
    assert informal[0].code != "demo-formulierenhulp"
    fresh = [not offer.stale_in_words for offer in informal]
    assert fresh == sorted(fresh, reverse=True)
    assert "al 13 maanden niet nagekeken" in response.content.decode()
    page = signed_in(noor).get("/menukaart/aanbod/demo-formulierenhulp/").content.decode()
    assert "Bel eerst" in page


def test_what_stops_says_so_and_leaves_the_menu_on_its_day(menu, noor):
    today = timezone.localdate()
    soon, now = today + timedelta(days=10), today
    Offer.objects.filter(code="demo-mamacafe").update(stops_on=soon)
    Offer.objects.filter(code="demo-geldmaatje").update(stops_on=now)
    client = signed_in(noor)

    found = names(client.get(MENU))

    assert "Mamacafé" in found
    assert "Geldmaatje" not in found
    assert "Ask" not in client.get("/menukaart/aanbod/demo-mamacafe/").content.decode()
    assert "Vanaf" in client.get("/menukaart/aanbod/demo-mamacafe/").content.decode()
    assert "Sinds" in client.get("/menukaart/aanbod/demo-geldmaatje/").content.decode()
    ended = {offer.code for offer in queries.stopped(today)}
    assert "demo-geldmaatje" in ended
    assert "demo-mamacafe" not in ended
    assert "demo-mamacafe" in {offer.code for offer in queries.stopped(soon)}


@pytest.mark.parametrize(
    ("question", "fits", "does_not"),
    [
        ({"municipality": "GM1680"}, "Mamacafé", "Ouderinloop Hoogeveen"),
        ({"phase": "preconception"}, "Kinderwensspreekuur", "Buurtgezin"),
        ({"life_domain": "money"}, "Schuldhulp voor gezinnen", "Mamacafé"),
        ({"language": "ti"}, "Schuldhulp voor gezinnen", "Geldmaatje"),
        ({"form": "group"}, "Mamacafé", "Geldmaatje"),
        ({"father": "on"}, "Vaders aan zet", "Mamacafé"),
        ({"within": "0"}, "Formulierenhulp", "Geldmaatje"),
        ({"within": "30"}, "Buurtgezin", "Behandeling ouder en kind"),
        (
            {"life_domain": "mental", "form": "phone"},
            "Prenataal huisbezoek",
            "Stopcoach aan de telefoon",
        ),
    ],
)
def test_the_menu_answers_what_is_asked(menu, noor, question, fits, does_not):
    found = names(signed_in(noor).get(MENU, question))

    assert fits in found
    assert does_not not in found


def test_a_waiting_time_nobody_asked_is_not_called_short(menu, noor):
    Offer.objects.filter(code="demo-mamacafe").update(waiting_days=None, waiting_checked_on=None)

    assert "Mamacafé" not in names(signed_in(noor).get(MENU, {"within": "30"}))
    assert "wachttijd niet bekend" in signed_in(noor).get(MENU).content.decode()


@pytest.mark.parametrize(
    "question",
    [
        {"municipality": "x"},
        {"within": "soon"},
        {"page": "-3"},
        {"phase": "x" * 9000},
    ],
)
def test_nonsense_is_passed_over(menu, noor, question):
    assert signed_in(noor).get(MENU, question).status_code == 200


def test_nothing_fits_is_said_calmly(menu, noor):
    response = signed_in(noor).get(MENU, {"life_domain": "safety", "phase": "preconception"})

    assert "Niets past bij dit alles" in response.content.decode()


def test_a_changed_filter_replaces_only_the_list(menu, noor):
    client = signed_in(noor)
    part = client.get(
        MENU, {"life_domain": "money"}, headers={"HX-Request": "true"}
    ).content.decode()
    whole = client.get(MENU, {"life_domain": "money"}).content.decode()

    assert part.lstrip().startswith('<div id="found"')
    assert "<html" in whole
    assert part.strip() in whole


def test_an_offer_says_who_where_when_and_its_source(menu, noor):
    offer = Offer.objects.get(code="demo-schuldhulp")

    page = signed_in(noor).get(offer.get_absolute_url()).content.decode()

    for words in (
        "Schuldhulp De Brug",
        "plek binnen 10 dagen",
        "Nederlands, Engels, Arabisch en Tigrinya",
        "055-000 01 08",
        "Aa en Hunze",
        "iedereen, ook de ouder zelf",
        "dit aanbod is verzonnen",
        "Gezinnen met schulden of met rekeningen",
        "Overzicht en een regeling",
        "gewoon: een reeks contacten",
        "gemeente, uit eigen middelen",
        "Ruud Klein houdt deze pagina bij",
        "Wijziging voorstellen",
        "Laatst gecontroleerd op",
        "Gemeentelijke schuldhulpverlening",
    ):
        assert words in page


def test_an_intervention_says_whether_it_works_what_it_costs_and_what_is_not_sure(menu, noor):
    page = signed_in(noor).get("/menukaart/interventies/voorzorg/").content.decode()

    for words in (
        "effectief, goede aanwijzingen",
        "donderdag 30 september 2021",
        "ncj.nl, 2022",
        "RIVM Loket Gezond Leven",
        "262,91",
        "niet bevestigd",
        "uitvoeringskosten per traject",
        "VoorZorg",
    ):
        assert words in page


def test_an_intervention_without_an_amount_or_offer_says_so(menu, noor):
    page = signed_in(noor).get("/menukaart/interventies/pcit/").content.decode()

    assert "Hier niet te krijgen" in page


def test_a_recognition_of_which_only_the_year_is_known_says_the_year(menu, noor):
    page = (
        signed_in(noor).get("/menukaart/interventies/moeders-informeren-moeders/").content.decode()
    )

    assert "<dd>2014</dd>" in page


def test_interventions_are_found_by_phase_domain_and_form(menu, noor):
    client = signed_in(noor)
    url = reverse("directory:interventions")

    smoking = names(client.get(url, {"life_domain": "lifestyle", "form": "phone"}))
    fathers = names(client.get(url, {"father": "on", "phase": "child"}))

    assert smoking == ["Rookvrije Ouders (telefonische coaching)"]
    assert fathers == ["Vadergroepen en betrokken vaderschap"]


def test_a_retired_offer_is_still_found_by_its_address(menu, noor):
    Offer.objects.filter(code="demo-phb").update(retired_on="2026-11-01")

    page = signed_in(noor).get("/menukaart/aanbod/demo-phb/")

    assert "Dit wordt niet meer aangeboden" in page.content.decode()


@pytest.mark.parametrize("url", ["/menukaart/aanbod/niets/", "/menukaart/interventies/niets/"])
def test_what_is_not_there_is_not_found(menu, noor, url):
    assert signed_in(noor).get(url).status_code == 404


def test_the_number_of_questions_to_the_database_does_not_grow(
    menu, noor, django_assert_max_num_queries
):
    client = signed_in(noor)
    client.get(MENU)
    with django_assert_max_num_queries(15) as few:
        client.get(MENU, {"life_domain": "money"})
    with django_assert_max_num_queries(15) as many:
        client.get(MENU)

    assert len(few) == len(many)
