"""Making a picture: kept at once, kept once, and by whom it may."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families import actions as families
from duizend.families.models import Person
from duizend.portraits import actions
from duizend.portraits.models import Mark, Portrait, Statement
from duizend.portraits.permissions import check_can_look
from duizend.portraits.queries import pictures
from duizend.portraits.rules.codes import Picture, Status
from duizend.portraits.rules.words import digest
from tests.db.portraits.drawn import samira
from tests.people import leaves_the_team, share

HELPS = actions.Words("Haar moeder helpt", "Een avond vrij", "soon")


@pytest.fixture
def begun(drawn):
    """A new web and a new triangle, by Fatma."""
    fatma, at = drawn.fatma, timezone.now()
    with acting_as(fatma.pk):
        web = actions.start(
            uuid4(), drawn.family, Picture.WEB, samira(drawn.village), by=fatma, at=at
        )
        triangle = actions.start(uuid4(), drawn.family, Picture.TRIANGLE, by=fatma, at=at)
    return web, triangle


def mark(drawn, portrait, theme, value, by=None):
    by = by or drawn.fatma
    with acting_as(by.pk):
        return actions.set_mark(portrait.pk, theme, value, by=by, at=timezone.now())


def say(drawn, portrait, theme, words, voice="parent", by=None, was=None):
    by = by or drawn.fatma
    with acting_as(by.pk):
        return actions.say(portrait.pk, theme, voice, words, was=was, by=by, at=timezone.now())


def deeds(drawn, action, portrait):
    with acting_as(drawn.fatma.pk):
        return AuditEvent.objects.filter(action=action, entity__contains=str(portrait.pk)).count()


def test_beginning_twice_goes_on_with_the_same_draft(drawn, begun):
    web, triangle = begun
    fatma = drawn.fatma
    with acting_as(fatma.pk):
        again = actions.start(
            uuid4(), drawn.family, Picture.WEB, samira(drawn.village), by=fatma, at=timezone.now()
        )
        karim = Person.objects.get(family=drawn.family, role="partner")
        other = actions.start(
            uuid4(), drawn.family, Picture.WEB, karim, by=fatma, at=timezone.now()
        )
    assert again.pk == web.pk
    assert other.pk not in (web.pk, triangle.pk)
    with acting_as(fatma.pk), pytest.raises(IntegrityError), transaction.atomic():
        Portrait(
            family=drawn.family,
            picture=Picture.TRIANGLE,
            recorder=fatma,
            recorder_organization=fatma.organization,
            recorded=timezone.now(),
        ).save(force_insert=True)


def test_a_web_is_drawn_by_a_parent_and_a_triangle_together(drawn):
    fatma = drawn.fatma
    with acting_as(fatma.pk):
        neighbour = drawn.family.people.get(role="network")
        mother = samira(drawn.village)
    for picture, person in (
        (Picture.WEB, None),
        (Picture.WEB, neighbour),
        (Picture.TRIANGLE, mother),
    ):
        with acting_as(fatma.pk), pytest.raises(NotAllowed):
            actions.start(uuid4(), drawn.family, picture, person, by=fatma, at=timezone.now())


def test_a_mark_is_kept_once_and_can_be_left_open_again(drawn, begun):
    web, _triangle = begun
    assert mark(drawn, web, "web_geld", 3).is_changed
    assert not mark(drawn, web, "web_geld", 3).is_changed
    assert mark(drawn, web, "web_geld", None).is_changed
    assert not mark(drawn, web, "web_wonen", None).is_changed
    with acting_as(drawn.fatma.pk):
        assert pictures.marks([web])[web.pk] == {}
        assert Mark.objects.filter(portrait=web).count() == 1
    assert deeds(drawn, "portraits.mark", web) == 2


@pytest.mark.parametrize("value", [-1, 11])
def test_a_mark_beyond_the_axis_is_refused(drawn, begun, value):
    with pytest.raises(NotAllowed, match="0 tot en met 10"):
        mark(drawn, begun[0], "web_geld", value)


def test_the_database_refuses_it_too(drawn, begun):
    mark(drawn, begun[0], "web_geld", 3)
    with acting_as(drawn.fatma.pk), pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.filter(portrait=begun[0]).update(value=11)


def test_each_mark_stands_in_the_category_of_its_life_domain(drawn):
    with acting_as(drawn.fatma.pk):
        found = dict(Mark.objects.filter(portrait=drawn.web).values_list("theme_id", "category"))
    assert found == {
        "web_lijf": "health",
        "web_gevoel": "mental",
        "web_geld": "money",
        "web_wonen": "housing",
    }


def test_words_are_kept_trimmed_and_once(drawn, begun):
    _web, triangle = begun
    wide = actions.Words("  Haar moeder\r\n helpt ", "Een avond vrij", "soon")
    assert say(drawn, triangle, "om_mensen", wide).is_changed
    assert not say(drawn, triangle, "om_mensen", HELPS).is_changed
    with acting_as(drawn.fatma.pk):
        row = Statement.objects.get(portrait=triangle)
    assert (row.goes_well, row.category, row.voice) == ("Haar moeder helpt", "network", "parent")
    assert deeds(drawn, "portraits.say", triangle) == 1


def test_two_voices_stand_beside_each_other(drawn, begun):
    _web, triangle = begun
    say(drawn, triangle, "om_mensen", HELPS)
    say(drawn, triangle, "om_mensen", actions.Words("Jullie vragen hulp"), "professional")
    with acting_as(drawn.fatma.pk):
        said = pictures.statements([triangle])[triangle.pk]
    assert said["om_mensen", "parent"].goes_well == "Haar moeder helpt"
    assert said["om_mensen", "professional"].goes_well == "Jullie vragen hulp"


def test_what_another_window_kept_is_told_and_nothing_is_lost(drawn, begun):
    _web, triangle = begun
    empty = digest(actions.Words())
    assert say(drawn, triangle, "om_mensen", HELPS, was=empty).before is None
    kept = say(drawn, triangle, "om_mensen", actions.Words("Els helpt"), was=empty)
    assert kept.before == HELPS
    same = say(drawn, triangle, "om_mensen", actions.Words("Els"), was=digest(kept.before))
    assert same.before == actions.Words("Els helpt")


@pytest.mark.parametrize(
    ("theme", "voice", "words"),
    [
        ("om_mensen", "buurvrouw", HELPS),
        ("om_mensen", "parent", actions.Words(urgency="gisteren")),
        ("om_mensen", "parent", actions.Words("a" * 101)),
        ("om_mensen", "parent", actions.Words(wish="a" * 101)),
        ("om_mensen", "parent", actions.Words("Ja", concept="debts")),
        ("om_mensen", "parent", actions.Words("Ja", concept="domestic_violence")),
        ("om_mensen", "parent", actions.Words("Ja", concept="nergens")),
        ("web_geld", "parent", HELPS),
        ("nergens", "parent", HELPS),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(drawn, begun, theme, voice, words):
    with pytest.raises(NotAllowed):
        say(drawn, begun[1], theme, words, voice)
    with acting_as(drawn.fatma.pk):
        assert not Statement.objects.filter(portrait=begun[1]).exists()


def test_words_do_not_land_on_a_web_and_marks_not_on_a_triangle(drawn, begun):
    web, triangle = begun
    with pytest.raises(NotAllowed):
        say(drawn, web, "om_mensen", HELPS)
    with pytest.raises(NotAllowed):
        mark(drawn, triangle, "web_geld", 3)


def test_an_empty_picture_is_not_ready(drawn, begun):
    web, triangle = begun
    mark(drawn, web, "web_geld", 3)
    mark(drawn, web, "web_geld", None)
    say(drawn, triangle, "om_mensen", HELPS)
    say(drawn, triangle, "om_mensen", actions.Words())
    for portrait in begun:
        with acting_as(drawn.fatma.pk), pytest.raises(NotAllowed, match="Er staat nog niets"):
            actions.finish(portrait, by=drawn.fatma, at=timezone.now())


def test_a_mark_at_zero_is_a_mark(drawn, begun):
    mark(drawn, begun[0], "web_geld", 0)
    with acting_as(drawn.fatma.pk):
        done = actions.finish(begun[0], by=drawn.fatma, at=timezone.now())
    assert done.status == Status.FINISHED


def test_ready_twice_is_ready_once_and_stays_as_it_is(drawn):
    fatma = drawn.fatma
    with acting_as(fatma.pk):
        again = actions.finish(drawn.web, by=fatma, at=timezone.now())
    assert again.ended == drawn.web.ended
    assert deeds(drawn, "portraits.finish", again) == 1
    with pytest.raises(NotAllowed, match="klaar"):
        mark(drawn, drawn.web, "web_geld", 9)
    with pytest.raises(NotAllowed, match="klaar"):
        say(drawn, drawn.triangle, "om_mensen", HELPS)


def test_what_was_entered_in_error_is_put_aside_with_its_reason(drawn):
    fatma = drawn.fatma
    with acting_as(fatma.pk):
        with pytest.raises(NotAllowed, match="niet klopte"):
            actions.enter_in_error(drawn.web, "  ", by=fatma, at=timezone.now())
        actions.enter_in_error(drawn.web, "Ander gezin", by=fatma, at=timezone.now())
        assert not pictures.pictures(drawn.family, fatma, Picture.WEB).exists()
        (aside,) = pictures.put_aside(drawn.family, fatma, Picture.WEB)
        assert aside.end_reason == "Ander gezin"
        with pytest.raises(NotAllowed, match="al opzij"):
            actions.enter_in_error(drawn.web, "Nog eens", by=fatma, at=timezone.now())
        with pytest.raises(NotAllowed):
            actions.finish(drawn.web, by=fatma, at=timezone.now())


def test_only_who_made_it_draws_on_it(drawn, begun):
    """Noor is in the team, of another organisation; Kim is a colleague outside the team."""
    web, triangle = begun
    village = drawn.village
    leaves_the_team(drawn.family, village.yara)
    for by in (village.noor, village.kim, village.sam, village.petra, village.yara):
        for attempt in (
            lambda by=by: mark(drawn, web, "web_geld", 3, by=by),
            lambda by=by: say(drawn, triangle, "om_mensen", HELPS, by=by),
        ):
            with pytest.raises((NotAllowed, Portrait.DoesNotExist)):
                attempt()
        with acting_as(by.pk), pytest.raises((NotAllowed, Portrait.DoesNotExist)):
            actions.finish(drawn.web, by=by, at=timezone.now())
        with acting_as(by.pk), pytest.raises((NotAllowed, Portrait.DoesNotExist)):
            actions.enter_in_error(drawn.web, "Zomaar", by=by, at=timezone.now())


def test_who_was_told_what_stands_on_it_does_not_draw_on_it(drawn, begun):
    noor = drawn.village.noor
    mark(drawn, begun[0], "web_geld", 3)
    share(drawn.family, ["money"], by=drawn.fatma, to=noor.organization)
    with pytest.raises(NotAllowed, match="andere organisatie"):
        mark(drawn, begun[0], "web_geld", 9, by=noor)
    with acting_as(noor.pk), pytest.raises(NotAllowed, match="andere organisatie"):
        actions.enter_in_error(drawn.web, "Zomaar", by=noor, at=timezone.now())


@pytest.mark.parametrize(
    ("who", "may"),
    [("fatma", True), ("noor", True), ("yara", True), ("kim", False), ("sam", False)],
)
def test_who_works_with_the_family_looks_along_and_begins(drawn, who, may):
    by = getattr(drawn.village, who)

    def begin():
        actions.start(uuid4(), drawn.family, Picture.TRIANGLE, by=by, at=timezone.now())

    for attempt in (begin, lambda: check_can_look(by, drawn.family)):
        with acting_as(by.pk):
            if may:
                attempt()
            else:
                with pytest.raises(NotAllowed):
                    attempt()


def test_a_closed_family_is_not_drawn_on(drawn, begun):
    fatma = drawn.fatma
    with acting_as(fatma.pk):
        drawn.family.closed_on = timezone.localdate() - timedelta(days=1)
        drawn.family.save(update_fields=["closed_on"])
    with pytest.raises(NotAllowed):
        mark(drawn, begun[0], "web_geld", 3)


def test_who_left_the_family_no_longer_draws_but_the_drawing_stays(drawn):
    fatma, at = drawn.fatma, timezone.now()
    with acting_as(fatma.pk):
        karim = drawn.family.people.get(role="partner")
        web = actions.start(uuid4(), drawn.family, Picture.WEB, karim, by=fatma, at=at)
        actions.set_mark(web.pk, "web_geld", 6, by=fatma, at=at)
        actions.finish(web, by=fatma, at=at)
        families.person_left(karim, timezone.localdate(), by=fatma, at=at)
        assert karim not in pictures.drawers(drawn.family)
        assert pictures.pictures(drawn.family, fatma, Picture.WEB).filter(person=karim).exists()
        with pytest.raises(NotAllowed, match="Kies een ouder"):
            actions.start(uuid4(), drawn.family, Picture.WEB, karim, by=fatma, at=at)
