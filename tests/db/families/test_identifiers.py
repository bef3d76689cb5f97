"""The BSN: who may keep it, who may read it, and that it is nobody else's."""

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families import actions
from duizend.families.actions import NewPerson
from duizend.families.models import Identifier, PersonRole
from tests.people import NOW, add_to_team, make_village, signed_in

BSN = "111222333"
OTHER_BSN = "123456782"


def url(name, village, person):
    return reverse(f"families:{name}", args=[village.family.pk, person.pk])


def mother(village):
    with acting_as(village.fatma.pk):
        return village.family.people.get(role=PersonRole.PREGNANT)


def keep(village, person, number=BSN, by=None):
    by = by or village.fatma
    with acting_as(by.pk):
        return actions.record_bsn(person, number, identity_checked_on=NOW.date(), by=by, at=NOW)


def typed(number=BSN, day=None):
    return {"number": number, "identity_checked_on": day or timezone.localdate().isoformat()}


def test_a_bsn_is_kept_masked_and_shown_on_asking():
    village = make_village()
    client, person = signed_in(village.fatma), mother(village)
    assert client.get(url("bsn", village, person)).status_code == 200
    client.post(url("bsn", village, person), typed("111.222.333"))
    people = reverse("families:people", args=[village.family.pk])
    page = client.get(people).content.decode()
    assert "\u2022\u2022\u2022\u2022\u2022\u2022333" in page
    assert BSN not in page
    shown = client.post(url("show_bsn", village, person))
    assert BSN in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert BSN not in client.get(people).content.decode()
    with acting_as(village.fatma.pk):
        read = AuditEvent.objects.get(action="families.show_bsn")
        assert (read.agent, read.family_id) == (village.fatma, village.family.pk)
        assert BSN not in f"{read.entity}{read.reason}"


def test_reading_it_is_never_a_plain_link():
    village = make_village()
    person = mother(village)
    assert signed_in(village.fatma).get(url("show_bsn", village, person)).status_code == 405


@pytest.mark.parametrize(
    ("number", "day", "field"),
    [
        ("111222334", None, "number"),
        ("12345", None, "number"),
        ("elf twee", None, "number"),
        ("", None, "number"),
        (BSN, "2999-01-01", "identity_checked_on"),
        (BSN, "nooit", "identity_checked_on"),
    ],
)
def test_a_wrong_number_stays_out(number, day, field):
    village = make_village()
    response = signed_in(village.fatma).post(
        url("bsn", village, mother(village)), typed(number, day)
    )
    assert field in response.context["form"].errors
    with acting_as(village.fatma.pk):
        assert not Identifier.objects.exists()


def test_the_identity_document_must_have_been_seen():
    village = make_village()
    response = signed_in(village.fatma).post(url("bsn", village, mother(village)), {"number": BSN})
    assert "identity_checked_on" in response.context["form"].errors


def test_the_number_of_the_mother_is_never_that_of_the_child():
    village = make_village()
    keep(village, mother(village))
    with acting_as(village.fatma.pk):
        child = actions.add_person(
            village.family, NewPerson(PersonRole.CHILD, "Noa"), by=village.fatma, at=NOW
        )
    response = signed_in(village.fatma).post(url("bsn", village, child), typed())
    assert "Samira El Amrani" in str(response.context["form"].errors["number"])
    with acting_as(village.fatma.pk):
        assert not child.identifiers.exists()
    keep(village, child, OTHER_BSN)


def test_a_mistake_can_be_put_right():
    village = make_village()
    person = mother(village)
    keep(village, person)
    keep(village, person, OTHER_BSN)
    with acting_as(village.fatma.pk):
        identifier = Identifier.objects.get()
        assert actions.show_bsn(identifier, by=village.fatma, at=NOW) == OTHER_BSN


def test_each_organisation_keeps_its_own():
    village = make_village()
    person = mother(village)
    keep(village, person)
    keep(village, person, by=village.noor)
    for who in (village.fatma, village.noor):
        with acting_as(who.pk):
            assert Identifier.objects.get().recorder == who


def test_without_a_legal_ground_there_is_no_field_and_no_way():
    village = make_village()
    person = mother(village)
    identifier = keep(village, person)
    add_to_team(village.family, village.ruud, by=village.fatma)
    client = signed_in(village.ruud)
    page = client.get(reverse("families:people", args=[village.family.pk])).content.decode()
    assert "BSN" not in page
    assert client.get(url("bsn", village, person)).status_code == 403
    assert client.post(url("bsn", village, person), typed()).status_code == 403
    assert client.post(url("show_bsn", village, person)).status_code == 403
    with acting_as(village.ruud.pk):
        with pytest.raises(NotAllowed):
            actions.record_bsn(person, BSN, identity_checked_on=None, by=village.ruud, at=NOW)
        with pytest.raises(NotAllowed):
            actions.show_bsn(identifier, by=village.ruud, at=NOW)


def test_an_action_refuses_what_a_form_would():
    village = make_village()
    with pytest.raises(ValueError, match="eleven"):
        keep(village, mother(village), "111222334")
    with pytest.raises(ValueError, match="digits"):
        keep(village, mother(village), "geen")


def test_nothing_to_show_where_nothing_is_kept():
    village = make_village()
    client = signed_in(village.fatma)
    assert client.post(url("show_bsn", village, mother(village))).status_code == 404
