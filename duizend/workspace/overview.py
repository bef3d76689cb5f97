"""The overview of a family: the plan, the balance, what happened, who is who."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duizend.access.models import CATEGORY_LABELS
from duizend.consents import queries as consents
from duizend.consents.models import Consent
from duizend.core.charts.day_line import Event
from duizend.core.dutch_dates import day_in_words
from duizend.families.models import CareRelation, Family, Person
from duizend.families.queries import Moment, care_team
from duizend.families.rules.time import day_on_line
from duizend.plans import queries as plans
from duizend.plans.models import Goal
from duizend.plans.queries import CurrentCoordination
from duizend.referrals import queries as referrals
from duizend.referrals.models import Referral
from duizend.referrals.words import Pace, pace
from duizend.signals import queries as signals
from duizend.signals.models import Appraisal, Signal
from duizend.visits import queries as visits
from duizend.visits.models import Visit

# The overview shows the last and the next; the tabs show all.
FEW = 5


@dataclass(frozen=True)
class Shared:
    """What one recipient may know now, in words, and until when."""

    recipient: str
    what: str
    until: date


@dataclass(frozen=True)
class Overview:
    """All that the page shows, as far as this reader may see it."""

    goals: list[Goal]
    protective: list[Signal]
    weighing: list[Signal]
    appraisal: Appraisal | None
    people: list[Person]
    team: list[CareRelation]
    coordination: CurrentCoordination | None
    shared: list[Shared]
    referrals: list[tuple[Referral, Pace]]
    visits: list[Visit]


def overview(family: Family, now: datetime) -> Overview:
    present = list(signals.present_signals(family))
    today = timezone.localdate(now)
    return Overview(
        goals=plans.goals_of(family)[:FEW],
        protective=_named_once(s for s in present if s.concept.kind == "protective"),
        weighing=_named_once(s for s in present if s.concept.kind == "risk"),
        appraisal=signals.current_appraisal(family),
        people=[person for person in family.people.all() if person.left_on is None],
        team=list(care_team(family)),
        coordination=plans.current_coordination(family.pk),
        shared=[_shared(consent) for consent in consents.holding(family, today)],
        referrals=[(r, pace(r, today)) for r in referrals.of_family(family)[:FEW]],
        visits=list(visits.of_family(family)[:20]),
    )


def _named_once(present: Iterable[Signal]) -> list[Signal]:
    """What was said or seen more than once is named once here; the signals page has them all."""
    return list({signal.concept_id: signal for signal in present}.values())


def _shared(consent: Consent) -> Shared:
    names = [str(CATEGORY_LABELS[code]).lower() for code in consent.categories]
    return Shared(consent.recipient.name, ", ".join(names), consent.period_end)


def events(seen: Overview, moment: Moment, today: date) -> list[Event]:
    """What happened and what comes, on the thousand-day line. Day 0: birth or due date."""
    found = [
        *(
            (timezone.localdate(v.start), v.get_kind_display(), not v.is_planned)
            for v in seen.visits
        ),
        *(
            (
                timezone.localdate(r.sent_at),
                _("Referral to %(organization)s") % {"organization": r.performer.name},
                True,
            )
            for r, _pace in seen.referrals
            if r.sent_at
        ),
        *_weighings(seen.appraisal),
    ]
    return list(_on_line(found, moment, today))


def _weighings(appraisal: Appraisal | None) -> Iterable[tuple[date, str, bool]]:
    if appraisal is not None:
        yield appraisal.decided_on, pgettext("on the line", "Weighing"), True
        yield appraisal.again_on, _("Weigh again"), False


def _on_line(
    found: Iterable[tuple[date, str, bool]], moment: Moment, today: date
) -> Iterable[Event]:
    for day, label, done in found:
        place = day_on_line(moment.due_date, moment.born_on, day)
        if place is not None:
            yield Event(day=place, label=label, done=done, when=day_in_words(day, today))
