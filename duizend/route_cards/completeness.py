"""What still stands in the way of setting a draft, in words, with the part where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from duizend.core.content import mistakes_in
from duizend.pathways.rules.checking import CardProblem, Known, Wrong, check
from duizend.pathways.words import card_problem_in_words
from duizend.route_cards.rules.drafting import SCOPE, Content

# Their value names steps by their codes.
NAMES_STEPS = {
    Wrong.CIRCLE,
    Wrong.NO_SUCH_STEP,
    Wrong.PAST_FROM_THE_START,
    Wrong.BEFORE_THE_STEP_BEFORE,
    Wrong.TWICE,
}
# What a card says only once it is set; any will do to look at the rest.
SOME_DAY = "2000-01-01"


@dataclass(frozen=True)
class Problem:
    """Something to put right: in which part of the draft, of which step, and what."""

    part: str
    about: str
    reason: str


def problems_of(content: Content, known: Known) -> list[Problem]:
    """Everything to put right before this can be set; what is missing is said first."""
    return list(_missing(content)) or list(_mistakes(content, known))


def circles_in(content: Content) -> list[str]:
    """The rounds in which steps wait for each other, each in words."""
    return [
        _in_words(problem, content)
        for problem in check(content, Known())
        if problem.wrong is Wrong.CIRCLE
    ]


def completed(content: Content) -> dict[str, Any]:
    """A draft as a whole card, to try out or to hold against the shape of a card."""
    at_setting = {"version": 1, "set_on": SOME_DAY, "set_by": "-", "checked_on": SOME_DAY}
    return {**content, **at_setting}


def _missing(content: Content) -> Iterator[Problem]:
    if not content["why"].strip():
        yield Problem("about", "", _("Say why this card is there, in one sentence."))
    if not content["sources"]:
        yield Problem("about", "", _("Name a source, or “agreement of the coalition itself”."))
    if not content["phases"]:
        yield Problem("scope", "", _("Choose for which phase this card is."))
    if not content["steps"]:
        yield Problem("steps", "", _("Add at least one step."))


def _mistakes(content: Content, known: Known) -> Iterator[Problem]:
    whole = completed(content)
    shape = mistakes_in(whole, "route_card")
    for path, reason in shape:
        yield _problem(content, path, reason)
    if not shape:
        for problem in check(whole, known):
            yield _problem(content, problem.path, _in_words(problem, content))


def _problem(content: Content, path: tuple[str | int, ...], reason: str) -> Problem:
    first = str(path[0]) if path else ""
    if first == "steps" and len(path) > 1:
        step: Mapping[str, Any] = content["steps"][path[1]]
        kind = "step_condition" if "condition" in path else "step"
        return Problem(f"{kind}:{step.get('code', '')}", step.get("action", ""), reason)
    part = "scope" if first in SCOPE else first if first in {"condition", "steps"} else "about"
    return Problem(part, "", reason)


def _in_words(problem: CardProblem, content: Content) -> str:
    value = problem.value
    if problem.wrong in NAMES_STEPS:
        actions = {step["code"]: step["action"] for step in content["steps"]}
        value = " → ".join(actions.get(code, code) for code in value.split(" → "))
    return card_problem_in_words(problem.wrong, value)
