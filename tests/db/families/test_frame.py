"""The frame around every page of a family."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from duizend.core.charts.day_line import Event
from duizend.core.rls import acting_as
from duizend.families import actions
from duizend.families.queries import Moment, day_line, page_context, second_birthday
from duizend.families.rules.time import Phase
from tests.people import DUE, TODAY, make_village, share

TABS = (
    ("overview", "workspace:family"),
    ("signals", "signals:list"),
    ("appraisal", "signals:appraise"),
    ("route", "pathways:route"),
    ("consent", "consents:list"),
    ("referrals", "referrals:list"),
    ("plan", "plans:plan"),
    ("log", "workspace:log"),
)


def framed(family, user, tab="signals"):
    request = RequestFactory().get("/")
    request.user, request.session = user, SessionStore()
    with acting_as(user.pk):
        return render_to_string(
            "families/page.html", page_context(family, user, TODAY, tab=tab), request
        )


def test_the_frame_says_who_where_and_how_far():
    village = make_village()
    page = framed(village.family, village.fatma)
    for words in ("El Amrani \u2013 Bos", "Aa en Hunze", "19 februari 2027", "27"):
        assert words in page
    assert page.count("dz-line__today") == 1


@pytest.mark.parametrize(("tab", "name"), TABS)
def test_the_tab_of_the_page_is_marked(tab, name):
    village = make_village()
    page = framed(village.family, village.fatma, tab)
    address = reverse(name, args=[village.family.pk])
    assert f'<a href="{address}" aria-current="page">' in page


def test_only_the_overview_has_the_name_as_its_heading():
    village = make_village()
    assert "<h1" in framed(village.family, village.fatma, "overview")
    assert "<h1" not in framed(village.family, village.fatma, "plan")


def test_who_may_not_know_the_pregnancy_sees_no_date_and_no_line():
    village = make_village()
    page = framed(village.family, village.noor)
    assert "2027" not in page
    assert "dz-line" not in page
    share(village.family, ["pregnancy"], by=village.fatma, to=village.noor.organization)
    assert "19 februari 2027" in framed(village.family, village.noor)


def test_looking_in_by_the_emergency_door_is_said_on_every_page():
    village = make_village()
    with acting_as(village.kim.pk):
        relation = actions.use_emergency_access(
            village.family.pk, "nu", by=village.kim, at=timezone.now()
        )
    until = timezone.localtime(relation.period_end)
    page = framed(village.family, village.kim)
    assert "dz-alert--shielded" in page
    assert f"{until.hour}.{until.minute:02d}" in page
    assert "dz-alert--shielded" not in framed(village.family, village.fatma)


def test_the_frame_costs_two_queries(django_assert_num_queries):
    village = make_village()
    events = [Event(day=-150, label="Startgesprek", done=True)]
    with acting_as(village.fatma.pk), django_assert_num_queries(2):
        context = page_context(village.family, village.fatma, TODAY, tab="plan", events=events)
    assert context["day_line"].events == events


@pytest.mark.parametrize(
    ("now", "first", "today", "words"),
    [
        (Moment(DUE, None, Phase.PREGNANCY), -280, -88, "27"),
        # Three weeks early: the line begins where the pregnancy did.
        (Moment(DUE, DUE - timedelta(days=21), Phase.CHILD), -259, -67, "27"),
        (Moment(None, TODAY - timedelta(days=30), Phase.POSTPARTUM), -280, 30, "4"),
        # A day before the pregnancy began: no weeks to say, and the dot stands at the start.
        (Moment(TODAY + timedelta(days=290), None, Phase.PREGNANCY), -280, -290, ""),
    ],
)
def test_the_line_begins_with_the_pregnancy_and_ends_at_two_years(now, first, today, words):
    line = day_line(now, TODAY)
    assert line is not None
    assert (line.first, line.last, line.today) == (first, 730, today)
    assert words in line.today_label


def test_without_dates_there_is_no_line_and_no_second_birthday():
    nothing = Moment(None, None, Phase.PRECONCEPTION)
    assert day_line(nothing, TODAY) is None
    assert second_birthday(nothing) is None
    assert second_birthday(Moment(DUE, None, Phase.PREGNANCY)) == DUE + timedelta(days=730)
