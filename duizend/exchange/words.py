"""The words of files: what one may write for a code, and why a line is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from duizend.access.models import KIND_LABELS
from duizend.core.dutch_dates import long_day
from duizend.directory import words as menu
from duizend.exchange.rules.plans import Outcome
from duizend.exchange.rules.rows import FIELDS, Kind, Note, Problem, Reason, Remark, Unreadable
from duizend.exchange.rules.sheet import COLUMNS
from duizend.exchange.rules.values import source_text
from duizend.exchange.rules.vocabulary import Vocabulary, vocabulary

LANGUAGE = "nl"
# The words of our own lists; municipalities and interventions are rows of the installation.
LISTS: Mapping[str, Mapping[str, str | Promise]] = {
    "phases": menu.PHASES,
    "life_domains": menu.LIFE_DOMAINS,
    "forms": menu.OFFER_FORM_WORDS,
    "intensity": menu.INTENSITY,
    "days": menu.DAYS,
    "who_may_refer": menu.REFERRERS,
    "financing": menu.FINANCING,
    "organization_kind": KIND_LABELS,
}
# What people write besides the words on screen. Part of the format, hence not translated.
ALSO: Mapping[str, tuple[tuple[str, str], ...]] = {
    "phases": (
        ("kinderwens", "preconception"),
        ("zwanger", "pregnancy"),
        ("zwangerschap", "pregnancy"),
        ("kraamtijd", "postpartum"),
        ("kraambed", "postpartum"),
        ("daarna", "child"),
        ("kind", "child"),
        ("0-2 jaar", "child"),
    ),
    "life_domains": (
        ("geld", "money"),
        ("werk", "money"),
        ("wonen", "housing"),
        ("netwerk", "network"),
        ("relatie", "network"),
        ("stemming", "mental"),
        ("stress", "mental"),
        ("leefstijl", "lifestyle"),
        ("ouderschap", "parenting"),
        ("opvoeden", "parenting"),
        ("veiligheid", "safety"),
        ("gezondheid", "health"),
        ("vaardigheden", "skills"),
        ("taal", "skills"),
    ),
    "forms": (
        ("thuis", "home"),
        ("huisbezoek", "home"),
        ("groep", "group"),
        ("een op een", "individual"),
        ("individueel", "individual"),
        ("telefoon", "phone"),
        ("spullen", "goods"),
    ),
    "intensity": (("licht", "light"), ("gewoon", "regular"), ("intensief", "intensive")),
    "days": (
        ("ma", "mon"),
        ("di", "tue"),
        ("wo", "wed"),
        ("do", "thu"),
        ("vr", "fri"),
        ("za", "sat"),
        ("zo", "sun"),
    ),
    "who_may_refer": (
        ("ouder", "self"),
        ("zelf", "self"),
        ("verloskundige", "midwifery_practice"),
        ("huisarts", "general_practice"),
        ("jgz", "youth_health_care"),
        ("jeugdgezondheidszorg", "youth_health_care"),
        ("wijkteam", "neighbourhood_team"),
        ("ziekenhuis", "hospital_obstetrics"),
        ("kraamzorg", "maternity_care"),
        ("ggz", "mental_health"),
    ),
    "financing": (
        ("gemeente", "municipality"),
        ("fonds", "fund"),
        ("fondsen", "fund"),
        ("gezin", "own"),
    ),
    "organization_kind": (
        ("ggz", "mental_health"),
        ("huisarts", "general_practice"),
        ("jgz", "youth_health_care"),
        ("wijkteam", "neighbourhood_team"),
        ("woningcorporatie", "housing"),
    ),
}
PHRASES = {
    "ages": "Leeftijd in jaren",
    "papers": "Meenemen",
    "who_may_refer": "Wie mag aanmelden",
}
OUTCOMES = {
    Outcome.REFUSED: gettext_lazy("refused"),
    Outcome.ADDED: gettext_lazy("new"),
    Outcome.CHANGED: gettext_lazy("changed"),
    Outcome.UNCHANGED: gettext_lazy("stays as it is"),
}


def known_words(
    municipalities: Mapping[str, str], interventions: Mapping[str, tuple[str, list[str]]]
) -> Vocabulary:
    """Everything one may write in a file. `interventions`: name and aliases by code."""
    labels, aliases = _own_lists()
    rows = {
        "municipalities": dict(municipalities),
        "interventions": {code: name for code, (name, _others) in interventions.items()},
    }
    more = {
        "municipalities": [(f"gemeente {name}", code) for code, name in municipalities.items()],
        "interventions": [
            (word, code) for code, (_name, others) in interventions.items() for word in others
        ],
    }
    return vocabulary({**labels, **rows}, {**aliases, **more}, PHRASES)


def why(problem: Problem) -> str:
    """Why a line is refused: the column, and what to do about it."""
    said = _REASONS[problem.reason]() % {"value": problem.value}
    return f"{column(problem.field)}: {said}" if problem.field else said


def note(remark: Remark) -> str:
    said = _NOTES[remark.note]() % {"value": remark.value}
    return f"{column(remark.field)}: {said}"


def why_unreadable(problem: Unreadable) -> str:
    return _UNREADABLE[problem.why]() % {"value": problem.value, "line": problem.line}


def column(name: str) -> str:
    """The head of the column of a field, as in the template."""
    if name == "on_the_menu":
        return _("On the menu")
    return COLUMNS.get(name) or {"cost": _("Costs")}.get(name, name)


def shown(name: str, value: Any, words: Vocabulary) -> str:
    """A value as people read it, in the preview."""
    one = FIELDS.get(name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "" or value == () or value == []:
        return _("nothing")
    if one is None:
        return str(value)
    match one.kind:
        case Kind.CODES | Kind.TEXTS:
            return ", ".join(words.label(one.words, code) for code in value)
        case Kind.CODE:
            return words.label(one.words, value)
        case Kind.SOURCES:
            return ", ".join(source_text(source) for source in value)
        case Kind.COST:
            parts = (f"€ {value['amount_eur']}", value["unit"], value["year"], value["note"])
            return ", ".join(str(part) for part in parts if part)
        case _:
            return long_day(value) if isinstance(value, date) else str(value)


@cache
def _own_lists() -> tuple[dict[str, dict[str, str]], dict[str, tuple[tuple[str, str], ...]]]:
    with override(LANGUAGE):
        labels = {
            name: {code: str(label) for code, label in by_code.items()}
            for name, by_code in LISTS.items()
        }
        spoken = {code: str(label) for code, label in menu.LANGUAGES.items()}
    names = {
        code: name
        for code, name in Locale(LANGUAGE).languages.items()
        if code.isascii() and code.isalpha() and len(code) in (2, 3)
    }
    labels["languages"] = {**names, **spoken}
    labels["fields"] = dict(COLUMNS)
    english = Locale("en").languages
    also = dict(ALSO) | {"languages": tuple((english[c], c) for c in names if c in english)}
    return labels, also


_REASONS = {
    Reason.MISSING: lambda: _("this is missing."),
    Reason.NOT_KNOWN: lambda: _("we do not know “%(value)s”. Look at the sheet “Uitleg”."),
    Reason.TOO_LONG: lambda: _("this is too long: “%(value)s”."),
    Reason.NOT_TEXT: lambda: _("this is not what belongs here: %(value)s."),
    Reason.STRANGE: lambda: _("there are signs in it that cannot be shown: “%(value)s”."),
    Reason.FORMULA: lambda: _("a formula is not read. Write what comes out of it: %(value)s."),
    Reason.NOT_A_CODE: lambda: _(
        "“%(value)s” is not a code. Use small letters, digits, - and _ only."
    ),
    Reason.NOT_A_DATE: lambda: _("“%(value)s” is not a date. Write it as 2026-11-23."),
    Reason.NOT_A_NUMBER: lambda: _("“%(value)s” is not a number that fits here."),
    Reason.NOT_YES_OR_NO: lambda: _("“%(value)s” is not yes or no. Write “ja” or “nee”."),
    Reason.NOT_AN_EMAIL: lambda: _("“%(value)s” is not an e-mail address."),
    Reason.NOT_A_WEBSITE: lambda: _("“%(value)s” is not the address of a website."),
    Reason.IN_THE_FUTURE: lambda: _("%(value)s is still to come."),
    Reason.TWICE: lambda: _(
        "this offer also stands on line %(value)s. Give each offer a code of its own."
    ),
    Reason.TWO_OFFERS: lambda: _(
        "the code and this mark belong to two different offers; this one to “%(value)s”."
    ),
    Reason.NO_KIND: lambda: _(
        "we do not know “%(value)s”. Say in the column “Soort organisatie” what kind it is, or "
        "choose a kind for new organisations."
    ),
    Reason.TWO_ORGANIZATIONS: lambda: _(
        "“%(value)s” is the name of more than one organisation. Use the code of the one you mean."
    ),
    Reason.NOT_OFFERED: lambda: _("This is not offered now, so it is not put on the menu."),
}
_NOTES = {
    Note.NO_CHECK_DATE: lambda: _(
        "the file does not say when this was checked. The day of today is written down."
    ),
    Note.NOT_FOUND_BY: lambda: _("this is empty, so nobody finds the offer by it."),
    Note.SHORTENED: lambda: _("this is too long for the menu and was cut off."),
    Note.LEFT_OUT: lambda: _("we do not know “%(value)s”; it is left out."),
}
_UNREADABLE = {
    "too_large": lambda: _("This file is larger than %(value)s MB."),
    "empty": lambda: _("This file is empty."),
    "old_excel": lambda: _("This is a workbook of the old kind (.xls). Save it as .xlsx."),
    "unknown_zip": lambda: _(
        "This zip holds no workbook and no HSDS tables (services.csv, datapackage.json)."
    ),
    "not_json": lambda: _("This is not JSON. Look at line %(line)d."),
    "not_hsds": lambda: _("This JSON holds no HSDS services."),
    "not_text": lambda: _("This file is no text that we can read."),
    "not_csv": lambda: _("This table cannot be read. Look at line %(line)d."),
    "cell_too_long": lambda: _("On line %(line)d a cell is too long to read."),
    "no_rows": lambda: _("There are no offers in this file."),
    "too_many_rows": lambda: _("There are more than %(value)s offers in this file. Divide it."),
    "too_many_columns": lambda: _("There are more than %(value)s columns in this file."),
    "no_heads": lambda: _(
        "The first row has no column “Naam”, “Code” or “Kenmerk elders”. It has: %(value)s."
    ),
    "head_twice": lambda: _("The column “%(value)s” stands in this file twice."),
    "bad_zip": lambda: _("This zip or workbook is damaged, or packed in a way we do not know."),
    "bad_workbook": lambda: _("This workbook is damaged. Save it again as .xlsx."),
    "bad_datapackage": lambda: _("The datapackage.json in this zip cannot be read."),
    "no_services_table": lambda: _("This zip holds no services.csv with offers."),
    "too_many_files": lambda: _("There are more than %(value)s files in this zip."),
    "zip_too_large": lambda: _("What is packed in this file is too large."),
    "file_twice": lambda: _("The file “%(value)s” is in this zip twice."),
    "path_outside": lambda: _("“%(value)s” in this zip points outside of it."),
    "locked": lambda: _("“%(value)s” in this zip is locked with a password."),
}
