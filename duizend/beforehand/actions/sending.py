"""Sending a list home, giving it a new code, taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.beforehand import keys
from duizend.beforehand.actions.erasing import forget
from duizend.beforehand.keys import Keys
from duizend.beforehand.models import Invitation
from duizend.beforehand.permissions import check_can_manage, check_can_renew, check_can_send
from duizend.core.once import save_once
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family, Person
from duizend.families.queries import moment
from duizend.questionnaires.models import Questionnaire
from duizend.questionnaires.queries import latest_version


@dataclass(frozen=True)
class Asked:
    """What is sent: which list, to whom, in which language, and for how many days."""

    questionnaire: Questionnaire
    person: Person
    language: str
    days: int


@transaction.atomic
def send(
    invitation_id: UUID,
    family: Family,
    asked: Asked,
    *,
    given: Keys | None = None,
    by: User,
    at: datetime,
) -> tuple[Invitation, Keys]:
    """A new link with its code: the only moment at which they can be read.

    The same form sent again makes no second link; the first one gets new keys, because
    nobody can read its own any more. `given` are keys that were printed before (the demo).
    Raises NotAllowed.
    """
    check_can_send(by, family, asked.questionnaire, asked.person)
    made = given or keys.make()
    last_day = timezone.localdate(at) + timedelta(days=asked.days + 1)
    midnight = timezone.make_aware(datetime.combine(last_day, datetime.min.time()))
    invitation = Invitation(
        id=invitation_id,
        family=family,
        person=asked.person,
        questionnaire=asked.questionnaire,
        version=latest_version(asked.questionnaire),
        language=asked.language,
        phase=moment(family, timezone.localdate(at)).phase,
        link_hash=keys.link_hash(made.link),
        code_hash=keys.code_hash(made.link, made.code),
        expires=midnight,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
    )
    if not save_once(invitation):
        return renew(_sent_before(invitation), by=by, at=at)
    _log("beforehand.send", invitation, by=by, at=at)
    return invitation, made


@transaction.atomic
def renew(invitation: Invitation, *, by: User, at: datetime) -> tuple[Invitation, Keys]:
    """Another link and code; the ones before open nothing any more. Answers stay.

    Raises NotAllowed.
    """
    locked = _locked(invitation)
    check_can_renew(by, locked, locked.standing(at))
    made = keys.make()
    locked.link_hash = keys.link_hash(made.link)
    locked.code_hash = keys.code_hash(made.link, made.code)
    locked.attempts, locked.session_hash, locked.session_until = 0, None, None
    locked.save(
        update_fields=["link_hash", "code_hash", "attempts", "session_hash", "session_until"]
    )
    _log("beforehand.renew", locked, by=by, at=at)
    return locked, made


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User, at: datetime) -> Invitation:
    """The link opens nothing any more; what was filled in is erased unread.

    Raises NotAllowed.
    """
    locked = _locked(invitation)
    if locked.withdrawn is not None and locked.opened is None:
        return locked  # the same click again
    check_can_manage(by, locked)
    locked.withdrawn = at
    locked.save(update_fields=["withdrawn"])
    forget(locked.pk, at=at)
    _log("beforehand.withdraw", locked, by=by, at=at)
    return locked


def _sent_before(invitation: Invitation) -> Invitation:
    before = Invitation.objects.filter(pk=invitation.pk, family=invitation.family).first()
    if before is None:
        raise NotAllowed(_("This form was used before. Open the page again."))
    return before


def _locked(invitation: Invitation) -> Invitation:
    found: Invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("family", "questionnaire", "version")
        .defer("version__resource")
        .get(pk=invitation.pk)
    )
    return found


def _log(verb: str, invitation: Invitation, *, by: User, at: datetime) -> None:
    audit.record(
        verb, invitation, by=by, at=at, family_id=invitation.family_id, category=invitation.category
    )
