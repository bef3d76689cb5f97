"""What comes in at a desk, who sees it, and how it leaves."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.core.content import RowsRefused
from duizend.core.permissions import Hidden, NotAllowed
from duizend.core.rls import acting_as
from duizend.families.actions import NewPerson
from duizend.families.models import Family, PersonRole
from duizend.intake import actions, queries, tasks
from duizend.intake.models import Desk, DeskArea, Event, Item, Link, Part
from duizend.intake.rules import Outcome, Term
from duizend.referrals import actions as referrals
from duizend.referrals.tasks import tell_person
from tests.db.intake.conftest import CONTACT, DESK, EXPLAINED, found, send, worry
from tests.people import make_family, make_municipality, make_referral, share

ZWAANTJE = NewPerson(PersonRole.PREGNANT, "Zwaantje", "Quadvlieg")


def reads(user, item_id):
    """The categories of what this person reads of it."""
    with acting_as(user.pk):
        return sorted(Part.objects.filter(item=item_id).values_list("category", flat=True))


def take(place, item, by=None):
    by = by or place.josien
    with acting_as(by.pk):
        return actions.take(item, by=by, at=timezone.now())


def at_desk(place, key):
    return found(place.josien, key)


def closes(place, item, outcome, reason="Gebeld en afgesproken.", referral=None, by=None):
    by = by or place.josien
    with acting_as(by.pk):
        return actions.close(item, outcome, reason, referral=referral, by=by, at=timezone.now())


def link_of(item):
    link = queries.link_of(item)
    assert link is not None
    return link


def says(item):
    found_again = queries.item(item.pk)
    assert found_again is not None
    return queries.says(found_again)


def desk_now():
    desk = queries.desk_of("GM1680")
    assert desk is not None
    return desk


# --- sending ---


def test_a_notice_arrives_with_her_consent_and_a_last_day(place):
    item = at_desk(place, send(place).pk)
    assert (item.consented_on, sorted(item.explained)) == (date(2026, 11, 23), sorted(EXPLAINED))
    assert (item.due_term, item.closed_at) == (Term.TAKE, None)
    assert item.due_on > timezone.localdate()
    assert reads(place.josien, item.pk) == ["contact", "pregnancy"]


@pytest.mark.parametrize("changes", [{"consented_on": None}, {"explained": ["what", "why"]}])
def test_without_consent_nothing_is_kept(place, changes):
    with pytest.raises(NotAllowed):
        send(place, **changes)
    assert not list(rows_of(place.josien))


def test_words_are_needed(place):
    with pytest.raises(NotAllowed):
        send(place, contact={**CONTACT, "asks": " "})


def rows_of(user):
    with acting_as(user.pk):
        return list(Item.objects.all())


def test_sent_twice_it_arrives_once_and_never_takes_the_id_of_something_else(place):
    key = uuid4()
    assert send(place, key) == send(place, key)
    assert len(rows_of(place.josien)) == 1
    other = worry(place)
    with pytest.raises(Hidden):
        send(place, other)


def test_what_is_about_safety_is_only_for_who_may_see_it(place):
    item = send(place, shielded="Bij heksenkruid")
    assert reads(place.josien, item.pk) == ["contact", "pregnancy", "safety"]
    assert reads(place.mees, item.pk) == ["contact", "pregnancy"]


def test_who_sees_it(place):
    item = send(place)
    assert reads(place.hans, item.pk) == ["contact", "pregnancy"]
    # A colleague of the sender sees that it was sent, not what.
    assert found(place.greet, item.pk) is not None
    assert reads(place.greet, item.pk) == []
    for other in (place.village.fatma, place.village.noor, place.village.sam, place.village.petra):
        assert found(other, item.pk) is None
        assert reads(other, item.pk) == []
    with acting_as(None):
        assert not Item.objects.exists()
        assert not Part.objects.exists()


def test_a_parent_writes_without_an_account(place):
    key = worry(place, name="S.", reach="na zessen")
    worry(place, key=key)
    item = at_desk(place, key)
    assert (item.sender, item.consented_on) == (None, None)
    with acting_as(place.josien.pk):
        part = Part.objects.get(item=key)
        assert part.content["words"] == "Ik slaap niet en ben bang voor de huur."
    assert found(place.hans, key) is None


def test_words_of_who_is_not_safe_are_shielded(place):
    key = worry(place, unsafe=True)
    assert reads(place.josien, key) == ["contact", "safety"]
    assert reads(place.mees, key) == ["contact"]


def test_an_empty_worry_is_refused(place):
    with pytest.raises(NotAllowed):
        worry(place, words=" ")


def test_nobody_without_an_account_writes_more_than_their_own_worry(place):
    item = send(place)
    old = worry(place)
    take(place, at_desk(place, old))
    for key in (item.pk, old):
        with acting_as(None), pytest.raises(Error), transaction.atomic():
            Part(item_id=key, category="plan", content={}).save(force_insert=True)
    with acting_as(None), pytest.raises(Error), transaction.atomic():
        Item(
            kind="pregnancy",
            desk=place.desk,
            municipality=make_municipality(),
            sender=place.hans,
            sender_organization=place.hans.organization,
            consented_on=timezone.localdate(),
            sent_at=timezone.now(),
            due_term="take",
            due_on=timezone.localdate(),
        ).save(force_insert=True)


# --- the queue ---


def test_one_queue_holds_what_came_in_and_referrals_in_the_order_of_their_days(place):
    village = place.village
    item = send(place)
    key = worry(place)
    share(village.family, ["contact"], by=village.fatma, to=place.desk.organization)
    referral = make_referral(village.family, by=village.fatma, to=place.desk.organization)
    take(place, at_desk(place, key))
    with acting_as(place.josien.pk):
        lines = queries.queue(
            place.josien, queries.desks_of(place.josien), timezone.localdate() + timedelta(days=60)
        )
    assert {line.pk for line in lines} == {item.pk, key, referral.pk}
    days = [line.due_on for line in lines if line.due_on]
    assert days == sorted(days)
    assert len(days) == len(lines)
    assert all(line.late for line in lines)
    assert {line.is_mine for line in lines if line.pk == key} == {True}
    assert {line.is_referral for line in lines if line.pk == referral.pk} == {True}


def test_who_keeps_no_desk_has_no_queue(place):
    for user in (place.hans, place.village.petra):
        with acting_as(user.pk):
            assert queries.desks_of(user) == []


# --- taking up ---


def test_taking_it_up_starts_the_next_term_and_a_second_click_changes_nothing(place):
    item = send(place)
    assert take(place, item).due_term == Term.SETTLE
    take(place, item)
    with acting_as(place.hans.pk):
        assert [event.what for event in Event.objects.filter(item=item)] == ["taken"]


def test_a_colleague_can_take_over_and_the_day_stays(place):
    item = take(place, send(place))
    taken = take(place, item, by=place.mees)
    assert (taken.taken_by, taken.due_on) == (place.mees, item.due_on)
    with acting_as(place.josien.pk), pytest.raises(NotAllowed, match="Mees"):
        actions.note(item, "Gebeld", by=place.josien, at=timezone.now())


def test_first_take_it_up(place):
    item = send(place)
    with acting_as(place.josien.pk), pytest.raises(NotAllowed, match="eerst op"):
        actions.note(item, "Gebeld", by=place.josien, at=timezone.now())


@pytest.mark.parametrize("who", ["hans", "greet"])
def test_the_sending_side_cannot_handle_it(place, who):
    user, item = getattr(place, who), send(place)
    with acting_as(user.pk), pytest.raises(NotAllowed, match="aanmeldpunt"):
        actions.take(item, by=user, at=timezone.now())


def test_strangers_do_not_find_it(place):
    sam, item = place.village.sam, send(place)
    with acting_as(sam.pk), pytest.raises(Hidden):
        actions.take(item, by=sam, at=timezone.now())


# --- the family, and handing it on ---


def registered(place, item):
    with acting_as(place.josien.pk):
        return actions.register(
            item, ZWAANTJE, date(2027, 3, 1), by=place.josien, at=timezone.now()
        )


def test_a_family_is_registered_once_and_linked(place):
    item = take(place, send(place))
    family = registered(place, item)
    assert registered(place, item) == family
    with acting_as(place.josien.pk):
        assert Family.objects.visible_to(place.josien).filter(pk=family.pk).exists()
        assert link_of(item).family == family
        assert AuditEvent.objects.filter(action="intake.linked", family_id=family.pk).exists()
    # The sender does not learn whether she was known.
    with acting_as(place.hans.pk):
        assert not Link.objects.exists()
        assert not Event.objects.filter(item=item, what="linked").exists()


def test_look_alikes_of_the_own_organisation_are_offered(place):
    family = make_family(place.josien, people=[ZWAANTJE])
    item = take(place, send(place, contact={**CONTACT, "birth_date": "14-5-1998"}))
    with acting_as(place.josien.pk):
        told = says(item)
        assert [one.family_id for one in queries.look_alikes(told, timezone.localdate())] == [
            family.pk
        ]
        actions.link(item, family, by=place.josien, at=timezone.now())
        actions.link(item, family, by=place.josien, at=timezone.now())
    other = make_family(place.josien)
    with acting_as(place.josien.pk), pytest.raises(NotAllowed, match="ander gezin"):
        actions.link(item, other, by=place.josien, at=timezone.now())


def test_a_worry_without_a_name_looks_like_nobody(place):
    assert queries.look_alikes(queries.Says(), timezone.localdate()) == []


def test_a_family_that_one_does_not_work_with_cannot_be_linked(place):
    item = take(place, send(place))
    with acting_as(place.josien.pk), pytest.raises(NotAllowed):
        actions.link(item, place.village.family, by=place.josien, at=timezone.now())


def test_it_stays_in_the_queue_until_the_other_has_taken_it(place):
    ruud = place.village.ruud
    item = take(place, send(place))
    with pytest.raises(NotAllowed, match="Zoek eerst"):
        closes(place, item, Outcome.HANDED)
    family = registered(place, item)
    with pytest.raises(NotAllowed, match="Vraag eerst"):
        closes(place, item, Outcome.HANDED)
    share(family, ["contact"], by=place.josien, to=ruud.organization)
    referral = make_referral(family, by=place.josien, to=ruud.organization)
    with pytest.raises(NotAllowed, match="nog niet aangenomen"):
        closes(place, item, Outcome.HANDED, referral=referral)
    assert at_desk(place, item.pk).closed_at is None
    with acting_as(ruud.pk):
        referrals.take(referral, by=ruud, at=timezone.now())
    with acting_as(place.josien.pk):
        referral.refresh_from_db()
        assert queries.asked_for(family, place.josien) == [referral]
    closes(place, item, Outcome.HANDED, referral=referral)
    with acting_as(place.josien.pk):
        assert link_of(item).referral == referral
    assert at_desk(place, item.pk).outcome == Outcome.HANDED


def test_a_request_of_somebody_else_or_for_another_family_does_not_count(place):
    village = place.village
    item = take(place, send(place))
    family = registered(place, item)
    share(village.family, ["contact"], by=village.fatma, to=village.ruud.organization)
    other = make_referral(village.family, by=village.fatma, to=village.ruud.organization)
    with pytest.raises(NotAllowed, match="Vraag eerst"):
        closes(place, item, Outcome.HANDED, referral=other)
    other.family_id = family.pk
    with pytest.raises(NotAllowed, match="eigen organisatie"):
        closes(place, item, Outcome.HANDED, referral=other)


# --- telling the sender, and closing ---


def test_the_sender_reads_answers_and_not_the_notes_of_the_desk(place):
    item = take(place, send(place))
    with acting_as(place.josien.pk):
        actions.note(item, "Voicemail ingesproken", by=place.josien, at=timezone.now())
        actions.answer(item, "Morgen bel ik haar.", by=place.josien, at=timezone.now())
    closes(place, item, Outcome.RETURNED, "Zij wil liever met u verder.")
    with acting_as(place.hans.pk):
        told = list(Event.objects.filter(item=item).values_list("what", "note"))
        assert told == [("taken", ""), ("answered", "Morgen bel ik haar."), ("closed", "")]
        assert Item.objects.get(pk=item.pk).reason == "Zij wil liever met u verder."
    with acting_as(place.greet.pk):
        assert not Event.objects.exists()


def test_a_parent_without_account_is_not_answered_here_nor_given_back(place):
    item = take(place, at_desk(place, worry(place)))
    with acting_as(place.josien.pk), pytest.raises(NotAllowed, match="geen account"):
        actions.answer(item, "Dag", by=place.josien, at=timezone.now())
    with pytest.raises(NotAllowed, match="niemand"):
        closes(place, item, Outcome.RETURNED)


@pytest.mark.parametrize("reason", ["", " ", "a" * 1001])
def test_it_is_not_closed_without_a_reason(place, reason):
    item = take(place, send(place))
    with pytest.raises(NotAllowed):
        closes(place, item, Outcome.UNREACHED, reason)
    assert at_desk(place, item.pk).closed_at is None


def test_closed_is_closed(place):
    item = take(place, send(place))
    closes(place, item, Outcome.DECLINED)
    with pytest.raises(NotAllowed, match="al afgesloten"):
        closes(place, item, Outcome.NOTHING)
    with acting_as(place.josien.pk), pytest.raises(Error), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(reason="Iets anders")


@pytest.mark.parametrize(
    "change",
    [
        {"due_on": None},
        {"due_term": ""},
        {"outcome": "declined"},
        {"closed_at": datetime(2026, 11, 23, tzinfo=timezone.get_current_timezone())},
        {"desk": None},
        {"taken_by": None},
    ],
)
def test_nothing_falls_between_two_queues(place, change):
    """The database itself keeps it: one desk, and a last day or a reason."""
    item = take(place, send(place))
    with acting_as(place.josien.pk), pytest.raises((IntegrityError, Error)), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(**change)


@pytest.mark.parametrize(
    "change",
    ["kind = 'worry'", "consented_on = null", "sent_at = now()", "sender_id = null"],
)
def test_what_came_in_is_not_rewritten(place, change):
    item = send(place)
    refused = pytest.raises(Error)
    with acting_as(place.josien.pk), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update intake_item set {change} where id = %s", [item.pk])  # noqa: S608
    for table in ("intake_part", "intake_event"):
        with acting_as(place.josien.pk), connection.cursor() as cursor:
            cursor.execute(f"update {table} set item_id = item_id")  # noqa: S608
            assert cursor.rowcount == 0


# --- what the installation does ---


def test_old_words_are_erased_unless_a_family_was_found(place):
    gone, kept = take(place, send(place)), take(place, send(place))
    with acting_as(place.josien.pk):
        actions.note(gone, "Gebeld", by=place.josien, at=timezone.now())
    registered(place, kept)
    closes(place, gone, Outcome.DECLINED)
    closes(place, kept, Outcome.OURS)
    still = send(place)
    last = timezone.localdate() + timedelta(days=28)
    with acting_as(None):
        assert actions.erase_unlinked(last) == 0
        assert actions.erase_unlinked(last + timedelta(days=1)) == 3
        assert actions.erase_unlinked(last + timedelta(days=1)) == 0
    with acting_as(place.josien.pk):
        assert says(gone).is_erased
        assert not says(kept).is_erased
        assert not says(still).is_erased
        assert not Event.objects.exclude(note="").exists()


def test_nobody_who_signed_in_erases_anything(place):
    item = take(place, send(place))
    closes(place, item, Outcome.DECLINED)
    with acting_as(place.josien.pk):
        assert actions.erase_unlinked(timezone.localdate() + timedelta(days=99)) == 0


def test_both_sides_hear_that_something_is_late(place):
    item = send(place)
    later = timezone.localdate() + timedelta(days=30)
    with acting_as(None):
        assert queries.people_with_something_late(timezone.localdate()) == []
        assert queries.people_with_something_late(later) == sorted(
            [place.josien.pk, place.mees.pk, place.hans.pk]
        )
    take(place, item)
    with acting_as(None):
        assert queries.people_with_something_late(later) == sorted([place.josien.pk, place.hans.pk])
    with acting_as(place.village.sam.pk):
        assert queries.people_with_something_late(later) == []


def test_the_morning_jobs_run(place, monkeypatch):
    told = []
    send(place)
    monkeypatch.setattr(queries, "people_with_something_late", lambda today: [place.hans.pk])
    monkeypatch.setattr(tell_person, "defer", lambda **job: told.append(job["user_id"]))
    with acting_as(None):
        tasks.remind(0)
        tasks.erase(0)
    assert told == [place.hans.pk]


@pytest.mark.parametrize(
    "change",
    [
        {"organization": "niemand"},
        {"municipalities": ["GM9999"]},
        {"municipalities": ["GM1680", "GM1680"]},
        {"terms": {"take": {"value": 1, "unit": "weeks_gestation", "origin": "proposal"}}},
    ],
)
def test_a_desk_that_cannot_be_is_refused(place, change):
    with acting_as(None), pytest.raises(RowsRefused):
        actions.load_desks([{**DESK, **change}], at=timezone.now())


def test_a_municipality_has_one_desk_and_can_go_to_another(place):
    other = {**DESK, "code": "ander", "name": "Ander punt"}
    with acting_as(None):
        summary = actions.load_desks([other], at=timezone.now())
        assert (summary.added, summary.retired) == (1, 1)
        assert DeskArea.objects.get().desk.code == "ander"
        assert desk_now().code == "ander"
        actions.load_desks([{**other, "municipalities": []}], at=timezone.now())
        assert queries.desk_of("GM1680") is None


def test_nobody_who_signed_in_changes_a_desk(place):
    with acting_as(place.josien.pk):
        assert Desk.objects.update(name="Van mij") == 0
        assert DeskArea.objects.all().delete()[0] == 0


def test_rows_have_a_name(place):
    item = take(place, send(place))
    registered(place, item)
    with acting_as(place.josien.pk):
        models = (Desk, DeskArea, Item, Part, Event, Link)
        assert all(str(row) for model in models for row in model._default_manager.all())
