"""Anybody suggests a change; who offers it, or the coalition, decides."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, connection, transaction
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.access.rules import OrganizationKind, Role
from duizend.core.permissions import NotAllowed, why_not
from duizend.core.rls import acting_as
from duizend.directory import actions, queries
from duizend.directory.models import Offer, Suggestion
from duizend.directory.permissions import (
    check_can_confirm,
    check_can_decide,
    check_can_read_suggestion,
    check_can_suggest,
    keeps,
)
from tests.people import make_offer, make_organization, make_user, signed_in

LONG_AGO = timezone.localdate() - timedelta(days=400)


@pytest.fixture
def debts():
    return make_organization("Schuldhulp Drenthe", OrganizationKind.DEBT_SUPPORT)


@pytest.fixture
def people(debts):
    """By first name: Ruud offers it, Stef is a student there, Noor works elsewhere, Roos and
    Petra are of the coalition, Bea keeps the lists."""
    jgz = make_organization("JGZ Drenthe", OrganizationKind.YOUTH_HEALTH_CARE)
    town = make_organization("Gemeente Aa en Hunze", OrganizationKind.MUNICIPALITY)
    ruud = make_user("Ruud Klein", debts, Role.DEBT_COUNSELLOR)
    return {
        "ruud": ruud,
        "stef": make_user("Stef Rozema", debts, Role.STUDENT, supervisor=ruud),
        "noor": make_user("Noor Bakker", jgz, Role.YOUTH_NURSE),
        "roos": make_user("Roos Hofman", town, Role.PROCESS_DIRECTOR),
        "petra": make_user("Petra Vos", town, Role.PROGRAMME_MANAGER),
        "bea": make_user("Bea Vermeer", town, Role.ADMINISTRATOR),
    }


@pytest.fixture
def offer(debts):
    return make_offer(
        debts,
        checked_on=LONG_AGO,
        waiting_days=10,
        waiting_checked_on=LONG_AGO,
        languages=["nl", "fy"],
        places=["Gieten"],
    )


def suggest(offer, by, changes=None, remark="", key=None):
    with acting_as(by.pk):
        return actions.suggest(
            offer,
            {"waiting_days": 30} if changes is None else changes,
            remark,
            key=key or uuid4(),
            by=by,
            at=timezone.now(),
        )


def as_form(offer, **changes):
    """What the browser sends when somebody only changes these."""
    return {
        "id": str(uuid4()),
        "waiting_days": offer.waiting_days,
        "summary": offer.summary,
        "for_whom": offer.for_whom,
        "price": offer.price,
        "phone": offer.phone,
        "email": offer.email,
        "website": offer.website,
        "places": "\r\n".join(offer.places),
        "neighbourhoods": "",
        "days": offer.days,
        "languages": offer.languages,
        "stops_on": "",
        "owner_name": offer.owner_name,
        "owner_email": offer.owner_email,
        "remark": "",
        **changes,
    }


@pytest.mark.parametrize(
    ("who", "decides"),
    [
        ("ruud", True),
        ("stef", False),
        ("noor", False),
        ("roos", True),
        ("petra", True),
        ("bea", False),
    ],
)
def test_everybody_suggests_and_who_answers_for_it_decides(people, offer, who, decides):
    user = people[who]
    sent = suggest(offer, people["noor"])

    assert why_not(check_can_suggest, user, offer) == ""
    assert keeps(user, offer.organization_id) is decides
    assert bool(why_not(check_can_confirm, user, offer)) is not decides
    assert bool(why_not(check_can_decide, user, sent)) is not decides
    assert bool(why_not(check_can_read_suggestion, user, sent)) is not (decides or who == "noor")
    with acting_as(user.pk), connection.cursor() as cursor:
        cursor.execute("select rls.keeps_menu_of(%s)", [offer.organization_id])
        assert cursor.fetchone() == (decides,)
        seen = Suggestion.objects.filter(pk=sent.pk).exists()
    assert seen is (decides or who == "noor")


def test_a_closed_account_does_nothing(people, offer):
    people["noor"].is_active = False
    people["ruud"].is_active = False

    assert why_not(check_can_suggest, people["noor"], offer)
    assert not keeps(people["ruud"], offer.organization_id)


def test_a_suggestion_changes_nothing_until_it_is_taken_over(people, offer):
    sent = suggest(offer, people["noor"], {"waiting_days": 30, "places": ["Rolde"]})

    offer.refresh_from_db()
    assert (offer.waiting_days, offer.places, offer.checked_on) == (10, ["Gieten"], LONG_AGO)
    with acting_as(people["ruud"].pk):
        actions.accept(sent, by=people["ruud"], at=timezone.now())
    offer.refresh_from_db()
    today = timezone.localdate()
    assert (offer.waiting_days, offer.places) == (30, ["Rolde"])
    assert (offer.checked_on, offer.waiting_checked_on) == (today, today)
    with acting_as(people["ruud"].pk):
        assert AuditEvent.objects.filter(action="directory.accept").count() == 1


def test_taking_over_another_field_does_not_say_that_the_waiting_time_was_asked(people, offer):
    sent = suggest(offer, people["noor"], {"price": "Gratis"})
    with acting_as(people["roos"].pk):
        actions.accept(sent, by=people["roos"], at=timezone.now())

    offer.refresh_from_db()
    assert offer.waiting_checked_on == LONG_AGO
    assert offer.checked_on == timezone.localdate()


def test_what_who_offers_it_changes_holds_at_once(people, offer):
    sent = suggest(offer, people["ruud"], {"stops_on": "2027-01-01"})

    offer.refresh_from_db()
    assert sent.state == Suggestion.State.ACCEPTED
    assert offer.stops_on.isoformat() == "2027-01-01"


def test_a_remark_alone_waits_also_of_who_offers_it(people, offer):
    assert suggest(offer, people["ruud"], {}, "De foto is oud.").state == Suggestion.State.OPEN


def test_not_taking_over_needs_a_reason_and_changes_nothing(people, offer):
    sent = suggest(offer, people["noor"])
    with acting_as(people["ruud"].pk):
        with pytest.raises(NotAllowed):
            actions.decline(sent, "  ", by=people["ruud"], at=timezone.now())
        actions.decline(sent, "Het is nog 10 dagen.", by=people["ruud"], at=timezone.now())

    offer.refresh_from_db()
    assert offer.waiting_days == 10
    with acting_as(people["noor"].pk):
        mine = queries.suggestions_by(people["noor"]).get()
    assert mine.reason == "Het is nog 10 dagen."


def test_nothing_is_decided_twice(people, offer):
    sent = suggest(offer, people["noor"])
    with acting_as(people["ruud"].pk):
        actions.accept(sent, by=people["ruud"], at=timezone.now())
    with acting_as(people["roos"].pk), pytest.raises(NotAllowed, match="al beslist"):
        actions.decline(sent, "Toch niet", by=people["roos"], at=timezone.now())


def test_a_form_that_is_sent_twice_is_one_suggestion(people, offer):
    key = uuid4()
    first = suggest(offer, people["noor"], key=key)
    second = suggest(offer, people["noor"], key=key)

    assert first.pk == second.pk
    with acting_as(people["noor"].pk):
        assert Suggestion.objects.count() == 1
    with pytest.raises(NotAllowed):
        suggest(offer, people["bea"], key=key)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": "Iets anders"},
        {"organization": 1},
        {"waiting_days": -1},
        {"summary": ""},
        {"owner_email": "geen adres"},
        {"website": "javascript:alert(1)"},
        {"summary": '=HYPERLINK("http://x.example")'},
        {"places": ["Koffiehuis", " @som"]},
    ],
)
def test_bad_values_are_refused_and_nothing_is_kept(people, offer, changes):
    with pytest.raises(ValidationError):
        suggest(offer, people["noor"], changes)

    with acting_as(people["noor"].pk):
        assert not Suggestion.objects.exists()


def test_a_first_waiting_time_says_when_it_was_asked(people, debts):
    unknown = make_offer(debts, "Hulp bij papieren")
    suggest(unknown, people["ruud"], {"waiting_days": 5})

    unknown.refresh_from_db()
    assert (unknown.waiting_days, unknown.waiting_checked_on) == (5, timezone.localdate())


def test_who_offers_it_says_that_it_is_still_right(people, offer):
    for who in ("noor", "stef"):
        with acting_as(people[who].pk), pytest.raises(NotAllowed):
            actions.confirm(offer, by=people[who], at=timezone.now())
    with acting_as(people["ruud"].pk):
        actions.confirm(offer, by=people["ruud"], at=timezone.now())

    offer.refresh_from_db()
    assert offer.checked_on == offer.waiting_checked_on == timezone.localdate()


def test_what_is_off_the_menu_is_not_corrected(people, offer):
    sent = suggest(offer, people["noor"])
    Offer.objects.update(retired_on=timezone.localdate())
    offer.refresh_from_db()

    with pytest.raises(NotAllowed):
        suggest(offer, people["noor"])
    with acting_as(people["ruud"].pk), pytest.raises(NotAllowed):
        actions.accept(sent, by=people["ruud"], at=timezone.now())
    with acting_as(people["ruud"].pk):
        assert not queries.suggestions(people["ruud"]).exists()


def refused(statement, *values):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.rowcount == 0
    except Error:
        return True


def test_the_database_itself_keeps_the_menu_and_what_was_decided(people, offer):
    sent = suggest(offer, people["noor"])
    with acting_as(people["noor"].pk):
        assert refused("update directory_offer set price = 'Duur'")
        assert refused("update directory_suggestion set state = 'accepted'")
        assert refused("delete from directory_suggestion")
    with acting_as(people["ruud"].pk):
        assert refused("update directory_suggestion set remark = 'anders' where id = %s", sent.pk)
        actions.accept(sent, by=people["ruud"], at=timezone.now())
        assert refused("update directory_suggestion set reason = 'x' where id = %s", sent.pk)
        assert not refused("update directory_offer set price = 'Gratis'")


def test_through_the_door_from_suggestion_to_offer(people, offer):
    noor, ruud = signed_in(people["noor"]), signed_in(people["ruud"])
    url = reverse("directory:suggest", args=[offer.code])
    page = noor.get(url)
    assert "Wijziging voorstellen" in page.content.decode()

    answer = noor.post(url, as_form(offer, waiting_days="21", days=["mon"]), follow=True)

    assert "Uw voorstel ligt klaar" in answer.content.decode()
    with acting_as(people["noor"].pk):
        sent = Suggestion.objects.get()
    assert sent.changes == {"waiting_days": 21, "days": ["mon"]}
    queue = ruud.get(reverse("directory:suggestions")).content.decode()
    assert "Noor Bakker, JGZ Drenthe" in queue
    assert "wacht op u" in ruud.get(offer.get_absolute_url()).content.decode()
    one = reverse("directory:suggestion", args=[sent.pk])
    assert "maandag" in ruud.get(one).content.decode()
    done = ruud.post(one, {"deed": "accept"}, follow=True).content.decode()
    assert "geldt als vandaag nagekeken" in done
    offer.refresh_from_db()
    assert (offer.waiting_days, offer.days) == (21, ["mon"])
    assert "overgenomen" in noor.get(reverse("directory:suggestions")).content.decode()
    assert "Ruud Klein" in noor.get(one).content.decode()
    assert ruud.post(one, {"deed": "accept"}).status_code == 403


def test_who_keeps_it_changes_it_in_one_go(people, offer):
    ruud = signed_in(people["ruud"])
    url = reverse("directory:suggest", args=[offer.code])
    assert "geldt meteen" in ruud.get(url).content.decode()

    answer = ruud.post(url, as_form(offer, price="Gratis"), follow=True).content.decode()

    assert "Het aanbod is gewijzigd" in answer
    assert "Gratis" in answer
    right = ruud.post(reverse("directory:confirm", args=[offer.code]), follow=True)
    assert "vandaag nagekeken" in right.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"waiting_days": "-3"},
        {"waiting_days": "9999"},
        {"waiting_days": "gauw"},
        {"summary": ""},
        {"email": "geen adres"},
        {"website": "javascript:alert(1)"},
        {"summary": '=HYPERLINK("http://x.example")'},
        {"places": ["Koffiehuis", " @som"]},
        {"languages": ["xx"]},
        {"stops_on": "32-13-2026"},
        {"id": "niets"},
        {"remark": "x" * 501},
        {"price": "a\x00b"},
        {"waiting_days": "", "waiting_checked_on": "x", "summary": "   "},
    ],
)
def test_a_form_with_nonsense_is_refused_in_words(people, offer, wrong):
    url = reverse("directory:suggest", args=[offer.code])

    answer = signed_in(people["noor"]).post(url, as_form(offer, **wrong))

    assert answer.status_code == 422
    with acting_as(people["noor"].pk):
        assert not Suggestion.objects.exists()


def test_not_taking_over_without_a_reason_is_said_at_the_field(people, offer):
    sent = suggest(offer, people["noor"])
    one = reverse("directory:suggestion", args=[sent.pk])
    ruud = signed_in(people["ruud"])

    assert ruud.post(one, {"deed": "decline", "reason": ""}).status_code == 422
    assert ruud.post(one, {"deed": "decline", "reason": "x" * 301}).status_code == 422
    done = ruud.post(one, {"deed": "decline", "reason": "Klopt niet"}, follow=True)
    assert "Er is niets gewijzigd" in done.content.decode()
    assert "Klopt niet" in signed_in(people["noor"]).get(one).content.decode()


def test_a_suggestion_that_no_longer_can_be_is_refused_in_words(people, offer):
    with acting_as(people["noor"].pk):
        sent = Suggestion.objects.create(
            offer=offer,
            sender=people["noor"],
            changes={"owner_email": "geen adres"},
            recorded=timezone.now(),
        )
    one = reverse("directory:suggestion", args=[sent.pk])

    assert signed_in(people["ruud"]).post(one, {"deed": "accept"}).status_code == 422


def test_others_do_not_find_a_suggestion(people, offer):
    sent = suggest(offer, people["noor"])
    one = reverse("directory:suggestion", args=[sent.pk])

    assert signed_in(people["bea"]).get(one).status_code == 404
    assert signed_in(people["stef"]).post(one, {"deed": "accept"}).status_code == 404
    assert signed_in(people["noor"]).post(one, {"deed": "accept"}).status_code == 403
    assert (
        signed_in(people["noor"]).get(reverse("directory:suggest", args=["x"])).status_code == 404
    )
    assert (
        signed_in(people["noor"]).post(reverse("directory:confirm", args=[offer.code])).status_code
        == 403
    )


def test_the_queue_does_not_ask_more_for_more(people, offer, django_assert_max_num_queries):
    client = signed_in(people["roos"])
    url = reverse("directory:suggestions")
    suggest(offer, people["noor"])
    client.get(url)
    with django_assert_max_num_queries(25) as few:
        client.get(url)
    for days in range(5):
        suggest(offer, people["noor"], {"waiting_days": 40 + days})
    with django_assert_max_num_queries(25) as many:
        client.get(url)

    assert len(few) == len(many)
