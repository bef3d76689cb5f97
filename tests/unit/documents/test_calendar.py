"""A calendar entry: the right moment in every season, in the form of RFC 5545, without names."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.documents.rules.calendar import Appointment, as_calendar

HERE = ZoneInfo("Europe/Amsterdam")
ONE = Appointment(
    uid="7f0c2c1e-0000-4000-8000-000000000001@duizend",
    start=datetime(2026, 12, 3, 10, 30, tzinfo=HERE),
    minutes=45,
    summary="Huisbezoek",
    description="Log in bij duizend om te zien met wie en waar.",
    url="https://duizend.example.nl/",
    made_at=datetime(2026, 11, 23, 9, 30, tzinfo=HERE),
)
FIRST = datetime(1997, 1, 1, tzinfo=UTC)
moments = st.integers(0, 63 * 365 * 24 * 3600).map(lambda n: FIRST + timedelta(seconds=n))


def unfolded(file: str) -> dict[str, str]:
    """Name (with parameters) -> value of the event, as a calendar reads it."""
    assert file.endswith("\r\n")
    lines = file.replace("\r\n ", "").split("\r\n")
    event = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    return dict(line.split(":", 1) for line in event)


def start_of(file: str) -> datetime:
    found = unfolded(file)
    if (utc := found.get("DTSTART")) is not None:
        return datetime.strptime(utc, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    local = found["DTSTART;TZID=Europe/Amsterdam"]
    return datetime.strptime(local, "%Y%m%dT%H%M%S").replace(tzinfo=HERE)


def test_the_whole_file():
    assert as_calendar(ONE).replace("\r\n", "\n") == (
        "BEGIN:VCALENDAR\n"
        "VERSION:2.0\n"
        "PRODID:-//duizend//agenda//NL\n"
        "CALSCALE:GREGORIAN\n"
        "METHOD:PUBLISH\n"
        "BEGIN:VTIMEZONE\n"
        "TZID:Europe/Amsterdam\n"
        "BEGIN:DAYLIGHT\n"
        "DTSTART:19960331T020000\n"
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n"
        "TZOFFSETFROM:+0100\n"
        "TZOFFSETTO:+0200\n"
        "TZNAME:CEST\n"
        "END:DAYLIGHT\n"
        "BEGIN:STANDARD\n"
        "DTSTART:19961027T030000\n"
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n"
        "TZOFFSETFROM:+0200\n"
        "TZOFFSETTO:+0100\n"
        "TZNAME:CET\n"
        "END:STANDARD\n"
        "END:VTIMEZONE\n"
        "BEGIN:VEVENT\n"
        "UID:7f0c2c1e-0000-4000-8000-000000000001@duizend\n"
        "DTSTAMP:20261123T083000Z\n"
        "DTSTART;TZID=Europe/Amsterdam:20261203T103000\n"
        "DURATION:PT45M\n"
        "SEQUENCE:0\n"
        "STATUS:CONFIRMED\n"
        "CLASS:PRIVATE\n"
        "SUMMARY:Huisbezoek\n"
        "DESCRIPTION:Log in bij duizend om te zien met wie en waar.\n"
        "URL:https://duizend.example.nl/\n"
        "END:VEVENT\n"
        "END:VCALENDAR\n"
    )


def test_what_was_cancelled_leaves_the_calendar():
    found = as_calendar(replace(ONE, cancelled=True, sequence=2))
    assert "\r\nMETHOD:CANCEL\r\n" in found
    assert unfolded(found)["STATUS"] == "CANCELLED"
    assert unfolded(found)["SEQUENCE"] == "2"


@pytest.mark.parametrize(
    ("utc", "written"),
    [
        ("2027-03-28T00:30", "DTSTART;TZID=Europe/Amsterdam:20270328T013000"),
        ("2027-03-28T01:00", "DTSTART;TZID=Europe/Amsterdam:20270328T030000"),
        ("2026-10-25T00:30", "DTSTART;TZID=Europe/Amsterdam:20261025T023000"),
        # The same hour on the clock, for the second time.
        ("2026-10-25T01:30", "DTSTART:20261025T013000Z"),
        ("2026-10-25T02:00", "DTSTART;TZID=Europe/Amsterdam:20261025T030000"),
    ],
)
def test_around_the_change_of_the_clock(utc, written):
    start = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert f"\r\n{written}\r\n" in as_calendar(replace(ONE, start=start))


@given(moments)
def test_every_moment_comes_back_as_itself(moment):
    assert start_of(as_calendar(replace(ONE, start=moment))) == moment


@given(moments, st.sampled_from([timedelta(0), timedelta(hours=-5), timedelta(hours=9)]))
def test_it_does_not_matter_where_it_was_planned(moment, away):
    elsewhere = moment.astimezone(timezone(away))
    assert as_calendar(replace(ONE, start=elsewhere)) == as_calendar(replace(ONE, start=moment))


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=300))
def test_lines_are_short_and_come_back_whole(text):
    file = as_calendar(replace(ONE, description=text))
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    read = unfolded(file)["DESCRIPTION"]
    for written, plain in (("\\n", "\n"), ("\\,", ","), ("\\;", ";")):
        read = read.replace("\\\\", "\0").replace(written, plain)
    assert read.replace("\0", "\\") == text


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        as_calendar(replace(ONE, start=ONE.start.replace(tzinfo=None)))
