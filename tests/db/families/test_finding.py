"""The list, the search that forgives, and registering once."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.core.rls import acting_as
from duizend.families.actions import NewPerson
from duizend.families.models import Family, PersonRole
from duizend.families.queries import possible_duplicates, search
from tests.people import DUE, SAMIRA, TODAY, make_family, make_village, signed_in

LIST = "/gezinnen/"
NEW = "/gezinnen/nieuw/"


def anna(name, **details):
    return [NewPerson(PersonRole.PREGNANT, "Anna", name, details)]


@pytest.mark.parametrize(
    "typed",
    [
        "samira",
        "Samria El Amrani",
        "amrani",
        "leo bos",
        "els",
        "14-5-1998",
        "14 mei 1998",
        "19-2-2027",
        "19 feb",
        "9461AA",
        "9461 aa",
        "gieten",
    ],
)
def test_a_family_is_found_by_what_one_remembers(typed):
    village = make_village()
    make_family(village.fatma, people=anna("Visser"), due_date=DUE + timedelta(days=30))
    with acting_as(village.fatma.pk):
        found = search(village.fatma, typed, today=TODAY)
    assert [family.name for family in found] == ["El Amrani \u2013 Bos"]


@pytest.mark.parametrize(
    "typed", ["", "  ", "xq", "1-1-1901", "1234 ZZ", "%' or 1=1 --", "ـ" * 300]
)
def test_what_is_not_there_is_not_found(typed):
    village = make_village()
    with acting_as(village.fatma.pk):
        assert search(village.fatma, typed, today=TODAY) == []


def test_nobody_finds_a_family_they_do_not_work_with():
    village = make_village()
    for who in (village.kim, village.sam):
        with acting_as(who.pk):
            assert search(who, "samira", today=TODAY) == []


def test_a_birth_is_found_by_its_day_too():
    village = make_village()
    with acting_as(village.fatma.pk):
        village.family.pregnancies.update(born_on=TODAY)
        assert search(village.fatma, "23-11-2026", today=TODAY) == [village.family]


def test_the_best_match_comes_first():
    village = make_village()
    make_family(village.fatma, people=anna("El Amrany"))
    with acting_as(village.fatma.pk):
        found = search(village.fatma, "samira el amrani", today=TODAY)
    assert found[0] == village.family


def test_every_search_is_logged_without_what_was_typed():
    village = make_village()
    client = signed_in(village.fatma)
    client.get(LIST, {"q": "samira"})
    client.get(LIST, {"q": "niemand"})
    with acting_as(village.fatma.pk):
        lines = AuditEvent.objects.filter(action="families.search").order_by("pk")
        assert [line.family_id for line in lines] == [village.family.pk, None]
        assert not [line for line in lines if line.reason or line.entity]


def test_nothing_found_offers_to_register():
    village = make_village()
    page = signed_in(village.fatma).get(LIST, {"q": "zzzz"}).content.decode()
    assert "zzzz" in page
    assert page.count(NEW) >= 2


def test_live_search_answers_with_the_results_only():
    village = make_village()
    response = signed_in(village.fatma).get(LIST, {"q": "samira"}, headers={"HX-Request": "true"})
    assert b"Amrani" in response.content
    assert b"<html" not in response.content
    assert "HX-Request" in response.headers["Vary"]


def test_the_list_goes_in_pages_and_costs_the_same(django_assert_max_num_queries):
    village = make_village()
    client = signed_in(village.fatma)
    client.get(LIST)
    with django_assert_max_num_queries(16) as few:
        client.get(LIST)
    for number in range(26):
        make_family(village.fatma, people=anna(f"Nummer{number}"))
    with django_assert_max_num_queries(16) as many:
        page = client.get(LIST)
    assert len(many) == len(few)
    assert page.content.decode().count('class="dz-row"') == 25
    assert client.get(LIST, {"page": 2}).content.decode().count('class="dz-row"') == 2
    assert client.get(LIST, {"page": "zeven"}).status_code == 200


FILLED = {
    "given_name": "Selam",
    "family_name": "Haile",
    "birth_date": "1999-03-02",
    "municipality": "GM1680",
    "language": "Tigrinya",
    "needs_interpreter": "on",
    "literacy": "oral",
    "postal_code": "9461ab",
    "partner_given_name": "Dawit",
    "partner_family_name": "Tesfay",
}


def filled(**changes):
    return {**FILLED, "once": str(uuid4()), **changes}


def due(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_a_family_is_registered_with_who_is_in_it():
    village = make_village()
    response = signed_in(village.fatma).post(NEW, filled(due_date=due(100)))
    with acting_as(village.fatma.pk):
        family = Family.objects.get(name="Haile \u2013 Tesfay")
        mother = family.people.get(role=PersonRole.PREGNANT)
        assert (mother.language, mother.needs_interpreter, mother.literacy) == (
            "Tigrinya",
            True,
            "oral",
        )
        assert mother.postal_code == "9461 AB"
        assert family.pregnancies.get().due_date.isoformat() == due(100)
        assert AuditEvent.objects.filter(action="families.register", family_id=family.pk).exists()
    assert response["Location"] == reverse("workspace:family", args=[family.pk])


def test_the_same_form_twice_registers_once():
    village = make_village()
    client, form = signed_in(village.fatma), filled()
    first, second = client.post(NEW, form), client.post(NEW, form | {"sure": "yes"})
    assert first["Location"] == second["Location"]
    with acting_as(village.fatma.pk):
        assert Family.objects.filter(name__startswith="Haile").count() == 1


def test_somebody_elses_form_number_gives_nothing_of_them():
    village = make_village()
    form = filled()
    mine = signed_in(village.fatma).post(NEW, form)
    theirs = signed_in(village.sam).post(NEW, form)
    assert theirs.status_code == 302
    assert mine["Location"] != theirs["Location"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", ""),
        ("family_name", ""),
        ("given_name", "x" * 101),
        ("birth_date", "gisteren"),
        ("birth_date", "2999-01-01"),
        ("birth_date", "0099-01-01"),
        ("due_date", due(-29)),
        ("due_date", due(281)),
        ("due_date", "2027-02-31"),
        ("municipality", "GM0000"),
        ("municipality", ""),
        ("phone", "bel mij"),
        ("postal_code", "0461 AA"),
        ("literacy", "niet"),
        ("partner_given_name", ""),
        ("partner_birth_date", "2999-01-01"),
        ("once", "1"),
    ],
)
def test_a_mistake_stands_next_to_its_field_and_nothing_is_lost(field, value):
    village = make_village()
    response = signed_in(village.fatma).post(NEW, filled(**{field: value}))
    assert response.status_code == 200
    assert field in response.context["form"].errors
    page = response.content.decode()
    if field != "once":
        assert f'id="id_{field}_fout"' in page
    assert "Tigrinya" in page
    with acting_as(village.fatma.pk):
        assert not Family.objects.filter(name__contains="Haile").exists()


def test_a_look_alike_that_one_works_with_is_offered_to_open():
    village = make_village()
    form = filled(given_name="Samira", family_name="el Amrani", birth_date="1998-05-14")
    page = signed_in(village.fatma).post(NEW, form).content.decode()
    assert reverse("workspace:family", args=[village.family.pk]) in page
    with acting_as(village.fatma.pk):
        assert Family.objects.count() == 1
        assert AuditEvent.objects.filter(action="families.possible_duplicates").count() == 1


def test_a_colleague_is_told_whom_to_ask_and_nothing_else():
    village = make_village()
    form = filled(given_name="Samira", family_name="el Amrani", birth_date="1998-05-14")
    page = signed_in(village.kim).post(NEW, form).content.decode()
    assert "Fatma Aydin" in page
    assert str(village.family.pk) not in page
    assert "9461 AA" not in page


def test_another_organisation_hears_nothing_of_a_look_alike():
    village = make_village()
    form = filled(given_name="Samira", family_name="el Amrani", birth_date="1998-05-14")
    assert signed_in(village.sam).post(NEW, form).status_code == 302


def test_it_may_be_a_new_family_after_all():
    village = make_village()
    form = filled(given_name="Samira", family_name="el Amrani", sure="yes")
    assert signed_in(village.fatma).post(NEW, form).status_code == 302
    with acting_as(village.fatma.pk):
        assert Family.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "born", "alike"),
    [
        ("Samira El Amrani", SAMIRA.details["birth_date"], True),
        ("Samirah Amrani", SAMIRA.details["birth_date"], True),
        ("Samira El Amrani", None, True),
        ("Samira El Amrani", date(1980, 1, 1), False),
        ("Anna Visser", SAMIRA.details["birth_date"], False),
        ("", None, False),
    ],
)
def test_what_looks_alike(name, born, alike):
    village = make_village()
    with acting_as(village.fatma.pk):
        assert bool(possible_duplicates(name, born)) is alike
