"""What stays silent, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.dutch_dates import day_in_words
from duizend.follow_up import queries
from duizend.follow_up.models import (
    CHOICE_LABELS,
    HEARD_LABELS,
    RUNG_LABELS,
    Call,
    DirectorNote,
    Escalation,
    NextStep,
)
from duizend.follow_up.queries import SilentQuestion
from duizend.follow_up.queries.silence import is_agreed
from duizend.follow_up.rules.next_steps import Choice, Why
from duizend.referrals.beside import Asks, Beside, Line
from duizend.referrals.models import TERM_LABELS, Referral
from duizend.referrals.words import WAITING_FOR, late_in_words


@dataclass(frozen=True)
class SilentRow:
    """One question for the director: between whom, what for, and how late."""

    question: SilentQuestion
    title: str
    waits_for: str
    late: str
    notes: Sequence[DirectorNote]
    agreed: bool


def silent_row(question: SilentQuestion, notes: Sequence[DirectorNote], today: date) -> SilentRow:
    return SilentRow(
        question,
        _("%(sender)s asked %(performer)s")
        % {"sender": question.sender, "performer": question.performer},
        str(WAITING_FOR[question.term]),
        late_in_words(question.due_on, today),
        notes,
        is_agreed(notes, today),
    )


def why(referral: Referral, reason: Why | None) -> str:
    """Why it is asked, for the referrer."""
    who = {"organization": referral.performer.name}
    match reason:
        case Why.DECLINED:
            return _("%(organization)s cannot help now.") % who
        case Why.UNREACHED:
            return _("%(organization)s tried three times and could not reach the family.") % who
        case Why.LEFT:
            return _("Nobody of %(organization)s works with duizend any more. Call them.") % who
        case Why.STOPPED:
            return _("This offer of %(organization)s has stopped.") % who
        case None:
            return ""


def chosen(step: NextStep | None, today: date) -> str:
    """What was chosen and still holds; nothing when nothing was."""
    if step is None:
        return ""
    words = str(CHOICE_LABELS[step.choice])
    if step.on is not None:
        words = _("%(choice)s, on %(day)s") % {
            "choice": words,
            "day": day_in_words(step.on, today),
        }
    return words


def beside(referral: Referral, user: User, today: date) -> Beside:
    """What stands on the page of a referral: who heard, what was chosen, what is asked now."""
    found = Beside(lines=_lines(referral, today))
    if user.organization_id == referral.sender_organization_id:
        found.asks = _asks(referral, today)
    return found


def _lines(referral: Referral, today: date) -> list[Line]:
    lines = [
        Line(one.at, _reached(one), "") for one in Escalation.objects.filter(referral=referral)
    ]
    steps = NextStep.objects.filter(referral=referral).select_related(
        "recorder", "recorder_organization"
    )
    for step in steps:
        what = _("What now: %(choice)s") % {"choice": chosen(step, today)}
        lines.append(Line(step.recorded, what, _who(step)))
        if step.settled_at is not None and step.choice == Choice.COORDINATOR:
            lines.append(Line(step.settled_at, _("There was a talk with the family"), ""))
    calls = Call.objects.filter(referral=referral).select_related(
        "recorder", "recorder_organization"
    )
    for one in calls:
        what = _("Called again: %(heard)s") % {"heard": HEARD_LABELS[one.heard]}
        lines.append(Line(one.recorded, what, _who(one)))
    notes = DirectorNote.objects.filter(escalation__referral=referral).select_related("recorder")
    for note in notes:
        what = _("Process director: %(kind)s") % {"kind": note.get_kind_display()}
        if note.by_when is not None:
            day = day_in_words(note.by_when, today)
            what = _("%(what)s, by %(day)s") % {"what": what, "day": day}
        lines.append(Line(note.recorded, what, note.recorder.full_name, note.words))
    return lines


def _reached(one: Escalation) -> str:
    return _("%(term)s stayed away after %(day)s; %(who)s was told") % {
        "term": str(TERM_LABELS[one.term]).capitalize(),
        "day": day_in_words(one.due_on, timezone.localdate(one.at)),
        "who": RUNG_LABELS[one.rung],
    }


def _who(kept: NextStep | Call) -> str:
    return f"{kept.recorder.full_name}, {kept.recorder_organization.name}"


def _asks(referral: Referral, today: date) -> list[Asks]:
    asked = queries.of_referral(referral, today)
    ids = [referral.family_id, referral.pk]
    if asked.why is not None:
        return [
            Asks(
                _("What now?"),
                why(referral, asked.why),
                reverse("follow_up:what_now", args=ids),
                _("Choose what now"),
            )
        ]
    if asked.call_on is not None:
        return [
            Asks(
                _("Call again"),
                _("It was sent a week ago. Call whether contact has come about."),
                reverse("follow_up:call", args=ids),
                _("Keep what you heard"),
            )
        ]
    return []
