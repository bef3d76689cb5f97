"""The village of referrals: Fatma asked Ruud's debt support about the El Amrani family."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.referrals import actions as referrals
from duizend.referrals.models import Referral
from tests.db.referrals.conftest import (
    consent,
    debts,
    mieke,
    notice,
    offer,
    referral,
    village,
)
from tests.people import signed_in

__all__ = ["consent", "debts", "mieke", "notice", "offer", "referral", "village"]


@pytest.fixture
def sent(village, referral):
    """Ask for a document on the side that refers: `sent("referral", "pdf")`."""

    def _sent(kind, form, who=village.fatma):
        url = reverse(f"documents:sent_{kind}_{form}", args=[village.family.pk, referral.pk])
        return signed_in(who).get(url)

    return _sent


@pytest.fixture
def received(village, referral):
    """Ask for a document on the side that was asked."""

    def _received(kind, form, who=village.ruud):
        return signed_in(who).get(reverse(f"documents:received_{kind}_{form}", args=[referral.pk]))

    return _received


@pytest.fixture
def answered(village, referral):
    """Ruud took it, called, and told Fatma how it goes."""
    by, at = village.ruud, timezone.now()
    with acting_as(by.pk):
        taken = referrals.take(Referral.objects.get(pk=referral.pk), by=by, at=at)
        referrals.report_contact(taken, made=True, by=by, at=at + timedelta(seconds=1))
        words = "Samira heeft maandag een gesprek."
        return referrals.answer(taken, words, "money", by=by, at=at + timedelta(seconds=2))
