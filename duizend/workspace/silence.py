"""Lines of my day for what would stay silent: one's own questions, and answers that stay away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.access.models import User
from duizend.families.queries import Mine
from duizend.follow_up import queries as follow_up
from duizend.follow_up import words
from duizend.workspace.lines import MOST_OF_A_KIND, NUMBERS, Line, sub, until


def own_questions(user: User, mine: Mine, today: date) -> Iterator[Line]:
    """What my organisation asked: not sent yet, to call about after a week, or what now."""
    for asked in follow_up.asked_now(user, today, mine.ids)[:MOST_OF_A_KIND]:
        referral = asked.referral
        ids = [referral.family_id, referral.pk]
        family = mine.names[referral.family_id]
        who = {"organization": referral.performer.name}
        if asked.why is not None:
            yield Line(
                icon="undo",
                title=words.why(referral, asked.why).rstrip("."),
                sub=sub(family, _("choose together what then")),
                url=reverse("follow_up:what_now", args=ids),
                kind="warm",
            )
        elif asked.call_on is not None:
            yield Line(
                icon="phone",
                title=_("Call %(organization)s: has contact come about?") % who,
                sub=sub(
                    family, referral.offer.name if referral.offer else "", _("a week after sending")
                ),
                url=reverse("follow_up:call", args=ids),
                tag=until(asked.call_on, today),
            )
        else:
            yield Line(
                icon="edit",
                title=_("Question to %(organization)s not sent yet") % who,
                sub=sub(family, referral.offer.name if referral.offer else ""),
                url=reverse("referrals:detail", args=ids),
            )


def silent(user: User, mine: Mine, shown: set[UUID], today: date) -> Iterator[Line]:
    """That an answer stays away, for who may not see which one: who coordinates the family and
    has no consent to see the question, and the process director, who sees no family at all.

    `shown` are families of which the question itself stands on the page already.
    """
    if user.directs_process:
        yield from _between_organizations()
    if user.may_coordinate:
        for family_id, day in follow_up.silent_around().items():
            if family_id not in shown and family_id in mine.names:
                yield Line(
                    icon="attention",
                    title=_("An answer stays away: ask around in the team"),
                    sub=sub(mine.names[family_id], _("you coordinate")),
                    url=reverse("plans:plan", args=[family_id]),
                    tag=until(day, today),
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


def talks_to_hold(user: User, mine: Mine) -> Iterator[Line]:
    """What is asked of me because I coordinate: a talk, or an answer that stays away."""
    for step in follow_up.asked_of_coordinator(user, mine.ids)[:MOST_OF_A_KIND]:
        yield Line(
            icon="message",
            title=_("Talk about what help fits"),
            sub=sub(mine.names[step.family_id]),
            url=reverse("follow_up:settle", args=[step.family_id, step.pk]),
            kind="warm",
        )
