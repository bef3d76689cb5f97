"""My day: where a home visit before the birth waits, at either side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.families.queries import Mine
from duizend.prenatal import queries as prenatal
from duizend.workspace.lines import Line, sub, until

MOST = 12


def home_visits(user: User, mine: Mine, today: date) -> Iterator[Line]:
    """Talk again when she chose this day; plan what was taken; tell how it went."""
    for waits in prenatal.to_talk_again(user, today, mine.ids)[:MOST]:
        yield _line(mine, waits.family_id, _("Talk on about the home visit before the birth"), "")
    for waits_for_me in prenatal.to_do(user, mine.ids)[:MOST]:
        asked = waits_for_me.referral
        yield _line(
            mine,
            asked.family_id,
            _("Let the referrer know how the home visit went")
            if waits_for_me.is_held
            else _("Plan the home visit before the birth"),
            until(asked.due_on, today),
        )


def _line(mine: Mine, family_id: UUID, title: str, tag: str) -> Line:
    return Line(
        icon="home",
        title=title,
        sub=sub(mine.names[family_id]),
        url=reverse("prenatal:home_visit", args=[family_id]),
        tag=tag,
        tag_kind="wait",
    )
