"""Opening together: what was filled in at home becomes a conversation, in the talk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.beforehand.actions.erasing import forget
from duizend.beforehand.models import Invitation
from duizend.beforehand.permissions import check_can_open
from duizend.beforehand.queries import answers_at_home
from duizend.beforehand.rules.at_home import asked
from duizend.core.permissions import NotAllowed
from duizend.questionnaires import actions as questionnaires
from duizend.questionnaires.models import QuestionnaireResponse
from duizend.questionnaires.queries import answers_of, form_of
from duizend.questionnaires.rules.answers import given_from

# As long as a signal keeps of where it came from.
LONGEST_SOURCE = 200


class AlreadyTalking(NotAllowed):
    """A conversation of this list is open: what was said there is not mixed with this."""


@transaction.atomic
def open_together(invitation: Invitation, *, by: User, at: datetime) -> QuestionnaireResponse:
    """Begin the conversation with the answers of the parent; signals and flags follow as ever.

    Answers to questions that closed meanwhile are not taken over. The second click gives
    the same conversation. Raises NotAllowed, AlreadyTalking among them.
    """
    locked = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("family", "questionnaire", "version", "conversation")
        .defer("version__resource")
        .get(pk=invitation.pk)
    )
    if locked.conversation is not None and locked.opener_id == by.pk:
        return locked.conversation
    check_can_open(by, locked)
    response = questionnaires.start(locked.family, locked.questionnaire, by=by, at=at)
    if response.version_id != locked.version_id:
        raise NotAllowed(
            _(
                "This list has got a new version since it was sent. The answers fit the version "
                "before and are kept with it. Ask your administrator, or send the new list."
            )
        )
    if answers_of(response):
        raise AlreadyTalking(
            _(
                "A conversation with this list is still open. Finish or stop that one first; "
                "what was filled in at home then gets a conversation of its own."
            )
        )
    # From here on the database shows the answers to this organisation.
    locked.opened, locked.opener, locked.conversation = at, by, response
    locked.session_hash, locked.session_until = None, None
    locked.save(update_fields=["opened", "opener", "conversation", "session_hash", "session_until"])
    _take_over(locked, response, by=by, at=at)
    forget(locked.pk, at=at)
    audit.record(
        "beforehand.open_together",
        locked,
        by=by,
        at=at,
        family_id=locked.family_id,
        category=locked.category,
    )
    return response


def _take_over(
    invitation: Invitation, response: QuestionnaireResponse, *, by: User, at: datetime
) -> None:
    form = form_of(invitation.version)
    answers = answers_at_home(invitation)
    open_now = {item.link_id for item in asked(form, answers, phase=invitation.phase)}
    title = invitation.questionnaire.title
    source_name = _("%(list)s, filled in at home by the parent") % {"list": title}
    # A question comes after those that open it.
    for link_id in form.order:
        if link_id in open_now and link_id in answers:
            item = form.by_link_id[link_id]
            given = given_from(item, answers[link_id])
            questionnaires.save_answer(
                response.pk,
                link_id,
                given,
                was=None,
                source_name=source_name[:LONGEST_SOURCE],
                by=by,
                at=at,
            )
