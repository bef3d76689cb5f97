"""The families of somebody, gathered once for many lists."""

from datetime import timedelta

from django.utils import timezone

from duizend.core.one_of import gathered, one_of
from duizend.core.rls import acting_as
from duizend.families.models import Family
from duizend.families.queries import families_of
from duizend.plans import queries as plans
from duizend.workspace import actions as workspace
from tests.people import make_family, make_village


def test_an_emergency_is_looked_into_but_not_cared_for():
    village = make_village()
    kim, own = village.kim, make_family(village.kim)
    with acting_as(kim.pk):
        workspace.open_in_emergency(village.family.pk, "Nood", by=kim, at=timezone.now())
        mine = families_of(kim)
        found = set(Family.objects.filter(one_of("pk", mine.ids)))
        cared_for = set(Family.objects.filter(one_of("pk", mine.cared_for)))
    assert found == {village.family, own}
    assert cared_for == {own}
    assert set(mine.names) == {village.family.pk, own.pk}


def test_nothing_gathered_finds_nothing():
    village = make_village()
    with acting_as(village.fatma.pk):
        assert not Family.objects.filter(one_of("pk", gathered([]))).exists()


def test_a_list_is_the_same_gathered_or_not():
    village = make_village()
    fatma, today = village.fatma, timezone.localdate() + timedelta(days=1)
    with acting_as(fatma.pk):
        mine = families_of(fatma)
        assert (
            list(plans.without_coordinator(fatma, mine.cared_for))
            == list(plans.without_coordinator(fatma))
            != []
        )
        assert list(plans.tasks_due(fatma, today, mine.ids)) == list(plans.tasks_due(fatma, today))
