"""How many referrals wait for an offer; shown on its page when it stops."""

from __future__ import annotations

from django.db.models import Q

from duizend.access.models import User
from duizend.referrals.models import Referral
from duizend.referrals.rules.states import Status


def waiting_for_offer(offer_id: int, user: User) -> int:
    """Sent and not yet begun, from or to the organisation of this person."""
    mine = Q(sender_organization=user.organization_id) | Q(performer=user.organization_id)
    waits = (Status.SENT, Status.TAKEN)
    return Referral.objects.filter(mine, offer=offer_id, status__in=waits).count()
