"""The page on which a family decides, through the front door."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.consents.models import Consent, ConsentText, ExchangePermission, ProcessingGround
from duizend.consents.rules import Status
from duizend.core.rls import acting_as
from tests.people import add_to_team, make_village, share, signed_in

pytestmark = pytest.mark.usefixtures("content")


def url(name, village, *arguments):
    return reverse(f"consents:{name}", args=[village.family.pk, *arguments])


def answer(village, decision="yes", **changes):
    form = {
        "ontvanger": village.ruud.organization.code,
        "doel": "referral",
        "gegevens": "contact,money",
        "categories": ["contact", "money"],
        "period": "year",
        "given_by": "Samira El Amrani",
        "explained": ["what", "why", "which_data"],
        "decision": decision,
    }
    return {key: value for key, value in {**form, **changes}.items() if value is not None}


def consents(village):
    with acting_as(village.fatma.pk):
        return list(Consent.objects.order_by("recorded"))


def test_a_yes_in_one_tap():
    village = make_village()
    client = signed_in(village.fatma)
    response = client.post(url("decide", village), answer(village))
    assert response["Location"] == url("list", village)
    (consent,) = consents(village)
    assert (consent.status, consent.categories) == (Status.ACTIVE, ["contact", "money"])
    assert consent.period_end == timezone.localdate() + timedelta(days=365)
    page = client.get(url("list", village)).content.decode()
    assert village.ruud.organization.name in page
    assert url("withdraw", village, consent.pk) in page


def test_a_no_in_one_tap_asks_nothing():
    village = make_village()
    bare = answer(village, "no", categories=None, explained=None, period=None, given_by=None)
    assert signed_in(village.fatma).post(url("decide", village), bare).status_code == 302
    (consent,) = consents(village)
    assert (consent.status, consent.given_by) == (Status.REFUSED, "Samira El Amrani")


def test_every_decision_stays_readable():
    village = make_village()
    client = signed_in(village.fatma)
    client.post(url("decide", village), answer(village))
    client.post(url("decide", village), answer(village, "no", doel="handover"))
    with acting_as(village.fatma.pk):
        Consent.objects.filter(status=Status.ACTIVE).update(
            period_start=timezone.localdate() - timedelta(days=9),
            period_end=timezone.localdate() - timedelta(days=1),
        )
    page = client.get(url("list", village)).content.decode()
    for words in (_("given, now over"), _("not given"), "Samira El Amrani", "Fatma Aydin"):
        assert words in page


def test_a_double_click_records_one_yes():
    village = make_village()
    client = signed_in(village.fatma)
    for _click in range(2):
        client.post(url("decide", village), answer(village))
        client.post(url("exchange", village), {"answer": "yes"})
    assert len(consents(village)) == 1
    with acting_as(village.fatma.pk):
        assert ExchangePermission.objects.count() == 1


def test_taking_it_back_in_one_tap():
    village = make_village()
    client = signed_in(village.fatma)
    client.post(url("decide", village), answer(village))
    (consent,) = consents(village)
    client.post(url("withdraw", village, consent.pk))
    assert consents(village)[0].status == Status.WITHDRAWN
    # A second tap on an old page is refused in words.
    assert client.post(url("withdraw", village, consent.pk)).status_code == 403
    assert client.post(url("withdraw", village, uuid4())).status_code == 404


def test_the_recipient_cannot_take_back_what_another_recorded():
    village = make_village()
    consent = share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    client = signed_in(village.noor)
    page = client.get(url("list", village)).content.decode()
    assert village.fatma.organization.name in page
    assert url("withdraw", village, consent.pk) not in page
    assert client.post(url("withdraw", village, consent.pk)).status_code in (403, 404)
    assert consents(village)[0].status == Status.ACTIVE


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"explained": ["what"]}, "explained"),
        ({"explained": None}, "explained"),
        ({"explained": ["what", "why", "gossip"]}, "explained"),
        ({"categories": None}, "categories"),
        ({"categories": ["safety"]}, "categories"),
        ({"period": "ever"}, "period"),
        ({"period": None}, "period"),
        ({"period": "other"}, "last_day"),
        ({"period": "other", "last_day": "2020-01-01"}, "last_day"),
        ({"period": "other", "last_day": "2999-01-01"}, "last_day"),
        ({"given_by": "De buurman"}, "given_by"),
    ],
)
def test_a_yes_that_is_not_complete_keeps_what_was_filled_in(changes, field):
    village = make_village()
    response = signed_in(village.fatma).post(url("decide", village), answer(village, **changes))
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert response.context["asking"].recipient == village.ruud.organization
    assert consents(village) == []


@pytest.mark.parametrize("period", ["quarter", "second_birthday", "other"])
def test_until_when(period):
    village = make_village()
    last = timezone.localdate() + timedelta(days=30)
    form = answer(village, period=period, last_day=last.isoformat())
    signed_in(village.fatma).post(url("decide", village), form)
    (consent,) = consents(village)
    assert timezone.localdate() < consent.period_end
    if period == "other":
        assert consent.period_end == last


def test_safety_is_asked_apart_with_its_own_explanation():
    village = make_village()
    client = signed_in(village.fatma)
    question = {
        "ontvanger": village.noor.organization.code,
        "doel": "coordination",
        "gegevens": "safety",
    }
    response = client.get(url("list", village), question)
    assert response.context["asking"].shielded
    assert "categories" not in response.context["form"].fields
    client.post(url("decide", village), answer(village, **question, categories=None))
    (consent,) = consents(village)
    assert consent.categories == ["safety"]


def test_who_may_not_see_safety_cannot_ask_about_it():
    village = make_village()
    add_to_team(village.family, village.ruud, by=village.fatma)
    question = {
        "ontvanger": village.noor.organization.code,
        "doel": "coordination",
        "gegevens": "safety",
    }
    response = signed_in(village.ruud).get(url("list", village), question)
    assert not response.context["asking"].shielded
    assert response.context["asking"].ticked == ["contact", "plan"]


def test_a_question_from_a_referral_is_filled_in_and_leads_back():
    village = make_village()
    back = reverse("families:people", args=[village.family.pk])
    question = {
        "ontvanger": village.ruud.organization.code,
        "doel": "referral",
        "gegevens": "money,contact,safety,gossip",
        "terug": back,
    }
    client = signed_in(village.fatma)
    response = client.get(url("list", village), question)
    assert set(response.context["form"].initial["categories"]) == {"money", "contact"}
    response = client.post(url("decide", village), answer(village, terug=back))
    assert response["Location"] == back


@pytest.mark.parametrize(
    "terug",
    ["https://evil.example/", "//evil.example/x", "javascript:alert(1)", "evil", "/\\evil.example"],
)
def test_it_never_leads_away_from_here(terug):
    village = make_village()
    response = signed_in(village.fatma).post(url("decide", village), answer(village, terug=terug))
    assert response["Location"] == url("list", village)


@pytest.mark.parametrize(
    "question",
    [
        {"ontvanger": "nobody"},
        {"ontvanger": "schuldhulp-drenthe", "doel": "gossip"},
        {"doel": "referral"},
        {"ontvanger": "\x00", "doel": "referral"},
        {"ontvanger": "x" * 5000, "doel": "y" * 5000},
    ],
)
def test_a_broken_question_is_no_question(question):
    village = make_village()
    client = signed_in(village.fatma)
    response = client.get(url("list", village), question)
    assert response.status_code in (200, 400)
    if response.status_code == 200:
        assert response.context["asking"] is None
    assert client.post(url("decide", village), question).status_code in (400, 404)


def test_keeping_it_available_is_asked_apart():
    village = make_village()
    client = signed_in(village.fatma)
    client.post(url("exchange", village), {"answer": "yes"})
    with acting_as(village.fatma.pk):
        assert ExchangePermission.objects.get().status == Status.ACTIVE
    assert client.get(url("list", village)).context["permitted"]
    client.post(url("exchange", village), {"answer": "no"})
    assert not client.get(url("list", village)).context["permitted"]


def test_who_is_no_care_provider_is_not_asked_for_that_permission():
    village = make_village()
    add_to_team(village.family, village.ruud, by=village.fatma)
    page = signed_in(village.ruud).get(url("list", village)).content.decode()
    assert url("exchange", village) not in page


def test_the_legal_basis_is_chosen_from_what_is_in_force():
    village = make_village()
    client = signed_in(village.noor)
    page = client.get(url("list", village)).content.decode()
    assert "jgz-task" in page
    assert "wams" not in page
    client.post(url("ground", village), {"basis": "jgz-task"})
    client.post(url("ground", village), {"basis": "wams"})
    with acting_as(village.noor.pk):
        assert ProcessingGround.objects.get().legal_basis_id == "jgz-task"


def test_the_list_of_legal_bases_says_what_is_not_in_force_yet():
    village = make_village()
    page = signed_in(village.petra).get(reverse("consents:legal_bases")).content.decode()
    assert "36295" in page
    assert _("not in force yet") in page


def test_without_the_explanations_nothing_is_asked():
    ConsentText.objects.update(retired=True)
    village = make_village()
    client = signed_in(village.fatma)
    question = {"ontvanger": village.ruud.organization.code, "doel": "referral"}
    response = client.get(url("list", village), question)
    assert (response.status_code, response.context["asking"]) == (200, None)
    assert client.post(url("decide", village), answer(village)).status_code == 404


def test_the_page_costs_the_same_however_much_was_decided(django_assert_max_num_queries):
    village = make_village()
    client = signed_in(village.fatma)
    client.post(url("decide", village), answer(village))
    question = {"ontvanger": village.ruud.organization.code, "doel": "referral"}
    client.get(url("list", village))
    counts = []
    for _round in range(2):
        for asked in ({}, question):
            client.get(url("list", village), asked)
            with django_assert_max_num_queries(25) as captured:
                client.get(url("list", village), asked)
            counts.append(len(captured))
        for purpose in ("referral", "coordination", "handover"):
            for decision in ("yes", "no", "yes"):
                client.post(url("decide", village), answer(village, decision, doel=purpose))
    assert counts[:2] == counts[2:]
