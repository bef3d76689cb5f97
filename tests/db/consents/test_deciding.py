"""A yes, a no and taking a yes back: what it opens, closes and who learns of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from duizend.access.models import CATEGORY_LABELS, AuditEvent
from duizend.consents import actions
from duizend.consents.models import Consent
from duizend.consents.permissions import check_can_ask, check_can_withdraw, check_may_share
from duizend.consents.queries import decisions, holding, shared_categories
from duizend.consents.rules import Status
from duizend.core.permissions import NotAllowed, why_not
from duizend.core.rls import acting_as
from tests.people import make_village, share

EXPLAINED = ("what", "why", "which_data")


def today():
    return timezone.localdate()


def give(village, to=None, **changes):
    values = {
        "purpose": "referral",
        "categories": ["contact", "money"],
        "explained": EXPLAINED,
        "period_end": today() + timedelta(days=90),
        "given_by": "Samira El Amrani",
        "by": village.fatma,
        "at": timezone.now(),
    }
    recipient = to or village.ruud.organization
    with acting_as(values["by"].pk):
        return actions.give(village.family, recipient, **{**values, **changes})


def refuse(village, to=None, **changes):
    values = {"purpose": "referral", "categories": ["contact"], "given_by": "Samira"}
    recipient = to or village.noor.organization
    with acting_as(village.fatma.pk):
        return actions.refuse(
            village.family,
            recipient,
            **{**values, **changes},
            by=village.fatma,
            at=timezone.now(),
        )


def shared(village, to=None, day=None):
    with acting_as(village.fatma.pk):
        return shared_categories(
            village.family,
            source=village.fatma.organization,
            recipient=to or village.ruud.organization,
            today=day or today(),
        )


def test_a_yes_opens_exactly_what_was_named_until_its_last_day():
    village = make_village()
    consent = give(village)
    assert shared(village) == {"contact", "money"}
    assert shared(village, day=consent.period_end) == {"contact", "money"}
    assert shared(village, day=consent.period_end + timedelta(days=1)) == set()
    assert shared(village, day=today() - timedelta(days=1)) == set()
    assert shared(village, to=village.noor.organization) == set()


@pytest.mark.parametrize(
    "changes",
    [
        {"categories": []},
        {"categories": ["gossip"]},
        {"categories": ["safety", "money"]},
        {"explained": ("what", "why")},
        {"explained": ()},
        {"period_end": timezone.localdate() - timedelta(days=1)},
        {"period_end": timezone.localdate() + timedelta(days=3 * 365 + 1)},
    ],
)
def test_a_yes_without_explanation_choice_or_end_is_refused(changes):
    village = make_village()
    with pytest.raises(NotAllowed):
        give(village, **changes)
    assert shared(village) == set()


def test_nobody_asks_for_their_own_organisation_or_without_a_care_relation():
    village = make_village()
    with pytest.raises(NotAllowed):
        give(village, to=village.fatma.organization)
    for who in (village.kim, village.sam):
        with acting_as(who.pk):
            assert why_not(check_can_ask, who, village.family, village.ruud.organization)


def test_the_same_yes_twice_is_one():
    village = make_village()
    assert give(village).pk == give(village).pk


def test_a_new_yes_takes_the_place_of_the_old_one():
    village = make_village()
    old = give(village)
    give(village, categories=["contact"])
    assert shared(village) == {"contact"}
    with acting_as(village.fatma.pk):
        old.refresh_from_db()
    assert old.status == Status.WITHDRAWN


def test_safety_is_asked_apart_and_ends_apart():
    village = make_village()
    money, safety = give(village), give(village, categories=["safety"])
    assert shared(village) == {"contact", "money", "safety"}
    with acting_as(village.fatma.pk):
        actions.withdraw(money, by=village.fatma, at=timezone.now())
    assert shared(village) == {"safety"}
    refuse(village, to=village.ruud.organization, categories=["money"])
    assert shared(village) == {"safety"}
    refuse(village, to=village.ruud.organization, categories=["safety"])
    assert shared(village) == set()
    with acting_as(village.fatma.pk):
        safety.refresh_from_db()
    assert safety.status == Status.WITHDRAWN


def test_one_purpose_does_not_end_another():
    village = make_village()
    give(village)
    give(village, purpose="coordination", categories=["plan"])
    refuse(village, to=village.ruud.organization, purpose="coordination")
    assert shared(village) == {"contact", "money"}


def test_a_withdrawn_yes_closes_the_category_at_once():
    village = make_village()
    consent = share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    assert sees(village.noor, village, "plan")
    with acting_as(village.fatma.pk):
        actions.withdraw(consent, by=village.fatma, at=timezone.now())
    assert not sees(village.noor, village, "plan")
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed):
        actions.withdraw(consent, by=village.fatma, at=timezone.now())


def sees(who, village, category):
    """What the second lock itself says about data of Fatma's organisation."""
    with acting_as(who.pk), connection.cursor() as cursor:
        cursor.execute(
            "select rls.sees(%s, %s, %s)",
            [village.family.pk, category, village.fatma.organization_id],
        )
        return cursor.fetchone()[0]


