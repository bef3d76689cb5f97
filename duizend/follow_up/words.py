"""What stays silent, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.dutch_dates import day_in_words
from duizend.follow_up import queries
from duizend.follow_up.models import (
    CHOICE_LABELS,
    HEARD_LABELS,
    RUNG_LABELS,
    DirectorNote,
    NextStep,
    NoteKind,
)
from duizend.follow_up.queries import SilentQuestion, history
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
        # Taken and stopped: perhaps the family said no, and that is told to nobody.
        case Why.DECLINED if referral.taken_at is not None:
            return _("There will be no help from %(organization)s now.") % who
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
    day = day_in_words(step.on, today) if step.on else ""
    return _on(str(CHOICE_LABELS[step.choice]), day)


def beside(referral: Referral, user: User, today: date) -> Beside:
    """What stands on the page of a referral: who heard, what was chosen, what is asked now."""
    found = Beside(lines=list(_lines(referral, today)))
    if user.organization_id == referral.sender_organization_id:
        found.asks = _asks(referral, today)
    return found


def _lines(referral: Referral, today: date) -> Iterator[Line]:
    for one in history.happened(referral.pk):
        who = ", ".join(filter(None, (one.who, one.organization)))
        yield Line(one.at, _what(one, today), who, one.words)
        if one.settled_at is not None and one.code == Choice.COORDINATOR:
            yield Line(one.settled_at, _("There was a talk with the family"), "")


def _what(one: history.Happened, today: date) -> str:
    day = day_in_words(one.day, today) if one.day else ""
    match one.kind:
        case history.RUNG:
            return _("%(term)s stayed away after %(day)s; %(who)s was told") % {
                "term": str(TERM_LABELS[one.term]).capitalize(),
                "day": day,
                "who": RUNG_LABELS[int(one.code)],
            }
        case history.STEP:
            return _("What now: %(choice)s") % {"choice": _on(str(CHOICE_LABELS[one.code]), day)}
        case history.CALL:
            return _("Called again: %(heard)s") % {"heard": HEARD_LABELS[one.code]}
        case _:
            what = _("Process director: %(kind)s") % {"kind": NoteKind(one.code).label}
            return _("%(what)s, by %(day)s") % {"what": what, "day": day} if day else what


def _on(words: str, day: str) -> str:
    return _("%(choice)s, on %(day)s") % {"choice": words, "day": day} if day else words


def _again(referral: Referral, reason: Why) -> str:
    if reason is not Why.DECLINED:
        return why(referral, reason)
    return _("You are responsible again: look together for what does fit.")


def _asks(referral: Referral, today: date) -> list[Asks]:
    asked = queries.of_referral(referral, today)
    ids = [referral.family_id, referral.pk]
    if asked.why is not None:
        return [
            Asks(
                _("What now?"),
                _again(referral, asked.why),
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
