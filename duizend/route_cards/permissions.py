"""Who may read route cards, and who writes what the coalition agrees; and if not: why not."""

from __future__ import annotations

from django.utils.translation import gettext as _

from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.pathways.permissions import check_can_set_cards
from duizend.pathways.rules.checking import Known
from duizend.route_cards.completeness import circles_in, problems_of
from duizend.route_cards.models import CardDraft
from duizend.route_cards.rules.drafting import Content


def check_can_read_cards(user: User) -> None:
    """Everybody who works with them, and who looks at the region as a whole."""
    if not (user.is_active and (user.works_with_families or user.sees_region)):
        raise NotAllowed(_("Route cards are for who works with families, not for your role."))


def check_can_write(user: User) -> None:
    check_can_set_cards(user)


def check_can_change(user: User, draft: CardDraft) -> None:
    check_can_write(user)
    if draft.set_as_id is not None:
        raise NotAllowed(_("This draft was set as a version. Begin a new draft of the card."))


def check_is_complete(content: Content, known: Known) -> None:
    """A draft is set only when nothing stands in the way."""
    if problems := problems_of(content, known):
        raise NotAllowed(
            _("This draft is not ready yet: %(what)s")
            % {"what": " ".join(problem.reason for problem in problems)}
        )


def check_no_circles(content: Content) -> None:
    """A step never waits, by way of others, for itself."""
    if circles := circles_in(content):
        raise NotAllowed(" ".join(circles))
