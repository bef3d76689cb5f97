"""The first minute of a newcomer: the demo loads, twice, and only outside production."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from duizend.access.models import User
from duizend.core.rls import acting_as
from duizend.families.models import Family
from duizend.pathways.route_page import route
from duizend.plans.queries import current_coordination
from duizend.referrals.models import Referral


@pytest.fixture
def demo(settings):
    settings.IS_PRODUCTION = False
    call_command("load_content", "--demo", stdout=StringIO(), stderr=StringIO())
    return loaded()


def loaded():
    out = StringIO()
    call_command("load_demo", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def families_of(given_name):
    user = User.objects.get(given_name=given_name)
    with acting_as(user.pk):
        return sorted(Family.objects.visible_to(user).values_list("name", flat=True))


def test_four_families_each_at_another_point(demo):
    assert demo["families_added"] == 4
    assert families_of("Fatma") == ["Haddad – Mansour", "Kok – Mulder"]
    assert families_of("Kim") == ["Veenstra"]
    assert families_of("Els") == ["Brand"]
    assert families_of("Noor") == ["Haddad – Mansour"]
    assert families_of("Sam") == []


def test_the_programme_of_hoogeveen_and_the_early_intake_are_proposed(demo):
    els = User.objects.get(given_name="Els")
    with acting_as(els.pk):
        family = Family.objects.get(name="Brand")
        found = route(family, els, timezone.localdate())
    assert {one.card.code for one in found.applies} >= {
        "hoogeveen-intensief",
        "vroege-intake",
        "rookvrije-start",
        "geldzorgen",
        "prenataal-huisbezoek",
        "aanmelden-jgz",
    }


def test_a_second_time_adds_nothing(demo):
    assert loaded()["families_added"] == 0


def test_one_family_is_coordinated_and_waits_for_an_answer(demo):
    noor = User.objects.get(given_name="Noor")
    with acting_as(noor.pk):
        family = Family.objects.get(name="Haddad – Mansour")
        assert (current := current_coordination(family.pk)) is not None
        assert current.practitioner == noor
        assert Referral.objects.filter(family=family, status="requested").count() == 1


def test_production_refuses_the_demo(demo, settings):
    settings.IS_PRODUCTION = True

    with pytest.raises(CommandError, match="not for production"):
        loaded()


def test_without_content_the_demo_says_what_to_do_first(db):
    with pytest.raises(CommandError, match="load_content --demo"):
        loaded()
