"""The totals that an instrument itself gives, with the limits that its makers published.

Of one list on one day; never of a person, never in a list or a notification.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duizend.core.content import Source, cited
from duizend.questionnaires.rules.enabling import Answers
from duizend.questionnaires.rules.form import CutOff, Form
from duizend.questionnaires.rules.scoring import Score, scores

CHECKED = "urn:duizend:checked-on"


@dataclass(frozen=True)
class Total:
    """A total and what stands beside it. `highest` is None where the list does not say it."""

    score: Score
    highest: Decimal | None
    limits: Sequence[CutOff]
    sources: Sequence[Source]
    checked_on: date | None


def totals(form: Form, answers: Answers, *, sees_restricted: bool) -> list[Total]:
    """The totals of this list, as far as the one who asks may see what they come from."""
    checked = _checked_on(form)
    return [
        Total(score, _highest(form, score), score.cut_offs, _sources(score), checked)
        for score in scores(form, answers)
        if sees_restricted or not form.by_link_id[score.link_id].restricted
    ]


def _highest(form: Form, score: Score) -> Decimal | None:
    most = form.by_link_id[score.link_id].bounds.most
    return most if isinstance(most, Decimal) else None


def _sources(score: Score) -> list[Source]:
    refs = dict.fromkeys(limit.source for limit in score.cut_offs if limit.source)
    return cited({"ref": ref, "year": None} for ref in refs)


def _checked_on(form: Form) -> date | None:
    for extension in form.resource.get("extension") or ():
        if extension.get("url") == CHECKED:
            return date.fromisoformat(extension["valueDate"])
    return None
