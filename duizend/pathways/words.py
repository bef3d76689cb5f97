"""The screen words of conditions, moments and roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duizend.access.models import ROLE_LABELS
from duizend.core.working_days import Unit, Within
from duizend.pathways.rules import situations
from duizend.pathways.rules.checking import Wrong, sentence_words
from duizend.pathways.rules.timing import NotYet
from duizend.signals.models.appraisals import SITUATION_LABELS
from duizend.signals.rules.conditions import Evaluation
from duizend.signals.rules.sentences import sentence

ROLE_WORDS = {
    **ROLE_LABELS,
    "referrer": gettext_lazy("you, or who refers"),
    "volunteer": gettext_lazy("volunteer"),
    "coordinator": gettext_lazy("coordinator"),
    "stop_smoking_coach": gettext_lazy("stop-smoking coach"),
    "intake_desk": gettext_lazy("intake desk"),
}
NOT_YET_WORDS = {
    NotYet.LATER_IN_PREGNANCY: gettext_lazy("This fits later in the pregnancy."),
    NotYet.AFTER_BIRTH: gettext_lazy("This fits after the birth."),
    NotYet.WHEN_OLDER: gettext_lazy("This fits when the child is older."),
}
PROBLEM_WORDS = {
    Wrong.TWICE: gettext_lazy("“%(value)s” is already used in this content."),
    Wrong.UNKNOWN: gettext_lazy("“%(value)s” is not known."),
    Wrong.WORD_IN_BRACES: gettext_lazy("“{%(value)s}” cannot be filled in here."),
    Wrong.BACKWARDS: gettext_lazy("“%(value)s” lies before the beginning."),
    Wrong.ORDER: gettext_lazy("Step number %(value)s is out of order."),
    Wrong.CIRCLE: gettext_lazy("The steps go round in a circle: %(value)s."),
    Wrong.NO_SUCH_STEP: gettext_lazy("This card has no step “%(value)s”."),
    Wrong.TOO_MANY_WANTED: gettext_lazy(
        "%(value)s are wanted, and there are fewer to choose from."
    ),
    Wrong.TOO_DEEP: gettext_lazy(
        "This condition is more than %(value)s layers deep. Make it simpler, or make two cards."
    ),
    Wrong.NOT_IN_CARD: gettext_lazy("The card itself is not for this phase: “%(value)s”."),
    Wrong.NOTHING_TO_NAME: gettext_lazy(
        "“{%(value)s}” stays empty: the condition asks for nothing that was said."
    ),
    Wrong.PAST_FROM_THE_START: gettext_lazy(
        "The deadline of step “%(value)s” has passed before the step can begin."
    ),
    Wrong.BEFORE_THE_STEP_BEFORE: gettext_lazy(
        "The deadline lies before that of step “%(value)s”, which goes first."
    ),
}
SITUATION_WORDS = {
    situations.Wrong.UNKNOWN_SIGNAL: gettext_lazy("“%(value)s” is not known."),
    situations.Wrong.SIGNAL_TWICE: gettext_lazy("“%(value)s” is named twice."),
    situations.Wrong.NOT_BORN_YET: gettext_lazy("The birth lies after today: %(value)s."),
    situations.Wrong.DUE_DATE_TOO_FAR: gettext_lazy(
        "The due date is more than a whole pregnancy away: %(value)s."
    ),
    situations.Wrong.CONTRADICTS_DATES: gettext_lazy(
        "“%(value)s” contradicts the other dates and days."
    ),
}


def card_problem_in_words(wrong: Wrong, value: str) -> str:
    """What is wrong with a card, as a sentence."""
    return str(PROBLEM_WORDS[wrong]) % {"value": value}


def situation_problem_in_words(wrong: situations.Wrong, value: str) -> str:
    """What is wrong with a situation from a file, as a sentence."""
    return str(SITUATION_WORDS[wrong]) % {"value": value}


def why_in_words(template: str, evaluation: Evaluation, names: Mapping[str, str]) -> str:
    """The sentence of a card or step. Where it applies by a choice alone, or by what is absent,
    there is nothing to name.
    """
    if not evaluation.matched and next(sentence_words(template), None):
        return _("This fits what you talked about and chose together.")
    return sentence(template, evaluation, names)


def condition_in_words(
    condition: Mapping[str, Any], labels: Mapping[str, str], names: Mapping[str, str]
) -> str:
    """One open question in words: `schulden`, `iets dat weegt bij Wonen`."""
    if "concept" in condition:
        return labels.get(condition["concept"], condition["concept"])
    if "life_domain" in condition:
        domain = names.get(condition["life_domain"], condition["life_domain"])
        if condition["kind"] == "protective":
            return _("something that protects in %(domain)s") % {"domain": domain}
        return _("something that weighs in %(domain)s") % {"domain": domain}
    if "not" in condition:
        inside = condition_in_words(condition["not"], labels, names)
        return _("not: %(what)s") % {"what": inside}
    if "category" in condition:
        chosen = [str(SITUATION_LABELS.get(code, code)).lower() for code in condition["category"]]
        return _("chosen together: %(what)s") % {"what": get_text_list(chosen, _("or"))}
    if "adversities" in condition:
        return _("%(count)d adversities in %(domains)d life domains") % {
            "count": condition["adversities"],
            "domains": condition["life_domains"],
        }
    branches = [
        condition_in_words(branch, labels, names)
        for word in ("and", "or", "of")
        for branch in condition.get(word, ())
    ]
    return get_text_list(branches, _("and") if "and" in condition else _("or"))


def within_in_words(within: Within) -> str:
    """`binnen 5 werkdagen`, `dezelfde dag`, `in week 28 van de zwangerschap`."""
    n = within.value
    match within.unit:
        case Unit.DAYS if n == 0:
            return _("the same day")
        case Unit.DAYS:
            return ngettext("within %(n)d day", "within %(n)d days", n) % {"n": n}
        case Unit.WORKING_DAYS:
            return ngettext("within %(n)d working day", "within %(n)d working days", n) % {"n": n}
        case Unit.WEEKS_GESTATION:
            return _("by week %(n)d of the pregnancy") % {"n": n}
        case Unit.WEEKS_FROM_DUE_DATE if n == 0:
            return _("by the due date")
        case Unit.WEEKS_FROM_DUE_DATE if n < 0:
            return ngettext(
                "at least %(n)d week before the due date",
                "at least %(n)d weeks before the due date",
                -n,
            ) % {"n": -n}
        case Unit.WEEKS_FROM_DUE_DATE:
            return ngettext(
                "within %(n)d week after the due date", "within %(n)d weeks after the due date", n
            ) % {"n": n}
        case Unit.DAYS_AFTER_BIRTH if n == 0:
            return _("on the day of the birth")
        case Unit.DAYS_AFTER_BIRTH:
            return ngettext(
                "within %(n)d day after the birth", "within %(n)d days after the birth", n
            ) % {"n": n}
        case Unit.WEEKS_AFTER_BIRTH:
            return ngettext(
                "within %(n)d week after the birth", "within %(n)d weeks after the birth", n
            ) % {"n": n}
