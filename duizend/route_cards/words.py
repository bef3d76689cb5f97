"""A route card in words: what it is for, when it applies, and what each step asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from duizend.access.models import CATEGORY_LABELS, KIND_LABELS
from duizend.core.content import cited
from duizend.core.working_days import Within
from duizend.directory.words import PHASES
from duizend.pathways.rules.cards import Condition, StepKind
from duizend.pathways.words import ROLE_WORDS, condition_in_words, within_in_words
from duizend.route_cards.rules.differences import Line
from duizend.route_cards.rules.rows import Why

KINDS = {
    StepKind.TALK.value: gettext_lazy("talk"),
    StepKind.REFERRAL.value: gettext_lazy("referral"),
    StepKind.VISIT.value: gettext_lazy("visit"),
    StepKind.TASK.value: gettext_lazy("task"),
}
ORIGINS = {
    "source": gettext_lazy("from a source"),
    "proposal": gettext_lazy("our own proposal"),
}
CERTAINTY = {
    "verified": gettext_lazy("read in the source"),
    "partly": gettext_lazy("the readable part of the source says so"),
    "document": gettext_lazy("stated in one of the source documents"),
    "own": gettext_lazy("our own agreement"),
}
FEEDBACK_WHO = {
    "receiver": gettext_lazy("who receives the request"),
    "performer": gettext_lazy("who carries out the step"),
}
FEEDBACK_TO = {
    "referrer": gettext_lazy("who referred"),
    "coordinator": gettext_lazy("the coordinator"),
}
WHY_ROWS = {
    Why.EMPTY_ROW: gettext_lazy("Choose something in every row, or take the row away."),
    Why.EMPTY_GROUP: gettext_lazy("A group without rows says nothing. Add a row or take it away."),
    Why.UNKNOWN: gettext_lazy("This is no longer in the list. Choose something else."),
    Why.NUMBER: gettext_lazy("Ask for at least one row, and not for more rows than there are."),
    Why.TOO_MANY: gettext_lazy("This is too long or too deep to read. Make it shorter."),
}


@dataclass(frozen=True)
class Names:
    """The words of codes: of concepts, life domains, municipalities, offers and interventions."""

    labels: Mapping[str, str] = field(default_factory=dict)
    domains: Mapping[str, str] = field(default_factory=dict)
    municipalities: Mapping[str, str] = field(default_factory=dict)
    offers: Mapping[str, str] = field(default_factory=dict)
    interventions: Mapping[str, str] = field(default_factory=dict)


def sentence_of(condition: Condition | None, names: Names) -> str:
    """`schulden ÉN (roken OF een klein netwerk) ÉN NIET (er is al hulp)`"""
    if condition is None:
        return _("for everybody in this phase and these municipalities")
    return _sentence(condition, names, inside=False)


def _sentence(condition: Condition, names: Names, *, inside: bool) -> str:
    if "not" in condition:
        what = _sentence(condition["not"], names, inside=True)
        return pgettext("condition", "NOT %(what)s") % {"what": what}
    for word, between in (
        ("and", pgettext("condition", " AND ")),
        ("or", pgettext("condition", " OR ")),
    ):
        if word in condition:
            said = between.join(_sentence(one, names, inside=True) for one in condition[word])
            return f"({said})" if inside and len(condition[word]) > 1 else said
    if "of" in condition:
        rows = ", ".join(_sentence(one, names, inside=True) for one in condition["of"])
        return _("at least %(count)d of (%(rows)s)") % {
            "count": condition["at_least"],
            "rows": rows,
        }
    return condition_in_words(condition, names.labels, names.domains)


def listed(codes: Iterable[str], words: Mapping[str, Any]) -> str:
    return get_text_list([str(words.get(code, code)) for code in codes], _("and"))


def range_in_words(row: Mapping[str, Any] | None) -> str:
    """`van week 12 tot en met week 28`; in days where it is no whole weeks."""
    first, last = (row or {}).get("from"), (row or {}).get("until")
    weeks = (first is None or first % 7 == 0) and (last is None or last % 7 == 6)
    if weeks:
        first, last = first and first // 7, last and last // 7
    said = {"first": first, "last": last}
    if first is None and last is None:
        return ""
    if last is None:
        return (_("from week %(first)d") if weeks else _("from day %(first)d")) % said
    if first is None:
        return (_("until week %(last)d") if weeks else _("until day %(last)d")) % said
    if weeks:
        return _("from week %(first)d up to and including week %(last)d") % said
    return _("from day %(first)d up to and including day %(last)d") % said


def deadline_in_words(within: Mapping[str, Any] | None) -> str:
    """`binnen 5 werkdagen (ons eigen voorstel)`"""
    if within is None:
        return ""
    words = within_in_words(Within.from_data(within))
    said = [str(ORIGINS[within["origin"]]), within.get("note") or ""]
    return f"{words} ({'; '.join(filter(None, said))})"


def role_in_words(role: str) -> str:
    return str(ROLE_WORDS.get(role, role))


def lines_of(content: Mapping[str, Any], names: Names) -> list[Line]:
    """Everything a card or draft says, line by line, in the order in which people read it."""
    lines = [
        Line("about", "", _("Name"), content["name"]),
        Line("about", "", _("Why"), content["why"]),
        Line("about", "", _("Note"), content["note"]),
        Line("about", "", _("How sure"), str(CERTAINTY[content["certainty"]])),
        Line("about", "", _("Sources"), sources_in_words(content["sources"])),
        Line("scope", "", _("Phase"), listed(content["phases"], PHASES)),
        Line("scope", "", _("In the pregnancy"), range_in_words(content["gestation_days"])),
        Line("scope", "", _("Age of the child"), range_in_words(content["child_age_days"])),
        Line("scope", "", _("Municipality"), _places(content["municipalities"], names)),
        Line("condition", "", _("Applies when"), sentence_of(content["condition"], names)),
    ]
    for step in content["steps"]:
        lines += step_lines(step, content, names)
    return lines


def step_lines(step: Mapping[str, Any], content: Mapping[str, Any], names: Names) -> list[Line]:
    """What one step says. `content` is the card it stands in, for the names of other steps."""
    part = f"step:{step['code']}"
    actions = {one["code"]: one["action"] for one in content["steps"]}
    performer, condition = step["performer"], step.get("condition")
    own = sentence_of(condition, names) if condition is not None else ""
    said = [
        (_("Action"), step["action"]),
        (_("Kind"), str(KINDS[step["kind"]])),
        (_("By whom"), role_in_words(performer["role"])),
        (_("Organisations"), listed(performer["organization_kinds"], KIND_LABELS)),
        (_("Offers"), listed(step["offers"], names.offers)),
        (_("Interventions"), listed(step["interventions"], names.interventions)),
        (_("Deadline"), deadline_in_words(step["within"])),
        (_("Feedback"), feedback_in_words(step["feedback"])),
        (_("Consent for"), listed(step["consent_categories"], CATEGORY_LABELS)),
        (_("After"), listed(step.get("after", ()), actions)),
        (_("In which phase"), listed(step.get("phases") or (), PHASES)),
        (_("In the pregnancy"), range_in_words(step.get("gestation_days"))),
        (_("Age of the child"), range_in_words(step.get("child_age_days"))),
        (_("Only when"), own),
        (_("Why"), step["why"]),
        (_("Origin"), str(ORIGINS[step["origin"]])),
        (_("Sources"), sources_in_words(step["sources"])),
    ]
    return [Line(part, step["action"], label, text) for label, text in said]


def sources_in_words(sources: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(source.words for source in cited(sources))


def feedback_in_words(feedback: Mapping[str, Any] | None) -> str:
    if feedback is None:
        return ""
    words = _("%(who)s tells %(to)s") % {
        "who": FEEDBACK_WHO[feedback["who"]],
        "to": FEEDBACK_TO[feedback["to"]],
    }
    return ", ".join(filter(None, [words, deadline_in_words(feedback["within"])]))


def _places(codes: Iterable[str], names: Names) -> str:
    return listed(codes, names.municipalities) or _("everywhere")
