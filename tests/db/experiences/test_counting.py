"""Ten at a time, for who may read it, and nothing of anybody."""

from datetime import date, timedelta

import pytest
from django.core import signing
from django.db import Error, connection, transaction

from duizend.access.models import AuditEvent
from duizend.access.rules import OrganizationKind, Role
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.experiences import actions, codes, queries
from duizend.experiences.models import Batch, SpentCode, Tally
from duizend.experiences.permissions import check_can_ask, check_can_read
from duizend.questionnaires.models import Questionnaire, QuestionnaireVersion
from tests.db.experiences.conftest import GLAD, code_of
from tests.people import NOW, make_municipality, make_organization, make_user


def read(user, organization=None):
    with acting_as(user.pk):
        return queries.results(organization or user.organization)


@pytest.mark.parametrize(("people", "shown"), [(1, 0), (9, 0), (10, 10), (11, 10), (19, 10)])
def test_results_are_shown_ten_people_at_a_time(village, parents, people, shown):
    parents(people)
    assert sum(result.people for result in read(village.fatma)) == shown


def test_a_single_answer_never_shows_between_two_looks(village, parents):
    parents(10)
    before = read(village.fatma)
    parents(9, {"heard": "no"})
    assert read(village.fatma) == before
    parents(1, {"heard": "no"})
    (after,) = read(village.fatma)
    assert after.people == 20
    heard = after.answered[0]
    assert {share.code: share.count for share in heard.shares} == {
        "yes": 10,
        "partly": 0,
        "no": 10,
    }


def test_what_was_left_open_is_said_and_counts_in_the_ten(village, parents):
    parents(8)
    parents(2, {"pleasant": "no"})
    (result,) = read(village.fatma)
    assert [one.skipped for one in result.answered] == [2, 2, 0]


def test_each_list_and_each_organisation_fills_by_itself(village, parents):
    parents(6)
    parents(6, slug="phq-9")
    parents(6, of=village.noor)
    assert read(village.fatma) == []
    parents(4)
    assert [result.questionnaire.slug for result in read(village.fatma)] == ["startgesprek"]
    assert read(village.noor) == []


def test_another_version_of_a_list_fills_by_itself(village, parents):
    parents(9)
    old = QuestionnaireVersion.objects.get(questionnaire__slug="startgesprek")
    QuestionnaireVersion.objects.create(
        questionnaire=old.questionnaire,
        version="later",
        resource=old.resource,
        checksum="later",
        published=NOW + timedelta(days=1),
    )
    parents(9)
    assert read(village.fatma) == []


def test_only_months_are_kept(village, parents):
    parents(5, at=NOW)
    parents(5, at=NOW + timedelta(days=40))
    (result,) = read(village.fatma)
    assert (result.first_month, result.last_month) == (date(2026, 11, 1), date(2027, 1, 1))


def test_a_code_counts_once(village):
    code = code_of(village.fatma)
    with acting_as(None):
        assert not queries.is_spent(code)
        actions.keep(code, GLAD, at=NOW)
        assert queries.is_spent(code)
        with pytest.raises(actions.AlreadyUsed):
            actions.keep(code, GLAD, at=NOW)


def test_leaving_everything_open_leaves_no_trace(village, parents):
    code = code_of(village.fatma)
    with acting_as(None):
        actions.keep(code, {"heard": "", "doable": "nonsense"}, at=NOW)
        assert not queries.is_spent(code)
    parents(9)
    assert read(village.fatma) == []


@pytest.mark.parametrize("broken", ["", "x", "abc:def:ghi"])
def test_a_broken_code_is_refused(village, broken):
    with acting_as(None), pytest.raises(codes.NotValid):
        actions.keep(broken, GLAD, at=NOW)


def test_an_old_code_is_refused(village, monkeypatch):
    code = code_of(village.fatma)
    monkeypatch.setattr(codes, "LASTS", timedelta(seconds=-1))
    with pytest.raises(codes.NotValid):
        codes.read(code)


def test_a_code_of_something_else_is_refused(village):
    with pytest.raises(codes.NotValid):
        codes.read(signing.dumps([1, 1, "x"], salt="something.else"))


