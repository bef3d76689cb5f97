"""The switch that turns the screen to the family; what it shows: tests/db/attack."""

import uuid

import pytest
from django.urls import reverse

from duizend.families import together
from tests.people import make_family, make_village, signed_in


@pytest.fixture
def village():
    return make_village()


def turn(client, family, samen="1", back=""):
    return client.post(
        reverse("families:look_together", args=[family.pk]), {"samen": samen, "terug": back}
    )


def test_it_is_kept_for_one_family_at_a_time(village):
    client = signed_in(village.fatma)
    other = make_family(village.fatma)
    turn(client, village.family)
    assert together.is_on(client.session, village.family.pk)
    turn(client, other)
    assert together.is_on(client.session, other.pk)
    assert not together.is_on(client.session, village.family.pk)
    turn(client, other, samen="")
    turn(client, other, samen="")
    assert not together.is_on(client.session, other.pk)


def test_it_stays_on_the_page_of_this_family(village):
    client = signed_in(village.fatma)
    here = reverse("signals:appraise", args=[village.family.pk])
    assert turn(client, village.family, back=here)["Location"] == here
    people = reverse("families:people", args=[village.family.pk])
    for elsewhere in ("", "https://x.example/", f"/gezinnen/{uuid.uuid4()}/", "//x.example/"):
        assert turn(client, village.family, back=elsewhere)["Location"] == people


def test_every_page_keeps_the_mode_until_it_is_turned_back(village):
    client = signed_in(village.fatma)
    turn(client, village.family)
    for name in ("families:people", "signals:list", "signals:appraise"):
        page = client.get(reverse(name, args=[village.family.pk])).content.decode()
        assert "Terug naar mijn eigen scherm" in page
        assert "Zoek een gezin" not in page
    turn(client, village.family, samen="")
    page = client.get(reverse("families:people", args=[village.family.pk])).content.decode()
    assert "Zoek een gezin" in page


def test_the_address_from_elsewhere_turns_it_on_for_what_follows(village):
    client = signed_in(village.fatma)
    here = reverse("signals:appraise", args=[village.family.pk])
    client.get(f"{here}?samen=1")
    assert "Terug naar mijn eigen scherm" in client.get(f"{here}?deel=samen").content.decode()


def test_weighing_together_shows_one_part_at_a_time(village):
    client = signed_in(village.fatma)
    turn(client, village.family)
    here = reverse("signals:appraise", args=[village.family.pk])
    balance = client.get(here).content.decode()
    assert "Ga verder: wat vinden we samen?" in balance
    assert 'name="situation"' not in balance
    assert "afspraken kijken" not in balance
    decision = client.get(f"{here}?deel=samen").content.decode()
    assert 'name="situation"' in decision
    assert "Ga verder: wat vinden we samen?" not in decision
    refused = client.post(here, {})
    assert refused.status_code == 422
    assert 'name="situation"' in refused.content.decode()
    assert client.get(f"{here}?deel=<script>").status_code == 200


@pytest.mark.parametrize(("who", "status"), [("sam", 404), ("kim", 403), ("petra", 403)])
def test_who_does_not_work_with_the_family_turns_nothing(village, who, status):
    client = signed_in(getattr(village, who))
    assert turn(client, village.family).status_code == status
    url = reverse("families:look_together", args=[village.family.pk])
    assert client.get(url).status_code == 405
