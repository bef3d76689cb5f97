"""Every door of families and consents, for everybody who should not come in."""

from uuid import uuid4

import pytest
from django.urls import URLPattern, get_resolver, reverse

from duizend.access.models import AuditEvent
from duizend.core.rls import acting_as
from duizend.families.models import Person
from tests.people import make_family, make_village, signed_in

MODULES = ("families", "consents")
NAMES_OF_OTHERS = {"person_id", "consent_id"}


def doors():
    """The names of all addresses of these modules that are about one family."""
    for module in MODULES:
        resolver = get_resolver(f"duizend.{module}.urls")
        for pattern in resolver.url_patterns:
            arguments = set(pattern.pattern.converters)
            if isinstance(pattern, URLPattern) and "family_id" in arguments:
                yield f"{module}:{pattern.name}", arguments


DOORS = sorted((name, sorted(arguments)) for name, arguments in doors())


def address(name, arguments, family):
    values = {"family_id": family.pk, "who": "kind"}
    values |= {argument: uuid4() for argument in NAMES_OF_OTHERS}
    return reverse(name, kwargs={argument: values[argument] for argument in arguments})


def test_there_are_doors():
    assert len(DOORS) >= 15


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("name", "arguments"), DOORS)
def test_a_stranger_learns_nothing(name, arguments, method):
    village = make_village()
    response = getattr(signed_in(village.sam), method)(address(name, arguments, village.family))
    assert response.status_code in (404, 405)
    assert b"Amrani" not in response.content


@pytest.mark.parametrize(("name", "arguments"), DOORS)
def test_a_colleague_gets_the_reason_and_the_emergency_door_only(name, arguments):
    village = make_village()
    client, url = signed_in(village.kim), address(name, arguments, village.family)
    response = client.get(url)
    if response.status_code == 405:
        response = client.post(url)
    page = response.content.decode()
    assert response.status_code == 403
    assert reverse("workspace:emergency", args=[village.family.pk]) in page
    for word in ("Amrani", "Samira", "Bos", "Fatma", "9461", "Hunze"):
        assert word not in page
    with acting_as(village.kim.pk):
        refusal = AuditEvent.objects.get(agent=village.kim, outcome="refused")
    assert (refusal.family_id, refusal.action) == (village.family.pk, name.replace(":", "."))


@pytest.mark.parametrize(("name", "arguments"), DOORS)
def test_who_leads_the_programme_opens_no_family(name, arguments):
    village = make_village()
    response = signed_in(village.petra).get(address(name, arguments, village.family))
    assert response.status_code in (403, 405)
    assert b"Amrani" not in response.content


@pytest.mark.parametrize(("name", "arguments"), DOORS)
def test_without_signing_in_every_door_leads_to_the_entrance(name, arguments, client):
    village = make_village()
    response = client.get(address(name, arguments, village.family))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["families:list", "families:register"])
def test_who_leads_the_programme_finds_and_registers_nobody(name):
    village = make_village()
    assert signed_in(village.petra).get(reverse(name)).status_code == 403


def test_a_person_of_another_family_cannot_be_reached_through_ones_own():
    village = make_village()
    own = make_family(village.sam)
    with acting_as(village.fatma.pk):
        other = Person.objects.filter(family=village.family)[0]
    client = signed_in(village.sam)
    for name in ("families:change_person", "families:person_left"):
        url = reverse(name, args=[own.pk, other.pk])
        assert client.get(url).status_code == 404


def test_an_unknown_family_and_a_hidden_one_look_the_same():
    village = make_village()
    client = signed_in(village.sam)
    hidden = client.get(reverse("families:people", args=[village.family.pk]))
    unknown = client.get(reverse("families:people", args=[uuid4()]))
    assert hidden.status_code == unknown.status_code == 404
    assert _without_tokens(hidden) == _without_tokens(unknown)


def _without_tokens(response):
    lines = response.content.decode().splitlines()
    return [line for line in lines if "csrf" not in line]
