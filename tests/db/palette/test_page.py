"""The palette page: what the menu holds, for whoever may read it, in few questions."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.utils import timezone

from duizend.access.models import Municipality
from duizend.access.rules import OrganizationKind, Role
from duizend.core.permissions import why_not
from duizend.core.rls import acting_as
from duizend.palette.permissions import check_can_read, check_can_read_needs
from tests.people import TODAY, make_offer, make_organization, make_user, signed_in

PAGE, FILE = "/palet/", "/palet/palet.csv"


@pytest.fixture
def people(village):
    town = make_organization("Gemeente Assen", OrganizationKind.MUNICIPALITY)
    return {
        **{name: getattr(village, name) for name in ("fatma", "noor", "yara", "ruud", "petra")},
        "roos": make_user("Roos Regie", town, Role.PROCESS_DIRECTOR),
        "bea": make_user("Bea Vermeer", town, Role.ADMINISTRATOR),
    }


@pytest.mark.parametrize(
    ("who", "reads", "counts"),
    [
        ("fatma", True, False),
        ("noor", True, False),
        ("yara", True, False),
        ("ruud", True, False),
        ("petra", True, True),
        ("roos", True, True),
        ("bea", False, False),
    ],
)
def test_who_may_read_what(people, who, reads, counts):
    user = people[who]
    assert (why_not(check_can_read, user) == "") is reads
    assert (why_not(check_can_read_needs, user) == "") is counts
    client = signed_in(user)
    assert client.get(PAGE).status_code == client.get(FILE).status_code == (200 if reads else 403)
    assert ("Nodig, en niets paste" in client.get(PAGE).content.decode()) is counts


def test_somebody_who_left_reads_nothing(people):
    people["petra"].is_active = False
    assert why_not(check_can_read, people["petra"])
    assert why_not(check_can_read_needs, people["petra"])


def offer(village, name, **more):
    with acting_as(None):
        return make_offer(more.pop("organization", village.ruud.organization), name, **more)


def test_a_cell_opens_the_menu_with_what_stands_in_it(village):
    offer(village, "Hulp bij geld", phases=["pregnancy"], intensity="light")
    client = signed_in(village.petra)
    page = client.get(PAGE).content.decode()
    address = "/menukaart/?municipality=GM1680&amp;phase=pregnancy&amp;life_domain=money"
    assert address in page
    assert "1 licht" in page
    assert "Hulp bij geld" in client.get(address.replace("&amp;", "&")).content.decode()


def test_what_stopped_or_was_retired_or_is_elsewhere_is_not_there(village):
    today = timezone.localdate()
    offer(village, "Gestopt", stops_on=today)
    offer(village, "Stopt later", stops_on=today + timedelta(days=1))
    offer(village, "Van de kaart", retired_on=today)
    elsewhere = offer(village, "Elders")
    with acting_as(None):
        elsewhere.municipalities.set([Municipality.objects.create(code="GM0106", name="Assen")])
    written = signed_in(village.petra).get(FILE).content.decode()
    assert "Stopt later" in written
    assert not [name for name in ("Gestopt", "Van de kaart", "Elders") if name in written]


def test_overlap_gaps_money_and_waiting_are_said(village):
    same = {"goal": "Rust", "for_whom": "Jonge ouders", "financing": ["wmo"]}
    offer(village, "Maatje", **same, waiting_days=4, waiting_checked_on=TODAY)
    offer(village, "Buddy", organization=village.sam.organization, **same)
    page = signed_in(village.petra).get(PAGE).content.decode()
    assert "Hetzelfde doel voor dezelfde groep" in page
    assert "Wet maatschappelijke ondersteuning" in page or "Wmo" in page
    assert "Wonen</strong>" in page
    assert "ma 23 november" in page


def test_one_municipality_can_be_chosen_and_only_an_own_one(village):
    with acting_as(None):
        assen = Municipality.objects.create(code="GM0106", name="Assen")
        Municipality.objects.create(code="GM0114", name="Emmen")
        village.petra.organization.municipalities.add(assen)
    offer(village, "Alleen in Aa en Hunze")
    client = signed_in(village.petra)
    assert "Alleen in Aa en Hunze" in client.get(FILE).content.decode()
    assert "Alleen in Aa" not in client.get(f"{FILE}?gemeente=GM0106").content.decode()
    # Somebody else's municipality, or nonsense: as if nothing was asked.
    for other in ("GM0114", "x" * 500, "'--"):
        answer = client.get(FILE, {"gemeente": other}).content.decode()
        assert "Alleen in Aa en Hunze" in answer
        assert client.get(PAGE, {"gemeente": other}).status_code == 200


def test_the_file_is_a_table_that_calculates_nothing(village):
    offer(
        village,
        "Gewoon",
        phases=["pregnancy"],
        financing=["wmo", "zvw"],
        waiting_days=3,
        waiting_checked_on=TODAY,
    )
    made = offer(village, "Som", phases=["child"])
    with acting_as(None):
        type(made).objects.filter(pk=made.pk).update(name="=1+1")
    answer = signed_in(village.petra).get(FILE)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="palet.csv"'
    text = answer.content.decode("utf-8-sig")
    heading, *lines = csv.reader(StringIO(text), delimiter=";")
    assert heading[0] == "gemeente"
    assert {line[4] for line in lines} == {"Gewoon", "'=1+1"}
    [line] = [line for line in lines if line[4] == "Gewoon"]
    assert line[0] == "Aa en Hunze"
    assert line[7:] == ["3", "2026-11-23"]


def test_many_overlaps_are_not_all_shown(village):
    for number in range(22):
        for organization in (village.ruud.organization, village.sam.organization):
            offer(
                village,
                f"Hulp {number} {organization.pk}",
                organization=organization,
                goal=f"Doel {number}",
                for_whom="Ouders",
            )
    page = signed_in(village.petra).get(PAGE).content.decode()
    assert page.count("Hetzelfde doel voor dezelfde groep") == 10
    assert "Nog 12. Kies" in page


def test_more_offers_cost_no_more_questions(village, django_assert_max_num_queries):
    client = signed_in(village.petra)

    def asked():
        client.get(PAGE)
        with django_assert_max_num_queries(25) as seen:
            assert client.get(PAGE).status_code == 200
        return len(seen)

    offer(village, "Eerste")
    before = asked()
    for number in range(12):
        offer(village, f"Aanbod {number}")
    assert asked() == before


def test_a_page_only_reads(village):
    client = signed_in(village.petra)
    assert client.post(PAGE).status_code == client.post(FILE).status_code == 405
