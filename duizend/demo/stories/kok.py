"""Daisy and Jordi: young, surprised and glad; he smokes and wants to stop. Just begun."""

from __future__ import annotations

from datetime import date, time, timedelta

from duizend.demo.stories.telling import Teller
from duizend.families import actions as families
from duizend.families.actions import NewPerson
from duizend.families.models import PersonRole

# 11 weeks today.
DAYS_UNTIL_DUE = 280 - 11 * 7


def tell(teller: Teller) -> None:
    people = [
        NewPerson(
            PersonRole.PREGNANT,
            "Daisy",
            "Kok",
            {
                "birth_date": date(2006, 11, 2),
                "phone": "06-00 00 02 01",
                "postal_code": "9463 AB",
                "city": "Eext",
                "language": "Nederlands",
            },
        ),
        NewPerson(PersonRole.PARTNER, "Jordi", "Mulder", {"birth_date": date(2004, 7, 19)}),
    ]
    with teller.being("Fatma") as fatma:
        family = families.register(
            people=people,
            municipality_code="GM1680",
            due_date=teller.today + timedelta(days=DAYS_UNTIL_DUE),
            by=fatma,
            at=teller.ago(6),
        )
    teller.talk(
        family,
        {
            "K1": "Samen. En mijn werk: ik heb net een vast contract.",
            "B1": ["partner", "one-person"],
            "B6": ["work"],
            "M3": ["surprised-happy"],
            "L1": ["me-not", "partner"],
        },
        "Fatma",
        6,
        finished=False,
    )
    teller.planned(family, "consultation", "Fatma", teller.working_day(1), time(9, 15), "praktijk")
