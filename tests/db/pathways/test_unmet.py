"""Saying that nothing on the menu fitted a family: who may, who reads it, and that it is kept."""

import uuid

import pytest
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.access.rules import OrganizationKind, Role
from duizend.core.permissions import NotAllowed, why_not
from duizend.core.rls import acting_as
from duizend.pathways import actions
from duizend.pathways.models import UnmetNeed
from duizend.pathways.permissions import check_can_say_found, check_can_say_unmet
from duizend.signals.models import Concept, LifeDomain
from tests.people import make_family, make_organization, make_user, share, signed_in

WORDS = "Een oudergroep in de avond, in het Tigrinya"


def say_url(village):
    return f"/gezinnen/{village.family.pk}/route/geen-passend-aanbod/"


def route_url(village):
    return f"/gezinnen/{village.family.pk}/route/"


def sent(**changes):
    given = {"entry": str(uuid.uuid4()), "life_domain": "network", "concept": "", "what": WORDS}
    return {**given, **changes}


def rows(user):
    with acting_as(user.pk):
        return list(UnmetNeed.objects.select_related("concept"))


@pytest.fixture
def fatma(village):
    return signed_in(village.fatma)


def deeds(user, action):
    with acting_as(user.pk):
        return AuditEvent.objects.filter(action=action).count()


def test_it_stands_on_the_route_of_the_family(village, fatma):
    assert "Geen passend aanbod" in fatma.get(route_url(village)).content.decode()
    answer = fatma.post(say_url(village), sent(), follow=True)
    assert WORDS in answer.content.decode()
    [need] = rows(village.fatma)
    assert (need.category, need.concept, need.found_at) == ("network", None, None)
    assert need.municipality_id == "GM1680"
    assert deeds(village.fatma, "pathways.say_unmet") == 1


def test_it_can_be_about_something_that_was_said(village, fatma, notice):
    notice("debts", by=village.fatma)
    page = fatma.get(f"{say_url(village)}?life_domain=money").content.decode()
    assert '<option value="money" selected' in page
    assert 'value="debts"' in page
    assert 'value="smoking"' not in page
    fatma.post(say_url(village), sent(life_domain="money", concept="debts"))
    [need] = rows(village.fatma)
    assert need.concept.code == "debts"
    assert need.category == "money"


def test_a_double_click_makes_one(village, fatma):
    form = sent()
    for _click in range(2):
        assert fatma.post(say_url(village), form).status_code == 302
    assert len(rows(village.fatma)) == 1
    assert deeds(village.fatma, "pathways.say_unmet") == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"what": ""}, "Zeg in een paar woorden wat u zocht."),
        ({"what": "   "}, "Zeg in een paar woorden wat u zocht."),
        ({"what": "x" * 301}, "300"),
        ({"life_domain": ""}, "Kies het leefgebied."),
        ({"life_domain": "plan"}, "geldige keuze"),
        ({"concept": "smoking"}, "geldige keuze"),
        ({"entry": "geen-nummer"}, ""),
        ({"life_domain": "housing", "concept": "debts"}, "hoort bij een ander leefgebied"),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(village, fatma, notice, changes, says):
    notice("debts", by=village.fatma)
    answer = fatma.post(say_url(village), sent(**changes))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert rows(village.fatma) == []


def test_something_can_be_found_after_all_once(village, fatma):
    fatma.post(say_url(village), sent())
    [need] = rows(village.fatma)
    url = f"{say_url(village)}{need.pk}/gevonden/"
    assert fatma.get(url).status_code == 405
    for _click in range(2):
        page = fatma.post(url, follow=True).content.decode()
        assert "toch gevonden op" in page
    assert deeds(village.fatma, "pathways.say_found") == 1
    assert fatma.post(f"{say_url(village)}{uuid.uuid4()}/gevonden/").status_code == 404


def test_another_organisation_reads_it_with_consent_and_does_not_change_it(village, fatma):
    fatma.post(say_url(village), sent())
    [need] = rows(village.fatma)
    noor = signed_in(village.noor)
    url = f"{say_url(village)}{need.pk}/gevonden/"
    assert WORDS not in noor.get(route_url(village)).content.decode()
    assert noor.post(url).status_code == 404
    share(village.family, ["network"], by=village.fatma, to=village.noor.organization)
    page = noor.get(route_url(village)).content.decode()
    assert WORDS in page
    assert url not in page
    refused = noor.post(url)
    assert refused.status_code == 403
    assert "Alleen de organisatie die dit opschreef" in refused.content.decode()
    assert rows(village.fatma)[0].found_at is None


