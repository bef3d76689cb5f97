"""An appointment as a calendar file (RFC 5545) that names nobody.

A calendar is shown on telephones, in cars and to colleagues. So there is a time, a kind of
contact and the way back to the product; no name, no address, no reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

HERE = "Europe/Amsterdam"
_ZONE = ZoneInfo(HERE)
# RFC 5545 §3.1: at most 75 octets a line, without its end.
LONGEST_LINE = 75
# The rules of this time zone since 1996 (Directive 2000/84/EC): last Sunday of March and October.
_ZONE_LINES = (
    "BEGIN:VTIMEZONE",
    f"TZID:{HERE}",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True)
class Appointment:
    """uid: the same for every file of this appointment, so that a later one takes its place.

    minutes: how long. sequence: how often it was moved or cancelled. url: into the product.
    """

    uid: str
    start: datetime
    minutes: int
    summary: str
    description: str
    url: str
    made_at: datetime
    sequence: int = 0
    cancelled: bool = False


def as_calendar(appointment: Appointment) -> str:
    """The file, lines ended by CR LF. Raises ValueError for a start without a time zone."""
    return "".join(f"{_folded(line)}\r\n" for line in _lines(appointment))


def _lines(one: Appointment) -> Iterator[str]:
    yield from (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//duizend//agenda//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:CANCEL" if one.cancelled else "METHOD:PUBLISH",
    )
    yield from _ZONE_LINES
    yield from (
        "BEGIN:VEVENT",
        f"UID:{_escaped(one.uid)}",
        f"DTSTAMP:{_in_utc(one.made_at)}",
        _start(one.start),
        f"DURATION:PT{one.minutes}M",
        f"SEQUENCE:{one.sequence}",
        "STATUS:CANCELLED" if one.cancelled else "STATUS:CONFIRMED",
        "CLASS:PRIVATE",
        f"SUMMARY:{_escaped(one.summary)}",
        f"DESCRIPTION:{_escaped(one.description)}",
        f"URL:{one.url}",
        "END:VEVENT",
        "END:VCALENDAR",
    )


def _start(start: datetime) -> str:
    """On the clock here; the hour that comes twice in October has two names only in UTC."""
    if start.tzinfo is None:
        raise ValueError("A calendar needs to know the time zone of a moment.")
    local = start.astimezone(_ZONE)
    if local.fold:
        return f"DTSTART:{_in_utc(start)}"
    return f"DTSTART;TZID={HERE}:{local:%Y%m%dT%H%M%S}"


def _in_utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """A value of type TEXT (RFC 5545 §3.3.11)."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def _folded(line: str) -> str:
    """Long lines go on with a space on the next; never in the middle of a letter."""
    found: list[str] = []
    current = ""
    for letter in line:
        room = LONGEST_LINE - (1 if found else 0)
        if len((current + letter).encode()) > room:
            found.append(current)
            current = ""
        current += letter
    return "\r\n ".join([*found, current])
