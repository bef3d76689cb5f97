"""What stayed silent about the family of these tests: who heard, what was chosen, who called."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from duizend.core.rls import acting_as
from duizend.follow_up import actions
from duizend.follow_up.models import Escalation
from duizend.follow_up.rules.next_steps import Choice
from duizend.referrals import actions as referrals
from duizend.referrals.models import Referral
from tests.people import make_referral

if TYPE_CHECKING:
    from tests.db.attack.conftest import Everything


def fill(story: Everything, at: datetime) -> None:
    """A question long past its day, about which Fatma called; and one that was declined."""
    by, ids = story.fatma, story.ids
    with acting_as(None):
        actions.climb(at=at + timedelta(days=60))
    declined = make_referral(
        story.family, by=by, to=story.ruud.organization, request="Bij de veerpont"
    )
    with acting_as(story.ruud.pk):
        referrals.decline(declined, "Wij zitten vol", by=story.ruud, at=at)
    with acting_as(by.pk):
        asked = Referral.objects.get(pk=str(ids["referral_id"]))
        actions.call(uuid4(), asked, "not_yet", by=by, at=at)
        chosen = actions.choose(
            uuid4(), Referral.objects.get(pk=declined.pk), Choice.COORDINATOR, by=by, at=at
        )
        reached = Escalation.objects.get(referral=asked, rung=4)
    ids |= {"talk_id": chosen.pk, "silent_id": reached.pk}
