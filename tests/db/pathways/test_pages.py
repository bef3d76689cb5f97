"""The route page, through the door."""

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.pathways.models import Proposal, ProposalStatus
from tests.people import make_offer, signed_in


@pytest.fixture
def fatma(village, load, offer):
    load({})
    return signed_in(village.fatma)


def words(response):
    return " ".join(response.content.decode().split())


def route_url(village):
    return reverse("pathways:route", args=[village.family.pk])


def step_url(village, verb, step="refer", card="geldzorgen", version=1):
    return reverse(f"pathways:{verb}", args=[village.family.pk, card, version, step])


def decision(village):
    with acting_as(village.fatma.pk):
        return Proposal.objects.select_related("offer").first()


def test_nothing_proposed_is_a_calm_sentence_with_the_menu(village, fatma):
    page = words(fatma.get(route_url(village)))
    assert "Er is geen voorstel" in page
    assert 'href="/menukaart/"' in page


def test_each_proposal_says_why_and_what_is_ours(village, fatma, notice):
    notice("debts", by=village.fatma)
    page = words(fatma.get(route_url(village)))
    for said in (
        "Er is gesproken over schulden.",
        "Goede Start",
        "ons voorstel",
        "binnen 5 werkdagen",
        "Hulp bij geld",
        "Afgesproken door De coalitie",
    ):
        assert said in page


def test_what_nearly_fits_says_what_is_missing(village, load, fatma, notice):
    two = {"at_least": 2, "of": [{"concept": "debts"}, {"concept": "smoking"}]}
    load({"condition": two})
    notice("debts", by=village.fatma)
    page = words(fatma.get(route_url(village)))
    assert "Bijna van toepassing" in page
    assert "Zou passen als ook een van deze dingen speelt: rookt" in page


def test_choosing_leads_to_a_referral_that_is_filled_in(village, fatma, notice, offer):
    notice("debts", by=village.fatma)
    fatma.post(step_url(village, "accept"), {"offer": offer.code})
    made = decision(village)
    assert (made.status, made.offer) == (ProposalStatus.ACCEPTED, offer)
    page = fatma.get(route_url(village)).content.decode()
    new = reverse("referrals:new", args=[village.family.pk])
    link = f"{new}?voorstel={made.pk}&amp;aanbod={offer.code}"
    assert link in page
    prefilled = words(fatma.get(link.replace("&amp;", "&")))
    assert "Hulp vragen aan Schuldhulp Drenthe" in prefilled
    ticked = prefilled.partition('value="money"')[2][:120]
    assert "checked" in ticked


def test_choosing_a_step_of_people_needs_no_offer(village, fatma, notice):
    notice("debts", by=village.fatma)
    fatma.post(step_url(village, "accept", "talk"))
    assert decision(village).offer is None
    assert "?voorstel=" not in fatma.get(route_url(village)).content.decode()


def test_an_offer_of_the_own_organisation_needs_no_referral(village, fatma, notice):
    notice("debts", by=village.fatma)
    own = make_offer(village.fatma.organization, "Spreekuur")
    fatma.post(step_url(village, "adapt"), {"offer": own.code, "due_on": "", "note": ""})
    page = words(fatma.get(route_url(village)))
    assert "een verwijzing is niet nodig" in page


def test_adapting_shows_the_form_and_keeps_what_was_chosen(village, fatma, notice, offer):
    notice("debts", by=village.fatma)
    url = step_url(village, "adapt")
    assert "Hulp bij geld – Schuldhulp Drenthe" in words(fatma.get(url))
    wrong = fatma.post(url, {"offer": "bestaat-niet", "due_on": "morgen", "note": "x" * 501})
    assert wrong.status_code == 200
    assert decision(village) is None
    day = timezone.localdate().isoformat()
    fatma.post(url, {"offer": offer.code, "due_on": day, "note": "Bel eerst."})
    assert decision(village).status == ProposalStatus.ADAPTED
    assert "Bel eerst." in words(fatma.get(url))
    past = fatma.post(url, {"offer": "", "due_on": "2020-01-01", "note": ""})
    assert past.status_code == 403


def test_setting_aside_asks_why_and_can_be_undone(village, fatma, notice):
    notice("debts", by=village.fatma)
    empty = fatma.post(step_url(village, "decline"), {"reason": ""})
    assert empty.status_code == 200
    assert decision(village) is None
    fatma.post(step_url(village, "decline"), {"reason": "Samira wil eerst rust."})
    assert "Samira wil eerst rust." in words(fatma.get(route_url(village)))
    again = reverse("pathways:reconsider", args=[village.family.pk, decision(village).pk])
    fatma.post(again)
    assert decision(village).status == ProposalStatus.PROPOSED


@pytest.mark.parametrize("verb", ["accept", "decline"])
def test_what_is_not_proposed_is_refused_in_words(village, fatma, verb):
    refused = fatma.post(step_url(village, verb), {"reason": "Nee", "offer": "x"})
    assert refused.status_code == 403
    assert "geen voorstel meer" in words(refused)
    assert fatma.get(step_url(village, "adapt")).status_code == 404


def test_a_shielded_card_is_shown_shielded_to_who_may_see_it(village, load, notice):
    load({"condition": {"concept": "feels_unsafe"}, "why": "Er is gesproken over veiligheid."})
    notice("feels_unsafe", by=village.noor)
    noor, yara = signed_in(village.noor), signed_in(village.yara)
    assert "afgeschermd" in words(noor.get(route_url(village)))
    assert "veiligheid" not in words(yara.get(route_url(village)))


def test_a_stranger_finds_nothing_and_a_colleague_the_reason(village, fatma, notice):
    notice("debts", by=village.fatma)
    sam, kim = signed_in(village.sam), signed_in(village.kim)
    assert sam.get(route_url(village)).status_code == 404
    assert kim.get(route_url(village)).status_code == 403
    for verb in ("accept", "decline"):
        assert sam.post(step_url(village, verb)).status_code == 404
        assert fatma.get(step_url(village, verb)).status_code == 405
    assert sam.get(step_url(village, "adapt")).status_code == 404


def test_ids_of_other_things_lead_nowhere(village, fatma):
    url = reverse("pathways:reconsider", args=[village.family.pk, village.family.pk])
    assert fatma.post(url).status_code == 404


def test_more_cards_and_steps_cost_no_more_questions(
    village, load, fatma, notice, offer, django_assert_max_num_queries
):
    notice("debts", by=village.fatma)

    def asked():
        fatma.get(route_url(village))
        with django_assert_max_num_queries(25) as seen:
            assert fatma.get(route_url(village)).status_code == 200
        return len(seen)

    before = asked()
    load({}, *({"code": f"kaart-{number}"} for number in range(10)))
    with acting_as(village.ruud.pk):
        for number in range(10):
            make_offer(village.ruud.organization, f"Aanbod {number}")
    fatma.post(step_url(village, "accept"), {"offer": offer.code})
    assert asked() == before
