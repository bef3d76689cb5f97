"""P3 and P4: how long each step takes and how often the referrer hears, never of few families."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from duizend.access.models import Organization
from duizend.core.content import read_rows
from duizend.core.rls import acting_as
from duizend.families.actions import NewPerson
from duizend.families.models import PersonRole
from duizend.follow_up import queries
from duizend.referrals import actions as referrals
from duizend.signals import actions as signals
from duizend.signals.models import Concept
from tests.db.follow_up.conftest import consented
from tests.people import make_family, make_referral

ENOUGH = 10


@pytest.fixture
def debts_concept():
    signals.load_life_domains(read_rows("life_domains.json", "life_domains"), at=timezone.now())
    rows = read_rows("concepts.json", "concepts")
    signals.load_concepts([row for row in rows if row["code"] == "debts"], at=timezone.now())
    return Concept.objects.get(code="debts")


def some_day_of_last_quarter() -> datetime:
    today = timezone.localdate() - timedelta(days=14)
    first = today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1)
    day = first - timedelta(days=40)
    return timezone.make_aware(datetime.combine(day, time(12)))


@pytest.fixture
def helped(village, debts, debts_concept):
    """Fatma asked for one more family: `helped(contact=3, start=8, heard=10)`, in days."""

    def _helped(*, contact=3, start=8, heard=10, categories=("money",)):
        by, ruud, sent = village.fatma, village.ruud, some_day_of_last_quarter()
        who = NewPerson(PersonRole.PREGNANT, "Ada", f"Iemand{uuid4().hex[:8]}")
        family = make_family(by, people=[who], at=sent - timedelta(days=20))
        for asked in ({"contact", *categories} - {"safety"}, {"safety"}):
            consented(family, sorted(asked), by=by, to=debts, days_ago=300)
        with acting_as(by.pk):
            signals.add(uuid4(), family, debts_concept, by=by, at=sent - timedelta(days=2))
        referral = make_referral(family, by=by, to=debts, categories=list(categories), at=sent)
        with acting_as(ruud.pk):
            referrals.take(referral, by=ruud, at=sent)
            after = {days: sent + timedelta(days=days) for days in (contact, start, heard)}
            referrals.report_contact(referral, made=True, by=ruud, at=after[contact])
            referrals.start(referral, by=ruud, at=after[start])
            referrals.answer(referral, "Het gaat.", "contact", by=ruud, at=after[heard])
        return referral

    return _helped


def kinds(user):
    with acting_as(user.pk):
        return queries.figures().per_kind


def test_nine_families_give_no_figure(village, helped):
    for _family in range(ENOUGH - 1):
        helped()
    assert kinds(village.petra) == kinds(village.fatma) == []


def test_medians_and_a_share_for_the_region_and_the_own_organisation(village, helped, debts):
    for number in range(ENOUGH):
        helped(contact=number, start=number + 5, heard=10 if number % 2 else 20)
    (figure,) = kinds(village.petra)
    # From the signal, two days before sending: the lower middle of ten.
    assert (figure.asked, figure.to_contact, figure.to_start, figure.in_time) == (10, 6, 11, 50)
    assert kinds(village.fatma) == [figure]
    assert kinds(village.sam) == []
    with acting_as(village.petra.pk):
        found = queries.figures()
    assert found.per_step[0].label == "zonder route, en kleine groepen"
    assert found.first_day is not None
    assert found.last_day is not None
    assert found.last_day < timezone.localdate() - timedelta(days=13)


def test_a_small_group_goes_with_the_others(village, helped):
    for _family in range(ENOUGH):
        helped()
    other = village.sam.organization
    Organization.objects.filter(pk=village.ruud.organization_id).update(kind=other.kind)
    assert [figure.asked for figure in kinds(village.petra)] == [10]
    Organization.objects.filter(pk=village.ruud.organization_id).update(kind="debt_support")
    helped(categories=("money",))
    (figure,) = kinds(village.petra)
    assert figure.asked == 11


def test_what_is_shielded_does_not_count(village, helped):
    for _family in range(ENOUGH):
        helped(categories=("money", "safety"))
    assert kinds(village.petra) == []


def test_nobody_else_and_nobody_at_all(village, helped):
    for _family in range(ENOUGH):
        helped()
    with acting_as(None):
        assert queries.figures().per_kind == []
