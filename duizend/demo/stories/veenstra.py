"""Marloes and baby Finn, two weeks old: alone, capable, and carrying something old.

What is shielded is known to her midwife only; the hand-over to youth health care is asked.
"""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import uuid4

from duizend.demo.stories.telling import Teller
from duizend.families import actions as families
from duizend.families.actions import NewPerson
from duizend.families.models import Family, PersonRole
from duizend.plans import actions as plans
from duizend.referrals import actions as referrals
from duizend.signals import actions as signals

BORN_DAYS_AGO = 14
SPEAKER = "Marloes Veenstra"


def tell(teller: Teller) -> None:
    family = _registered_and_born(teller)
    _noticed_and_weighed(teller, family)
    _neighbourhood_team(teller, family)
    _handed_over(teller, family)


def _registered_and_born(teller: Teller) -> Family:
    people = [
        NewPerson(
            PersonRole.PREGNANT,
            "Marloes",
            "Veenstra",
            {
                "birth_date": date(1991, 1, 25),
                "phone": "06-00 00 03 01",
                "postal_code": "9451 AC",
                "city": "Rolde",
                "language": "Nederlands",
                "literacy": "easy",
            },
        ),
        NewPerson(PersonRole.NETWORK, "Joke", "", {"relationship": "vriendin"}),
    ]
    with teller.being("Kim") as kim:
        family = families.register(
            people=people,
            municipality_code="GM1680",
            due_date=teller.today - timedelta(days=BORN_DAYS_AGO - 3),
            by=kim,
            at=teller.ago(200),
        )
        families.record_birth(
            family.pregnancies.get(),
            NewPerson(PersonRole.CHILD, "Finn", "Veenstra"),
            teller.ago(BORN_DAYS_AGO).date(),
            by=kim,
            at=teller.ago(BORN_DAYS_AGO - 1),
        )
    return family


def _noticed_and_weighed(teller: Teller, family: Family) -> None:
    teller.notice(
        family,
        ["early_booking", "stable_housing", "work_or_study", "network_support", "single_parent"],
        "Kim",
        160,
    )
    teller.notice(
        family,
        ["trauma", "sexual_abuse", "anxiety", "accepts_help", "attachment_concern"],
        "Kim",
        13,
    )
    with teller.being("Kim") as kim:
        first = signals.appraise(
            uuid4(),
            family,
            signals.Decision(
                situation="potentially_vulnerable",
                reason="Veel is goed geregeld; ze komt steeds alleen en praat er weinig over.",
                parent_view="differs",
                parent_words="Ik red me prima.",
                parent_was_there=True,
                decided_on=teller.ago(120).date(),
                again_on=teller.ago(12).date(),
            ),
            seen=None,
            by=kim,
            at=teller.ago(120),
        )
        signals.appraise(
            uuid4(),
            family,
            signals.Decision(
                situation="vulnerable",
                reason="De bevalling haalde oude herinneringen naar boven; ze vraagt nu zelf hulp.",
                parent_view="agrees",
                parent_words="Ik wil genieten van Finn, en dat lukt nog niet steeds.",
                parent_was_there=True,
                decided_on=teller.ago(12).date(),
                again_on=teller.today + timedelta(days=30),
            ),
            seen=first.pk,
            by=kim,
            at=teller.ago(12),
        )
        plans.propose(family, kim, by=kim, at=teller.ago(12))
    for number, reason, days in (
        (2, "Gesprek na de bevalling", 13),
        (3, "Samen gewogen", 12),
        (4, "Plan gemaakt met het gezinsteam", 6),
    ):
        teller.step(family, number, reason, "Kim", days)


def _neighbourhood_team(teller: Teller, family: Family) -> None:
    shared = ["contact", "network", "child", "parenting", "plan"]
    teller.keep_available(family, "Kim", 11, given_by=SPEAKER)
    teller.consent(family, "gezinsteam-aa-en-hunze", shared, "Kim", 11, given_by=SPEAKER)
    asked = teller.refer(
        family,
        "demo-gezinsteam",
        shared,
        "Marloes wil vaker mensen om zich heen en leren hulp te vragen. "
        "Ze spreekt graag overdag af, met Finn erbij.",
        "Kim",
        11,
    )
    with teller.being("Wim") as wim:
        taken = referrals.take(asked, by=wim, at=teller.ago(10))
        referrals.report_contact(taken, made=True, by=wim, at=teller.ago(8))
        referrals.start(taken, by=wim, at=teller.ago(7))
        families.add_colleague(family, teller.people["Yara"], by=wim, at=teller.ago(6))
    goal = teller.goal(
        family, "Genieten van Finn zonder steeds op mijn hoede te zijn", "mother", "parenting",
        "Kim", 6,
    )  # fmt: skip
    teller.task(
        family,
        goal,
        "Samen zoeken naar iemand die helpt met oude herinneringen",
        teller.people["Kim"],
        "Kim",
        6,
        teller.today,
    )
    teller.planned(
        family, "home_visit", "Wim", teller.working_day(0), time(15, 0), "thuis, in Rolde"
    )


def _handed_over(teller: Teller, family: Family) -> None:
    shared = ["contact", "pregnancy", "child", "parenting", "plan"]
    teller.consent(family, "jgz-drentse-aa", shared, "Kim", 2, purpose="handover", given_by=SPEAKER)
    teller.refer(
        family,
        "demo-stevig-ouderschap",
        shared,
        "Graag een warme overdracht: Marloes wil eerst samen kennismaken, met mij erbij.",
        "Kim",
        1,
    )
