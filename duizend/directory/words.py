"""The screen words of the menu's codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, KIND_LABELS
from duizend.core.dutch_dates import long_day
from duizend.directory.rules import (
    OFFER_FORMS,
    SELF,
    Evidence,
    Financing,
    Form,
    Intensity,
    Phase,
    Prevention,
)

Words = Mapping[str, "str | Promise"]

PHASES: Words = {
    Phase.PRECONCEPTION.value: _("wish for a child"),
    Phase.PREGNANCY.value: _("pregnancy"),
    Phase.POSTPARTUM.value: _("first six weeks"),
    Phase.CHILD.value: _("after that"),
}
FORMS: Words = {
    Form.HOME.value: _("at home"),
    Form.GROUP.value: _("in a group"),
    Form.INDIVIDUAL.value: _("one to one"),
    Form.ONLINE.value: _("online"),
    Form.PHONE.value: _("by phone"),
    Form.GOODS.value: _("goods"),
    Form.VIDEO.value: _("with video"),
    Form.MEETING.value: _("meeting of professionals"),
    Form.AGREEMENT.value: _("agreement between organisations"),
    Form.SUPPORT_FAMILY.value: _("support family"),
    Form.LIBRARY.value: _("library"),
    Form.QUALITY_MARK.value: _("quality mark"),
    Form.BUDDY.value: _("buddy"),
    Form.STAY.value: _("a place to live"),
    Form.COMMUNITY.value: _("with the neighbourhood"),
    Form.ADVICE.value: _("advice"),
    Form.COURT_ORDER.value: _("order of the court"),
}
# How an offer looks in the list, by the first way in which it is given.
FORM_ICONS = {
    Form.HOME.value: "home",
    Form.GROUP.value: "family",
    Form.INDIVIDUAL.value: "person",
    Form.ONLINE.value: "message",
    Form.PHONE.value: "phone",
    Form.GOODS.value: "inbox",
}
EVIDENCE: Words = {
    Evidence.STRONG.value: _("effective, strong indications"),
    Evidence.GOOD.value: _("effective, good indications"),
    Evidence.FIRST.value: _("effective, first indications"),
    Evidence.WELL_GROUNDED.value: _("well grounded"),
    Evidence.SEE_PROGRAMME.value: _("differs per programme"),
    Evidence.NONE_FOUND.value: _("no recognition found"),
    Evidence.NOT_SEEN.value: _("recognition not seen"),
    Evidence.NOT_APPLICABLE.value: _("not applicable"),
}
PREVENTION: Words = {
    Prevention.UNIVERSAL.value: _("for everybody"),
    Prevention.SELECTIVE.value: _("where more is at stake"),
    Prevention.INDICATED.value: _("where there are concerns"),
}
DAYS: Words = {
    "mon": _("Monday"),
    "tue": _("Tuesday"),
    "wed": _("Wednesday"),
    "thu": _("Thursday"),
    "fri": _("Friday"),
    "sat": _("Saturday"),
    "sun": _("Sunday"),
}
LANGUAGES: Words = {
    "nl": _("Dutch"),
    "en": _("English"),
    "ar": _("Arabic"),
    "ti": _("Tigrinya"),
    "uk": _("Ukrainian"),
    "tr": _("Turkish"),
    "pl": _("Polish"),
    "so": _("Somali"),
}
INTENSITY: Words = {
    Intensity.LIGHT.value: _("light: once or now and then"),
    Intensity.REGULAR.value: _("regular: a series of contacts"),
    Intensity.INTENSIVE.value: _("intensive: often and for a long time"),
}
FINANCING: Words = {
    Financing.WMO.value: _("Social Support Act (Wmo)"),
    Financing.JEUGDWET.value: _("Youth Act (Jeugdwet)"),
    Financing.ZVW.value: _("Health Insurance Act (Zvw)"),
    Financing.WPG.value: _("Public Health Act (Wpg)"),
    Financing.MUNICIPALITY.value: _("municipality, from its own means"),
    Financing.FUND.value: _("fund or gifts"),
    Financing.OWN.value: _("the family pays"),
}
CERTAINTY: Words = {
    "verified": _("read in the source"),
    "partly": _("read in part in the source"),
    "document": _("stated in a source document"),
    "own": _("own knowledge, still to be checked"),
}
# Life domains have the codes and words of the data categories (access).
LIFE_DOMAINS: Words = {
    code: label for code, label in CATEGORY_LABELS.items() if code not in {"contact", "plan"}
}
REFERRERS: Words = {**KIND_LABELS, SELF: _("the parent")}
OFFER_FORM_WORDS: Words = {form.value: FORMS[form.value] for form in OFFER_FORMS}

# What may be corrected (rules.CORRECTABLE), as it stands on the form.
FIELDS = {
    "summary": _("What it is"),
    "for_whom": _("For whom"),
    "waiting_days": _("Waiting time in days"),
    "price": _("Price for the family"),
    "places": _("Places"),
    "neighbourhoods": _("Neighbourhoods"),
    "days": _("Days"),
    "languages": _("Languages"),
    "phone": _("Phone"),
    "email": _("E-mail"),
    "website": _("Website"),
    "stops_on": _("No new families from"),
    "owner_name": _("Who keeps this true"),
    "owner_email": _("E-mail of who keeps this true"),
}


def listed(codes: Iterable[str], words: Words) -> str:
    """`thuis, in een groep en online`; a code without a word is shown as it is."""
    return get_text_list([str(words.get(code, code)) for code in codes], gettext("and"))


def referrers(codes: Iterable[str]) -> str:
    """Who may ask for an offer; not a list of eleven when it is everybody."""
    open_to = set(codes)
    if open_to >= REFERRERS.keys() - {"municipality"}:
        return gettext("anybody, also the parent")
    return listed(codes, REFERRERS)


def waiting(days: int | None) -> str:
    """How long one waits, in words."""
    if days is None:
        return gettext("waiting time not known")
    if days == 0:
        return gettext("room now")
    if days == 1:
        return gettext("room within a day")
    return gettext("room within %(days)d days") % {"days": days}


def unchecked(months: int) -> str:
    """Since when nobody looked whether an offer still holds."""
    return ngettext(
        "not checked for %(months)d month", "not checked for %(months)d months", months
    ) % {"months": months}


def value(name: str, given: object) -> str:
    """The value of a field that may be corrected, as people read it. Days as text or as a day."""
    if given is None or given == "" or given == []:
        return gettext("nothing")
    if isinstance(given, list):
        known = {"days": DAYS, "languages": LANGUAGES}.get(name, {})
        return listed(given, known)
    if name == "stops_on":
        return long_day(given if isinstance(given, date) else date.fromisoformat(str(given)))
    return str(given)
