"""Reading content: files in `content/` that say what duizend knows about care, as data.

A file is read whole, held against its JSON Schema (`content/schemas/KIND.schema.json`) and
either given back or refused with every mistake and its line. Reading changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator, FormatChecker

from duizend.core.content_reasons import explain
from duizend.core.json_lines import Located, NotJson, decode
from duizend.core.json_lines import Path as JsonPath

CONTENT_DIR = Path(__file__).resolve().parent.parent.parent / "content"
# The largest file of our own is under 150 kB.
LARGEST = 5_000_000


@dataclass(frozen=True, order=True)
class ContentError:
    """One mistake: in which file, on which line (from 1), at which value, and what is wrong."""

    file: str
    line: int
    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.path}: {self.reason}"


class ContentRefused(Exception):
    """Content that may not be loaded; holds every reason, in the order of the file."""

    def __init__(self, errors: Iterable[ContentError]) -> None:
        self.errors = sorted(errors)
        super().__init__("\n".join(map(str, self.errors)))


@dataclass(frozen=True)
class RowProblem:
    """What only a loader can know, about the row with this index: no such organisation."""

    index: int
    path: JsonPath
    reason: str


class RowsRefused(Exception):
    """Raised by a loader; the loading command finds the file and line and undoes everything."""

    def __init__(self, problems: Iterable[RowProblem]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(problem.reason for problem in self.problems))


@dataclass(frozen=True)
class LoadSummary:
    """What a loader did, counted in rows. Retired rows are kept but no longer offered."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0


@dataclass(frozen=True)
class Document:
    """A file that was read whole, with the line of every value."""

    file: str
    kind: str
    located: Located = field(repr=False)

    @property
    def data(self) -> Mapping[str, Any]:
        value: Mapping[str, Any] = self.located.value
        return value

    @property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        """The `items` of a list file; the object itself for a file that holds one."""
        rows: Sequence[Mapping[str, Any]] = self.data.get("items", [self.data])
        return rows

    def row_path(self, index: int) -> JsonPath:
        return ("items", index) if "items" in self.data else ()

    def error(self, path: JsonPath, reason: str) -> ContentError:
        """A mistake at this value; its line is that of the nearest part that exists."""
        return ContentError(self.file, _line(self.located, path), dotted(path), reason)


def read(path: Path, kind: str) -> Document:
    """The validated content of a file of this kind.

    Raises ContentRefused with every mistake when the file is unreadable, is not JSON or
    does not fit; ValueError when there is no such kind.
    """
    validator = _validator(kind)
    document = opened(path, kind)
    mistakes = {
        document.error(where, reason)
        for where, reason in _mistakes(validator, document.located.value)
    }
    if mistakes:
        raise ContentRefused(mistakes)
    return document


def opened(path: Path, kind: str) -> Document:
    """A file that is JSON, with the line of every value, not yet held against any schema.

    Raises ContentRefused when it is unreadable or is not JSON.
    """
    name = _shown(path)
    return Document(name, kind, _located(path, name))


def mistakes_in(value: Any, kind: str) -> list[tuple[JsonPath, str]]:
    """Where a value that came from elsewhere (a form, a program) does not fit this kind, and why.

    Raises ValueError when there is no such kind.
    """
    return _mistakes(_validator(kind), value)


def read_rows(relative: str, kind: str) -> Sequence[Mapping[str, Any]]:
    """The rows of one of our own files, named relative to `content/`."""
    return read(CONTENT_DIR / relative, kind).rows


@dataclass(frozen=True)
class Source:
    """A source as it is shown: `Actieprogramma Kansrijke Start (VWS), 2018`."""

    ref: str
    title: str
    publisher: str
    year: int | None
    url: str

    @property
    def words(self) -> str:
        who = f" ({self.publisher})" if self.publisher else ""
        when = self.year or _("n.d.")
        return f"{self.title}{who}, {when}"


def cited(sources: Iterable[Mapping[str, Any]]) -> list[Source]:
    """The sources of a row as they are shown. A `ref` that is an address is its own title."""
    return [_cited(s["ref"], s["year"]) for s in sources]


def known_sources() -> Mapping[str, Mapping[str, Any]]:
    """The rows of `sources.json` by their code."""
    return _sources()


def _cited(ref: str, year: int | None) -> Source:
    known = _sources().get(ref)
    if known is None:
        title = ref.partition("://")[2].partition("/")[0].removeprefix("www.") or ref
        return Source(ref, title, "", year, ref if "://" in ref else "")
    return Source(
        ref, known["title"], known["publisher"], year or known["year"], known["url"] or ""
    )


@cache
def _sources() -> dict[str, Mapping[str, Any]]:
    return {row["code"]: row for row in read_rows("sources.json", "sources")}


@cache
def _validator(kind: str) -> Draft202012Validator:
    path = CONTENT_DIR / "schemas" / f"{kind}.schema.json"
    if not path.is_file():
        raise ValueError(f"There is no content of the kind {kind!r}.")
    schema = json.loads(path.read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker(["date"]))


def _located(path: Path, name: str) -> Located:
    try:
        if path.stat().st_size > LARGEST:
            raise ContentRefused([ContentError(name, 1, "", _("The file is too large."))])
        return decode(path.read_text(encoding="utf-8"))
    except OSError as problem:
        reason = _("The file cannot be read: %(why)s.") % {"why": problem.strerror}
        raise ContentRefused([ContentError(name, 1, "", reason)]) from problem
    except UnicodeDecodeError as problem:
        reason = _("The file is not text in UTF-8.")
        raise ContentRefused([ContentError(name, 1, "", reason)]) from problem
    except NotJson as problem:
        reason = _("This is not JSON: expected %(what)s.") % {"what": problem}
        raise ContentRefused([ContentError(name, problem.line, "", reason)]) from problem


def _mistakes(validator: Draft202012Validator, value: Any) -> list[tuple[JsonPath, str]]:
    found = (one for problem in validator.iter_errors(value) for one in explain(problem))
    return list(dict.fromkeys(found))


def _line(located: Located, path: JsonPath) -> int:
    while path and path not in located.lines:
        path = path[:-1]
    return located.lines[path]


def dotted(path: JsonPath) -> str:
    """`items[3].sources[0].year`"""
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return words.removeprefix(".")


def _shown(path: Path) -> str:
    resolved = path.resolve()
    if resolved.is_relative_to(CONTENT_DIR.parent):
        return str(resolved.relative_to(CONTENT_DIR.parent))
    return str(path)
