"""The page itself: how far it is, and what the one who looks can do now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from duizend.access.http import SignedInRequest
from duizend.access.models import User
from duizend.consents.models import ConsentText
from duizend.consents.queries import explanations
from duizend.core.charts.steps import Step as Drawn
from duizend.core.permissions import why_not
from duizend.directory.models import Offer
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.queries import moment, mother, page_context
from duizend.families.rules.time import Phase
from duizend.prenatal import queries
from duizend.prenatal.forms import AnswerForm, MeetingForm, TellForm
from duizend.prenatal.models import HomeVisit
from duizend.prenatal.permissions import AT_WORK, check_can_propose, check_gives_the_visit
from duizend.prenatal.rules import Step, last_day, states
from duizend.referrals import queries as referrals
from duizend.referrals import words
from duizend.referrals.asking import what_can_be_told
from duizend.referrals.models import Referral
from duizend.referrals.permissions import check_can_be_asked, check_takes_referrals
from duizend.referrals.rules.states import RUNNING, Side, Status
from duizend.visits.queries import team_of_own_organization
from duizend.visits.rules import can_have_been_at

STEP_LABELS = {
    Step.EXPLAIN: _("Explain"),
    Step.CONSENT: _("Her yes"),
    Step.SENT: _("Asked"),
    Step.PLANNED: _("Day chosen"),
    Step.VISITED: _("Visit"),
    Step.TOLD: _("Word back"),
}
# The explanation of this purpose among the texts of the consents.
TEXT = "prenatal-home-visit"


def opened(request: SignedInRequest, family_id: UUID) -> Family:
    family = open_family(family_id, by=request.user, at=timezone.now(), purpose="prenatal.page")
    prefetch_related_objects([family], "people", "pregnancies")
    return family


@require_GET
def home_visit(request: SignedInRequest, family_id: UUID) -> HttpResponse:
    """For who proposes it and for who gives it: the same steps, each their own part."""
    return page(request, opened(request, family_id))


def page(request: SignedInRequest, family: Family, **forms: Any) -> HttpResponse:
    """The page; `forms` are those that were sent and must be corrected."""
    user, today = request.user, timezone.localdate()
    asked, waits = queries.current(family), queries.suggestion(family, user)
    met = queries.meetings(asked) if asked else []
    side = referrals.side_of(user, asked) if asked else None
    step = states(queries.progress(asked, met, waits))
    context: dict[str, Any] = {
        **page_context(family, user, today, tab="route"),
        "steps": [Drawn(str(STEP_LABELS[one]), state=state) for one, state in step.items()],
        "asked": asked,
        "pace": words.pace(asked, today) if asked else None,
        "met": met,
        "is_pregnant": moment(family, today).phase is Phase.PREGNANCY,
        "told": [e for e in asked.events.all() if e.what == "answer"] if asked else [],
    }
    if side is Side.PERFORMER and asked is not None:
        context |= _for_the_visit(request, family, asked, met, forms)
    elif asked is None or asked.status not in RUNNING or side is Side.SENDER:
        context |= _for_asking(request, family, asked, forms)
        context["waits"] = waits
    return render(request, "prenatal/page.html", context, status=422 if forms else 200)


def answer_form(
    request: SignedInRequest, family: Family, data: Any = None, text: ConsentText | None = None
) -> AnswerForm:
    """What she can say yes, no or later to; the offers of here."""
    user, today = request.user, timezone.localdate()
    about = referrals.about(family, user.organization_id, today)
    text = text or explanation()
    return AnswerForm(
        data,
        offers=queries.offers_here(family),
        possible=what_can_be_told(about, sees_restricted=False),
        ticks=text.ticks if text else {},
    )


def explanation() -> ConsentText | None:
    """What is said before she answers; None when the content was not loaded."""
    return explanations().get(TEXT)


def _for_asking(
    request: SignedInRequest, family: Family, asked: Referral | None, forms: dict[str, Any]
) -> dict[str, Any]:
    """Before it is asked, and while nobody took it: her answer."""
    user, today = request.user, timezone.localdate()
    waits_open = asked is not None and asked.status == Status.SENT
    lapsed = asked is not None and waits_open and not queries.consent_holds(asked, today)
    running = asked is not None and asked.status in RUNNING
    context: dict[str, Any] = {"lapsed": lapsed, "can_take_back": waits_open}
    if running and not lapsed:
        return context
    text = explanation()
    form: AnswerForm = forms.get("answer_form") or answer_form(request, family, text=text)
    offer = next(iter(form.offers.values()), None)
    why_not_propose = why_not(check_can_propose, user, family, today)
    return context | {
        "asks": True,
        "text": text,
        "form": form,
        "offer": offer,
        "own_visit": any(
            one.organization_id == user.organization_id for one in form.offers.values()
        ),
        "parent": mother(family),
        "until": last_day(today, moment(family, today).due_date),
        "refusal": None if running else queries.refusal(family, user),
        "why_not_propose": why_not_propose,
        "why_not_ask": why_not_propose or (_why_not_here(user, offer) if offer else ""),
    }


def _why_not_here(user: User, offer: Offer) -> str:
    return why_not(check_can_be_asked, user, offer.organization) or why_not(
        check_takes_referrals, user, offer
    )


def _for_the_visit(
    request: SignedInRequest,
    family: Family,
    asked: Referral,
    met: list[queries.Meeting],
    forms: dict[str, Any],
) -> dict[str, Any]:
    """For youth health care: plan, record, tell. What was told to them, and by whom."""
    user, today = request.user, timezone.localdate()
    told = referrals.told(asked)
    context: dict[str, Any] = {
        "gives": True,
        "letter": told,
        "parts": words.parts_in_words(told.parts, today),
        "why_not_give": why_not(check_gives_the_visit, user, asked),
        "at_work": asked.status in AT_WORK,
    }
    if asked.status not in AT_WORK:
        return context
    planned = queries.planned(asked)
    team = team_of_own_organization(user, family)
    has_been = queries.has_been(asked, met)
    return context | {
        "planned": planned,
        "is_over": planned is not None and can_have_been_at(planned.visit.start, timezone.now()),
        "plan_form": forms.get("plan_form") or MeetingForm(team=team, auto_id="plannen_%s"),
        "held_form": forms.get("held_form") or (held_form(planned, team) if planned else None),
        "tell_form": (forms.get("tell_form") or tell_form(request, asked)) if has_been else None,
    }


def held_form(planned: HomeVisit, team: list[User], data: Any = None) -> MeetingForm:
    """As it was planned, to be corrected to how it was."""
    visit = planned.visit
    initial = {
        "kind": visit.kind,
        "start": timezone.localtime(visit.start),
        "minutes": visit.duration,
        "practitioner": str(visit.practitioner_id),
    }
    return MeetingForm(data, team=team, initial=initial, auto_id="geweest_%s")


def tell_form(request: SignedInRequest, asked: Referral, data: Any = None) -> TellForm:
    """Only about what was shared with us, and what she let us tell back besides."""
    allowed = referrals.may_be_told_back(asked, timezone.localdate())
    return TellForm(
        data,
        categories=allowed,
        initial={"category": "pregnancy", "ready": True},
        auto_id="bericht_%s",
    )
