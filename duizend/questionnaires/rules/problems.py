"""Why a questionnaire cannot be run: every reason, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

# A file that is wrong everywhere says the same thing a thousand times.
MOST_REFUSALS = 200


class Problem(StrEnum):
    """Why a questionnaire cannot be run."""

    NOT_A_QUESTIONNAIRE = "not_a_questionnaire"
    NO_ITEMS = "no_items"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TOO_LONG = "too_long"
    WRONG_KIND = "wrong_kind"
    CONTROL_CHARACTERS = "control_characters"
    MODIFIER = "modifier"
    NO_LINK_ID = "no_link_id"
    DOUBLE_LINK_ID = "double_link_id"
    UNKNOWN_TYPE = "unknown_type"
    EMPTY_GROUP = "empty_group"
    REPEATING_GROUP = "repeating_group"
    NOT_FOR_DISPLAY = "not_for_display"
    NOT_FOR_GROUP = "not_for_group"
    NO_OPTIONS = "no_options"
    OPTIONS_NOT_HERE = "options_not_here"
    TWO_KINDS_OF_OPTIONS = "two_kinds_of_options"
    DOUBLE_OPTION = "double_option"
    NO_SUCH_VALUE_SET = "no_such_value_set"
    VALUE_NOT_HERE = "value_not_here"
    INITIAL_AND_OPTIONS = "initial_and_options"
    TWO_INITIALS = "two_initials"
    LENGTH_NOT_HERE = "length_not_here"
    BOUNDS = "bounds"
    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_OPERATOR = "unknown_operator"
    UNKNOWN_BEHAVIOUR = "unknown_behaviour"
    NO_BEHAVIOUR = "no_behaviour"
    NO_ANSWER_TO_COMPARE = "no_answer_to_compare"
    EXISTS_NEEDS_BOOLEAN = "exists_needs_boolean"
    NOT_IN_ORDER = "not_in_order"
    CIRCULAR = "circular"
    OTHER_LANGUAGE = "other_language"
    EXPRESSION = "expression"
    EXPRESSION_NOT_HERE = "expression_not_here"


@dataclass(frozen=True)
class Refusal:
    """What is refused where. `link_id` is empty for the list as a whole and where it is lacking;
    `detail` then says the place."""

    link_id: str
    problem: Problem
    detail: str = ""


class CannotRun(ValueError):
    """A questionnaire that this engine refuses: at which items, and why, in reading order."""

    def __init__(self, problems: Sequence[Refusal]) -> None:
        super().__init__("; ".join(f"{one.link_id}: {one.problem}" for one in problems))
        self.problems = tuple(problems)

    @property
    def link_id(self) -> str:
        return self.problems[0].link_id

    @property
    def problem(self) -> Problem:
        return self.problems[0].problem


@dataclass
class Findings:
    """The refusals found so far; the same one only once, and not without end."""

    found: dict[Refusal, None] = field(default_factory=dict)

    def add(self, link_id: str, problem: Problem, detail: str = "") -> None:
        if len(self.found) < MOST_REFUSALS:
            self.found.setdefault(Refusal(link_id, problem, detail))

    def check(self) -> None:
        """Raises CannotRun when anything was found."""
        if self.found:
            raise CannotRun(list(self.found))
