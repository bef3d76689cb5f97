"""Who may record a consent; and whether something may be shared, and if not: why not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.access.rules import Category
from duizend.consents.models import Consent
from duizend.consents.queries import shared_categories
from duizend.consents.rules import EXPLAINED, LONGEST, Status, is_shielded, must_be_asked_apart
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.families.permissions import check_can_change


def check_can_ask(user: User, family: Family, recipient: Organization) -> None:
    check_can_change(user, family)
    if recipient.pk == user.organization_id:
        raise NotAllowed(_("Within your own organisation no consent to share is needed."))


def check_can_give(
    user: User,
    family: Family,
    recipient: Organization,
    categories: Collection[str],
    explained: Collection[str],
    period_end: date,
    today: date,
) -> None:
    check_can_ask(user, family, recipient)
    if not categories:
        raise NotAllowed(_("Choose which data may be shared."))
    if not set(categories) <= set(CATEGORY_LABELS):
        raise NotAllowed(_("This kind of data is not known here."))
    if must_be_asked_apart(categories):
        raise NotAllowed(
            _("Safety is shielded. Ask consent for it apart from the other data."),
            category=Category.SAFETY,
        )
    if not set(EXPLAINED) <= set(explained):
        raise NotAllowed(_("First explain what you share, why, and which data. Tick all three."))
    if not today <= period_end <= today + LONGEST:
        raise NotAllowed(_("Choose a last day between today and three years from now."))


def check_can_withdraw(user: User, consent: Consent) -> None:
    check_can_change(user, consent.family)
    if consent.source_id != user.organization_id:
        raise NotAllowed(_("Only the organisation that recorded this consent can change it."))
    if consent.status != Status.ACTIVE:
        raise NotAllowed(_("This consent no longer holds."))


def check_may_share(
    user: User,
    family: Family,
    recipient: Organization,
    categories: Collection[str],
    today: date,
) -> None:
    """The check behind every share button: is all of it covered, today?"""
    check_can_ask(user, family, recipient)
    missing = set(categories) - shared_categories(
        family, source=user.organization, recipient=recipient, today=today
    )
    if missing:
        names = ", ".join(
            str(label).lower() for code, label in CATEGORY_LABELS.items() if code in missing
        )
        raise NotAllowed(
            _("There is no consent yet to share this with %(recipient)s: %(categories)s.")
            % {"recipient": recipient.name, "categories": names},
            # Who wanted to tell somebody about safety says that there is something to tell.
            category=Category.SAFETY if is_shielded(missing) else "",
        )
