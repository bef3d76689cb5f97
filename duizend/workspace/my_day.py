"""My day: what asks something of me today, in the order in which it cannot wait.

Never in order of how much weighs on a family: only by what was agreed and when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.access.models import User
from duizend.core.dutch_dates import day_in_words, time_in_words
from duizend.families.queries import Mine, families_of
from duizend.flags import queries as flags
from duizend.plans import queries as plans
from duizend.plans.models import NoticeKind
from duizend.referrals import queries as referrals
from duizend.referrals.models import Referral
from duizend.referrals.rules.states import Status
from duizend.signals import queries as signals
from duizend.visits import queries as visits
from duizend.visits.models import Visit
from duizend.workspace.at_the_desk import at_the_desk
from duizend.workspace.home_visits import home_visits
from duizend.workspace.lines import MOST_OF_A_KIND, NUMBERS, Line, sub, until
from duizend.workspace.silence import asked_elsewhere, late_elsewhere, own_questions, silent

# How long an answer stays on the page after it came.
ANSWERS_STAY = timedelta(days=7)


@dataclass(frozen=True)
class WeekDay:
    """A working day of this week and how many contacts are planned."""

    day: date
    name: str
    contacts: int
    is_today: bool


@dataclass(frozen=True)
class MyDay:
    """lines: what asks something now. heard: what others answered. week: contacts per day."""

    lines: list[Line]
    heard: list[Line]
    week: list[WeekDay]

    @property
    def in_a_sentence(self) -> str:
        if not self.lines:
            return _("Nothing waits for you now.")
        return ngettext(
            "One thing asks something of you today.",
            "%(count)s things ask something of you today.",
            len(self.lines),
        ) % {"count": NUMBERS.get(len(self.lines), str(len(self.lines)))}


def my_day(user: User, now: datetime) -> MyDay:
    """Everything for this page, in a number of queries that does not grow with the lists."""
    today = timezone.localdate(now)
    mine = families_of(user)
    planned = list(visits.of_week(user, today, mine.ids))
    elsewhere = asked_elsewhere(user, mine, today)
    lines = [
        *_talks(user, today),
        *_notices(user, mine),
        *_visits(planned, mine, today),
        *_asked_of_us(user, today),
        *late_elsewhere(elsewhere, mine, today),
        *own_questions(elsewhere, mine, today),
        *silent(user, elsewhere, mine, today),
        *at_the_desk(user, today),
        *home_visits(user, mine, today),
        *_coordination(user, mine),
        *_tasks(user, mine, today),
        *_to_weigh_again(user, mine, today),
        *_to_record(user, mine, today),
    ]
    return MyDay(lines, list(_heard(user, mine, now)), _week(planned, today))


def _notices(user: User, mine: Mine) -> Iterator[Line]:
    for notice in plans.notices_for(user, mine.ids)[:MOST_OF_A_KIND]:
        emergency = notice.kind == NoticeKind.EMERGENCY
        yield Line(
            icon="emergency" if emergency else "message",
            title=notice.get_kind_display().capitalize(),
            sub=sub(mine.names[notice.family_id], notice.recorder.full_name),
            url=reverse("workspace:log", args=[notice.family_id])
            if emergency
            else reverse("plans:plan", args=[notice.family_id]),
            kind="warm",
            seen_url=reverse("plans:read_notice", args=[notice.pk]),
        )


def _talks(user: User, today: date) -> Iterator[Line]:
    """What an answer asks today, first of all; in words that may be seen by anybody."""
    for asked in flags.asked_of(user)[:MOST_OF_A_KIND]:
        yield Line(
            icon="message",
            title=_("A colleague asks something of you today"),
            sub=sub(asked.family.name, asked.recorder.full_name),
            url=reverse("flags:flag", args=[asked.family_id, asked.flag_id]),
            tag=_("yes or no"),
            tag_kind="wait",
            kind="warm",
        )
    for waiting in flags.waiting_for(user, MOST_OF_A_KIND):
        flag = waiting.flag
        yield Line(
            icon="message",
            title=_("A talk asks something of you today"),
            sub=sub(
                flag.family.name,
                _("a colleague was asked") if waiting.colleague_was_asked else "",
            ),
            url=reverse("flags:flag", args=[flag.family_id, flag.pk]),
            tag=until(timezone.localdate(flag.recorded), today),
            tag_kind="wait",
            kind="warm",
        )


def _visits(planned: Iterable[Visit], mine: Mine, today: date) -> Iterator[Line]:
    for visit in planned:
        if timezone.localdate(visit.start) == today and visit.is_planned:
            yield Line(
                icon="home",
                title=f"{visit.get_kind_display()} {time_in_words(visit.start)}".capitalize(),
                sub=sub(mine.names[visit.family_id], visit.with_whom, visit.place),
                url=reverse("workspace:family", args=[visit.family_id]),
                tag=_("today"),
            )


def _asked_of_us(user: User, today: date) -> Iterator[Line]:
    """New for my organisation; and what I took and is past its day."""
    for referral in referrals.waiting_for_us(user, today)[:MOST_OF_A_KIND]:
        new, told = referral.status == Status.SENT, referrals.told(referral)
        title = _("Request from %(organization)s") if new else _("Report back to %(organization)s")
        yield Line(
            icon="arrow-right" if new else "attention",
            title=title % {"organization": referral.sender_organization.name},
            # Without consent one sees that something came, not what.
            sub=sub(told.family_name, _offer(referral))
            if told.can_read or not new
            else _("the consent has ended; call who asked"),
            url=reverse("referrals:received", args=[referral.pk]),
            tag=until(referral.due_on, today),
            tag_kind="wait",
            kind="warm",
        )


def _coordination(user: User, mine: Mine) -> Iterator[Line]:
    for asked in plans.coordination_proposed_to(user, mine.ids)[:MOST_OF_A_KIND]:
        yield Line(
            icon="person",
            title=_("Will you coordinate?"),
            sub=sub(mine.names[asked.family_id], asked.recorder.full_name),
            url=reverse("plans:plan", args=[asked.family_id]),
            tag=_("yes or no"),
            tag_kind="wait",
            kind="warm",
        )
    for family in plans.without_coordinator(user, mine.cared_for)[:MOST_OF_A_KIND]:
        yield Line(
            icon="person",
            title=_("Nobody coordinates yet"),
            sub=sub(family.name),
            url=reverse("plans:plan", args=[family.pk]),
            tag=_("can be done now"),
        )


def _tasks(user: User, mine: Mine, today: date) -> Iterator[Line]:
    for task in plans.tasks_due(user, today, mine.ids)[:MOST_OF_A_KIND]:
        yield Line(
            icon="check",
            title=task.what,
            sub=sub(mine.names[task.family_id], task.performer),
            url=reverse("plans:plan", args=[task.family_id]),
            tag=until(task.by_when, today),
            tag_kind="wait" if task.by_when and task.by_when < today else "neutral",
        )


def _to_weigh_again(user: User, mine: Mine, today: date) -> Iterator[Line]:
    for appraisal in signals.appraisals_due(user, today, mine.ids)[:MOST_OF_A_KIND]:
        yield Line(
            icon="weigh",
            title=_("Weigh together again"),
            sub=sub(
                appraisal.family.name,
                _("agreed for %(day)s") % {"day": day_in_words(appraisal.again_on, today)},
            ),
            url=reverse("signals:appraise", args=[appraisal.family_id]),
            tag=until(appraisal.again_on, today),
        )


def _to_record(user: User, mine: Mine, today: date) -> Iterator[Line]:
    for visit in visits.to_record(user, today, mine.ids)[:MOST_OF_A_KIND]:
        yield Line(
            icon="edit",
            title=_("Record how it went"),
            sub=sub(
                mine.names[visit.family_id],
                visit.get_kind_display(),
                day_in_words(timezone.localdate(visit.start), today),
            ),
            url=reverse("visits:visit", args=[visit.family_id, visit.pk]),
        )


def _heard(user: User, mine: Mine, now: datetime) -> Iterator[Line]:
    today = timezone.localdate(now)
    heard = referrals.answered_recently(user, now - ANSWERS_STAY, mine.ids)
    for event in heard[:MOST_OF_A_KIND]:
        yield Line(
            icon="message",
            title=f"{event.referral.performer.name}: {event.get_what_display()}",
            sub=sub(
                mine.names[event.referral.family_id],
                day_in_words(timezone.localdate(event.at), today),
            ),
            url=reverse("referrals:detail", args=[event.referral.family_id, event.referral_id]),
        )


def _week(planned: Iterable[Visit], today: date) -> list[WeekDay]:
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=n) for n in range(5)]
    counted = [timezone.localdate(visit.start) for visit in planned]
    return [
        WeekDay(day, day_in_words(day, today).partition(" ")[0], counted.count(day), day == today)
        for day in days
    ]


def _offer(referral: Referral) -> str:
    return referral.offer.name if referral.offer else ""
