"""A link and a code: what opens, what does not, and what stays the same."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.access.rules import Role
from duizend.beforehand import actions, keys, limits
from duizend.beforehand.models import HomeAnswer, HomeEvent, Invitation
from duizend.beforehand.rules.keys import MOST_ATTEMPTS
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as, tell_database_link
from duizend.families.models import Person
from duizend.questionnaires.models import Questionnaire
from tests.db.beforehand.conftest import Telephone
from tests.people import make_user, signed_in


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


@pytest.mark.parametrize("code", ["hark", "phq-9"])
def test_a_list_about_safety_or_with_a_direct_flag_is_not_sent(send, village, code):
    with pytest.raises(NotAllowed):
        send(code)
    with acting_as(village.fatma.pk):
        assert Invitation.objects.count() == 0


def test_it_goes_to_a_parent_only(village):
    with acting_as(village.fatma.pk):
        els = Person.objects.get(role="network")
        asked = actions.Asked(Questionnaire.objects.get(code="phq-4"), els, "nl", 7)
        with pytest.raises(NotAllowed, match="moeder"):
            actions.send(uuid.uuid4(), village.family, asked, by=village.fatma, at=timezone.now())


@pytest.mark.parametrize("who", ["sam", "kim", "petra", "ruud"])
def test_who_has_no_care_relation_sends_nothing(send, village, who):
    with acting_as(village.fatma.pk):
        person = Person.objects.get(role="pregnant")
    user = getattr(village, who)
    asked = actions.Asked(Questionnaire.objects.get(code="phq-4"), person, "nl", 7)
    with acting_as(user.pk), pytest.raises(NotAllowed):
        actions.send(uuid.uuid4(), village.family, asked, by=user, at=timezone.now())


def test_another_organisation_cannot_touch_it(send, village, row):
    invitation, _given = send()
    noor = village.noor
    kept = row(invitation)
    for deed in (actions.withdraw, actions.renew, actions.open_together):
        with acting_as(noor.pk), pytest.raises((NotAllowed, Invitation.DoesNotExist)):
            deed(kept, by=noor, at=timezone.now())


def test_what_was_withdrawn_or_is_over_gets_no_new_code(send, village, row):
    old, _given = send(days=3, at=timezone.now() - timedelta(days=5))
    gone, _given = send()
    fatma = village.fatma
    with acting_as(fatma.pk):
        with pytest.raises(NotAllowed, match="voorbij"):
            actions.renew(row(old), by=fatma, at=timezone.now())
        actions.withdraw(row(gone), by=fatma, at=timezone.now())
        with pytest.raises(NotAllowed, match="ingetrokken"):
            actions.renew(row(gone), by=fatma, at=timezone.now())


def test_unread_answers_are_erased_after_four_weeks(phone, village, row):
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    assert actions.erase_unread(at=timezone.now()) == 0
    with acting_as(village.fatma.pk):
        Invitation.objects.update(expires=timezone.now() - timedelta(days=27))
    assert actions.erase_unread(at=timezone.now() + timedelta(days=900)) == 0
    with acting_as(village.fatma.pk):
        Invitation.objects.update(expires=timezone.now() - timedelta(days=29))
    assert actions.erase_unread(at=timezone.now()) == 1
    assert actions.erase_unread(at=timezone.now()) == 0
    assert happened(village, phone.invitation)[-1] == "erased"


def test_nobody_reads_an_answer_before_it_is_opened(phone, village):
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    for user in (village.fatma, village.noor, village.sam, village.kim):
        with acting_as(user.pk):
            assert HomeAnswer.objects.count() == 0
    tell_database_link("")
    with acting_as(None):
        assert HomeAnswer.objects.count() == Invitation.objects.count() == 0
        assert HomeEvent.objects.count() == 0
        tell_database_link("f" * 64)
        assert Invitation.objects.count() == HomeAnswer.objects.count() == 0


def test_a_link_opens_one_list_only(send, village):
    _one, first = send()
    _two, second = send("phq-4")
    phone, other = Telephone(first), Telephone(second)
    phone.enter()
    other.enter()
    phone.post("question", 1, data={"woorden": "Een bosuil"})
    with acting_as(None):
        tell_database_link(keys.session_hash(other.client.cookies["duizend_thuis"].value))
        assert Invitation.objects.count() == 1
        assert HomeAnswer.objects.count() == 0


def test_each_deed_of_a_professional_is_in_the_log(send, village, row):
    invitation, _given = send()
    fatma = village.fatma
    with acting_as(fatma.pk):
        actions.renew(row(invitation), by=fatma, at=timezone.now())
        actions.withdraw(row(invitation), by=fatma, at=timezone.now())
        deeds = AuditEvent.objects.filter(action__startswith="beforehand.").order_by("pk")
        assert [line.action for line in deeds] == [
            "beforehand.send",
            "beforehand.renew",
            "beforehand.withdraw",
        ]


def test_a_mail_says_nothing(village):
    client = signed_in(village.fatma)
    url = reverse("beforehand:overview", args=[village.family.pk])
    with acting_as(village.fatma.pk):
        person = Person.objects.get(role="pregnant")
    data = {
        "entry": str(uuid.uuid4()),
        "questionnaire": "startgesprek-duizend",
        "person": str(person.pk),
        "language": "nl",
        "days": "7",
        "email": "iemand@example.nl",
    }
    page = client.post(url, data)
    assert page.status_code == 200
    [message] = mail.outbox
    said = f"{message.subject}\n{message.body}"
    assert "/thuis/nl/k/" in said
    for word in ("Samira", "El Amrani", "Startgesprek", "gezin", "De Wieg", "vragen", "zwanger"):
        assert word.lower() not in said.lower().replace("thuis", "")
    code = page.content.decode().split("data-code>")[1][:7].replace(" ", "")
    assert len(code) == 6
    assert code not in said


def test_a_student_may_not_send_what_the_role_may_not_ask(village, send):
    helper = make_user("Anouk Wolters", village.fatma.organization, Role.MATERNITY_ASSISTANT)
    with pytest.raises(NotAllowed):
        send(by=helper)
