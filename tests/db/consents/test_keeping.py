"""Keeping data: available to others, and on which legal basis at all."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.consents import actions
from duizend.consents.models import ConsentText, ExchangePermission, LegalBasis, ProcessingGround
from duizend.consents.queries import (
    explanations,
    grounds_to_keep,
    legal_bases,
    may_be_looked_up,
    possible_recipients,
    processing_ground,
)
from duizend.consents.rules import Status
from duizend.core.content import LoadSummary, read_rows
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from tests.people import TODAY, make_village, share


def permit(village, act, by=None):
    by = by or village.fatma
    with acting_as(by.pk):
        act(village.family, given_by="Samira", by=by, at=timezone.now())


def permissions(who):
    with acting_as(who.pk):
        return [p.status for p in ExchangePermission.objects.order_by("recorded")]


def test_a_yes_and_stopping_stay_readable():
    village = make_village()
    permit(village, actions.permit_exchange)
    permit(village, actions.permit_exchange)
    with acting_as(village.fatma.pk):
        assert may_be_looked_up(village.family, village.fatma.organization)
    permit(village, actions.end_exchange)
    assert permissions(village.fatma)[-1] == Status.WITHDRAWN
    with acting_as(village.fatma.pk):
        assert not may_be_looked_up(village.family, village.fatma.organization)
        done = AuditEvent.objects.filter(action="consents.end_exchange")
        assert done.get().family_id == village.family.pk


def test_a_no_that_was_never_a_yes_leaves_no_trace_elsewhere():
    village = make_village()
    # Fatma's organisation shares its log with Noor's, by way of the plan.
    share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    permit(village, actions.end_exchange, by=village.noor)
    assert permissions(village.noor) == [Status.REFUSED]
    assert Status.REFUSED not in permissions(village.fatma)
    for who in (village.fatma, village.ruud):
        with acting_as(who.pk):
            assert not AuditEvent.objects.filter(agent=village.noor, category="").filter(
                action__contains="exchange"
            )
    with acting_as(village.noor.pk):
        assert AuditEvent.objects.get(action="consents.refuse_exchange").family_id is None


def test_only_ones_own_people_decide():
    village = make_village()
    for who in (village.kim, village.sam):
        with pytest.raises(NotAllowed):
            permit(village, actions.permit_exchange, by=who)


@pytest.mark.usefixtures("content")
def test_the_basis_of_the_own_organisation_is_dated_and_replaced():
    village = make_village()
    with acting_as(village.noor.pk):
        first, second = grounds_to_keep(village.noor.organization, TODAY)[:2]
        made = actions.set_ground(village.family, first, by=village.noor, at=timezone.now())
        again = actions.set_ground(village.family, first, by=village.noor, at=timezone.now())
        assert made.pk == again.pk
        actions.set_ground(village.family, second, by=village.noor, at=timezone.now())
        now = processing_ground(village.family, village.noor.organization)
        assert now is not None
        assert now.legal_basis == second
        assert ProcessingGround.objects.count() == 2
    with acting_as(village.fatma.pk):
        assert not ProcessingGround.objects.exists()


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("code", ["wams", "wgs-task"])
def test_a_basis_that_is_not_in_force_or_not_ours_cannot_be_chosen(code):
    village = make_village()
    basis = LegalBasis.objects.get(code=code)
    with acting_as(village.noor.pk):
        assert basis not in grounds_to_keep(village.noor.organization, TODAY)
        with pytest.raises(NotAllowed):
            actions.set_ground(village.family, basis, by=village.noor, at=timezone.now())


@pytest.mark.usefixtures("content")
def test_the_wams_can_be_switched_on_by_its_date():
    village = make_village()
    organization = village.sam.organization
    wams = LegalBasis.objects.get(code="wams")
    assert wams not in legal_bases(organization, TODAY)
    wams.in_force, wams.valid_from = True, date(2028, 1, 1)
    wams.organization_kinds = [organization.kind]
    wams.save()
    assert wams not in grounds_to_keep(organization, date(2027, 12, 31))
    assert wams in grounds_to_keep(organization, date(2028, 1, 1))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"in_force": False}, False),
        ({"retired": True}, False),
        ({"valid_from": TODAY}, True),
        ({"valid_from": TODAY + timedelta(days=1)}, False),
        ({"valid_until": TODAY}, True),
        ({"valid_until": TODAY - timedelta(days=1)}, False),
    ],
)
def test_when_a_basis_holds(changes, expected):
    assert LegalBasis(**{"in_force": True, **changes}).holds(TODAY) is expected


@pytest.mark.parametrize(
    ("file", "kind", "load", "model"),
    [
        ("legal_bases.json", "legal_bases", actions.load_legal_bases, LegalBasis),
        ("texts/consent.json", "consent_texts", actions.load_consent_texts, ConsentText),
    ],
)
def test_content_loads_once_changes_and_retires(file, kind, load, model):
    rows = [dict(row) for row in read_rows(file, kind)]
    at = timezone.now()
    assert load(rows, at=at) == LoadSummary(added=len(rows))
    assert load(rows, at=at) == LoadSummary(unchanged=len(rows))
    changed = [{**rows[0], "title" if "title" in rows[0] else "name": "Anders"}, *rows[2:]]
    assert load(changed, at=at) == LoadSummary(changed=1, unchanged=len(rows) - 2, retired=1)
    assert model.objects.get(code=rows[1]["code"]).retired
    assert load(changed, at=at) == LoadSummary(unchanged=len(rows) - 1)
    # What comes back is offered again.
    assert load(rows, at=at) == LoadSummary(changed=2, unchanged=len(rows) - 2)


@pytest.mark.usefixtures("content")
def test_every_purpose_has_its_own_explanation():
    texts = explanations()
    for code in ("referral", "prenatal-home-visit", "coordination", "handover", "exchange"):
        assert texts[code].spoken
        assert set(texts[code].ticks) == {"what", "why", "which_data"}
    assert len(texts["categories"].per_category) == 13


def test_who_may_be_told_works_in_the_municipality():
    village = make_village()
    found = set(possible_recipients(village.family, village.fatma.organization))
    assert village.ruud.organization in found
    assert village.fatma.organization not in found
    village.ruud.organization.municipalities.clear()
    found = set(possible_recipients(village.family, village.fatma.organization))
    assert village.ruud.organization not in found