def test_an_expired_yes_closes_the_category_in_the_database_too():
    village = make_village()
    consent = share(village.family, ["money"], by=village.fatma, to=village.noor.organization)
    assert sees(village.noor, village, "money")
    with acting_as(village.fatma.pk):
        Consent.objects.filter(pk=consent.pk).update(
            period_start=today() - timedelta(days=10), period_end=today() - timedelta(days=1)
        )
    assert not sees(village.noor, village, "money")


def test_the_last_day_counts_and_tomorrow_does_not_yet():
    village = make_village()
    consent = share(village.family, ["money"], by=village.fatma, to=village.noor.organization)
    with acting_as(village.fatma.pk):
        Consent.objects.filter(pk=consent.pk).update(period_end=today())
    assert sees(village.noor, village, "money")
    with acting_as(village.fatma.pk):
        Consent.objects.filter(pk=consent.pk).update(
            period_start=today() + timedelta(days=1), period_end=today() + timedelta(days=9)
        )
    assert not sees(village.noor, village, "money")


def test_looking_up_asks_the_permission_to_keep_it_available_as_well():
    village = make_village()
    give(village, to=village.noor.organization, categories=["contact", "money"])
    assert shared(village, to=village.noor.organization) == {"contact", "money"}
    assert not sees(village.noor, village, "money")
    with acting_as(village.fatma.pk):
        actions.permit_exchange(
            village.family, given_by="Samira", by=village.fatma, at=timezone.now()
        )
    assert sees(village.noor, village, "money")


def test_who_may_not_see_what_is_shielded_does_not_with_consent_either():
    village = make_village()
    share(village.family, ["safety"], by=village.fatma, to=village.noor.organization)
    assert sees(village.noor, village, "safety")
    assert not sees(village.yara, village, "safety")  # a student


def test_a_refusal_is_invisible_outside_the_own_organisation():
    village = make_village()
    refuse(village)
    refuse(village, to=village.ruud.organization)
    with acting_as(village.fatma.pk):
        assert {c.status for c in decisions(village.family)} == {Status.REFUSED.value}
    for who in (village.noor, village.ruud, village.sam):
        with acting_as(who.pk):
            assert Consent.objects.count() == 0
            assert not decisions(village.family).exists()
            assert not AuditEvent.objects.filter(action__startswith="consents").exists()


def test_a_refusal_leaves_no_trace_with_who_may_see_the_plan():
    village = make_village()
    share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    before = lines_seen_by(village.noor)
    refuse(village, purpose="prenatal_home_visit")
    with acting_as(village.fatma.pk):
        assert AuditEvent.objects.filter(action="consents.refuse").count() == 1
    assert lines_seen_by(village.noor) == before


def lines_seen_by(who):
    with acting_as(who.pk):
        return AuditEvent.objects.count()


def test_a_refusal_needs_no_reason_and_no_list():
    village = make_village()
    assert refuse(village, categories=[]).categories == []


def test_a_no_after_a_yes_ends_the_yes():
    village = make_village()
    give(village)
    refuse(village, to=village.ruud.organization)
    assert shared(village) == set()


def test_a_recipient_sees_only_a_yes_that_is_theirs():
    village = make_village()
    give(village)
    mine = give(village, to=village.noor.organization)
    with acting_as(village.noor.pk):
        assert [c.pk for c in Consent.objects.all()] == [mine.pk]
        assert [c.pk for c in holding(village.family, today())] == [mine.pk]
        # Reading is all: the recipient changes nothing about it, at either lock.
        with pytest.raises(NotAllowed):
            check_can_withdraw(village.noor, mine)
        assert Consent.objects.update(period_end=today() + timedelta(days=999)) == 0


def test_before_sharing_all_of_it_must_be_covered():
    village = make_village()
    give(village)
    to = village.ruud.organization
    with acting_as(village.fatma.pk):
        check_may_share(village.fatma, village.family, to, ["money"], today())
        reason = why_not(
            check_may_share, village.fatma, village.family, to, ["money", "mental"], today()
        )
    assert to.name in reason
    assert str(CATEGORY_LABELS["mental"]).lower() in reason


def test_who_speaks_is_the_mother_or_else_the_family():
    village = make_village()
    with acting_as(village.fatma.pk):
        assert actions.speaker(village.family) == "Samira El Amrani"
        village.family.people.update(left_on=today())
        assert actions.speaker(village.family) == village.family.name
