"""Amina and Karim: a second child, a small flat, letters that pile up; the plan is running."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import uuid4

from duizend.demo.stories import afterwards, asking, at_home, outcomes, pictures, unmet
from duizend.demo.stories.telling import Teller
from duizend.families import actions as families
from duizend.families.actions import NewPerson
from duizend.families.models import Family, Person, PersonRole
from duizend.plans import actions as plans
from duizend.referrals import actions as referrals
from duizend.signals import actions as signals

# 27 weeks and 3 days today, whatever today is.
DAYS_UNTIL_DUE = 280 - (27 * 7 + 3)
SPEAKER = "Amina Haddad"


def tell(teller: Teller) -> None:
    family = _registered(teller)
    _noticed_and_weighed(teller, family)
    _shared_and_referred(teller, family)
    _planned(teller, family)
    pictures.tell(teller, family)
    outcomes.kept(teller, family, "Fatma", 34)
    asking.tell(teller, family)
    unmet.tell(teller, family)
    afterwards.settled(teller, family, "Fatma", 40)
    afterwards.asked_today(teller, family, "Fatma")
    afterwards.how_it_was(teller, "Fatma")


def _registered(teller: Teller) -> Family:
    people = [
        NewPerson(
            PersonRole.PREGNANT,
            "Amina",
            "Haddad",
            {
                "birth_date": date(1996, 4, 12),
                "phone": "06-00 00 01 01",
                "street": "Voorbeeldlaan 12",
                "postal_code": "9461 AA",
                "city": "Gieten",
                "language": "Nederlands",
                "literacy": "effort",
            },
        ),
        NewPerson(PersonRole.PARTNER, "Karim", "Mansour", {"birth_date": date(1993, 9, 30)}),
        NewPerson(PersonRole.CHILD, "Lina", "Mansour", {"birth_date": date(2021, 6, 8)}),
        NewPerson(PersonRole.NETWORK, "Els", "", {"relationship": "buurvrouw"}),
    ]
    with teller.being("Fatma") as fatma:
        return families.register(
            people=people,
            municipality_code="GM1680",
            due_date=teller.today + timedelta(days=DAYS_UNTIL_DUE),
            by=fatma,
            at=teller.ago(110),
        )


def _noticed_and_weighed(teller: Teller, family: Family) -> None:
    teller.contact(
        family,
        "consultation",
        "Fatma",
        60,
        "Startgesprek gehouden, Amina en Karim waren er samen. Rustig verlopen.",
        "health",
    )
    teller.talk(
        family,
        {
            "K1": "Lina is een vrolijk kind. We staan er samen voor.",
            "B1": ["partner", "friends"],
            "B2": ["good-experience"],
            "B4": ["forward"],
            "K2": ["money", "housing"],
            "M1": ["well"],
            "P2": ["birth"],
            "P3": ["depression"],
            "L1": ["nobody"],
            "L3": ["declined"],
            "W1": ["hard"],
            "W2": ["debts"],
            "H2": ["small"],
            "T1": ["dutch"],
            "T2": ["reading"],
            "O1": ["forward"],
        },
        "Fatma",
        60,
        finished=True,
    )
    with teller.being("Fatma") as fatma:
        signals.appraise(
            uuid4(),
            family,
            signals.Decision(
                situation="vulnerable",
                reason="De geldzorgen drukken op alles; Karim en de buurvrouw dragen veel.",
                parent_view="agrees",
                parent_words="Klopt, vooral het geld. Met de baby komt het goed.",
                parent_was_there=True,
                decided_on=teller.ago(42).date(),
                again_on=teller.today,
            ),
            seen=None,
            by=fatma,
            at=teller.ago(42),
        )


def _shared_and_referred(teller: Teller, family: Family) -> None:
    everything = [
        "contact",
        "pregnancy",
        "money",
        "housing",
        "network",
        "mental",
        "skills",
        "parenting",
        "plan",
    ]
    teller.keep_available(family, "Fatma", 41, given_by=SPEAKER)
    teller.consent(family, "jgz-drentse-aa", everything, "Fatma", 41, given_by=SPEAKER)
    home_visit = teller.refer(
        family,
        "demo-phb",
        everything,
        "Amina wil graag kennismaken vóór de geboorte. Ze heeft het liefst uitleg in gewone "
        "woorden, lezen kost haar moeite.",
        "Fatma",
        41,
    )
    with teller.being("Noor") as noor:
        taken = referrals.take(home_visit, by=noor, at=teller.ago(40))
        referrals.report_contact(taken, made=True, by=noor, at=teller.ago(38))
        referrals.start(taken, by=noor, at=teller.ago(35))
        referrals.answer(
            taken,
            "Kennisgemaakt bij Amina thuis. We zijn samen aan een plan begonnen; "
            "ik kom om de twee weken langs.",
            "contact",
            by=noor,
            at=teller.ago(3),
        )
    teller.keep_available(family, "Noor", 35, given_by=SPEAKER)
    teller.consent(
        family,
        "de-wieg",
        ["contact", "money", "mental", "parenting", "plan"],
        "Noor",
        35,
        purpose="coordination",
        given_by=SPEAKER,
    )
    teller.consent(
        family, "schuldhulp-de-brug", ["contact", "money"], "Fatma", 20, given_by=SPEAKER
    )
    teller.refer(
        family,
        "demo-schuldhulp",
        ["contact", "money"],
        "Amina en Karim willen overzicht over hun rekeningen vóór de baby er is. "
        "Graag thuis afspreken en brieven samen lezen.",
        "Fatma",
        16,
    )


def _planned(teller: Teller, family: Family) -> None:
    with teller.being("Fatma") as fatma:
        proposal = plans.propose(family, teller.people["Noor"], by=fatma, at=teller.ago(34))
    with teller.being("Noor") as noor:
        plans.accept(proposal, by=noor, at=teller.ago(33))
        amina, karim, els = (
            Person.objects.get(family=family, given_name=name) for name in ("Amina", "Karim", "Els")
        )
    for number, reason, days in (
        (2, "Startgesprek gehouden", 60),
        (3, "Samen gewogen", 42),
        (4, "Plan gemaakt met Amina en Karim", 33),
        (5, "Aan de slag met de geldzaken", 20),
    ):
        teller.step(family, number, reason, "Noor" if days < 40 else "Fatma", days)
    money = teller.goal(
        family, "Rust in de geldzaken vóór de baby er is", "both", "money", "Noor", 33
    )
    talk = teller.goal(family, "Iemand om mee te praten", "mother", "network", "Noor", 33)
    teller.task(family, money, "Alle brieven in één map doen", karim, "Noor", 33)
    teller.task(
        family,
        money,
        "Bellen met De Brug: wanneer kan het eerste gesprek?",
        teller.people["Noor"],
        "Noor",
        14,
        teller.today,
    )
    walk = teller.task(family, talk, "Samen naar het Mamacafé op woensdag", els, "Noor", 33)
    teller.task(family, talk, "Zeggen wanneer het even te veel is", amina, "Noor", 33)
    with teller.being("Noor") as noor:
        plans.set_task_status(walk, "done", "", by=noor, at=teller.ago(9))
        plans.set_goal_status(talk, "achieved", "Het Mamacafé bevalt", by=noor, at=teller.ago(9))
        plans.add_agreement(
            uuid4(),
            family,
            "We bellen op donderdag, dan is Karim thuis.",
            teller.ago(33).date(),
            by=noor,
            at=teller.ago(33),
        )
    teller.contact(
        family, "home_visit", "Noor", 9, "Amina vertelt over het Mamacafé. Lina speelt.", "plan"
    )
    teller.planned(
        family, "home_visit", "Noor", teller.working_day(0), time(13, 30), "thuis, Voorbeeldlaan"
    )
    teller.planned(
        family, "home_visit", "Noor", teller.working_day(14), time(10, 30), "thuis, Voorbeeldlaan"
    )
    at_home.sent(teller, family, "Noor")
