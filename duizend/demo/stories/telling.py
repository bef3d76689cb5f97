"""The words in which the demo tells its stories: who did what, how many days ago."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from duizend.access.models import Organization, User
from duizend.consents import actions as consents
from duizend.consents.models import Consent
from duizend.consents.rules import EXPLAINED
from duizend.core.rls import acting_as
from duizend.core.working_days import is_working_day
from duizend.directory.models import Offer
from duizend.families.models import Family, Person
from duizend.plans import actions as plans
from duizend.plans.models import Goal, PlanTask
from duizend.questionnaires import actions as questionnaires
from duizend.questionnaires.models import Questionnaire
from duizend.questionnaires.rules.answers import Given
from duizend.referrals import actions as referrals
from duizend.referrals.models import Referral
from duizend.signals import actions as signals
from duizend.signals.models import Concept
from duizend.visits import actions as visits
from duizend.visits.models import Visit

USUAL_HOUR = time(10, 30)
A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Teller:
    """Acts for an invented professional at a moment in the past."""

    people: Mapping[str, User]
    organizations: Mapping[str, Organization]
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def ago(self, days: int, at: time = USUAL_HOUR) -> datetime:
        """So many days ago at this hour, never later than now; negative is in the future."""
        day = self.today - timedelta(days=days)
        moment = timezone.make_aware(datetime.combine(day, at))
        return min(moment, self.now) if days >= 0 else moment

    def working_day(self, days_ahead: int) -> date:
        """The first working day from so many days ahead (negative: behind)."""
        day = self.today + timedelta(days=days_ahead)
        while not is_working_day(day):
            day += timedelta(days=1)
        return day

    @contextmanager
    def being(self, name: str) -> Iterator[User]:
        person = self.people[name]
        with acting_as(person.pk):
            yield person

    def notice(self, family: Family, codes: Sequence[str], name: str, days: int) -> None:
        """Quick signals at a contact, by the codes of their concepts."""
        with self.being(name) as by:
            for concept in Concept.objects.filter(code__in=codes):
                signals.add(uuid4(), family, concept, by=by, at=self.ago(days))

    def talk(
        self,
        family: Family,
        answers: Mapping[str, Sequence[str] | str],
        name: str,
        days: int,
        *,
        finished: bool,
    ) -> None:
        """A Startgesprek: by question the codes of what was chosen, or what was written."""
        at = self.ago(days)
        with self.being(name) as by:
            response = questionnaires.start(
                family, Questionnaire.objects.get(slug="startgesprek"), by=by, at=at
            )
            for link_id, answer in answers.items():
                given = Given(text=answer) if isinstance(answer, str) else Given(tuple(answer))
                questionnaires.save_answer(response.pk, link_id, given, was=None, by=by, at=at)
            if finished:
                questionnaires.complete(response, by=by, at=at)

    def consent(
        self,
        family: Family,
        recipient: str,
        categories: Sequence[str],
        name: str,
        days: int,
        *,
        purpose: str = "referral",
        given_by: str,
    ) -> Consent:
        with self.being(name) as by:
            return consents.give(
                family,
                self.organizations[recipient],
                purpose=purpose,
                categories=categories,
                explained=EXPLAINED,
                period_end=self.today + A_YEAR - timedelta(days=days),
                given_by=given_by,
                by=by,
                at=self.ago(days),
            )

    def keep_available(self, family: Family, name: str, days: int, *, given_by: str) -> None:
        with self.being(name) as by:
            consents.permit_exchange(family, given_by=given_by, by=by, at=self.ago(days))

    def refer(
        self,
        family: Family,
        offer_code: str,
        categories: Sequence[str],
        request: str,
        name: str,
        days: int,
    ) -> Referral:
        offer = Offer.objects.select_related("organization").get(code=offer_code)
        with self.being(name) as by:
            draft = referrals.save_draft(
                family,
                referrals.Asked(offer.organization, categories, request, offer),
                referral_id=uuid4(),
                by=by,
                at=self.ago(days),
            )
            return referrals.send(draft, by=by, at=self.ago(days))

    def contact(
        self, family: Family, kind: str, name: str, days: int, report: str, category: str
    ) -> Visit:
        """A contact that has been, with a report."""
        with self.being(name) as by:
            return visits.record(
                uuid4(),
                family,
                visits.Appointment(kind, self.ago(days), 45, by, "thuis"),
                visits.Words(uuid4(), category, report),
                by=by,
                at=self.ago(days, time(11, 30)),
            )

    def planned(
        self, family: Family, kind: str, name: str, day: date, at: time, place: str
    ) -> Visit:
        start = timezone.make_aware(datetime.combine(day, at))
        made = min(self.now, start) - timedelta(days=3)
        with self.being(name) as by:
            return visits.plan(
                uuid4(), family, visits.Appointment(kind, start, 60, by, place), by=by, at=made
            )

    def goal(
        self, family: Family, words: str, whose: str, domain: str, name: str, days: int
    ) -> Goal:
        with self.being(name) as by:
            return plans.add_goal(
                uuid4(), family, plans.GoalWords(words, whose, domain), by=by, at=self.ago(days)
            )

    def task(
        self,
        family: Family,
        goal: Goal | None,
        what: str,
        who: Person | User | Organization,
        name: str,
        days: int,
        by_when: date | None = None,
    ) -> PlanTask:
        with self.being(name) as by:
            return plans.add_task(
                uuid4(), family, plans.TaskWords(what, who, by_when), goal, by=by, at=self.ago(days)
            )

    def step(self, family: Family, number: int, reason: str, name: str, days: int) -> None:
        with self.being(name) as by:
            plans.go_to_step(uuid4(), family, "six_steps", number, reason, by=by, at=self.ago(days))
