"""An offer that stops while referrals wait says so on its page."""

from datetime import timedelta

from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.referrals.waiting import waiting_for_offer
from tests.people import make_referral, signed_in


def test_the_page_of_an_offer_that_stops_counts_who_waits_there(village, offer, consent, debts):
    make_referral(
        village.family, by=village.fatma, to=debts, categories=["contact", "money"], offer=offer
    )
    client = signed_in(village.fatma)
    url = offer.get_absolute_url()
    assert "wacht hier" not in client.get(url).content.decode()

    with acting_as(None):  # whoever keeps the menu
        offer.stops_on = timezone.localdate() + timedelta(days=7)
        offer.save()

    assert "1 verwijzing van of naar uw organisatie wacht hier" in client.get(url).content.decode()
    assert "wacht hier" not in signed_in(village.sam).get(url).content.decode()
    for who, waits in ((village.fatma, 1), (village.ruud, 1), (village.sam, 0), (village.petra, 0)):
        with acting_as(who.pk):
            assert waiting_for_offer(offer.pk, who) == waits
