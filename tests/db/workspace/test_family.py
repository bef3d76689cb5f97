"""The overview, the log and the emergency door of a family."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.core.rls import acting_as
from duizend.families.models import CareRelation
from duizend.plans import actions as plans
from duizend.plans.models import Notice
from tests.people import Village, make_village, share, signed_in

MOST_QUERIES = 25
PAGES = ("workspace:family", "workspace:log")


@pytest.fixture
def village() -> Village:
    return make_village()


def get(person, name, village):
    return signed_in(person).get(reverse(name, args=[village.family.pk]))


def in_emergency(person, village, reason="Moeder belt in nood"):
    url = reverse("workspace:emergency", args=[village.family.pk])
    return signed_in(person).post(url, {"reason": reason})


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_does_not_learn_that_the_family_exists(village, name):
    assert get(village.sam, name, village).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_colleague_gets_the_reason_and_the_emergency_door_and_no_name(village, name):
    response = get(village.kim, name, village)

    assert response.status_code == 403
    assert reverse("workspace:emergency", args=[village.family.pk]) in response.content.decode()
    assert "El Amrani" not in response.content.decode()


def test_the_overview_shows_who_is_who(village):
    page = get(village.fatma, "workspace:family", village).content.decode()

    assert "Samira El Amrani" in page
    assert "Fatma Aydin" in page


def test_who_else_works_with_the_family_shows_only_where_the_plan_is_shared(village):
    before = get(village.noor, "workspace:family", village).content.decode()
    share(village.family, ["contact", "plan"], by=village.fatma, to=village.noor.organization)
    after = get(village.noor, "workspace:family", village).content.decode()

    assert "Fatma Aydin" not in before
    assert "Fatma Aydin" in after


def test_the_overview_keeps_to_its_number_of_queries(village):
    client = signed_in(village.fatma)
    url = reverse("workspace:family", args=[village.family.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)

    assert len(captured) <= MOST_QUERIES


def test_the_log_says_who_read_what_and_that_it_was_read(village):
    get(village.fatma, "workspace:family", village)

    page = get(village.fatma, "workspace:log", village).content.decode()

    assert "opende het gezin" in page
    assert "las dit logboek" in page
    assert "Fatma Aydin" in page


def test_a_refused_attempt_is_in_the_log(village):
    get(village.kim, "workspace:family", village)
    get(village.sam, "workspace:family", village)

    page = get(village.fatma, "workspace:log", village).content.decode()

    assert "Kim de Jong" in page
    assert "Sam Postma" in page
    assert "geweigerd" in page


def test_nonsense_in_the_filter_is_said_and_breaks_nothing(village):
    url = reverse("workspace:log", args=[village.family.pk])

    response = signed_in(village.fatma).get(url, {"since": "morgen", "group": "x", "page": "-3"})

    assert response.status_code == 200


def test_emergency_access_opens_the_family_for_a_short_time(village):
    assert in_emergency(village.kim, village).status_code == 302
    assert get(village.kim, "workspace:family", village).status_code == 200
    with acting_as(village.kim.pk):
        relation = CareRelation.objects.get(practitioner=village.kim)
    assert relation.period_end is not None
    assert relation.period_end > timezone.now()


def test_emergency_access_ends_by_itself(village):
    in_emergency(village.kim, village)
    with acting_as(village.kim.pk):
        CareRelation.objects.filter(practitioner=village.kim).update(period_end=timezone.now())

    assert get(village.kim, "workspace:family", village).status_code == 403


def test_emergency_access_informs_the_coordinator(village):
    with acting_as(village.fatma.pk):
        plans.propose(village.family, village.fatma, by=village.fatma, at=timezone.now())

    in_emergency(village.kim, village)

    with acting_as(village.fatma.pk):
        assert Notice.objects.filter(to=village.fatma, kind="emergency").count() == 1
    day = signed_in(village.fatma).get(reverse("workspace:my_day")).content.decode()
    assert "Kim de Jong" in day


def test_emergency_access_without_a_reason_opens_nothing(village):
    in_emergency(village.kim, village, reason="   ")

    assert get(village.kim, "workspace:family", village).status_code == 403


def test_a_stranger_finds_no_emergency_door(village):
    assert in_emergency(village.sam, village).status_code == 404
    with acting_as(village.sam.pk):
        assert not CareRelation.objects.exists()


def test_what_is_read_in_an_emergency_is_marked_in_the_log(village):
    in_emergency(village.kim, village)
    get(village.kim, "workspace:family", village)

    with acting_as(village.kim.pk):
        marked = AuditEvent.objects.filter(agent=village.kim, emergency=True)
        assert set(marked.values_list("action", flat=True)) >= {
            "families.emergency_access",
            "workspace.family",
        }
