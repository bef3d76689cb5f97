"""The screen words of conditions, moments and roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from duizend.access.models import ROLE_LABELS
from duizend.core.working_days import Unit, Within
from duizend.pathways.rules.matching import NotYet
from duizend.signals.models.appraisals import SITUATION_LABELS

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
        case Unit.WEEKS_AFTER_BIRTH:
            return ngettext(
                "within %(n)d week after the birth", "within %(n)d weeks after the birth", n
            ) % {"n": n}
