"""Where somebody goes who does not work with families: the region's figures, or the content."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from duizend.access.models import User


@dataclass(frozen=True)
class Door:
    title: str
    says: str
    url: str
    icon: str


def doors(user: User) -> list[Door]:
    """The pages for this role, in the order in which they are used most."""
    found: list[Door] = []
    if user.directs_process:
        waits = _("Which organisations wait for each other. Never about whom.")
        silent = reverse("follow_up:silent")
        found.append(Door(_("Questions without an answer"), waits, silent, "phone"))
    if user.sees_region:
        found += _of_the_region()
    if user.sets_agreements:
        found += _of_the_coalition()
    if user.manages_content:
        found += _of_the_content()
    menu = _("Who helps with what, near the family.")
    return [*found, Door(_("Menu of help"), menu, reverse("directory:menu"), "home")]


def _of_the_region() -> list[Door]:
    asked = _("How often a family is asked the same again. Only groups of ten or more.")
    agreed = _("What was agreed: who does what, and by when.")
    soon = _("From a signal to contact and to help, of ten families or more.")
    visits = _("Proposed, wished for and held, in tens.")
    said = _("Three answers after a talk. Shown from ten people on.")
    what = _("What there is here, what looks the same, what is missing and who pays.")
    return [
        Door(_("Route cards"), agreed, reverse("route_cards:list"), "route"),
        Door(_("Palette of help"), what, reverse("palette:palette"), "goal"),
        Door(_("How soon help comes"), soon, reverse("follow_up:figures"), "calendar"),
        Door(_("Home visits before the birth"), visits, reverse("prenatal:region"), "home"),
        Door(_("Asked again"), asked, reverse("questionnaires:region"), "question"),
        Door(_("What parents said"), said, reverse("experiences:results"), "heart"),
    ]


def _of_the_coalition() -> list[Door]:
    offers = _("Bring in a list of offers, or take the menu along.")
    return [Door(_("Offers in and out"), offers, reverse("exchange:begin"), "document")]


def _of_the_content() -> list[Door]:
    lists = _("Read in a list of questions, try it out, publish it.")
    return [Door(_("Lists"), lists, reverse("questionnaires:lists"), "question")]
