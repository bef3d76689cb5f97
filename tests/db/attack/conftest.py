"""A family about which everything is known, and everybody who should know less.

Every word below is used nowhere else, so that finding one on a page is a leak and nothing else.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from duizend.access.models import User
from duizend.access.rules import OrganizationKind, Role
from duizend.consents import actions as consents
from duizend.core.rls import acting_as
from duizend.families import actions as families
from duizend.families.actions import NewPerson
from duizend.families.models import Family, PersonRole
from duizend.pathways import actions as pathways
from duizend.pathways import route_page as routes
from duizend.plans import actions as plans
from duizend.questionnaires import actions as questionnaires
from duizend.questionnaires.models import Questionnaire
from duizend.questionnaires.rules.answers import Given
from duizend.signals import actions as signals
from duizend.signals.models import Concept
from duizend.visits import actions as visits
from duizend.workspace import actions as workspace
from tests.db.attack import (
    asking,
    desk,
    direct_flags,
    exchanged,
    home,
    menu,
    outcomes,
    palette,
    pictures,
    prenatal,
    route_cards,
    silence,
    vault,
)
from tests.people import (
    add_to_team,
    make_family,
    make_offer,
    make_organization,
    make_referral,
    make_user,
    make_village,
    share,
)

PEOPLE = [
    NewPerson(
        PersonRole.PREGNANT,
        "Zwaantje",
        "Quadvlieg",
        {
            "birth_date": date(1997, 3, 9),
            "phone": "06 7391 8264",
            "street": "Wollegrasdreef 83",
            "postal_code": "9469 XZ",
            "city": "Eexterzandvoort",
            "language": "Tigrinya",
        },
    ),
    NewPerson(PersonRole.PARTNER, "Ubbo", "Tjepkema", {"birth_date": date(1995, 8, 1)}),
    NewPerson(PersonRole.NETWORK, "Oeds", "Ypma", {"relationship": "hoefsmid"}),
]
BSN = "111222333"
# Words of this family that only its own team may ever read.
NAMES = (
    "Zwaantje",
    "Quadvlieg",
    "Tjepkema",
    "Ubbo",
    "7391 8264",
    "73918264",
    "Wollegras",
    "Eexterzand",
    "Ypma",
)
WORDS = (
    "kanariegele brommer",  # a goal
    "oliebollenkraam",  # a task
    "dinsdagmarkt",  # an agreement
    "kievitsnest",  # a report
    "weidevogel",  # the reason of a weighing
    "stroopwafelblik",  # the parent's own words
    "klompenpad",  # the note of a signal
    "veerpont",  # what was asked in a referral
    "fluitekruid",  # what was answered in a conversation
    "rietkraag",  # why something was set aside
    "zuringsoep",  # where a contact is
    *asking.WORDS,
    home.UNREAD,
    *pictures.WORDS,
    *outcomes.WORDS,
    *desk.WORDS,
    *palette.WORDS,
    *prenatal.WORDS,
)
# Words in what is shielded: only for who may see safety.
SHIELDED = (
    "moerasspirea",  # a report about safety
    "salamandersteen",  # a shielded goal
    "bitterzoetsap",  # a task of that goal
    "heksenkruid",  # a shielded agreement
    "wolfsmelkrood",  # the note of a safety signal
    direct_flags.DONE,  # what was done because of a flag
    *asking.SHIELDED,
    *outcomes.SHIELDED,
    *palette.SHIELDED,
)
SAFETY_LABELS = ("geweld in de relatie", "voelt zich niet veilig", "eerder hulp rond veiligheid")


@dataclass
class Everything:
    """The family, and one user for each way of knowing less; ids of all that hangs on it."""

    family: Family
    fatma: User
    noor: User
    kim: User
    sam: User
    petra: User
    yara: User
    ruud: User
    assistant: User
    student: User
    emergency: User
    ended: User
    inactive: User
    withdrawn: User
    refused: User
    ids: dict[str, object] = field(default_factory=dict)

    def user(self, name: str) -> User:
        found: User = getattr(self, name)
        return found


@pytest.fixture(autouse=True)
def _no_counters_of_other_tests():
    cache.clear()


@pytest.fixture
def everything():
    call_command("load_content", stdout=StringIO())
    village = make_village()
    wieg = village.fatma.organization
    fatma, at = village.fatma, timezone.now()
    family = make_family(fatma, people=PEOPLE, at=at - timedelta(days=20))
    for who in (village.noor, village.yara):
        add_to_team(family, who, by=fatma)
    story = Everything(
        family=family,
        fatma=fatma,
        noor=village.noor,
        kim=village.kim,
        sam=village.sam,
        petra=village.petra,
        yara=village.yara,
        ruud=village.ruud,
        assistant=make_user("Anouk Wolters", wieg, Role.MATERNITY_ASSISTANT),
        student=make_user("Stef Rozema", wieg, Role.STUDENT, supervisor=fatma),
        emergency=make_user("Emma Nood", wieg, Role.MIDWIFE),
        ended=make_user("Eric Vertrokken", wieg, Role.MIDWIFE),
        inactive=make_user("Ineke Weg", wieg, Role.MIDWIFE),
        withdrawn=make_user(
            "Wil Terug",
            make_organization("Welzijn Terug", OrganizationKind.WELFARE),
            Role.SOCIAL_WORKER,
        ),
        refused=make_user(
            "Nel Nee",
            make_organization("Woonstee Nee", OrganizationKind.HOUSING),
            Role.SOCIAL_WORKER,
        ),
    )
    team(story)
    findings(story, at)
    asking.fill(story, at)
    pictures.fill(story, at)
    outcomes.fill(story, at)
    direct_flags.fill(story, at)
    help_asked(story, at)
    menu.fill(story, at)
    planned(story, at)
    palette.fill(story, at)
    home.fill(story, at)
    vault.fill(story, at)
    exchanged.fill(story, at)
    desk.fill(story, at)
    prenatal.fill(story, at)
    route_cards.fill(story, at)
    silence.fill(story, at)
    with acting_as(story.emergency.pk):
        workspace.open_in_emergency(
            family.pk, "Ze belde ons huilend", by=story.emergency, at=timezone.now()
        )
    return story


def team(story):
    family, fatma = story.family, story.fatma
    for who in (story.assistant, story.student, story.ended, story.inactive):
        with acting_as(fatma.pk):
            families.add_colleague(family, who, by=fatma, at=timezone.now())
    with acting_as(story.ended.pk):
        families.leave(family, by=story.ended, at=timezone.now())
    User.objects.filter(pk=story.inactive.pk).update(is_active=False)
    story.inactive.is_active = False


def findings(story, at):
    family, fatma, ids = story.family, story.fatma, story.ids
    with acting_as(fatma.pk):
        ids["person_id"] = family.people.get(role="pregnant").pk
        ids["bsn"] = families.record_bsn(
            family.people.get(role="pregnant"),
            BSN,
            identity_checked_on=timezone.localdate(),
            by=fatma,
            at=at,
        ).pk
        for code in ("debts", "involved_partner", "eviction"):
            concept = Concept.objects.filter(code=code).first()
            if concept is not None:
                kept = signals.add(
                    uuid.uuid4(), family, concept, note="Op het klompenpad", by=fatma, at=at
                )
                ids["signal_id"] = kept.pk
        for code in ("domestic_violence", "feels_unsafe", "prior_child_protection"):
            concept = Concept.objects.get(code=code)
            kept = signals.add(
                uuid.uuid4(), family, concept, note="Bij wolfsmelkrood", by=fatma, at=at
            )
            ids["shielded_signal"] = kept.pk
        talk = questionnaires.start(
            family, Questionnaire.objects.get(slug="startgesprek"), by=fatma, at=at
        )
        for link_id, given in (
            ("K1", Given(text="Het fluitekruid langs de sloot")),
            ("W2", Given(("debts",))),
            ("A1", Given(("yes",))),
            ("V1", Given(("hurt",))),
            ("V2", Given(("measure",))),
        ):
            questionnaires.save_answer(talk.pk, link_id, given, was=None, by=fatma, at=at)
        ids["response_id"] = talk.pk
        ids["appraisal"] = uuid.uuid4()
        signals.appraise(
            ids["appraisal"],
            family,
            signals.Decision(
                situation="vulnerable",
                reason="Door de weidevogel",
                parent_view="agrees",
                parent_words="Mijn stroopwafelblik",
                parent_was_there=True,
                decided_on=timezone.localdate(),
                again_on=timezone.localdate() + timedelta(days=30),
            ),
            seen=None,
            by=fatma,
            at=at,
        )
        where = visits.Appointment("home_visit", at - timedelta(hours=2), 30, fatma, "zuringsoep")
        visit = visits.record(
            uuid.uuid4(),
            family,
            where,
            visits.Words(uuid.uuid4(), "health", "Een kievitsnest gezien"),
            by=fatma,
            at=at,
        )
        visits.add_report(
            visit, visits.Words(uuid.uuid4(), "safety", "De moerasspirea bloeit"), by=fatma, at=at
        )
        later = visits.Appointment("phone", at + timedelta(hours=3), 30, fatma, "zuringsoep")
        ids["visit_id"] = visits.plan(uuid.uuid4(), family, later, by=fatma, at=at).pk
        today = timezone.localdate(at)
        for card in routes.route(family, fatma, today).applies:
            key = pathways.StepKey(card.card.code, card.card.version, card.steps[0].step.code)
            made = pathways.decline(family, key, "Door de rietkraag", by=fatma, at=at)
            ids.setdefault("proposal_id", made.pk)
            ids |= {"card": key.card, "version": key.version, "step": key.step}


def help_asked(story, at):
    """Asked of the debt support with name only; of welfare, which may no longer read it."""
    family, fatma, ids = story.family, story.fatma, story.ids
    make_offer(story.ruud.organization)
    ids["consent_id"] = share(family, ["contact"], by=fatma, to=story.ruud.organization).pk
    ids["referral_id"] = make_referral(
        family, by=fatma, to=story.ruud.organization, request="Bij de veerpont"
    ).pk
    gone = share(family, ["contact", "money", "plan"], by=fatma, to=story.withdrawn.organization)
    ids["withdrawn_referral"] = make_referral(
        family,
        by=fatma,
        to=story.withdrawn.organization,
        categories=["money"],
        request="Bij de veerpont",
    ).pk
    safety = share(family, ["safety"], by=fatma, to=story.withdrawn.organization)
    with acting_as(fatma.pk):
        consents.withdraw(gone, by=fatma, at=timezone.now())
        consents.withdraw(safety, by=fatma, at=timezone.now())
        ids["refusal"] = consents.refuse(
            family,
            story.refused.organization,
            purpose="referral",
            categories=["money"],
            given_by="Zwaantje Quadvlieg",
            by=fatma,
            at=timezone.now(),
        ).pk


def planned(story, at):
    family, fatma, ids = story.family, story.fatma, story.ids
    with acting_as(fatma.pk):
        ids["coordination_id"] = plans.propose(family, fatma, by=fatma, at=at).pk
        for words, shielded, task in (
            ("De kanariegele brommer repareren", False, "Naar de oliebollenkraam"),
            ("De salamandersteen leggen", True, "Het bitterzoetsap weggooien"),
        ):
            goal = plans.add_goal(
                uuid.uuid4(),
                family,
                plans.GoalWords(words, "both", "money"),
                is_shielded=shielded,
                by=fatma,
                at=at,
            )
            made = plans.add_task(
                uuid.uuid4(), family, plans.TaskWords(task, fatma), goal, by=fatma, at=at
            )
            ids["shielded_goal" if shielded else "goal_id"] = goal.pk
            ids["shielded_task" if shielded else "task_id"] = made.pk
        today = timezone.localdate(at)
        ids["agreement_id"] = plans.add_agreement(
            uuid.uuid4(), family, "Op de dinsdagmarkt", today, by=fatma, at=at
        ).pk
        ids["shielded_agreement"] = plans.add_agreement(
            uuid.uuid4(), family, "Onder het heksenkruid", today, is_shielded=True, by=fatma, at=at
        ).pk
        plans.go_to_step(uuid.uuid4(), family, "six_steps", 2, "Begonnen", by=fatma, at=at)
