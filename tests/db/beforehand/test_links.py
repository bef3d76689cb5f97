"""A link and a code: what opens, what does not, and what stays the same."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from duizend.beforehand import actions, keys, limits
from duizend.beforehand.models import HomeEvent, Invitation
from duizend.beforehand.rules.keys import MOST_ATTEMPTS
from duizend.core.rls import acting_as
from tests.db.beforehand.conftest import Telephone
from tests.people import signed_in


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def happened(village, invitation):
    with acting_as(village.fatma.pk):
        lines = HomeEvent.objects.filter(invitation=invitation).order_by("recorded")
        return [line.what for line in lines]


def test_link_and_code_open_the_explanation_first(send, village):
    invitation, given = send()
    phone = Telephone(given)
    answer = phone.enter()
    assert answer["Location"] == phone.at("explain")
    page = phone.get("explain").content.decode()
    assert "Wie leest het?" in page
    assert happened(village, invitation) == ["entered"]
    for word in ("Samira", "El Amrani", "Bos", "Startgesprek", "De Wieg", "Fatma"):
        assert word not in page


def test_neither_is_kept_as_it_is(send, row):
    invitation, given = send()
    kept = row(invitation)
    assert given.link not in str(vars(kept))
    assert given.code not in str(vars(kept))
    assert kept.link_hash == keys.link_hash(given.link)


def test_the_link_alone_is_not_enough_and_tells_nothing(send):
    _invitation, given = send()
    phone = Telephone(given)
    known = phone.get("link", given.link).content.decode()
    unknown = phone.get("link", "ZZZZZZZZZZZZ").content.decode()

    def strip(text, link):
        return text.replace(f"{link[:4]} {link[4:8]} {link[8:]}", "")

    assert "csrf" in known
    assert len(strip(known, given.link)) == len(strip(unknown, "ZZZZZZZZZZZZ"))
    assert "Deze pagina is gesloten" in phone.get("explain").content.decode()


def test_an_unknown_link_and_a_wrong_code_look_the_same(send, village):
    invitation, given = send()
    phone = Telephone(given)
    one = phone.enter(wrong(given.code))
    other = phone.client.post(phone.at("enter"), {"link": "Z" * 12, "code": "123456"})
    none = phone.client.post(phone.at("enter"), {"link": "", "code": ""})
    assert one.status_code == other.status_code == none.status_code == 422
    assert "passen niet bij elkaar" in one.content.decode()
    assert "passen niet bij elkaar" in other.content.decode()
    assert happened(village, invitation) == ["wrong_code"]


def test_after_five_wrong_codes_it_is_locked_for_the_right_one_too(send, village, row):
    invitation, given = send()
    phone = Telephone(given)
    for _n in range(MOST_ATTEMPTS):
        answer = phone.enter(wrong(given.code))
    assert answer.status_code == 410
    answer = phone.enter()
    assert answer.status_code == 410
    assert "te vaak een verkeerde code" in answer.content.decode()
    assert happened(village, invitation)[-1] == "locked"
    assert row(invitation).standing(timezone.now()) == "locked"


def test_a_good_code_forgives_the_wrong_ones_before(send, row):
    invitation, given = send()
    phone = Telephone(given)
    phone.enter(wrong(given.code))
    assert phone.enter().status_code == 302
    assert row(invitation).attempts == 0


def test_typed_as_people_type(send):
    _invitation, given = send()
    phone = Telephone(given)
    data = {
        "link": f" {given.link[:4].lower()}-{given.link[4:]} ",
        "code": f"{given.code[:3]} {given.code[3:]}",
    }
    assert phone.client.post(phone.at("enter"), data).status_code == 302


def test_too_many_misses_from_one_place_have_to_wait(send):
    _invitation, given = send()
    phone = Telephone(given)
    for _n in range(limits.MOST_MISSES):
        phone.client.post(phone.at("enter"), {"link": "Z" * 12, "code": "123456"})
    answer = phone.enter()
    assert answer.status_code == 429
    assert "Wacht een kwartier" in answer.content.decode()


def test_an_expired_link_says_so_and_changes_nothing(send, village, row):
    invitation, given = send(days=3, at=timezone.now() - timedelta(days=5))
    answer = Telephone(given).enter()
    assert answer.status_code == 410
    assert "De dagen van deze link zijn voorbij" in answer.content.decode()
    assert happened(village, invitation) == []
    assert row(invitation).standing(timezone.now()) == "expired"


def test_a_withdrawn_link_closes_a_page_that_is_open(phone, village, row):
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    with acting_as(village.fatma.pk):
        actions.withdraw(row(phone.invitation), by=village.fatma, at=timezone.now())
        actions.withdraw(row(phone.invitation), by=village.fatma, at=timezone.now())
    assert "Deze pagina is gesloten" in phone.get("explain").content.decode()
    answer = phone.enter()
    assert answer.status_code == 410
    assert "ingetrokken" in answer.content.decode()
    assert happened(village, phone.invitation)[-1] == "erased"


def test_a_new_code_closes_the_old_one_and_keeps_the_answers(phone, village, row):
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    with acting_as(village.fatma.pk):
        _again, given = actions.renew(row(phone.invitation), by=village.fatma, at=timezone.now())
    assert "Deze pagina is gesloten" in phone.get("explain").content.decode()
    assert phone.enter().status_code == 422
    other = Telephone(given)
    assert other.enter().status_code == 302
    assert "Een bosuil" in other.get("question", 1).content.decode()
    assert "eerder geopend" in other.get("explain").content.decode()


def test_the_same_form_twice_makes_one_link(send, village):
    entry = uuid.uuid4()
    _first, old = send(entry=entry)
    _second, new = send(entry=entry)
    with acting_as(village.fatma.pk):
        assert Invitation.objects.count() == 1
    assert Telephone(old).enter().status_code == 422
    assert Telephone(new).enter().status_code == 302


def test_a_session_ends_by_itself(phone, village):
    with acting_as(village.fatma.pk):
        Invitation.objects.update(session_until=timezone.now() - timedelta(minutes=1))
    assert "Deze pagina is gesloten" in phone.get("question", 1).content.decode()


def test_leaving_at_once_closes_it_and_forgets_the_browser(phone, settings):
    answer = phone.client.get(reverse("beforehand:away"))
    assert answer["Location"] == settings.QUICK_EXIT_URL
    assert answer.cookies["duizend_thuis"]["max-age"] == 0
    assert answer.cookies["csrftoken"]["max-age"] == 0
    assert "Deze pagina is gesloten" in phone.get("question", 1).content.decode()
    assert phone.client.get(reverse("beforehand:away")).status_code == 302


def test_nothing_of_it_is_kept_by_the_browser(phone):
    answer = phone.get("question", 1)
    assert "no-store" in answer["Cache-Control"]
    cookie = answer.cookies["duizend_thuis"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/thuis/"
    assert "duizend_session" not in phone.client.cookies


def test_who_is_signed_in_is_nobody_here(send, village):
    """A professional who opens the link in the own browser reads what the parent reads."""
    _invitation, given = send()
    client = signed_in(village.sam)
    data = {"link": given.link, "code": given.code}
    assert client.post(reverse("beforehand:enter", args=["nl"]), data).status_code == 302
    assert client.get(reverse("beforehand:question", args=["nl", 1])).status_code == 200
