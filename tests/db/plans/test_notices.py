"""Who is told of emergency access, and who can read what one was told."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families import actions as families
from duizend.families.models import CareRelation
from duizend.plans import actions, queries
from duizend.plans.models import Notice
from tests.db.plans.test_coordination import propose
from tests.people import Village, leaves_the_team, make_village, signed_in


@pytest.fixture
def village() -> Village:
    return make_village()


def use_emergency(village: Village, by: User) -> CareRelation:
    with acting_as(by.pk):
        at = timezone.now()
        relation = families.use_emergency_access(village.family.pk, "Spoed", by=by, at=at)
        actions.inform_coordinator_of_emergency(village.family.pk, relation, by=by, at=at)
        # A second time, after a double click: told once.
        actions.inform_coordinator_of_emergency(village.family.pk, relation, by=by, at=at)
        return relation


def notices(user: User) -> list[Notice]:
    with acting_as(user.pk):
        return list(queries.notices_for(user))


def test_emergency_access_tells_the_coordinator_of_another_organisation(village):
    propose(village, village.noor, village.noor)
    use_emergency(village, village.kim)
    told = notices(village.noor)
    assert [(n.kind, n.recorder) for n in told] == [("emergency", village.kim)]
    assert notices(village.fatma) == []
    assert notices(village.kim) == []


def test_without_coordinator_the_own_organisation_is_told(village):
    use_emergency(village, village.kim)
    assert [n.kind for n in notices(village.fatma)] == ["emergency"]
    assert notices(village.noor) == []


def test_a_coordinator_who_left_is_not_the_one_to_tell(village):
    propose(village, village.noor, village.noor)
    leaves_the_team(village.family, village.noor)
    use_emergency(village, village.kim)
    assert [n.kind for n in notices(village.fatma)] == ["emergency"]


def test_a_notice_is_put_away_by_who_it_is_for(village):
    use_emergency(village, village.kim)
    (told,) = notices(village.fatma)
    away = f"/berichten/{told.pk}/gelezen/"
    assert signed_in(village.noor).post(away).status_code == 404
    assert signed_in(village.fatma).get(away).status_code == 405
    for _twice in range(2):
        assert signed_in(village.fatma).post(away).status_code == 302
    assert notices(village.fatma) == []
    with acting_as(village.noor.pk), pytest.raises(NotAllowed):
        actions.mark_read(told, by=village.noor, at=timezone.now())


def test_the_database_tells_of_one_event_once(village):
    use_emergency(village, village.kim)
    (told,) = notices(village.fatma)
    with acting_as(village.kim.pk):
        copy = Notice(
            to=village.fatma,
            kind=told.kind,
            family=village.family,
            about=told.about,
            recorder=village.kim,
            recorded=timezone.now(),
        )
        with pytest.raises(IntegrityError, match="one_notice_of_one_event"), transaction.atomic():
            copy.save(force_insert=True)