def test_nothing_is_written_in_the_log(village, parents):
    before = AuditEvent.objects.count()
    parents(10)
    with acting_as(village.fatma.pk):
        assert not AuditEvent.objects.filter(action__startswith="experiences").exists()
    assert AuditEvent.objects.count() == before


def test_no_row_is_of_one_person_and_none_has_a_moment(village, parents):
    names = {
        field.name for model in (Batch, Tally, SpentCode) for field in model._meta.get_fields()
    }
    assert not names & {"family", "response", "user", "recorder", "recorded", "created"}
    kinds = {
        field.get_internal_type()
        for model in (Batch, Tally, SpentCode)
        for field in model._meta.concrete_fields
    }
    assert "DateTimeField" not in kinds


def test_used_codes_are_forgotten(village, parents):
    code = code_of(village.fatma)
    with acting_as(None):
        actions.keep(code, GLAD, at=NOW)
    parents(1, at=NOW + timedelta(days=3))
    with acting_as(None):
        assert not queries.is_spent(code)


def test_nobody_reads_a_batch_that_fills_nor_the_codes(village, parents):
    parents(15)
    for who in (village.fatma, village.noor, village.petra, village.sam):
        with acting_as(who.pk):
            assert not Batch.objects.filter(people__lt=10).exists()
            assert not SpentCode.objects.exists()
    with acting_as(village.sam.pk):
        assert not Tally.objects.exists()


@pytest.mark.parametrize("table", ["experiences_batch", "experiences_tally"])
def test_nobody_changes_or_takes_away_a_count(village, parents, table):
    parents(10)
    with acting_as(village.fatma.pk), connection.cursor() as cursor:
        cursor.execute(f"update {table} set people = 1")  # noqa: S608 - our own names
        assert cursor.rowcount == 0
        cursor.execute(f"delete from {table}")  # noqa: S608
        assert cursor.rowcount == 0


def test_nobody_adds_a_batch_past_the_function(village, parents):
    parents(10)
    with acting_as(village.fatma.pk), pytest.raises(Error), transaction.atomic():
        Batch.objects.bulk_create(
            [
                Batch(
                    organization=village.fatma.organization,
                    questionnaire=Questionnaire.objects.first(),
                    version=QuestionnaireVersion.objects.first(),
                    first_month=date(2026, 11, 1),
                    last_month=date(2026, 11, 1),
                    people=10,
                )
            ]
        )


def test_the_programme_manager_reads_the_organisations_of_the_region(village, parents):
    parents(10)
    parents(10, of=village.noor)
    with acting_as(village.petra.pk):
        assert {o.name for o in queries.organizations()} == {"Praktijk De Wieg", "JGZ Drenthe"}
        assert queries.results(village.noor.organization)[0].people == 10


def test_a_programme_manager_elsewhere_reads_nothing(village, parents):
    parents(10)
    town = make_organization("Gemeente Verweg", OrganizationKind.MUNICIPALITY)
    town.municipalities.set([make_municipality("GM0777", "Verweg")])
    far = make_user("Vera Verweg", town, Role.PROGRAMME_MANAGER)
    assert read(far, village.fatma.organization) == []


def test_a_professional_reads_no_other_organisation(village, parents):
    parents(10)
    assert read(village.noor, village.fatma.organization) == []


def test_reading_costs_two_queries_however_much_there_is(
    village, parents, django_assert_num_queries
):
    parents(30)
    parents(10, slug="phq-9")
    with acting_as(village.fatma.pk), django_assert_num_queries(2):
        assert len(queries.results(village.fatma.organization)) == 2


@pytest.mark.parametrize(
    ("who", "asks", "reads"),
    [("fatma", True, True), ("yara", True, True), ("petra", False, True)],
)
def test_who_asks_and_who_reads(village, who, asks, reads):
    user = getattr(village, who)
    for check, may in ((check_can_ask, asks), (check_can_read, reads)):
        if may:
            check(user)
        else:
            with pytest.raises(NotAllowed):
                check(user)


def test_an_administrator_reads_no_figures(village):
    bea = make_user("Bea Vermeer", village.petra.organization, Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        check_can_read(bea)
