"""Who may do what with a referral; and if not: why not.

On the receiver's side the family itself cannot be read before the taking, so these checks
look at the referral and at ids only.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.access.models import Organization, User
from duizend.access.rules import WORKS_WITH_FAMILIES
from duizend.consents.permissions import check_may_share
from duizend.core.dutch_dates import day_in_words
from duizend.core.permissions import NotAllowed
from duizend.directory.models import Offer
from duizend.families.models import CareRelation, Family
from duizend.families.permissions import check_can_change, check_can_work_with_families
from duizend.referrals.models import Referral
from duizend.referrals.rules.disclosing import LEAST
from duizend.referrals.rules.states import Deed, Side, Status, may_happen, transition

LONGEST_REQUEST = 2000
WHERE_IT_STANDS = {
    Status.DRAFT: gettext_lazy("This referral has not been sent yet."),
    Status.SENT: gettext_lazy("This referral has been sent, but nobody has taken it yet."),
    Status.TAKEN: gettext_lazy("%(who)s took this referral on %(day)s."),
    Status.STARTED: gettext_lazy("The help has already started, on %(day)s."),
    Status.DECLINED: gettext_lazy("This referral was declined on %(day)s."),
    Status.COMPLETED: gettext_lazy("The help was finished on %(day)s."),
    Status.WITHDRAWN: gettext_lazy("The referrer withdrew this referral on %(day)s."),
}


def check_can_refer(user: User, family: Family, performer: Organization) -> None:
    """May this person ask that organisation for help with this family at all?"""
    check_can_change(user, family)
    check_can_be_asked(user, performer)


def check_can_be_asked(user: User, performer: Organization) -> None:
    if performer.pk == user.organization_id:
        raise NotAllowed(
            _(
                "You cannot refer a family to your own organisation. "
                "Add a colleague to the team around this family instead."
            )
        )
    if not somebody_works_at(performer):
        raise NotAllowed(
            _(
                "Nobody of %(organization)s works with duizend. Call them: what you send here "
                "would not be read."
            )
            % {"organization": performer.name}
        )


def check_takes_referrals(user: User, offer: Offer | None, today: date | None = None) -> None:
    """An offer says itself who may refer to it, and it can have stopped.

    Without a day: whether it has stopped by now.
    """
    if offer is None:
        return
    if has_stopped(offer, today or timezone.localdate()):
        raise NotAllowed(_("%(offer)s is no longer on the menu.") % {"offer": offer.name})
    if offer.who_may_refer and user.organization.kind not in offer.who_may_refer:
        raise NotAllowed(
            _("Your organisation cannot refer to %(offer)s. That can: %(who)s.")
            % {"offer": offer.name, "who": offer.referrers_in_words}
        )


def has_stopped(offer: Offer, today: date) -> bool:
    """Off the menu, or no longer for new families."""
    ends = offer.stops_on is not None and offer.stops_on <= today
    return ends or offer.retired_on is not None


def check_can_revise(user: User, referral: Referral) -> None:
    check_side(user, referral, Side.SENDER)
    check_can_refer(user, referral.family, referral.performer)
    if referral.status != Status.DRAFT:
        raise NotAllowed(_("This referral has already been sent. It can no longer be changed."))


def check_can_send(user: User, referral: Referral, request: str, today: date) -> None:
    """Everything that must be so at the moment of sending itself."""
    if user.organization_id != referral.sender_organization_id:
        raise NotAllowed(_("Only the organisation that refers can do this."))
    if not may_happen(Deed.SEND, Status(referral.status)):
        raise NotAllowed(_why_not_now(referral, today))
    check_can_be_asked(user, referral.performer)
    check_takes_referrals(user, referral.offer, today)
    check_can_tell(user, referral.family, referral.performer, referral.categories, today)
    if not request.strip():
        raise NotAllowed(_("Say what you ask of them, in words they need to begin."))


def check_can_tell(
    user: User,
    family: Family,
    performer: Organization,
    categories: Collection[str],
    today: date,
) -> None:
    """Is everything one wants to tell covered by consent, today?"""
    if LEAST not in categories:
        raise NotAllowed(_("A referral carries at least a name and how to make contact."))
    check_may_share(user, family, performer, categories, today)


def check_can(deed: Deed, user: User, referral: Referral, today: date) -> None:
    """May this person do this with this referral now?"""
    check_side(user, referral, transition(deed).who)
    if not may_happen(deed, Status(referral.status)):
        raise NotAllowed(_why_not_now(referral, today))
    if deed is Deed.TAKE_BACK and somebody_works_at(referral.performer):
        raise NotAllowed(
            _("%(organization)s took it over and closes it. Call them.")
            % {"organization": referral.performer}
        )


def somebody_works_at(organization: Organization) -> bool:
    """Whether anybody there reads what is sent to them."""
    return organization.members.filter(is_active=True, role__in=WORKS_WITH_FAMILIES).exists()


def check_side(user: User, referral: Referral, side: Side) -> None:
    check_can_work_with_families(user)
    if side is Side.SENDER:
        if user.organization_id != referral.sender_organization_id:
            raise NotAllowed(_("Only the organisation that refers can do this."))
        check_can_change(user, referral.family)
        return
    if user.organization_id != referral.performer_id:
        raise NotAllowed(_("Only the organisation that was asked can do this."))
    if referral.taken_by_id is not None and not works_with(user, referral):
        raise NotAllowed(
            _("%(who)s took this referral. Ask them to add you to the team around this family.")
            % {"who": referral.taken_by}
        )


def only_the_two_sides() -> NotAllowed:
    return NotAllowed(_("Only the two organisations of this referral can change it."))


def check_can_read(user: User, referral: Referral) -> None:
    """The receiver's page: everybody there while nobody took it, afterwards who works with it."""
    check_side(user, referral, Side.PERFORMER)


def check_has_consent_to_take(can_read: bool) -> None:
    """Taking without anything to call is no taking: nobody would be helped."""
    if not can_read:
        raise NotAllowed(
            _("The consent for this referral was withdrawn or has ended. Contact the referrer.")
        )


def check_has_words(deed: Deed, note: str) -> None:
    if not note.strip() and transition(deed).needs_words:
        raise NotAllowed(
            _("Say in one sentence why, so that the referrer can look further with the family.")
            if deed is Deed.DECLINE
            else _("Write what the referrer should know.")
        )
    if len(note) > LONGEST_REQUEST:
        raise NotAllowed(_("Keep it shorter than %(most)d characters.") % {"most": LONGEST_REQUEST})


def check_may_answer_about(category: str, allowed: Collection[str]) -> None:
    if category not in allowed:
        raise NotAllowed(
            _(
                "There is no consent to tell the referrer about this. "
                "Choose something that was shared with you, or ask the family first."
            )
        )


def works_with(user: User, referral: Referral) -> bool:
    """Whether this person of the receiver took it, or has a care relation with the family."""
    if referral.taken_by_id == user.pk:
        return True
    relations = CareRelation.objects.current().of(user)
    return relations.filter(family_id=referral.family_id).exists()


def _why_not_now(referral: Referral, today: date) -> str:
    """Where it stands, with who and when: the one who asks was a moment too late, or early."""
    status = Status(referral.status)
    if status is Status.TAKEN:
        since = referral.taken_at
    elif status is Status.STARTED:
        since = referral.started_at
    else:
        since = referral.ended_at
    return str(
        WHERE_IT_STANDS[status]
        % {
            "who": referral.taken_by,
            "day": day_in_words(timezone.localdate(since), today) if since else "",
        }
    )
