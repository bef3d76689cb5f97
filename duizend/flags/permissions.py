"""Who may say what was done, and who may be asked to do it; and if not: why not."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.access.rules import Category
from duizend.core.permissions import NotAllowed
from duizend.families.permissions import check_can_change
from duizend.flags.models import Flag, HandOver
from duizend.flags.queries import first_unsaid


class Refused(NotAllowed):
    """A refusal about a flag: that there is one is for few eyes, in the log too."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, category=Category.SAFETY)


class SayFirst(Refused):
    """A conversation is not finished while nobody said what was done."""

    template = "flags/say_first.html"

    def __init__(self, flag: Flag) -> None:
        super().__init__(
            _(
                "A talk asks something of you today. Say first what you did, or who does it. "
                "Then you can finish this conversation."
            )
        )
        self.flag = flag


def check_can_settle(user: User, flag: Flag) -> None:
    check_can_change(user, flag.family)
    if flag.recorder_organization_id != user.organization_id:
        raise Refused(_("Another organisation looks after this. You can only read it."))
    if not flag.is_open:
        raise Refused(_("It was already said what was done."))


def check_can_take_over(user: User, flag: Flag) -> None:
    check_can_settle(user, flag)
    if flag.owner_id == user.pk:
        raise Refused(_("This is already yours."))


def check_can_be_asked(user: User, colleague: User) -> None:
    """Whether this colleague may be asked to do what a flag asks."""
    if colleague.organization_id != user.organization_id:
        raise Refused(_("Only somebody of your own organisation can take this over."))
    if colleague.pk == user.pk:
        raise Refused(_("You cannot hand something over to yourself."))
    if not colleague.is_active:
        raise Refused(_("This colleague no longer works here."))
    if not (colleague.sees_restricted and colleague.works_with_families):
        raise Refused(_("This colleague may not see what is shielded. Choose somebody else."))


def check_can_hand_over(user: User, flag: Flag, colleague: User) -> None:
    check_can_settle(user, flag)
    check_can_be_asked(user, colleague)
    if colleague.pk == flag.owner_id:
        raise Refused(_("This colleague already looks after it."))


def check_can_answer(user: User, hand_over: HandOver) -> None:
    """Only who was asked says yes or no, while it is still asked."""
    check_can_settle(user, hand_over.flag)
    if hand_over.to_id != user.pk:
        raise Refused(_("Only who was asked can answer this."))
    if not hand_over.is_asked:
        raise Refused(_("This was already answered."))


def check_nothing_waits(talk: UUID) -> None:
    """Before a conversation is finished. Raises SayFirst with the flag that waits."""
    flag = first_unsaid(talk)
    if flag is not None:
        raise SayFirst(flag)
