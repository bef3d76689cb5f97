"""The second lock, asked directly: what the database shows to whom, without any view."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from duizend.access.rules import Role
from duizend.core.rls import acting_as
from duizend.families import actions
from duizend.families.models import (
    CareRelation,
    Family,
    Identifier,
    Person,
    Pregnancy,
    RelationKind,
)
from tests.people import NOW, add_to_team, make_family, make_user, make_village, share

TABLES = ("family", "person", "pregnancy", "identifier", "carerelation")


def rows(table, who):
    with acting_as(who.pk if who else None), connection.cursor() as cursor:
        cursor.execute(f"select count(*) from families_{table}")  # noqa: S608 - our own names
        return cursor.fetchone()[0]


def with_bsn(village):
    with acting_as(village.fatma.pk):
        mother = village.family.people.get(role="pregnant")
        return actions.record_bsn(
            mother, "111222333", identity_checked_on=NOW.date(), by=village.fatma, at=NOW
        )


def test_only_who_works_with_a_family_sees_it():
    village = make_village()
    with_bsn(village)
    for stranger in (None, village.kim, village.ruud, village.sam, village.petra):
        assert [rows(table, stranger) for table in TABLES] == [0, 0, 0, 0, 0]
    assert [rows(table, village.fatma) for table in TABLES] == [1, 3, 1, 1, 1]


def test_another_organisation_in_the_team_sees_who_they_are_and_no_more():
    village = make_village()
    with_bsn(village)
    assert rows("family", village.noor) == 1
    assert rows("person", village.noor) == 3
    # Nothing is shared yet: not the due date, not the BSN, not who else works here.
    assert rows("pregnancy", village.noor) == 0
    assert rows("identifier", village.noor) == 0
    with acting_as(village.noor.pk):
        assert {r.organization_id for r in CareRelation.objects.all()} == {
            village.noor.organization_id
        }


def test_a_consent_opens_the_pregnancy_and_the_team_but_never_the_bsn():
    village = make_village()
    with_bsn(village)
    share(village.family, ["pregnancy", "plan"], by=village.fatma, to=village.noor.organization)
    assert rows("pregnancy", village.noor) == 1
    assert rows("carerelation", village.noor) == 3
    assert rows("identifier", village.noor) == 0


def test_the_bsn_is_nowhere_in_plain_text():
    village = make_village()
    identifier = with_bsn(village)
    with acting_as(village.fatma.pk), connection.cursor() as cursor:
        cursor.execute("select i::text from families_identifier i")
        (row,) = cursor.fetchone()
        cursor.execute("select p::text from families_person p")
        people = " ".join(text for (text,) in cursor.fetchall())
        cursor.execute("select a::text from access_auditevent a")
        log = " ".join(text for (text,) in cursor.fetchall())
    plain = b"111222333".hex()
    assert "111222333" not in row + people + log
    assert plain not in row
    assert bytes(identifier.ciphertext) != b"111222333"


def test_without_a_legal_ground_the_database_itself_keeps_no_bsn():
    village = make_village()
    identifier = with_bsn(village)
    add_to_team(village.family, village.ruud, by=village.fatma)
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with refused, acting_as(village.ruud.pk):
        Identifier(
            family=village.family,
            person_id=identifier.person_id,
            ciphertext=b"x",
            recorder=village.ruud,
            recorder_organization=village.ruud.organization,
            recorded=NOW,
        ).save(force_insert=True)


@pytest.mark.parametrize("table", TABLES)
def test_nothing_of_a_family_can_be_deleted(table):
    village = make_village()
    with_bsn(village)
    before = rows(table, village.fatma)
    with acting_as(village.fatma.pk), connection.cursor() as cursor:
        cursor.execute(f"delete from families_{table}")  # noqa: S608
        assert cursor.rowcount == 0
    assert rows(table, village.fatma) == before


@pytest.mark.parametrize("table", [*TABLES])
def test_the_lock_cannot_be_taken_off(table):
    refused = pytest.raises(ProgrammingError, match="must be owner")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"alter table families_{table} disable row level security")


def test_an_update_of_everything_touches_only_ones_own_families():
    village = make_village()
    make_family(village.sam)
    with acting_as(village.sam.pk):
        assert Person.objects.update(city="Elders") == 3
        assert Pregnancy.objects.update(due_date=NOW.date()) == 1
    with acting_as(village.fatma.pk):
        assert not Person.objects.filter(city="Elders").exists()


def relation(village, who, *, by, kind=RelationKind.CARE, organization=None, **more):
    return CareRelation(
        family=village.family,
        practitioner=who,
        organization=organization or who.organization,
        kind=kind,
        recorder=by,
        period_start=timezone.now(),
        **more,
    )


def refused_to_join(village, who, *, by, **more):
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(by.pk):
        relation(village, who, by=by, **more).save(force_insert=True)


def test_nobody_lets_themselves_or_a_stranger_in():
    village = make_village()
    refused_to_join(village, village.sam, by=village.sam)
    refused_to_join(village, village.kim, by=village.kim)
    refused_to_join(village, village.ruud, by=village.fatma)
    refused_to_join(village, village.sam, by=village.sam, organization=village.fatma.organization)
    refused_to_join(
        village,
        village.sam,
        by=village.sam,
        kind=RelationKind.EMERGENCY,
        reason="ik wil het weten",
        period_end=timezone.now() + timedelta(hours=1),
    )


def test_emergency_access_opens_the_family_for_a_while_and_nobody_for_good():
    village = make_village()
    now = timezone.now()
    with acting_as(village.kim.pk):
        actions.use_emergency_access(village.family.pk, "Bloeding", by=village.kim, at=now)
        assert Family.objects.count() == 1
    refused_to_join(village, village.kim, by=village.kim)


def test_emergency_access_is_over_by_the_clock_of_the_database():
    village = make_village()
    five_hours_ago = timezone.now() - timedelta(hours=5)
    with acting_as(village.kim.pk):
        actions.use_emergency_access(
            village.family.pk, "Bloeding", by=village.kim, at=five_hours_ago
        )
        assert Family.objects.count() == 0
        assert Person.objects.count() == 0


def test_who_is_no_longer_active_sees_nothing():
    village = make_village()
    village.fatma.is_active = False
    village.fatma.save(update_fields=["is_active"])
    assert [rows(table, village.fatma) for table in ("family", "person", "pregnancy")] == [0, 0, 0]


def test_leaving_closes_the_family():
    village = make_village()
    yesterday = timezone.now() - timedelta(days=1)
    family = make_family(village.sam, at=yesterday)
    colleague = make_user("Tim Mol", village.sam.organization, Role.SOCIAL_WORKER)
    with acting_as(village.sam.pk):
        actions.add_colleague(family, colleague, by=village.sam, at=yesterday)
        actions.leave(family, by=village.sam, at=timezone.now())
    assert rows("family", village.sam) == 0
    assert rows("family", colleague) == 1
