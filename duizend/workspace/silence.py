"""Lines of my day for what would stay silent: one's own questions, and answers that stay away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.access.models import User
from duizend.core.dutch_dates import day_in_words
from duizend.families.queries import Mine
from duizend.follow_up import queries as follow_up
from duizend.follow_up import words
from duizend.referrals.models import Referral
from duizend.workspace.lines import MOST_OF_A_KIND, NUMBERS, Line, sub, until

One = TypeVar("One")


def asked_elsewhere(user: User, mine: Mine, today: date) -> list[follow_up.Asked]:
    """What questions to other organisations ask of me now."""
    return follow_up.asked_now(user, today, mine.ids)


def late_elsewhere(asked: Iterable[follow_up.Asked], mine: Mine, today: date) -> Iterator[Line]:
    """Past its day at another organisation; asked by mine, or in a family that I coordinate."""
    for referral in _first(one.referral for one in asked if one.late):
        yield Line(
            icon="attention",
            title=_("%(organization)s has not answered yet")
            % {"organization": referral.performer.name},
            sub=sub(
                mine.names[referral.family_id],
                _offer(referral),
                _("sent on %(day)s")
                % {"day": day_in_words(timezone.localdate(referral.sent_at), today)}
                if referral.sent_at
                else "",
            ),
            url=reverse("referrals:detail", args=[referral.family_id, referral.pk]),
            tag=until(referral.due_on, today),
            tag_kind="wait",
            kind="warm",
        )


def own_questions(asked: Iterable[follow_up.Asked], mine: Mine, today: date) -> Iterator[Line]:
    """What my organisation asked: what now, to call about after a week, or not sent yet."""
    for one in _first(one for one in asked if one.why or one.call_on or one.not_sent):
        referral = one.referral
        ids = [referral.family_id, referral.pk]
        family = mine.names[referral.family_id]
        who = {"organization": referral.performer.name}
        if one.why is not None:
            yield Line(
                icon="undo",
                title=words.why(referral, one.why).rstrip("."),
                sub=sub(family, _("choose together what then")),
                url=reverse("follow_up:what_now", args=ids),
                kind="warm",
            )
        elif one.call_on is not None:
            yield Line(
                icon="phone",
                title=_("Call %(organization)s: has contact come about?") % who,
                sub=sub(family, _offer(referral), _("a week after sending")),
                url=reverse("follow_up:call", args=ids),
                tag=_("today") if one.call_on == today else "",
            )
        else:
            yield Line(
                icon="edit",
                title=_("Question to %(organization)s not sent yet") % who,
                sub=sub(family, _offer(referral)),
                url=reverse("referrals:detail", args=ids),
            )


def silent(user: User, asked: Iterable[follow_up.Asked], mine: Mine, today: date) -> Iterator[Line]:
    """For who coordinates: a talk that is waited for, and that an answer stays away, also for
    who may not see which. For the process director, who sees no family: how many wait.

    `asked`: families of which the question itself stands on the page are not said again.
    """
    if user.directs_process:
        yield from _between_organizations()
    if not user.may_coordinate:
        return
    shown = {one.referral.family_id for one in asked if one.late}
    for waits in follow_up.asked_of_coordinator():
        if waits.family_id not in mine.names:
            continue
        if waits.step_id is not None:
            yield Line(
                icon="message",
                title=_("Talk about what help fits"),
                sub=sub(mine.names[waits.family_id]),
                url=reverse("follow_up:settle", args=[waits.family_id, waits.step_id]),
                kind="warm",
            )
        elif waits.family_id not in shown:
            yield Line(
                icon="attention",
                title=_("An answer stays away: ask around in the team"),
                sub=sub(mine.names[waits.family_id], _("you coordinate")),
                url=reverse("plans:plan", args=[waits.family_id]),
                tag=until(waits.since, today),
                tag_kind="wait",
                kind="warm",
            )


def _between_organizations() -> Iterator[Line]:
    waiting = len(follow_up.silent_questions())
    if waiting:
        yield Line(
            icon="attention",
            title=ngettext(
                "One question between organisations has no answer",
                "%(count)s questions between organisations have no answer",
                waiting,
            )
            % {"count": NUMBERS.get(waiting, str(waiting))},
            sub=_("call the organisations"),
            url=reverse("follow_up:silent"),
            kind="warm",
        )


def _first(found: Iterable[One]) -> Iterator[One]:
    """As many of one kind as a day can hold."""
    return islice(found, MOST_OF_A_KIND)


def _offer(referral: Referral) -> str:
    return referral.offer.name if referral.offer else ""
