"""A referral in words. Built in memory: nothing is asked of a database."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from duizend.access.models import Organization, User
from duizend.core.charts.day_line import DayLine
from duizend.core.working_days import Unit, Within
from duizend.directory.models import Offer
from duizend.referrals import words
from duizend.referrals.models import Referral
from duizend.referrals.rules.states import Status
from duizend.referrals.rules.terms import Term

TODAY = date(2026, 11, 23)
SENT = datetime(2026, 11, 19, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


def referral(status=Status.SENT, **changes):
    made = Referral(
        sender_organization=Organization(name="De Wieg"),
        performer=Organization(name="De Brug"),
        status=status,
        sent_at=SENT,
        **changes,
    )
    setattr(made, "_prefetched_objects_cache", {"events": []})  # noqa: B010 - not typed
    return made


@pytest.mark.parametrize(
    ("due_on", "said", "kind"),
    [
        (date(2026, 11, 26), "antwoord uiterlijk do 26 november", "neutral"),
        (TODAY, "antwoord vandaag", "neutral"),
        (date(2026, 11, 22), "1 dag te laat", "wait"),
        (date(2026, 11, 13), "10 dagen te laat", "wait"),
    ],
)
def test_what_is_waited_for_reads_as_it_is_said(due_on, said, kind):
    pace = words.pace(referral(due_term="answer", due_on=due_on), TODAY)
    assert (pace.words, pace.kind) == (said, kind)


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        (Status.DRAFT, "nog niet verstuurd", "neutral"),
        (Status.STARTED, "gestart", "done"),
        (Status.COMPLETED, "afgerond", "done"),
        (Status.DECLINED, "geweigerd", "neutral"),
        (Status.WITHDRAWN, "ingetrokken", "neutral"),
    ],
)
def test_when_nobody_waits_it_says_how_far_it_is(status, said, kind):
    pace = words.pace(referral(status), TODAY)
    assert (pace.words, pace.kind) == (said, kind)
    assert words.due_in_words(referral(status), TODAY) == ""


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.DRAFT, "De Wieg is verantwoordelijk."),
        (Status.SENT, "De Wieg blijft verantwoordelijk tot De Brug het heeft overgenomen."),
        (
            Status.TAKEN,
            "Ruud Klein van De Brug heeft het overgenomen en is nu verantwoordelijk.",
        ),
        (Status.COMPLETED, "De Brug heeft de hulp afgerond."),
        (Status.DECLINED, "De Wieg is verantwoordelijk."),
    ],
)
def test_it_says_who_is_responsible(status, said):
    ruud = User(given_name="Ruud", family_name="Klein")
    assert words.carried_by(referral(status, taken_by=ruud)) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"failed_attempts": 1}, "Contact is 1 keer niet gelukt."),
        (
            {"failed_attempts": 3},
            "Contact is 3 keer niet gelukt. Wat nu? Bel elkaar, en vraag het gezin wat wel werkt.",
        ),
        ({"failed_attempts": 3, "contact_made": True}, ""),
        ({"failed_attempts": 3, "status": Status.DECLINED}, ""),
    ],
)
def test_failed_attempts_are_said_until_contact_is_made(changes, said):
    assert words.attempts_in_words(referral(**{"status": Status.TAKEN, **changes})) == said


def test_it_is_called_after_the_offer_or_else_after_who_was_asked():
    assert words.title(referral()) == "De Brug"
    assert words.title(referral(offer=Offer(name="Schuldhulp"))) == "Schuldhulp"


@pytest.mark.parametrize(
    ("within", "said"),
    [
        (Within(5, Unit.WORKING_DAYS), "antwoord binnen 5 werkdagen"),
        (Within(14, Unit.DAYS), "antwoord binnen 14 dagen"),
    ],
)
def test_a_term_reads_as_it_was_agreed(within, said):
    assert words.term_in_words(Term.ANSWER, within) == said


def drawn(one: Referral, today: date) -> DayLine:
    line = words.day_line(one, today)
    assert line is not None
    return line


def test_the_line_counts_days_from_the_sending():
    line = drawn(referral(due_term="answer", due_on=date(2026, 11, 26)), TODAY)
    assert (line.first, line.today, line.last) == (0, 4, 14)
    assert line.words == "Verstuurd op do 19 november, 4 dagen geleden."
    assert [(event.day, event.done) for event in line.events] == [(7, False)]
    today = drawn(referral(), TODAY - timedelta(days=4))
    assert today.words == "Vandaag verstuurd."


def test_what_ended_has_no_today_and_a_draft_no_line():
    assert drawn(referral(Status.COMPLETED), TODAY).today is None
    draft = referral(Status.DRAFT)
    draft.sent_at = None
    assert words.day_line(draft, TODAY) is None


def test_what_was_told_reads_per_category():
    told: dict[str, dict[str, Any]] = {
        "contact": {"parent": "Samira"},
        "safety": {"signals": [{"kind": "risk", "label": "onveilig", "day": "2026-11-20"}]},
        "pregnancy": {"due_date": "2027-02-19", "born_on": None},
    }
    pregnancy, safety = words.parts_in_words(told, TODAY)
    assert (pregnancy.label, pregnancy.due_on, pregnancy.shielded) == (
        "Zwangerschap",
        date(2027, 2, 19),
        False,
    )
    assert (safety.shielded, safety.factors[0].day) == (True, "vr 20 november")
