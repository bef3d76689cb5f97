"""Who may do what at a desk; and if not: why not."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.consents.rules import EXPLAINED
from duizend.core.permissions import Hidden, NotAllowed
from duizend.families.models import Family
from duizend.families.permissions import check_can_change, check_can_work_with_families
from duizend.intake import queries
from duizend.intake.models import Desk, Item, Move
from duizend.intake.rules import NEEDS_FAMILY, Kind, Outcome
from duizend.referrals.models import Referral
from duizend.referrals.permissions import check_side
from duizend.referrals.rules.states import IN_HAND, Side, Status

# A request that waits at a desk, or on which somebody there works.
WAITING = (Status.SENT, Status.TAKEN, Status.STARTED)
LONGEST = 2000
LONGEST_REASON = 1000
LONGEST_SORTING = 500


def is_at_desk(user: User, item: Item) -> bool:
    return user.works_with_families and item.desk.organization_id == user.organization_id


def check_can_send(user: User, explained: list[str], consented_on: date | None) -> None:
    check_can_work_with_families(user)
    if consented_on is None:
        raise NotAllowed(_("Without her consent nothing is sent, and nothing is kept."))
    if not set(EXPLAINED) <= set(explained):
        raise NotAllowed(_("First explain what you share, why, and which data. Tick all three."))


def check_can_read(user: User, item: Item) -> None:
    """The desk, and the organisation that sent it. For everybody else it does not exist.

    A desk that was asked to take it over sees it in its queue only: there is nothing to read yet.
    """
    if not is_at_desk(user, item) and not (
        user.works_with_families
        and item.sender_organization_id is not None
        and item.sender_organization_id == user.organization_id
    ):
        raise Hidden(f"no item {item.pk} for user {user.pk}")


def check_at_desk(user: User, item: Item) -> None:
    check_can_read(user, item)
    if not is_at_desk(user, item):
        raise only_the_desk()


def only_the_desk() -> NotAllowed:
    return NotAllowed(_("Only the intake desk can do this."))


def check_can_take(user: User, item: Item) -> None:
    """Also from a colleague, who may be ill: it then is on one’s own name."""
    check_at_desk(user, item)
    _check_open(item)


def check_can_handle(user: User, item: Item) -> None:
    check_can_take(user, item)
    if item.taken_by_id is None:
        raise NotAllowed(_("First take it up, so that others see who does this."))
    if item.taken_by_id != user.pk:
        raise NotAllowed(
            _("%(who)s has taken this up. Take it over first.") % {"who": item.taken_by}
        )


def check_can_link(user: User, item: Item, family: Family) -> None:
    check_can_handle(user, item)
    check_not_asked_of_another_desk(item)
    check_can_change(user, family)


def check_can_answer(user: User, item: Item) -> None:
    check_can_handle(user, item)
    if item.kind == Kind.WORRY:
        raise NotAllowed(
            _("A parent has no account here. Call or write in the way that they asked for.")
        )


def check_has_words(words: str, most: int = LONGEST) -> None:
    if not words.strip():
        raise NotAllowed(_("Write a few words."))
    if len(words) > most:
        raise NotAllowed(_("Keep it shorter than %(most)d characters.") % {"most": most})


def check_can_close(
    user: User, item: Item, outcome: Outcome, family: Family | None, referral: Referral | None
) -> None:
    """Handing over counts when the other has taken it: until then it stays in this queue."""
    check_can_handle(user, item)
    check_not_asked_of_another_desk(item)
    if outcome in NEEDS_FAMILY and family is None:
        raise NotAllowed(_("First find the family, or register it."))
    if outcome is Outcome.RETURNED and item.kind == Kind.WORRY:
        raise NotAllowed(_("There is nobody to give a parent’s own worry back to."))
    if outcome is not Outcome.HANDED:
        return
    if referral is None or family is None or referral.family_id != family.pk:
        raise NotAllowed(_("First ask another organisation for help with this family."))
    if referral.sender_organization_id != user.organization_id:
        raise NotAllowed(_("Only a request of your own organisation counts here."))
    if referral.status not in IN_HAND:
        raise NotAllowed(
            _("%(organization)s has not taken it yet. Until then it stays with you.")
            % {"organization": referral.performer.name}
        )


def check_can_sort(user: User, item: Item) -> None:
    """Everybody of the desk, also before somebody took it up: it says where it goes."""
    check_can_take(user, item)


def check_can_sort_request(user: User, referral: Referral) -> None:
    """A referral to the organisation of a desk, by its people, while it waits there."""
    check_side(user, referral, Side.PERFORMER)
    if not queries.desks_of(user):
        raise only_the_desk()
    if referral.status not in WAITING:
        raise NotAllowed(_("This has been closed already."))


def check_can_ask_colleague(user: User, item: Item, colleague: User) -> None:
    check_can_handle(user, item)
    if colleague.pk == user.pk:
        raise NotAllowed(_("It is on your own name already."))
    if not (colleague.is_active and is_at_desk(colleague, item)):
        raise NotAllowed(_("Choose a colleague who works at this desk."))


def check_can_move(user: User, item: Item, there: Desk | None, *, agreed: bool) -> None:
    """To another desk, with her knowing: it is another organisation that will read it."""
    check_can_handle(user, item)
    if there is None:
        raise NotAllowed(_("This municipality has no intake desk now."))
    if there.pk == item.desk_id:
        raise NotAllowed(_("That is your own desk."))
    if queries.link_exists(item):
        raise NotAllowed(
            _("It belongs to a family of yours. Ask the other organisation with a request.")
        )
    if not agreed:
        raise NotAllowed(_("First ask her: another organisation will read what she said."))


def check_not_asked_of_another_desk(item: Item) -> None:
    move = queries.open_move(item)
    if move is not None:
        raise NotAllowed(
            _("%(desk)s was asked to take it over. First take that back.")
            % {"desk": move.to_desk.name}
        )


def check_can_answer_move(user: User, move: Move) -> None:
    """The people of the desk that was asked, as long as nobody answered."""
    check_can_work_with_families(user)
    if move.to_desk.organization_id != user.organization_id:
        raise only_the_desk()
    _check_not_answered(move)


def check_can_take_back(user: User, move: Move) -> None:
    check_can_work_with_families(user)
    if move.from_desk.organization_id != user.organization_id:
        raise only_the_desk()
    _check_not_answered(move)


def _check_not_answered(move: Move) -> None:
    if move.answered_at is not None:
        raise NotAllowed(_("This was answered already."))


def check_can_tell_parent(user: User, item: Item) -> None:
    check_can_handle(user, item)
    if item.kind != Kind.WORRY:
        raise NotAllowed(_("This came from a professional. Write a word to the sender."))
    if not queries.says(item).contact.get("reach"):
        raise NotAllowed(_("This parent left no way to be reached."))


def check_parent_heard(item: Item, outcome: Outcome) -> None:
    """Who left a way to be reached hears what becomes of it, unless that did not succeed."""
    waits = item.kind == Kind.WORRY and outcome is not Outcome.UNREACHED
    if waits and queries.says(item).contact.get("reach") and not queries.parent_heard(item):
        raise NotAllowed(
            _("This parent left a way to be reached. Let them know first, and keep how you did.")
        )


def _check_open(item: Item) -> None:
    if item.closed_at is not None:
        raise NotAllowed(_("This has been closed already."))
