"""Where a question goes: sorted, to a colleague, to another desk; and what the parent hears."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent, Municipality, User
from duizend.access.rules import OrganizationKind, Role
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.core.working_days import Unit, Within
from duizend.intake import actions, queries
from duizend.intake.models import Desk, Event, Item, Move, Part, Sorting
from duizend.intake.rules import Outcome, Term, What, Word
from duizend.intake.words import left_in_words, terms_in_words
from duizend.referrals import actions as referrals
from tests.db.intake.conftest import DESK, found, send, the, worry
from tests.people import (
    add_to_team,
    make_municipality,
    make_organization,
    make_referral,
    make_user,
    share,
    signed_in,
)

pytestmark = pytest.mark.django_db


@dataclass
class Elsewhere:
    place: Municipality
    desk: Desk
    anne: User
    bram: User


@pytest.fixture
def elsewhere(place):
    """The desk of Hoogeveen, kept by Anne and Bram."""
    there = make_municipality("GM0118", "Hoogeveen")
    organization = make_organization("Aanmeldpunt Hoogeveen", OrganizationKind.YOUTH_HEALTH_CARE)
    other = {
        **DESK,
        "code": "hoogeveen",
        "name": "Aanmeldpunt Hoogeveen",
        "organization": organization.code,
        "municipalities": ["GM0118"],
    }
    with acting_as(None):
        actions.load_desks([DESK, other], at=timezone.now())
    return Elsewhere(
        there,
        Desk.objects.get(code="hoogeveen"),
        make_user("Anne Bos", organization, Role.YOUTH_NURSE),
        make_user("Bram Kok", organization, Role.YOUTH_NURSE),
    )


def sort(place, item, word=Word.SOCIAL, reason="Het gaat over geld", by=None):
    by = by or place.josien
    with acting_as(by.pk):
        actions.sort(item, word, reason, by=by, at=timezone.now())


def take(who, item):
    with acting_as(who.pk):
        return actions.take(Item.objects.get(pk=item.pk), by=who, at=timezone.now())


def ask_desk(place, item, there, agreed=True, by=None):
    by = by or place.josien
    with acting_as(by.pk):
        return actions.ask_desk(item, there, agreed=agreed, by=by, at=timezone.now())


def accept(who, move):
    with acting_as(who.pk):
        return actions.accept_move(Move.objects.get(pk=move.pk), by=who, at=timezone.now())


def request_to_the_desk(place):
    village = place.village
    share(village.family, ["contact"], by=village.fatma, to=place.desk.organization)
    return make_referral(village.family, by=village.fatma, to=place.desk.organization)


# Sorting


def test_a_question_is_sorted_by_anybody_of_the_desk_and_the_last_word_counts(place):
    item = send(place)
    sort(place, item)
    sort(place, item)  # a double click
    sort(place, item, Word.RAISED, "Ook over wonen", by=place.mees)
    with acting_as(place.mees.pk):
        assert Sorting.objects.filter(item=item).count() == 2
        assert the(queries.word_of(item)).word == "raised"
        (line,) = queries.queue(place.mees, [place.desk], timezone.localdate())
        assert line.sorted_as == "vraag met verhoogd risico: eerst een uitgebreid gesprek"
        assert Event.objects.filter(item=item, what=What.SORTED).count() == 2
        assert str(Sorting.objects.first()) == f"{item.pk}: raised"


def test_the_sender_never_learns_the_word(place):
    item = send(place)
    sort(place, item, reason="Een oeverzwaluw")
    with acting_as(place.hans.pk):
        assert not Sorting.objects.exists()
        assert not Event.objects.filter(what=What.SORTED).exists()
    here = reverse("intake:item", args=[item.pk])
    text = signed_in(place.hans).get(here).content.decode()
    assert "oeverzwaluw" not in text
    assert "niet-medische vraag" not in text


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_word_needs_a_reason_of_a_sentence(place, reason):
    item = send(place)
    with pytest.raises(NotAllowed):
        sort(place, item, reason=reason)
    with acting_as(place.josien.pk):
        assert not Sorting.objects.exists()


def test_the_word_is_gone_when_the_question_has_a_place(place):
    item = send(place)
    sort(place, item)
    item = take(place.josien, item)
    with acting_as(place.josien.pk):
        actions.close(item, Outcome.RUNNING, "Er is al hulp", by=place.josien, at=timezone.now())
        assert not Sorting.objects.exists()
        with pytest.raises(NotAllowed):
            actions.sort(item, Word.MEDICAL, "Toch", by=place.josien, at=timezone.now())
    with acting_as(None):
        assert actions.erase_unlinked(timezone.localdate()) == 1
        assert actions.erase_unlinked(timezone.localdate()) == 0


def test_a_request_to_the_desk_is_sorted_in_the_same_queue(place):
    referral = request_to_the_desk(place)
    josien = place.josien
    with acting_as(josien.pk):
        for _twice in range(2):
            actions.sort_request(
                referral, Word.MEDICAL, "Voor de huisarts", by=josien, at=timezone.now()
            )
        assert Sorting.objects.count() == 1
        assert str(Sorting.objects.get()) == f"{referral.pk}: medical"
        (line,) = queries.queue(josien, [place.desk], timezone.localdate())
        assert (line.is_referral, line.sorted_as) == (True, "medische vraag")
        # Not in the log of the family: others read that.
        lines = AuditEvent.objects.filter(action="intake.sorted")
        assert [row.family_id for row in lines] == [None]
    with acting_as(place.village.fatma.pk):
        assert not Sorting.objects.exists()
    with acting_as(josien.pk):
        referrals.decline(referral, "Past niet", by=josien, at=timezone.now())
        assert not Sorting.objects.exists()
        referral.refresh_from_db()
        with pytest.raises(NotAllowed):
            actions.sort_request(referral, Word.SOCIAL, "Nee", by=josien, at=timezone.now())


def test_only_a_desk_sorts_requests(place):
    referral = request_to_the_desk(place)
    with acting_as(None):
        actions.load_desks([], at=timezone.now())
    with acting_as(place.josien.pk), pytest.raises(NotAllowed):
        actions.sort_request(referral, Word.SOCIAL, "Geld", by=place.josien, at=timezone.now())
    with acting_as(place.hans.pk), pytest.raises(NotAllowed):
        actions.sort_request(referral, Word.SOCIAL, "Geld", by=place.hans, at=timezone.now())


# To a colleague


def test_a_colleague_is_asked_and_it_stays_until_they_take_it(place):
    item = take(place.josien, send(place))
    with acting_as(place.josien.pk):
        for _twice in range(2):
            item = actions.ask_colleague(item, place.mees, by=place.josien, at=timezone.now())
        assert Event.objects.filter(what=What.ASKED).count() == 1
    assert item.taken_by == place.josien
    with acting_as(place.mees.pk):
        assert [one.pk for one in queries.asked_of_me(place.mees)] == [item.pk]
    item = take(place.mees, item)
    assert (item.taken_by, item.asked) == (place.mees, None)
    with acting_as(place.mees.pk):
        assert queries.asked_of_me(place.mees) == []


def test_whom_one_cannot_ask(place):
    item = take(place.josien, send(place))
    for who in (place.josien, place.hans, place.village.petra):
        with acting_as(place.josien.pk), pytest.raises(NotAllowed):
            actions.ask_colleague(item, who, by=place.josien, at=timezone.now())
    User.objects.filter(pk=place.mees.pk).update(is_active=False)
    place.mees.refresh_from_db()
    with acting_as(place.josien.pk), pytest.raises(NotAllowed):
        actions.ask_colleague(item, place.mees, by=place.josien, at=timezone.now())


# To another desk


def test_it_stays_with_the_desk_until_the_other_takes_it(place, elsewhere):
    item = take(place.josien, send(place))
    with acting_as(place.josien.pk):
        actions.note(item, "Een oeverzwaluw", by=place.josien, at=timezone.now())
    due = item.due_on
    move = ask_desk(place, item, elsewhere.place)
    assert ask_desk(place, item, elsewhere.place).pk == move.pk  # a double click
    assert str(move) == f"{item.pk}: {place.desk.pk} → {elsewhere.desk.pk}"
    today = timezone.localdate()
    with acting_as(place.josien.pk):
        (line,) = queries.queue(place.josien, [place.desk], today)
        assert line.asked_of == "Aanmeldpunt Hoogeveen"
    with acting_as(elsewhere.anne.pk):
        (line,) = queries.queue(elsewhere.anne, [elsewhere.desk], today)
        assert line.move == move.pk
        # That it came, not what.
        assert not Part.objects.exists()
        assert not Event.objects.exists()
    item = accept(elsewhere.anne, move)
    assert (item.desk, item.municipality, item.taken_by) == (
        elsewhere.desk,
        elsewhere.place,
        elsewhere.anne,
    )
    assert item.due_on == due  # no new term for who waits
    accept(elsewhere.anne, move)
    with acting_as(elsewhere.anne.pk):
        assert Part.objects.filter(item=item, category="contact").exists()
        # What the first desk noted stays there.
        assert not Event.objects.filter(what=What.NOTE).exists()
        assert Event.objects.filter(what=What.MOVED).count() == 1
    with acting_as(place.josien.pk):
        assert not Item.objects.filter(pk=item.pk).exists()
        assert [one.pk for one in queries.moved_away([place.desk])] == [move.pk]
    with acting_as(place.hans.pk):
        assert Event.objects.filter(item=item, what=What.MOVED).exists()
    with acting_as(elsewhere.bram.pk), pytest.raises(NotAllowed):
        actions.accept_move(Move.objects.get(pk=move.pk), by=elsewhere.bram, at=timezone.now())


def test_an_item_that_nobody_settled_yet_gets_the_second_term_at_the_other_desk(place, elsewhere):
    item = take(place.josien, send(place))
    move = ask_desk(place, item, elsewhere.place)
    with acting_as(None), connection.cursor() as cursor:
        cursor.execute("select 1")
    assert accept(elsewhere.anne, move).due_term == "settle"


def test_the_other_desk_says_no_and_the_first_reads_why(place, elsewhere):
    item = take(place.josien, send(place))
    move = ask_desk(place, item, elsewhere.place)
    with acting_as(elsewhere.anne.pk):
        with pytest.raises(NotAllowed):
            actions.decline_move(move, " ", by=elsewhere.anne, at=timezone.now())
        actions.decline_move(move, "Zij woont hier niet", by=elsewhere.anne, at=timezone.now())
        assert not Item.objects.filter(pk=item.pk).exists()
    with acting_as(place.josien.pk):
        assert the(queries.last_answer(item)).reason == "Zij woont hier niet"
        assert queries.open_move(item) is None
    assert ask_desk(place, item, elsewhere.place).pk != move.pk


def test_the_first_desk_takes_it_back(place, elsewhere):
    item = take(place.josien, send(place))
    move = ask_desk(place, item, elsewhere.place)
    with acting_as(place.josien.pk):
        with pytest.raises(NotAllowed):
            actions.close(item, Outcome.RUNNING, "Al hulp", by=place.josien, at=timezone.now())
        with pytest.raises(NotAllowed):
            actions.link(item, place.village.family, by=place.josien, at=timezone.now())
        actions.take_back_move(move, by=place.josien, at=timezone.now())
        with pytest.raises(NotAllowed):
            actions.take_back_move(move, by=place.josien, at=timezone.now())
    with acting_as(elsewhere.anne.pk):
        assert not Item.objects.exists()
        with pytest.raises(NotAllowed):
            actions.accept_move(move, by=elsewhere.anne, at=timezone.now())


def test_who_answers_and_who_takes_back(place, elsewhere):
    item = take(place.josien, send(place))
    move = ask_desk(place, item, elsewhere.place)
    with acting_as(place.josien.pk), pytest.raises(NotAllowed):
        actions.accept_move(move, by=place.josien, at=timezone.now())
    with acting_as(elsewhere.anne.pk), pytest.raises(NotAllowed):
        actions.take_back_move(move, by=elsewhere.anne, at=timezone.now())


@pytest.mark.parametrize("case", ["not agreed", "own desk", "no desk"])
def test_when_it_is_not_passed_on(place, elsewhere, case):
    item = take(place.josien, send(place))
    there = {"own desk": make_municipality(), "no desk": make_municipality("GM0106", "Assen")}
    with pytest.raises(NotAllowed):
        ask_desk(place, item, there.get(case, elsewhere.place), agreed=case != "not agreed")
    with acting_as(place.josien.pk):
        assert not Move.objects.exists()


def test_what_belongs_to_a_family_goes_by_a_request(place, elsewhere):
    item = take(place.josien, send(place))
    add_to_team(place.village.family, place.josien, by=place.village.fatma)
    with acting_as(place.josien.pk):
        actions.link(item, place.village.family, by=place.josien, at=timezone.now())
    item = take(place.mees, item)  # who does not work with that family
    with pytest.raises(NotAllowed, match="aanvraag"):
        ask_desk(place, item, elsewhere.place, by=place.mees)


def test_the_database_moves_nothing_by_itself(place, elsewhere):
    item = take(place.josien, send(place))
    with acting_as(place.josien.pk):
        rows = Item.objects.filter(pk=item.pk)
        for change in ({"desk": elsewhere.desk}, {"municipality": elsewhere.place}):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(**change)
    ask_desk(place, item, elsewhere.place)
    with acting_as(elsewhere.anne.pk), connection.cursor() as cursor:
        with pytest.raises(DatabaseError), transaction.atomic():
            # Asked, but not taken: nothing of it is changed from there.
            cursor.execute("update intake_item set sent_at = now() where id = %s", [item.pk])
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("update intake_item set due_on = now() where id = %s", [item.pk])


def test_strangers_see_no_moves_and_no_words(place, elsewhere):
    item = take(place.josien, send(place))
    sort(place, item)
    ask_desk(place, item, elsewhere.place)
    for who in (place.village.sam, place.village.petra, place.hans):
        with acting_as(who.pk):
            assert not Move.objects.exists()
            assert not Sorting.objects.exists()
    with acting_as(elsewhere.anne.pk):
        assert not Sorting.objects.exists()


# The parent


def test_a_worry_says_in_its_history_that_nobody_signed_in(place):
    key = worry(place)
    with acting_as(place.josien.pk):
        (event,) = Event.objects.filter(item=key)
        assert (event.what, event.by, event.for_sender) == ("arrived", None, False)
    with acting_as(None), pytest.raises(DatabaseError), transaction.atomic():
        # Only what just came in, and only once by its own form.
        Event(
            item_id=send(place).pk,
            what=What.ARRIVED,
            desk=place.desk,
            at=timezone.now(),
            for_sender=False,
        ).save(force_insert=True)


def test_a_parent_who_left_a_way_to_be_reached_hears_before_it_closes(place):
    item = take(place.josien, found(place.josien, worry(place, reach="bel na acht uur")))
    josien, at = place.josien, timezone.now()
    with acting_as(josien.pk):
        with pytest.raises(NotAllowed, match="Laat het eerst weten"):
            actions.close(item, Outcome.RUNNING, "Er is al hulp", by=josien, at=at)
        with pytest.raises(NotAllowed):
            actions.tell_parent(item, " ", by=josien, at=at)
        actions.tell_parent(item, "Gebeld, zij weet het", by=josien, at=at)
        assert actions.close(item, Outcome.RUNNING, "Er is al hulp", by=josien, at=at).closed_at


def test_who_was_not_reached_or_left_nothing_does_not_hold_it_up(place):
    josien, at = place.josien, timezone.now()
    reached = take(josien, found(josien, worry(place, reach="bel na acht uur")))
    silent = take(josien, found(josien, worry(place)))
    with acting_as(josien.pk):
        actions.close(reached, Outcome.UNREACHED, "Drie keer gebeld", by=josien, at=at)
        with pytest.raises(NotAllowed):
            actions.tell_parent(silent, "Gebeld", by=josien, at=at)
        actions.close(silent, Outcome.NOTHING, "Geen vraag", by=josien, at=at)


def test_a_professional_gets_a_word_not_a_call(place):
    item = take(place.josien, send(place))
    with acting_as(place.josien.pk), pytest.raises(NotAllowed):
        actions.tell_parent(item, "Gebeld", by=place.josien, at=timezone.now())


# Words and my day


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "vandaag is de laatste dag"), (7, "nog "), (-7, " te laat")],
)
def test_what_is_left_is_said_in_working_days(days, words):
    today = timezone.localdate()
    assert words in left_in_words(today + timedelta(days=days), today)
    assert left_in_words(None, today) == ""


def test_agreed_terms_are_said(place):
    assert terms_in_words(place.desk.agreed_terms)[0] == "oppakken binnen 5 werkdagen"
    assert terms_in_words({Term.TAKE: Within(3, Unit.DAYS)}) == ["oppakken binnen 3 dagen"]


def test_the_desk_has_a_line_on_my_day_and_nobody_else(place, elsewhere):
    home = reverse("workspace:my_day")
    josien = signed_in(place.josien)
    assert "Aanmeldpunt</" not in josien.get(home).content.decode().split("<main")[1]
    item = send(place, at=timezone.now() - timedelta(days=30))
    worry(place)
    page = josien.get(home).content.decode()
    assert "2 nog door niemand opgepakt" in page
    item = take(place.josien, item)
    with acting_as(place.josien.pk):
        actions.ask_colleague(item, place.mees, by=place.josien, at=timezone.now())
    assert "Een collega vraagt u iets over te nemen" in (
        signed_in(place.mees).get(home).content.decode()
    )
    ask_desk(place, item, elsewhere.place)
    assert "1 gevraagd door een ander aanmeldpunt" in (
        signed_in(elsewhere.anne).get(home).content.decode()
    )
    for who in (place.hans, place.village.fatma):
        text = signed_in(who).get(home).content.decode()
        assert "door niemand opgepakt" not in text


# The pages


def test_all_of_it_on_the_page(place, elsewhere):
    item = send(place)
    josien, here = signed_in(place.josien), reverse("intake:item", args=[item.pk])
    assert josien.post(f"{here}indelen/", {"word": "", "reason": ""}).status_code == 422
    assert josien.post(f"{here}indelen/", {"word": "poor", "reason": "x"}).status_code == 422
    sorted_now = josien.post(
        f"{here}indelen/", {"word": "social", "reason": "Over de huur"}, follow=True
    )
    assert "Over de huur" in sorted_now.content.decode()
    josien.post(f"{here}oppakken/")
    assert josien.post(f"{here}collega/", {"colleague": "0"}).status_code == 422
    page = josien.post(f"{here}collega/", {"colleague": place.mees.pk}, follow=True)
    assert "Mees Wolda is gevraagd" in page.content.decode()
    assert josien.post(f"{here}doorgeven/", {"municipality": "x"}).status_code == 422
    assert josien.post(f"{here}doorgeven/", {"municipality": "GM0118"}).status_code == 403
    assert josien.post(f"{here}terugnemen/").status_code == 404
    asks = {"municipality": "GM0118", "agreed": "on"}
    page = josien.post(f"{here}doorgeven/", asks, follow=True)
    assert "Aanmeldpunt Hoogeveen" in page.content.decode()
    assert "Teruggenomen" in josien.post(f"{here}terugnemen/", follow=True).content.decode()
    josien.post(f"{here}doorgeven/", asks)
    anne = signed_in(elsewhere.anne)
    with acting_as(elsewhere.anne.pk):
        move = Move.objects.get(answered_at=None)
    there = reverse("intake:move", args=[move.pk])
    queue = anne.get(reverse("intake:overview")).content.decode()
    assert there in queue
    assert "Quadvlieg" not in queue
    text = anne.get(there).content.decode()
    assert "Hoogeveen" in text
    assert "Quadvlieg" not in text
    assert anne.post(there, {"reason": ""}).status_code == 422
    assert josien.get(there).status_code == 403
    assert signed_in(place.village.sam).get(there).status_code == 404
    taken = anne.post(f"{there}oppakken/", follow=True)
    assert "Quadvlieg" in taken.content.decode()
    assert anne.post(f"{there}oppakken/").status_code == 302  # a double click
    assert "Overgenomen door andere aanmeldpunten" in (
        josien.get(reverse("intake:overview")).content.decode()
    )
    assert josien.get(here).status_code == 404


def test_a_no_of_the_other_desk_on_the_page(place, elsewhere):
    item = take(place.josien, send(place))
    move = ask_desk(place, item, elsewhere.place)
    anne = signed_in(elsewhere.anne)
    anne.post(reverse("intake:move", args=[move.pk]), {"reason": "Zij woont hier niet"})
    page = signed_in(place.josien).get(reverse("intake:item", args=[item.pk]))
    assert "Zij woont hier niet" in page.content.decode()


def test_a_request_is_sorted_on_its_page(place):
    referral = request_to_the_desk(place)
    josien, here = signed_in(place.josien), reverse("intake:asked", args=[referral.pk])
    assert here in josien.get(reverse("intake:overview")).content.decode()
    assert reverse("referrals:received", args=[referral.pk]) in josien.get(here).content.decode()
    assert josien.post(here, {"word": "medical"}).status_code == 422
    assert josien.post(here, {"word": "medical", "reason": "Huisarts"}).status_code == 302
    assert "Huisarts" in josien.get(here).content.decode()
    for who in (place.hans, place.village.fatma, place.village.sam):
        assert signed_in(who).get(here).status_code == 404
    assert josien.get(reverse("intake:asked", args=[uuid4()])).status_code == 404


def test_the_parent_was_told_on_the_page(place):
    key = worry(place, reach="bel na acht uur")
    josien, here = signed_in(place.josien), reverse("intake:item", args=[key])
    josien.post(f"{here}oppakken/")
    assert "Duizend stuurt hun zelf niets" in josien.get(here).content.decode()
    assert josien.post(f"{here}verteld/", {"words": ""}).status_code == 422
    page = josien.post(f"{here}verteld/", {"words": "Gebeld"}, follow=True).content.decode()
    assert "de ouder is ingelicht" in page
