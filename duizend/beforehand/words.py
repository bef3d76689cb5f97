"""What stands on the screens of parents, per language: read from files, held in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from babel.dates import format_date

from duizend.beforehand.rules.translating import Words, words_in
from duizend.core.content import CONTENT_DIR, read, read_rows
from duizend.questionnaires.models import QuestionnaireVersion

DUTCH = "nl"


@dataclass(frozen=True)
class Language:
    """A language in which these screens speak. `checked`: somebody who speaks it read them."""

    code: str
    name: str
    dutch_name: str
    direction: str
    checked: bool
    texts: Mapping[str, Any]

    def day(self, day: date) -> str:
        """`donderdag 3 december` in this language."""
        return format_date(day, "EEEE d MMMM", locale=self.code)


def languages() -> Mapping[str, Language]:
    """All languages by their code, Dutch first."""
    return _languages()


@cache
def _languages() -> dict[str, Language]:
    found = [_language(path.stem) for path in sorted((CONTENT_DIR / "texts/beforehand").iterdir())]
    found.sort(key=lambda one: (one.code != DUTCH, not one.checked, one.name))
    return {one.code: one for one in found}


def _language(code: str) -> Language:
    raw = read(CONTENT_DIR / f"texts/beforehand/{code}.json", "beforehand_texts").data
    return Language(
        code, raw["name"], raw["dutch_name"], raw["direction"], raw["checked"], raw["texts"]
    )


def list_in(version: QuestionnaireVersion, language: str) -> Words:
    """The words of a list in this language; none when they are only in Dutch."""
    return _list_in(version.pk, version.checksum, language)


@cache
def _list_in(version_id: int, checksum: str, language: str) -> Words:
    if language == DUTCH:
        return Words()
    version = QuestionnaireVersion.objects.get(pk=version_id)
    file = CONTENT_DIR / f"translations/{version.questionnaire_id}.{language}.json"
    beside = read(file, "questionnaire_translation").data if file.is_file() else None
    if beside is not None and beside["version"] != version.version:
        beside = None  # made for other words
    return words_in(version.resource, language, beside)


@dataclass(frozen=True)
class Picture:
    """A small drawing of our own, 40 by 40: lines, and circles as (x, y, radius)."""

    paths: tuple[str, ...]
    circles: tuple[tuple[float, float, float], ...]


@cache
def pictures() -> dict[tuple[str, str], Picture]:
    """By what they are of (life_domain or answer) and its code."""
    return {
        (row["of"], code): Picture(
            tuple(shape["path"] for shape in row["shapes"] if "path" in shape),
            tuple(
                (shape["circle"][0], shape["circle"][1], shape["circle"][2])
                for shape in row["shapes"]
                if "circle" in shape
            ),
        )
        for row in read_rows("pictograms.json", "pictograms")
        for code in row["codes"]
    }
