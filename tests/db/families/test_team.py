"""Who works with a family, and looking in without that in an emergency."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent, User
from duizend.access.rules import Role
from duizend.core.permissions import Hidden, NotAllowed
from duizend.core.rls import acting_as
from duizend.families import actions
from duizend.families.models import EMERGENCY_LASTS, CareRelation, Family, RelationKind
from duizend.families.permissions import NoCareRelation, check_can_leave, organization_knows
from duizend.families.queries import colleagues_outside, page_context
from tests.people import NOW, TODAY, make_family, make_user, make_village, signed_in


def url(name, village):
    return reverse(name, args=[village.family.pk])


def test_a_colleague_is_added_and_can_open_the_family():
    village = make_village()
    response = signed_in(village.fatma).post(
        url("families:add_colleague", village), {"colleague": village.kim.pk}
    )
    assert response["Location"] == url("families:people", village)
    assert signed_in(village.kim).get(url("families:people", village)).status_code == 200
    with acting_as(village.fatma.pk):
        assert AuditEvent.objects.filter(action="families.add_colleague").count() == 1


@pytest.mark.parametrize("who", ["sam", "fatma", "petra", "nobody"])
def test_only_a_colleague_who_is_not_there_yet_can_be_chosen(who):
    village = make_village()
    chosen = getattr(village, who).pk if who != "nobody" else "abc"
    signed_in(village.fatma).post(url("families:add_colleague", village), {"colleague": chosen})
    with acting_as(village.fatma.pk):
        assert (
            CareRelation.objects.filter(
                practitioner__organization=village.fatma.organization
            ).count()
            == 1
        )


def test_what_the_action_refuses():
    village = make_village()
    gone = make_user("Gea Smit", village.fatma.organization, Role.MIDWIFE)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    gone.refresh_from_db()
    leader = make_user("Lia Vos", village.fatma.organization, Role.PROGRAMME_MANAGER)
    with acting_as(village.fatma.pk):
        for who in (village.sam, gone, leader, village.fatma):
            with pytest.raises(NotAllowed):
                actions.add_colleague(village.family, who, by=village.fatma, at=NOW)
        assert list(colleagues_outside(village.family, village.fatma)) == [village.kim]


def yesterday():
    """The database looks at its own clock; NOW may lie after it."""
    return timezone.now() - timedelta(days=1)


def test_leaving_the_team():
    village = make_village()
    family = make_family(village.sam, at=yesterday())
    colleague = make_user("Tim Mol", village.sam.organization, Role.SOCIAL_WORKER)
    with acting_as(village.sam.pk):
        actions.add_colleague(family, colleague, by=village.sam, at=yesterday())
    client = signed_in(village.sam)
    response = client.post(reverse("families:leave", args=[family.pk]))
    assert response["Location"] == reverse("families:list")
    assert client.get(reverse("families:people", args=[family.pk])).status_code == 403
    assert "Amrani" not in client.get(reverse("families:list")).content.decode()


def test_the_last_one_cannot_leave_a_family_alone():
    village = make_village()
    family = make_family(village.sam, at=yesterday())
    with acting_as(village.sam.pk), pytest.raises(NotAllowed):
        check_can_leave(village.sam, family)
    left = signed_in(village.sam).post(reverse("families:leave", args=[family.pk]))
    assert left.status_code == 403


def test_who_only_looks_in_has_no_team_to_leave():
    village = make_village()
    with acting_as(village.kim.pk):
        actions.use_emergency_access(village.family.pk, "nu", by=village.kim, at=timezone.now())
        with pytest.raises(NoCareRelation):
            actions.leave(village.family, by=village.kim, at=timezone.now())


def test_the_emergency_door_opens_with_a_reason_and_is_visible_to_all():
    village = make_village()
    client = signed_in(village.kim)
    client.post(url("workspace:emergency", village), {"reason": "Ze belt met hevige pijn"})
    response = client.get(url("families:people", village))
    assert response.status_code == 200
    assert "Samira" in response.content.decode()
    with acting_as(village.kim.pk):
        relation = CareRelation.objects.get(practitioner=village.kim)
        context = page_context(village.family, village.kim, TODAY, tab="people")
    assert relation.kind == RelationKind.EMERGENCY
    assert relation.period_end == relation.period_start + EMERGENCY_LASTS
    assert context["emergency"] == relation
    with acting_as(village.fatma.pk):
        lines = AuditEvent.objects.filter(agent=village.kim, emergency=True)
        assert {line.action for line in lines} >= {"families.emergency_access", "families.people"}


def test_without_a_reason_the_emergency_door_stays_shut():
    village = make_village()
    client = signed_in(village.kim)
    client.post(url("workspace:emergency", village), {"reason": "   "})
    assert client.get(url("families:people", village)).status_code == 403
    with acting_as(village.kim.pk), pytest.raises(NotAllowed):
        actions.use_emergency_access(village.family.pk, " ", by=village.kim, at=timezone.now())


def test_there_is_no_emergency_for_strangers_nor_for_who_may_open_it_already():
    village = make_village()
    for who, refusal, status in (
        (village.sam, Hidden, 404),
        (village.fatma, NotAllowed, 403),
        (village.petra, NotAllowed, 403),
    ):
        with acting_as(who.pk), pytest.raises(refusal):
            actions.use_emergency_access(village.family.pk, "nu", by=who, at=timezone.now())
        reached = signed_in(who).post(url("workspace:emergency", village), {"reason": "nu"})
        assert reached.status_code == status


def test_emergency_access_ends_by_itself():
    village = make_village()
    with acting_as(village.kim.pk):
        long_ago = timezone.now() - EMERGENCY_LASTS - timedelta(minutes=1)
        actions.use_emergency_access(village.family.pk, "toen", by=village.kim, at=long_ago)
        assert not Family.objects.visible_to(village.kim).exists()
    assert signed_in(village.kim).get(url("families:people", village)).status_code == 403


def test_emergency_access_adds_nobody_to_the_team():
    village = make_village()
    eva = make_user("Eva Mol", village.kim.organization, Role.MIDWIFE)
    with acting_as(village.kim.pk):
        actions.use_emergency_access(village.family.pk, "nu", by=village.kim, at=timezone.now())
        for who in (village.kim, eva):
            with pytest.raises((NotAllowed, Hidden)):
                actions.add_colleague(village.family, who, by=village.kim, at=timezone.now())
    page = signed_in(village.kim).get(url("families:people", village))
    assert page.context["why_not_add"]


def test_opening_says_no_in_the_right_words():
    village = make_village()
    for who, refusal in ((village.kim, NoCareRelation), (village.sam, Hidden)):
        with acting_as(who.pk), pytest.raises(refusal):
            actions.open_family(village.family.pk, by=who, at=NOW, purpose="families.people")
    with acting_as(None):
        assert not organization_knows(village.family.pk)


def test_who_joined_by_a_referral_joins_once():
    village = make_village()
    family = make_family(village.fatma, at=yesterday())
    with acting_as(village.fatma.pk):
        mine = CareRelation.objects.filter(practitioner=village.fatma, family=family)
        actions.join(family.pk, by=village.fatma, at=timezone.now())
        assert mine.count() == 1
        mine.update(period_end=timezone.now() + timedelta(days=1))
        actions.join(family.pk, by=village.fatma, at=timezone.now())
        assert mine.count() == 2
