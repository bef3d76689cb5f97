"""My day for the people of an intake desk: what waits there, and what a colleague asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from duizend.access.models import User
from duizend.intake import queries as intake
from duizend.workspace.lines import Line, until


def at_the_desk(user: User, today: date) -> Iterator[Line]:
    """One line for the desk, with numbers that everybody there sees; one for each question."""
    desk = intake.today_at(user, today)
    if desk is None:
        return
    for asked in intake.asked_of_me(user):
        yield Line(
            icon="message",
            title=_("A colleague asks you to take something over at the intake desk"),
            sub=asked.taken_by.full_name if asked.taken_by else "",
            url=reverse("intake:item", args=[asked.pk]),
            tag=until(asked.due_on, today),
            tag_kind="wait",
            kind="warm",
        )
    if not desk.is_quiet:
        yield Line(
            icon="inbox",
            title=_("Intake desk"),
            sub=" · ".join(_in_words(desk)),
            url=reverse("intake:overview"),
            tag=_("today") if desk.late else "",
            tag_kind="wait",
        )


def _in_words(desk: intake.DeskToday) -> Iterator[str]:
    if desk.late:
        yield ngettext("%(n)d too late", "%(n)d too late", desk.late) % {"n": desk.late}
    if desk.new:
        yield ngettext("%(n)d nobody has taken up", "%(n)d nobody has taken up", desk.new) % {
            "n": desk.new
        }
    if desk.moves:
        yield ngettext("%(n)d asked by another desk", "%(n)d asked by another desk", desk.moves) % {
            "n": desk.moves
        }
