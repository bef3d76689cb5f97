"""What is asked about links: for the professional where each stands, for the parent its list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from duizend.access.models import User
from duizend.beforehand.keys import session_hash
from duizend.beforehand.models import HomeAnswer, HomeEvent, Invitation
from duizend.beforehand.permissions import NOT_AT_HOME
from duizend.beforehand.rules.at_home import WhyNot, asked, why_not_at_home
from duizend.core.rls import tell_database_link
from duizend.families.models import Family
from duizend.questionnaires.models import Questionnaire
from duizend.questionnaires.queries import form_of, latest_version, offered
from duizend.questionnaires.rules.enabling import Answers
from duizend.questionnaires.rules.form import Form, Item

MOST_EVENTS = 50


def invitations(family: Family) -> QuerySet[Invitation]:
    """The links of a family that the one who asks may know of, newest first."""
    return (
        Invitation.objects.filter(family=family)
        .select_related(
            "family", "person", "questionnaire", "recorder", "recorder_organization", "conversation"
        )
        .order_by("-recorded")
    )


def happened(family: Family) -> QuerySet[HomeEvent]:
    """What was done at home with the links of this family, newest first; never what was said."""
    return (
        HomeEvent.objects.filter(family=family)
        .select_related("invitation__questionnaire")
        .order_by("-recorded", "-pk")[:MOST_EVENTS]
    )


@dataclass(frozen=True)
class List:
    """A list, and why it is not sent home; empty when it can be."""

    questionnaire: Questionnaire
    why_not: str


def lists(user: User) -> list[List]:
    """The lists of this person: what is shielded is not even named on this page."""
    found = []
    for questionnaire in offered(user).filter(is_shielded=False):
        form = form_of(latest_version(questionnaire))
        why = why_not_at_home(form, is_own=questionnaire.is_own)
        if why is not WhyNot.SHIELDED:
            found.append(List(questionnaire, str(NOT_AT_HOME[why]) if why else ""))
    return found


@dataclass(frozen=True)
class Visit:
    """The list as it lies before the parent: nothing here says of which family it is."""

    invitation: Invitation
    form: Form
    answers: Answers
    questions: list[Item]


def visit(session: str) -> Visit | None:
    """What the link of this browser opens, now; None when it opens nothing.

    From here to the end of the request the database shows this link and nothing else.
    """
    tell_database_link(session_hash(session) if session else "")
    if not session:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select rls.home_link()")
        row = cursor.fetchone()
    if row is None or row[0] is None:
        return None
    invitation = (
        Invitation.objects.select_related("questionnaire", "version")
        .defer("version__resource")
        .get(pk=row[0])
    )
    return look(invitation)


def look(invitation: Invitation) -> Visit:
    """The answers so far, and the questions that are open because of them."""
    form = form_of(invitation.version)
    answers = answers_at_home(invitation)
    questions = asked(form, answers, phase=invitation.phase, already_known=invitation.already_known)
    return Visit(invitation, form, answers, questions)


def answers_at_home(invitation: Invitation) -> Answers:
    """What was filled in, for the parent; and for the professional once it was opened."""
    kept = HomeAnswer.objects.filter(invitation=invitation).values_list("link_id", "values")
    return dict(kept)


def entered_before(invitation: Invitation) -> datetime | None:
    """When this list was opened the time before this one; the parent can see who did."""
    moments = (
        HomeEvent.objects.filter(invitation=invitation, what="entered")
        .order_by("-recorded")
        .values_list("recorded", flat=True)[1:2]
    )
    return next(iter(moments), None)
