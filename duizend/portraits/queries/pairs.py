"""Then and now: which picture lies under which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from duizend.core.charts import triangle, web
from duizend.portraits.models import Portrait, Theme
from duizend.portraits.queries.pictures import Said, sides
from duizend.portraits.rules.codes import Side, Urgency, Voice

FILLING: dict[str, triangle.Asked] = {
    Urgency.NOW: "full",
    Urgency.SOON: "half",
    Urgency.CAN_WAIT: "open",
}


@dataclass(frozen=True)
class Pair:
    """The picture of now and the one that lies under it, as far as there are."""

    now: Portrait | None = None
    then: Portrait | None = None

    @property
    def portraits(self) -> list[Portrait]:
        return [one for one in (self.now, self.then) if one is not None]


def pair(
    portraits: Sequence[Portrait], now: UUID | None, then: UUID | None, *, alone: bool = False
) -> Pair:
    """The two that were asked for, of these (the last one first).

    Without a choice: the last one over the one before. `alone`: nothing under it.
    """
    known = {one.pk: one for one in portraits}
    top = known.get(now) if now else None
    top = top or next(iter(portraits), None)
    if top is None or alone:
        return Pair(top)
    under = known.get(then) if then else None
    if under is None:
        place = list(known).index(top.pk)
        under = next(iter(portraits[place + 1 :]), None)
    return Pair(top, under if under is not top else None)


def axes(asked: Sequence[Theme], now: dict[str, int], then: dict[str, int]) -> list[web.Axis]:
    return [web.Axis(one.name, now.get(one.pk), then.get(one.pk)) for one in asked]


def draw_triangle(asked: Sequence[Theme], said: Said, names: dict[Side, str]) -> triangle.Triangle:
    """The triangle of what was said: the parent outside, the professional inside."""
    number = {theme.pk: place for place, theme in enumerate(asked, 1)}
    return triangle.draw(
        [
            (
                names[side],
                [
                    triangle.Spot(
                        number[theme.pk],
                        outside=_said(said, theme, Voice.PARENT),
                        inside=_said(said, theme, Voice.PROFESSIONAL),
                    )
                    for theme in themes
                ],
            )
            for side, themes in sides(asked)
        ]
    )


def _said(said: Said, theme: Theme, voice: Voice) -> triangle.Said:
    row = said.get((theme.pk, voice))
    if row is None:
        return triangle.Said()
    # A wish without a word about when is drawn as one that can wait: open.
    asked: triangle.Asked = FILLING.get(row.urgency, "open" if row.wish else "")
    return triangle.Said(bool(row.goes_well), asked)
