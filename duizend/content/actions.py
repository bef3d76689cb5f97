"""Loading content, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from duizend.content.registry import KINDS, Kind, Loader
from duizend.content.rules import Problem, What, find_problems
from duizend.core.content import (
    CONTENT_DIR,
    ContentError,
    ContentRefused,
    Document,
    LoadSummary,
    RowsRefused,
    read,
)
from duizend.pathways.rules.checking import Wrong
from duizend.pathways.words import card_problem_in_words

# Which file (of this kind) and which row of it, for every row that a loader gets.
Placed = tuple[Document, int]


def read_all(other_files: Mapping[str, Sequence[Path]] | None = None) -> dict[str, list[Placed]]:
    """Every kind's rows with their place, from our own files or from `other_files` by kind.

    Raises ContentRefused with every mistake in and between the files.
    """
    errors: list[ContentError] = []
    placed: dict[str, list[Placed]] = {}
    for kind in KINDS:
        placed[kind.name] = []
        for path in (other_files or {}).get(kind.name) or sorted(CONTENT_DIR.glob(kind.files)):
            try:
                document = read(path, kind.schema)
            except ContentRefused as refused:
                errors += refused.errors
                continue
            placed[kind.name] += [(document, index) for index in range(len(document.rows))]
    # A file that was refused has no rows, so that everything pointing to it would be wrong.
    if not errors:
        rows = {name: _rows(places) for name, places in placed.items()}
        errors = [_placed_error(placed, problem) for problem in find_problems(rows)]
    if errors:
        raise ContentRefused(errors)
    return placed


@transaction.atomic
def load(
    placed: Mapping[str, Sequence[Placed]], kinds: Iterable[Kind], *, at: datetime
) -> dict[str, LoadSummary]:
    """Give each kind's rows to its loader, in the order of the registry.

    Raises ContentRefused when a loader refuses a row; nothing is changed then.
    """
    wanted = {kind.name for kind in kinds}
    return {
        kind.name: _load(kind.loader, placed[kind.name], at)
        for kind in KINDS
        if kind.name in wanted and kind.loader
    }


def load_our_own(*, at: datetime, demo: bool = False) -> dict[str, LoadSummary]:
    """Load what stands in `content/`; the invented organisations and offers only for a demo."""
    return load(read_all(), [kind for kind in KINDS if demo or not kind.demo], at=at)


def _load(loader: Loader, places: Sequence[Placed], at: datetime) -> LoadSummary:
    try:
        return loader(_rows(places), at=at)
    except RowsRefused as refused:
        raise ContentRefused(
            document.error((*document.row_path(index), *problem.path), problem.reason)
            for problem in refused.problems
            for document, index in [places[problem.index]]
        ) from refused


def _rows(places: Iterable[Placed]) -> list[Mapping[str, Any]]:
    return [document.rows[index] for document, index in places]


def _placed_error(placed: Mapping[str, Sequence[Placed]], problem: Problem) -> ContentError:
    document, index = placed[problem.kind][problem.index]
    return document.error((*document.row_path(index), *problem.path), _in_words(problem))


def _in_words(problem: Problem) -> str:
    if isinstance(problem.what, Wrong):
        return card_problem_in_words(problem.what, problem.value)
    sentences = {
        What.TWICE: _("“%(value)s” is already used in this content."),
        What.UNKNOWN: _("“%(value)s” is not known."),
        What.UNSHIELDED: _("“%(value)s” must be shielded (restricted)."),
        What.WORD_IN_BRACES: _("“{%(value)s}” cannot be filled in here."),
        What.NO_WAY_OUT: _("Question “%(value)s” lacks the answer “declined”."),
        What.ANSWER_WITH_CONCEPT: _("Declining to answer may not point to “%(value)s”."),
        What.NOT_ON_THIS_QUESTION: _("“%(value)s” is not an answer to that question."),
        What.BACKWARDS: _("“%(value)s” lies before the beginning."),
    }
    return sentences[problem.what] % {"value": problem.value}
