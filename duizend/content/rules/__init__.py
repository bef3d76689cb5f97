"""What must hold between content files. Plain rows in, mistakes out: no Django, no files."""

from __future__ import annotations

from collections.abc import Iterator

from duizend.content.rules.problems import Problem, Rows, What
from duizend.content.rules.questionnaires import questionnaire_problems
from duizend.content.rules.references import reference_problems
from duizend.content.rules.route_cards import route_card_problems

__all__ = ["Problem", "Rows", "What", "find_problems"]


def find_problems(rows: Rows) -> Iterator[Problem]:
    """Every mistake between the rows of all kinds. The rows themselves fit their schemas."""
    yield from reference_problems(rows)
    yield from questionnaire_problems(rows)
    yield from route_card_problems(rows)