@pytest.mark.parametrize(
    ("who", "status"),
    [("noor", 302), ("yara", 302), ("kim", 403), ("sam", 404), ("ruud", 404), ("petra", 403)],
)
def test_who_may_say_it(village, who, status):
    user = getattr(village, who)
    assert signed_in(user).post(say_url(village), sent()).status_code == status
    assert len(rows(user)) == (status == 302)


def test_what_is_shielded_is_for_who_may_see_that(village, fatma):
    student = signed_in(village.yara)
    assert 'value="safety"' not in student.get(say_url(village)).content.decode()
    assert student.post(say_url(village), sent(life_domain="safety")).status_code == 422
    safety = LifeDomain.objects.get(pk="safety")
    with acting_as(village.yara.pk), pytest.raises(NotAllowed):
        actions.say_unmet(
            uuid.uuid4(), village.family, safety, WORDS, by=village.yara, at=timezone.now()
        )
    fatma.post(say_url(village), sent(life_domain="safety"))
    [need] = rows(village.fatma)
    assert need.category == "safety"
    assert rows(village.yara) == rows(village.noor) == []


def test_without_a_word_of_what_was_looked_for_nothing_is_kept(village):
    network = LifeDomain.objects.get(pk="network")
    with (
        acting_as(village.fatma.pk),
        pytest.raises(NotAllowed, match="paar woorden"),
    ):
        actions.say_unmet(
            uuid.uuid4(), village.family, network, "  ", by=village.fatma, at=timezone.now()
        )
    assert rows(village.fatma) == []


def test_a_shielded_subject_shields_it(village):
    concept = Concept.objects.get(code="sexual_abuse")
    assert concept.restricted
    with acting_as(village.fatma.pk):
        need = actions.say_unmet(
            uuid.uuid4(),
            village.family,
            concept.life_domain,
            WORDS,
            concept=concept,
            by=village.fatma,
            at=timezone.now(),
        )
    assert need.category == "safety"
    with acting_as(village.yara.pk):
        assert why_not(
            check_can_say_unmet, village.yara, village.family, concept.life_domain, concept
        )


def test_of_a_closed_family_nothing_changes(village, fatma):
    fatma.post(say_url(village), sent())
    [need] = rows(village.fatma)
    with acting_as(village.fatma.pk):
        village.family.__class__.objects.filter(pk=village.family.pk).update(
            closed_on=timezone.localdate()
        )
        need = UnmetNeed.objects.select_related("family").get(pk=need.pk)
        assert why_not(check_can_say_found, village.fatma, need)
    assert fatma.post(say_url(village), sent()).status_code == 422
    assert len(rows(village.fatma)) == 1


def test_the_menu_asks_for_which_family(village, fatma):
    menu = fatma.get("/menukaart/?life_domain=housing").content.decode()
    choose = "/menukaart/geen-passend-aanbod/"
    assert f"{choose}?life_domain=housing" in menu
    page = fatma.get(f"{choose}?life_domain=housing").content.decode()
    assert f"{say_url(village)}?life_domain=housing" in page
    nonsense = fatma.get(f"{choose}?life_domain=%22%3Cb%3E").content.decode()
    assert f'{say_url(village)}?life_domain="' in nonsense
    sam = signed_in(village.sam).get(choose).content.decode()
    assert "geen enkel gezin" in sam
    assert signed_in(village.petra).get(choose).status_code == 403
    assert choose not in signed_in(village.petra).get("/menukaart/").content.decode()


def test_many_families_cost_no_more_questions(village, fatma, django_assert_max_num_queries):
    def asked(url):
        fatma.get(url)
        with django_assert_max_num_queries(25) as seen:
            assert fatma.get(url).status_code == 200
        return len(seen)

    pages = ("/menukaart/geen-passend-aanbod/", route_url(village), say_url(village))
    fatma.post(say_url(village), sent())
    before = [asked(url) for url in pages]
    for _number in range(5):
        make_family(village.fatma)
        fatma.post(say_url(village), sent())
    assert [asked(url) for url in pages] == before


def test_the_database_keeps_what_was_written(village, fatma):
    fatma.post(say_url(village), sent())
    for change in ({"looked_for": "Anders"}, {"recorded": timezone.now()}, {"category": "money"}):
        with pytest.raises(Exception, match="stays"), acting_as(village.fatma.pk):
            UnmetNeed.objects.update(**change)
    other = make_organization("Wijkteam Emmen", OrganizationKind.NEIGHBOURHOOD_TEAM)
    stranger = make_user("Stan Vreemd", other, Role.SOCIAL_WORKER)
    assert rows(stranger) == []
    with pytest.raises(Exception, match="row-level security"), acting_as(stranger.pk):
        UnmetNeed.objects.create(
            family_id=village.family.pk,
            category="network",
            looked_for="x",
            municipality_id="GM1680",
            recorder=stranger,
            recorder_organization=other,
            recorded=timezone.now(),
        )
