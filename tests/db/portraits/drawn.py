"""Builders: a village in which the parent drew and both said something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from duizend.access.models import User
from duizend.core.rls import acting_as
from duizend.families.models import Family, Person
from duizend.portraits import actions
from duizend.portraits.models import Portrait
from duizend.portraits.rules.codes import Picture
from tests.people import Village

GOES_WELL = "Zij lacht naar haar zus"
WISH = "Een rustiger nacht"
SEEN = "Jullie troosten haar samen"
MARKS = {"web_lijf": 7, "web_gevoel": 4, "web_geld": 2, "web_wonen": 8}


@dataclass
class Drawn:
    """A finished web and triangle of Samira, made by Fatma; and where everything is."""

    village: Village
    web: Portrait
    triangle: Portrait

    @property
    def family(self) -> Family:
        return self.village.family

    @property
    def fatma(self) -> User:
        return self.village.fatma

    def url(self, rest: str = "") -> str:
        return f"/gezinnen/{self.family.pk}/beeld/{rest}"


def samira(village: Village) -> Person:
    return village.family.people.get(role="pregnant")


def new_web(village: Village, marks: dict[str, int], *, at: datetime) -> Portrait:
    fatma = village.fatma
    with acting_as(fatma.pk):
        portrait = actions.start(
            uuid4(), village.family, Picture.WEB, samira(village), by=fatma, at=at
        )
        for theme, value in marks.items():
            actions.set_mark(portrait.pk, theme, value, by=fatma, at=at)
        return actions.finish(portrait, by=fatma, at=at)


def new_triangle(
    village: Village, said: list[tuple[str, str, actions.Words]], *, at: datetime
) -> Portrait:
    fatma = village.fatma
    with acting_as(fatma.pk):
        portrait = actions.start(uuid4(), village.family, Picture.TRIANGLE, by=fatma, at=at)
        for theme, voice, words in said:
            actions.say(portrait.pk, theme, voice, words, was=None, by=fatma, at=at)
        return actions.finish(portrait, by=fatma, at=at)


def draw(village: Village) -> Drawn:
    at = timezone.now() - timedelta(days=40)
    return Drawn(
        village,
        new_web(village, MARKS, at=at),
        new_triangle(
            village,
            [
                ("kind_troost", "parent", actions.Words(GOES_WELL, WISH, "soon")),
                ("kind_troost", "professional", actions.Words(SEEN)),
                ("om_geld", "parent", actions.Words("", "Uitleg over toeslagen", "now")),
                ("om_geld", "professional", actions.Words("", "", "", "debts")),
            ],
            at=at,
        ),
    )
