"""The log only grows, and tells who looked to whom it may concern."""

import pytest
from django.db import ProgrammingError, connection

from duizend.access import audit
from duizend.access.models import AuditEvent
from duizend.core.rls import acting_as
from tests.people import NOW, make_village, share


@pytest.mark.parametrize(
    "statement",
    [
        "update access_auditevent set action = 'nothing'",
        "delete from access_auditevent",
        "truncate access_auditevent",
        "alter table access_auditevent disable row level security",
        "drop policy see on access_auditevent",
    ],
)
def test_a_line_cannot_be_changed_or_removed(statement):
    village = make_village()
    refused = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")
    with refused, acting_as(village.fatma.pk), connection.cursor() as cursor:
        cursor.execute(statement)


def test_nobody_writes_in_the_name_of_somebody_else():
    village = make_village()
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with refused, acting_as(village.sam.pk):
        audit.record("families.open", by=village.fatma, at=NOW)


def seen_by(who, **which):
    with acting_as(who.pk):
        return AuditEvent.objects.filter(**which).count()


def test_who_may_see_the_plan_sees_who_looked():
    village = make_village()
    with acting_as(village.fatma.pk):
        audit.record("families.open", by=village.fatma, at=NOW, family_id=village.family.pk)
    which = {"family_id": village.family.pk, "agent": village.fatma, "action": "families.open"}
    assert seen_by(village.fatma, **which) == 1
    for other in (village.noor, village.kim, village.sam):
        assert seen_by(other, **which) == 0
    share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    assert seen_by(village.noor, **which) == 1


def test_one_query_writes_a_line_for_each(django_assert_num_queries):
    village = make_village()
    with acting_as(village.fatma.pk):
        found = [village.family.pk]
        with django_assert_num_queries(1):
            audit.record_for_each("families.search", found, by=village.fatma, at=NOW)
        audit.record_for_each("families.search", [], by=village.fatma, at=NOW)
        lines = AuditEvent.objects.filter(action="families.search").order_by("pk")
        assert [line.family_id for line in lines] == [*found, None]
