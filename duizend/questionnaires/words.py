"""Why something was refused, in words for the person who asks."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from duizend.questionnaires.rules.answers import LONGEST_TEXT, AnswerRefused, Refused
from duizend.questionnaires.rules.items import DEEPEST, MOST_ITEMS
from duizend.questionnaires.rules.problems import CannotRun, Problem, Refusal
from duizend.questionnaires.rules.responses import Ignored, Mismatch, ResponseRefused

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
    Refused.TOO_SHORT: _("This is too short. At least %(limit)s characters are asked."),
    Refused.TOO_LOW: _("This is too low. The least is %(limit)s."),
    Refused.TOO_HIGH: _("This is too high. The most is %(limit)s."),
    Refused.TOO_MANY_DECIMALS: _("At most %(limit)s digits after the comma are asked."),
    Refused.TOO_MANY_ANSWERS: _("At most %(limit)s answers fit here."),
    Refused.WORKED_OUT_HERE: _("This follows from the other answers."),
}
QUESTIONNAIRE = {
    Problem.NOT_A_QUESTIONNAIRE: _("This is no FHIR Questionnaire."),
    Problem.NO_ITEMS: _("There are no questions in it."),
    Problem.TOO_LARGE: _("At most %(most)d items can be asked."),
    Problem.TOO_DEEP: _("Items can stand at most %(deep)d deep."),
    Problem.TOO_LONG: _("This text is too long."),
    Problem.WRONG_KIND: _("This is not of the kind that FHIR R4 says."),
    Problem.CONTROL_CHARACTERS: _("There are characters in this text that cannot be kept."),
    Problem.MODIFIER: _("An extension changes the meaning in a way that is not known here."),
    Problem.NO_LINK_ID: _("An item has no linkId."),
    Problem.DOUBLE_LINK_ID: _("This linkId is used twice."),
    Problem.UNKNOWN_TYPE: _("Items of this type cannot be asked here."),
    Problem.EMPTY_GROUP: _("A group has items in it, and this one has none."),
    Problem.REPEATING_GROUP: _("A group that can be filled in several times cannot be asked here."),
    Problem.NOT_FOR_DISPLAY: _("A text that is only shown cannot have this."),
    Problem.NOT_FOR_GROUP: _("A group cannot have this."),
    Problem.NO_OPTIONS: _("There is nothing to choose from."),
    Problem.OPTIONS_NOT_HERE: _("Items of this type have no choices."),
    Problem.TWO_KINDS_OF_OPTIONS: _("It has choices of its own and a value set; it can have one."),
    Problem.DOUBLE_OPTION: _("The same choice is there twice."),
    Problem.NO_SUCH_VALUE_SET: _("The codes of this value set are not in the file."),
    Problem.VALUE_NOT_HERE: _("This value does not fit the type of the item."),
    Problem.INITIAL_AND_OPTIONS: _("With choices, the choice itself says that it is the first."),
    Problem.TWO_INITIALS: _("It begins with several answers and takes only one."),
    Problem.LENGTH_NOT_HERE: _("Items of this type have no greatest length."),
    Problem.BOUNDS: _("Its least and greatest value are no such values, or the wrong way round."),
    Problem.UNKNOWN_QUESTION: _("It depends on a question that is not in the list."),
    Problem.UNKNOWN_OPERATOR: _("It compares answers in a way that is not known here."),
    Problem.UNKNOWN_BEHAVIOUR: _("enableBehavior is all or any."),
    Problem.NO_BEHAVIOUR: _("It has several conditions and does not say whether all must hold."),
    Problem.NO_ANSWER_TO_COMPARE: _("It does not say with which answer to compare."),
    Problem.EXISTS_NEEDS_BOOLEAN: _("Whether there is an answer is compared with true or false."),
    Problem.NOT_IN_ORDER: _("Answers of this kind have no more or less."),
    Problem.CIRCULAR: _("It depends on itself."),
    Problem.OTHER_LANGUAGE: _("It is worked out in a language that is not run here."),
    Problem.EXPRESSION: _("This FHIRPath cannot be run."),
    Problem.EXPRESSION_NOT_HERE: _("What an expression does here is not run."),
}

IGNORED = {
    Ignored.CLOSED: _("This question is not open with these answers."),
    Ignored.UNKNOWN: _("This linkId is not in the list."),
    Ignored.TWICE: _("This linkId is answered in two places."),
    Ignored.NOT_A_QUESTION: _("There is nothing to answer here."),
    Ignored.WORKED_OUT_HERE: _("This follows from the other answers."),
    Ignored.NOT_A_VALUE: _("This value does not fit the type of the item."),
    Ignored.NOT_AN_OPTION: _("This is not one of the choices."),
    Ignored.ONE_ANSWER_ONLY: _("Choose one answer here."),
    Ignored.OUT_OF_BOUNDS: _("This is outside what the list allows."),
    Ignored.MODIFIER: _("An extension changes the meaning in a way that is not known here."),
}
RESPONSE = {
    Mismatch.NOT_A_RESPONSE: _("This is no FHIR QuestionnaireResponse."),
    Mismatch.BROKEN: _("This response cannot be read."),
    Mismatch.NO_STATUS: _("This response has no status that FHIR R4 knows."),
    Mismatch.OTHER_LIST: _("These are answers to another list."),
    Mismatch.OTHER_VERSION: _("These are answers to another version of the list."),
}


def why_refused(refusal: AnswerRefused) -> str:
    """The reason why an answer was not kept, for the person who filled it in."""
    if refusal.reason is Refused.TOO_LONG:
        return str(
            _("This is too long. At most %(most)d characters are kept.")
            % {"most": int(refusal.limit or LONGEST_TEXT)}
        )
    return str(ANSWER[refusal.reason]) % {"limit": refusal.limit}


def why(refusal: Refusal) -> str:
    """What is wrong at one place, with the detail that helps to find it."""
    reason = str(QUESTIONNAIRE[refusal.problem]) % {"most": MOST_ITEMS, "deep": DEEPEST}
    return f"{reason} ({refusal.detail})" if refusal.detail else reason


def why_cannot_run(refusal: CannotRun) -> str:
    """Each linkId and what is wrong there, a line for each."""
    return "\n".join(
        f"{one.link_id}: {why(one)}" if one.link_id else why(one) for one in refusal.problems
    )


def why_ignored(reason: Ignored) -> str:
    """Why an answer of a response counts for nothing."""
    return str(IGNORED[reason])


def why_no_response(refusal: ResponseRefused) -> str:
    """Why a response cannot be laid beside a list."""
    reason = str(RESPONSE[refusal.reason])
    return f"{reason} ({refusal.detail})" if refusal.detail else reason


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
