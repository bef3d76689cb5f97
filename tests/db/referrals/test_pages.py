"""The pages of both sides, through the door."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent, Outcome
from duizend.access.rules import Role
from duizend.consents import actions as consents
from duizend.core.rls import acting_as
from duizend.referrals.models import Referral, ReferralEvent
from duizend.referrals.rules.states import Status
from tests.db.referrals.conftest import seen_by
from tests.people import make_offer, make_referral, make_user, share, signed_in


@pytest.fixture
def fatma(village):
    return signed_in(village.fatma)


@pytest.fixture
def ruud(village):
    return signed_in(village.ruud)


def new_url(village, debts):
    return reverse("referrals:new", args=[village.family.pk]) + f"?naar=organisatie:{debts.code}"


def filled(**changes):
    return {
        "id": str(uuid4()),
        "request": "Wilt u Samira bellen?",
        "categories": ["money"],
        "doel": "versturen",
        **changes,
    }


def words(response):
    return " ".join(response.content.decode().split())


def test_the_list_says_that_nobody_was_asked_yet(village, fatma):
    page = fatma.get(reverse("referrals:list", args=[village.family.pk]))
    assert "nog niemand buiten uw organisatie" in words(page)


def test_the_list_shows_what_was_asked_and_how_far_it_is(village, fatma, referral):
    page = fatma.get(reverse("referrals:list", args=[village.family.pk]))
    assert "Schuldhulp Drenthe" in words(page)
    assert "antwoord uiterlijk" in words(page)


def test_first_whom_then_what(village, debts, offer, fatma):
    page = fatma.get(reverse("referrals:new", args=[village.family.pk]))
    assert f'value="aanbod:{offer.code}"' in page.content.decode()
    assert "Praktijk De Wieg</option>" not in page.content.decode()


def test_the_send_button_is_disabled_with_the_reason_beside_it(village, debts, fatma, notice):
    notice("debts", by=village.fatma)
    page = fatma.get(new_url(village, debts))
    text = words(page)
    assert "geen toestemming om dit met Schuldhulp Drenthe te delen" in text
    assert "disabled" in text
    assert "schulden · nog geen toestemming" in text


def test_with_consent_the_button_may_be_pressed(village, debts, fatma, consent, notice):
    notice("debts", by=village.fatma)
    page = fatma.get(new_url(village, debts))
    assert "nog geen toestemming om dit" not in words(page)
    assert "schulden · toestemming tot en met" in words(page)


def test_only_what_can_be_told_is_offered_and_nothing_shielded_by_itself(
    village, debts, fatma, notice
):
    notice("debts", by=village.fatma)
    notice("feels_unsafe", by=village.fatma)
    page = fatma.get(new_url(village, debts)).content.decode()
    assert 'value="money"' in page
    assert 'value="housing"' not in page
    assert page.count('value="safety"') == 1
    safety = page.partition('value="safety"')[2][:200]
    assert "checked" not in safety


def test_the_ticks_of_now_are_looked_at_without_a_reload(village, debts, fatma, notice):
    share(village.family, ["contact"], by=village.fatma, to=debts)
    notice("debts", by=village.fatma)
    url = reverse("referrals:sharing", args=[village.family.pk])
    without = fatma.get(url, {"naar": f"organisatie:{debts.code}"})
    with_money = fatma.get(url, {"naar": f"organisatie:{debts.code}", "categories": "money"})
    assert "nog geen toestemming" not in words(without)
    assert "nog geen toestemming" in words(with_money)
    assert fatma.get(url).status_code == 404


def test_sending_twice_sends_once(village, debts, fatma, consent, notice):
    notice("debts", by=village.fatma)
    form = filled()
    for _click in range(2):
        fatma.post(new_url(village, debts), form)
    with acting_as(village.fatma.pk):
        sent = Referral.objects.get()
        assert sent.status == Status.SENT
        assert ReferralEvent.objects.count() == 1


def test_a_refused_sending_keeps_what_was_written(village, debts, fatma, consent, notice):
    notice("debts", by=village.fatma)
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=timezone.now())
    page = fatma.post(new_url(village, debts), filled(), follow=True)
    text = words(page)
    assert "Er is niets verstuurd." in text
    assert "Wilt u Samira bellen?" in text
    with acting_as(village.fatma.pk):
        assert Referral.objects.get().status == Status.DRAFT
        refused = AuditEvent.objects.filter(action="referrals.send", outcome=Outcome.REFUSED)
        assert refused.count() == 1


def test_who_was_asked_already_is_not_asked_again_by_accident(village, debts, fatma, referral):
    assert "is al gevraagd op" in words(fatma.get(new_url(village, debts)))


def test_to_the_consent_and_back(village, debts, fatma, notice):
    notice("debts", by=village.fatma)
    answer = fatma.post(new_url(village, debts), filled(doel="toestemming"))
    parts = urlsplit(answer.url)
    question = {key: values[0] for key, values in parse_qs(parts.query).items()}
    assert parts.path == reverse("consents:list", args=[village.family.pk])
    assert question["ontvanger"] == debts.code
    assert question["gegevens"] == "contact,money"
    assert "Wilt u Samira bellen?" in words(fatma.get(question["terug"]))


def test_a_draft_is_kept_changed_and_sent(village, debts, fatma, consent, notice):
    notice("debts", by=village.fatma)
    form = filled(doel="bewaren")
    here = fatma.post(new_url(village, debts), form).url
    assert "Wilt u Samira bellen?" in words(fatma.get(here))
    fatma.post(here, {**form, "request": "Bel na vieren.", "doel": "versturen"})
    with acting_as(village.ruud.pk):
        assert Referral.objects.get().status == Status.SENT
    assert "Bel na vieren." in words(fatma.get(here))
    again = fatma.post(here, {**form, "request": "Te laat"}, follow=True)
    assert "was al verstuurd" in words(again)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"id": "geen-id"},
        {"id": ""},
        {"categories": ["alles"]},
        {"categories": ["housing"]},
        {"request": "x" * 2001},
    ],
)
def test_nonsense_is_refused_in_words(village, debts, fatma, consent, notice, nonsense):
    notice("debts", by=village.fatma)
    page = fatma.post(new_url(village, debts), filled(**nonsense))
    assert page.status_code == 200
    with acting_as(village.fatma.pk):
        assert not Referral.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["?naar=x", "?naar=organisatie:bestaat-niet", "?aanbod=zoiets", "?voorstel=geen-id", "?naar=:"],
)
def test_an_address_that_says_nothing_asks_whom(village, fatma, address):
    page = fatma.get(reverse("referrals:new", args=[village.family.pk]) + address)
    assert page.status_code == 200
    assert "Aan wie vraagt u het?" in words(page)


def test_the_own_organisation_cannot_be_asked(village, fatma):
    own = make_offer(village.fatma.organization, "Echo")
    page = fatma.get(reverse("referrals:new", args=[village.family.pk]) + f"?aanbod={own.code}")
    assert "eigen organisatie" in words(page)


def test_an_offer_says_who_may_refer(village, debts, fatma, consent):
    offer = make_offer(debts, "Beschermd wonen", who_may_refer=["general_practice"])
    stopped = make_offer(debts, "Oud aanbod", retired_on=timezone.localdate())
    url = reverse("referrals:new", args=[village.family.pk]) + f"?aanbod={offer.code}"
    assert "kan niet naar Beschermd wonen verwijzen" in words(fatma.get(url))
    url = reverse("referrals:new", args=[village.family.pk]) + f"?aanbod={stopped.code}"
    assert "staat niet meer op de menukaart" in words(fatma.get(url))


def test_a_prenatal_home_visit_has_its_own_question(village, fatma):
    from duizend.directory.models import Intervention

    offer = make_offer(village.noor.organization, "Prenataal huisbezoek")
    visit = Intervention.objects.create(
        code="prenataal-huisbezoek-jgz",
        name="Prenataal huisbezoek",
        for_whom="",
        goal="",
        evidence_level="not_applicable",
        certainty="document",
        checked_on=timezone.localdate(),
    )
    offer.interventions.add(visit)
    url = reverse("referrals:new", args=[village.family.pk]) + f"?aanbod={offer.code}"
    answer = fatma.post(url, filled(categories=[], doel="toestemming"))
    assert "doel=prenatal_home_visit" in answer.url


def test_the_referrer_follows_it_and_can_take_it_back(village, fatma, referral):
    url = reverse("referrals:detail", args=[village.family.pk, referral.pk])
    text = words(fatma.get(url))
    assert "blijft verantwoordelijk tot Schuldhulp Drenthe" in text
    assert "schulden" in text
    fatma.post(reverse("referrals:withdraw", args=[village.family.pk, referral.pk]))
    assert seen_by(village.fatma, referral).status == Status.WITHDRAWN
    refused = fatma.post(reverse("referrals:withdraw", args=[village.family.pk, referral.pk]))
    assert refused.status_code == 403
    assert "ingetrokken" in words(refused)


def test_the_referrer_sees_that_consent_no_longer_holds(village, fatma, referral, consent):
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=timezone.now())
    page = fatma.get(reverse("referrals:detail", args=[village.family.pk, referral.pk]))
    assert "De toestemming geldt niet meer" in words(page)


def test_the_queue_of_the_receiver_and_one_click_to_take(village, ruud, referral):
    page = words(ruud.get(reverse("referrals:inbox")))
    assert "Gezin El Amrani, van Praktijk De Wieg" in page
    assert "Aannemen" in page
    ruud.post(reverse("referrals:take", args=[referral.pk]))
    assert seen_by(village.ruud, referral).status == Status.TAKEN
    assert "Door u aangenomen" in words(ruud.get(reverse("referrals:inbox")))
    assert ruud.get(reverse("referrals:list", args=[village.family.pk])).status_code == 200


def test_the_receivers_page_leads_through_the_loop(village, fatma, ruud, referral):
    url = reverse("referrals:received", args=[referral.pk])
    text = words(ruud.get(url))
    assert "06 0000 0001" in text
    assert "Uitgerekend op" in text
    ruud.post(reverse("referrals:take", args=[referral.pk]))
    report = reverse("referrals:report", args=[referral.pk])
    for _try in range(3):
        ruud.post(report, {"deed": "contact_failed", "note": "Voicemail."})
    assert "Contact is 3 keer niet gelukt. Wat nu?" in words(ruud.get(url))
    detail = reverse("referrals:detail", args=[village.family.pk, referral.pk])
    assert "Contact is 3 keer niet gelukt." in words(fatma.get(detail))
    ruud.post(report, {"deed": "contact_made"})
    ruud.post(report, {"deed": "start", "note": ""})
    ruud.post(
        reverse("referrals:answer", args=[referral.pk]),
        {"category": "money", "answer": "Er is een afspraak met de bank."},
    )
    ruud.post(report, {"deed": "complete"})
    text = words(fatma.get(detail))
    for said in ("Voicemail.", "Er is een afspraak met de bank.", "heeft de hulp afgerond"):
        assert said in text


def test_a_report_that_does_not_fit_changes_nothing(village, ruud, referral):
    report = reverse("referrals:report", args=[referral.pk])
    assert ruud.post(report, {"deed": "send"}).status_code == 200
    assert ruud.post(report, {"deed": "start"}).status_code == 403
    answer = reverse("referrals:answer", args=[referral.pk])
    assert ruud.post(answer, {"category": "contact", "answer": "Hallo"}).status_code == 403
    assert ruud.post(answer, {"category": "mental", "answer": "Hallo"}).status_code == 200
    assert seen_by(village.ruud, referral).status == Status.SENT


def test_declining_asks_why(village, ruud, fatma, referral):
    url = reverse("referrals:decline", args=[referral.pk])
    answer = ruud.post(url, {"reason": ""})
    assert answer.status_code == 200
    assert '<details class="dz-disclosure" open>' in answer.content.decode()
    assert seen_by(village.ruud, referral).status == Status.SENT
    ruud.post(url, {"reason": "Wij zitten vol tot februari."})
    text = words(fatma.get(reverse("referrals:detail", args=[village.family.pk, referral.pk])))
    assert "Wij zitten vol tot februari." in text
    assert "U bent weer verantwoordelijk" in text


def test_the_second_to_take_reads_who_was_first(village, ruud, mieke, referral):
    ruud.post(reverse("referrals:take", args=[referral.pk]))
    second = signed_in(mieke)
    refused = second.post(reverse("referrals:take", args=[referral.pk]))
    assert refused.status_code == 403
    assert "Ruud Klein nam deze verwijzing aan" in words(refused)
    assert "aangenomen door Ruud Klein" in words(second.get(reverse("referrals:inbox")))
    page = second.get(reverse("referrals:received", args=[referral.pk]))
    assert page.status_code == 403
    assert "Samira" not in words(page)


def test_withdrawn_consent_blanks_the_receivers_page(village, ruud, referral, consent):
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=timezone.now())
    text = words(ruud.get(reverse("referrals:received", args=[referral.pk])))
    assert "Toestemming ingetrokken" in text
    for hidden in ("Samira", "El Amrani", "schulden", "06 0000"):
        assert hidden not in text
    queue = words(ruud.get(reverse("referrals:inbox")))
    assert "toestemming ingetrokken; neem contact op met de verwijzer" in queue
    assert "El Amrani" not in queue
    assert ruud.post(reverse("referrals:take", args=[referral.pk])).status_code == 403


def test_others_of_the_receiver_go_to_the_receivers_page(village, ruud, referral):
    ruud.post(reverse("referrals:take", args=[referral.pk]))
    answer = ruud.get(reverse("referrals:detail", args=[village.family.pk, referral.pk]))
    assert answer.url == reverse("referrals:received", args=[referral.pk])


def test_who_may_see_the_plan_sees_the_referral_but_not_what_was_told(village, referral):
    share(village.family, ["contact", "plan"], by=village.fatma, to=village.noor.organization)
    noor = signed_in(village.noor)
    text = words(noor.get(reverse("referrals:detail", args=[village.family.pk, referral.pk])))
    assert "Schuldhulp Drenthe" in text
    assert "Wilt u Samira bellen" not in text
    assert "schulden" not in text
    withdraw = reverse("referrals:withdraw", args=[village.family.pk, referral.pk])
    refused = noor.post(withdraw)
    assert refused.status_code == 403
    assert "twee organisaties" in words(refused)


FAMILY_PAGES = ("list", "new", "sharing")


@pytest.mark.parametrize("name", FAMILY_PAGES)
def test_for_a_stranger_the_family_does_not_exist(village, name):
    url = reverse(f"referrals:{name}", args=[village.family.pk])
    assert signed_in(village.sam).get(url).status_code == 404
    assert signed_in(village.kim).get(url).status_code == 403


def test_for_a_stranger_the_referral_does_not_exist(village, referral):
    sam = signed_in(village.sam)
    assert sam.get(reverse("referrals:received", args=[referral.pk])).status_code == 404
    for name in ("take", "decline", "report", "answer"):
        assert sam.post(reverse(f"referrals:{name}", args=[referral.pk])).status_code == 404
    key = [village.family.pk, referral.pk]
    assert sam.get(reverse("referrals:detail", args=key)).status_code == 404
    assert sam.post(reverse("referrals:withdraw", args=key)).status_code == 404
    petra = signed_in(village.petra)
    assert petra.get(reverse("referrals:inbox")).status_code == 403


def test_ids_of_other_things_lead_nowhere(village, fatma, ruud, referral):
    for name in ("detail", "withdraw"):
        url = reverse(f"referrals:{name}", args=[village.family.pk, uuid4()])
        assert (fatma.get(url) if name == "detail" else fatma.post(url)).status_code == 404
    assert ruud.get(reverse("referrals:received", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("name", ["take", "decline", "report", "answer"])
def test_deeds_are_never_done_by_following_a_link(village, ruud, referral, name):
    assert ruud.get(reverse(f"referrals:{name}", args=[referral.pk])).status_code == 405


def test_what_is_late_says_so_in_words(village, ruud, referral):
    with acting_as(village.ruud.pk):
        Referral.objects.update(due_on=timezone.localdate() - timedelta(days=2))
    assert "2 dagen te laat" in words(ruud.get(reverse("referrals:inbox")))


def test_the_pages_ask_the_database_no_more_when_lists_grow(
    village, debts, fatma, ruud, consent, notice, django_assert_max_num_queries
):
    notice("debts", by=village.fatma)

    def some(count):
        for _number in range(count):
            made = make_referral(village.family, by=village.fatma, to=debts, categories=["money"])
        return made

    referral = some(2)
    pages = [
        (fatma, reverse("referrals:list", args=[village.family.pk])),
        (fatma, reverse("referrals:detail", args=[village.family.pk, referral.pk])),
        (fatma, new_url(village, debts)),
        (ruud, reverse("referrals:inbox")),
        (ruud, reverse("referrals:received", args=[referral.pk])),
    ]
    before = [asked(django_assert_max_num_queries, client, url) for client, url in pages]
    some(5)
    after = [asked(django_assert_max_num_queries, client, url) for client, url in pages]
    assert before == after


def asked(at_most, client, url):
    client.get(url)
    with at_most(25) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_sending_takes_no_more_than_its_share_of_queries(
    village, debts, fatma, consent, notice, django_assert_max_num_queries
):
    notice("debts", by=village.fatma)
    make_user("Anna Bos", debts, Role.SOCIAL_WORKER)
    fatma.get(new_url(village, debts))
    # Two of them are the savepoint of this test's own transaction.
    with django_assert_max_num_queries(27):
        fatma.post(new_url(village, debts), filled())
    with acting_as(village.fatma.pk):
        assert Referral.objects.get().status == Status.SENT
