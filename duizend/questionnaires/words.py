"""Why something was refused, in words for the person who asks."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from duizend.questionnaires.rules.answers import LONGEST_TEXT, Refused
from duizend.questionnaires.rules.reading import DEEPEST, MOST_ITEMS, CannotRun, Problem

ANSWER = {
    Refused.NOT_A_QUESTION: _("There is nothing to answer here."),
    Refused.NOT_AN_OPTION: _("This is not one of the choices."),
    Refused.ONE_ANSWER_ONLY: _("Choose one answer here."),
    Refused.NOT_TEXT: _("There are characters in this text that cannot be kept."),
    Refused.NOT_YES_OR_NO: _("Choose yes or no."),
    Refused.NOT_A_WHOLE_NUMBER: _("Fill in a whole number."),
    Refused.NOT_A_NUMBER: _("Fill in a number."),
    Refused.NOT_A_DAY: _("Fill in a day, such as 03-12-2026."),
    Refused.NOT_A_MOMENT: _("Fill in a day and a time."),
    Refused.NOT_A_TIME: _("Fill in a time, such as 10.30."),
    Refused.NOT_AN_ADDRESS: _("Fill in an address that starts with https://."),
}
QUESTIONNAIRE = {
    Problem.NO_ITEMS: _("There are no questions in it."),
    Problem.NO_LINK_ID: _("An item has no linkId."),
    Problem.DOUBLE_LINK_ID: _("This linkId is used twice."),
    Problem.UNKNOWN_TYPE: _("Items of this type cannot be asked here."),
    Problem.NO_OPTIONS: _("There is nothing to choose from."),
    Problem.UNKNOWN_QUESTION: _("It depends on a question that is not in the list."),
    Problem.UNKNOWN_OPERATOR: _("It compares answers in a way that is not known here."),
    Problem.NO_ANSWER_TO_COMPARE: _("It does not say with which answer to compare."),
    Problem.CIRCULAR: _("It depends on itself."),
}


def why_refused(reason: Refused) -> str:
    """The reason why an answer was not kept, for the person who filled it in."""
    if reason is Refused.TOO_LONG:
        return str(
            _("This is too long. At most %(most)d characters are kept.") % {"most": LONGEST_TEXT}
        )
    return str(ANSWER[reason])


def why_cannot_run(refusal: CannotRun) -> str:
    """The linkId and what is wrong there."""
    if refusal.problem is Problem.TOO_LARGE:
        most = {"most": MOST_ITEMS, "deep": DEEPEST}
        reason = str(_("At most %(most)d items, %(deep)d deep, can be asked.") % most)
    else:
        reason = str(QUESTIONNAIRE[refusal.problem])
    return f"{refusal.link_id}: {reason}" if refusal.link_id else reason


def ago_in_words(day: date, today: date) -> str:
    """How long ago, roughly: in days, then weeks, then months, then years."""
    days = (today - day).days
    if days < 1:
        return _now("today")
    if days < 14:
        words, count = ngettext("%(count)d day ago", "%(count)d days ago", days), days
    elif days < 90:
        count = days // 7
        words = ngettext("%(count)d week ago", "%(count)d weeks ago", count)
    elif days < 730:
        count = days // 30
        words = ngettext("%(count)d month ago", "%(count)d months ago", count)
    else:
        count = days // 365
        words = ngettext("%(count)d year ago", "%(count)d years ago", count)
    return words % {"count": count}
