"""A referral in words: how far it is, who carries it now, and what is waited for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duizend.access.models import CATEGORY_LABELS
from duizend.access.rules import RESTRICTED
from duizend.core.charts.day_line import DayLine, Event, Mark
from duizend.core.dutch_dates import day_in_words
from duizend.core.working_days import Origin, Unit, Within
from duizend.referrals.beside import Line
from duizend.referrals.models import DEED_LABELS, STATUS_LABELS, TERM_LABELS, Referral
from duizend.referrals.rules.disclosing import LEAST
from duizend.referrals.rules.states import ENDED, Side, Status, responsible
from duizend.referrals.rules.terms import Term, is_late, should_ask_what_now

# The line of a referral is at least this long, so that its first days are not squeezed.
SHORTEST_LINE = 14
WAITING_FOR = {
    Term.ANSWER.value: gettext_lazy("answer"),
    Term.CONTACT.value: gettext_lazy("first contact"),
    Term.START.value: gettext_lazy("start"),
    Term.FEEDBACK.value: gettext_lazy("answer to the referrer"),
}


@dataclass(frozen=True)
class Pace:
    """A state as a tag: neutral, wait (late) or done, with its words."""

    words: str
    kind: str


def pace(referral: Referral, today: date) -> Pace:
    """The tag of a list: late in words, else what is waited for, else how far it is."""
    if is_late(referral.due_on, today) and referral.due_on:
        return Pace(late_in_words(referral.due_on, today), "wait")
    if referral.due_on is not None:
        return Pace(due_in_words(referral, today), "neutral")
    ended_well = referral.status in {Status.COMPLETED, Status.STARTED}
    return Pace(str(STATUS_LABELS[referral.status]), "done" if ended_well else "neutral")


def due_in_words(referral: Referral, today: date) -> str:
    """`antwoord vóór do 26 november`, or `antwoord vandaag`."""
    if referral.due_on is None:
        return ""
    what = WAITING_FOR[referral.due_term]
    if referral.due_on == today:
        return _("%(what)s today") % {"what": what}
    return _("%(what)s by %(day)s") % {"what": what, "day": day_in_words(referral.due_on, today)}


def late_in_words(due_on: date, today: date) -> str:
    days = (today - due_on).days
    return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days}


def carried_by(referral: Referral) -> str:
    """Who is responsible now: the referrer, until the receiver has taken it over."""
    status = Status(referral.status)
    sender, performer = referral.sender_organization.name, referral.performer.name
    if responsible(status) is Side.PERFORMER:
        if status is Status.COMPLETED:
            return _("%(who)s has finished the help.") % {"who": performer}
        return _("%(who)s of %(organization)s has taken it over and is responsible now.") % {
            "who": referral.taken_by,
            "organization": performer,
        }
    if status is Status.SENT:
        return _("%(sender)s stays responsible until %(performer)s has taken it over.") % {
            "sender": sender,
            "performer": performer,
        }
    return _("%(sender)s is responsible.") % {"sender": sender}


def title(referral: Referral) -> str:
    """For the sender: what was asked, or of whom."""
    return referral.offer.name if referral.offer else referral.performer.name


def attempts_in_words(referral: Referral) -> str:
    """How often contact was tried without success; nothing when it was not, or worked since."""
    count = referral.failed_attempts
    if not count or referral.contact_made or referral.status in ENDED:
        return ""
    tried = ngettext(
        "Contact was tried %(count)d time without success.",
        "Contact was tried %(count)d times without success.",
        count,
    ) % {"count": count}
    if should_ask_what_now(count):
        return " ".join([tried, _("What now? Call each other, and ask the family what works.")])
    return tried


def term_in_words(term: Term, within: Within) -> str:
    """`antwoord binnen 5 werkdagen`"""
    n = within.value
    if within.unit is Unit.WORKING_DAYS:
        how = ngettext("within %(n)d working day", "within %(n)d working days", n) % {"n": n}
    else:
        how = ngettext("within %(n)d day", "within %(n)d days", n) % {"n": n}
    return f"{TERM_LABELS[term.value]} {how}"


@dataclass(frozen=True)
class TermLine:
    """One agreed term: in words, from a source or proposed, and whether it runs now."""

    words: str
    from_source: bool
    runs: bool


def terms(referral: Referral) -> list[TermLine]:
    return [
        TermLine(
            term_in_words(term, within),
            within.origin is Origin.SOURCE,
            referral.due_term == term.value,
        )
        for term, within in referral.agreed_terms.items()
    ]


def day_line(referral: Referral, today: date) -> DayLine | None:
    """The referral as a line of days: sending is day 0. None before it was sent."""
    if referral.sent_at is None:
        return None
    sent_on = timezone.localdate(referral.sent_at)
    now = (today - sent_on).days
    events = [
        Event(
            day=(timezone.localdate(event.at) - sent_on).days,
            label=str(DEED_LABELS[event.what]),
            done=True,
            when=day_in_words(timezone.localdate(event.at), today),
        )
        for event in referral.events.all()
        if timezone.localdate(event.at) >= sent_on
    ]
    if referral.due_on is not None:
        events.append(
            Event(
                day=(referral.due_on - sent_on).days,
                label=str(WAITING_FOR[referral.due_term]),
                done=False,
                when=day_in_words(referral.due_on, today),
            )
        )
    last = max([SHORTEST_LINE, now + 1, *(event.day + 1 for event in events)])
    ended = referral.status in ENDED
    label = _("today · day %(day)d") % {"day": now}
    return DayLine(
        first=0,
        last=last,
        today=None if ended else now,
        today_label=label,
        marks=[
            Mark(0, _("sent")),
            Mark(last, day_in_words(sent_on + timedelta(days=last), today)),
        ],
        events=events,
        words=_sent_in_words(sent_on, today),
    )


def _sent_in_words(sent_on: date, today: date) -> str:
    days = (today - sent_on).days
    if days <= 0:
        return _("Sent today.")
    said = ngettext(
        "Sent on %(day)s, %(days)d day ago.", "Sent on %(day)s, %(days)d days ago.", days
    )
    return said % {"day": day_in_words(sent_on, today), "days": days}


def history(referral: Referral, more: Iterable[Line] = ()) -> list[Line]:
    """What happened, in the order of time; `more` is what other modules know of it."""
    told = [
        Line(
            event.at,
            str(DEED_LABELS[event.what]),
            f"{event.by.full_name}, {event.by_organization.name}",
            event.note,
        )
        for event in referral.events.all()
    ]
    return sorted([*told, *more], key=lambda line: line.at)


@dataclass(frozen=True)
class SpokenFactor:
    """A signal as it was told on, with its day in words."""

    label: str
    kind: str
    day: str


@dataclass(frozen=True)
class ToldPart:
    """One category of what was told, contact apart."""

    label: str
    shielded: bool
    due_on: date | None
    born_on: date | None
    factors: list[SpokenFactor]


def parts_in_words(parts: Mapping[str, Mapping[str, Any]], today: date) -> list[ToldPart]:
    """What was told beside name and contact, in the order of the categories."""

    def day(value: str | None) -> date | None:
        return date.fromisoformat(value) if value else None

    return [
        ToldPart(
            label=str(label),
            shielded=code in RESTRICTED,
            due_on=day(parts[code].get("due_date")),
            born_on=day(parts[code].get("born_on")),
            factors=[
                SpokenFactor(
                    signal["label"],
                    signal["kind"],
                    day_in_words(date.fromisoformat(signal["day"]), today),
                )
                for signal in parts[code].get("signals", ())
            ],
        )
        for code, label in CATEGORY_LABELS.items()
        if code in parts and code != LEAST
    ]
