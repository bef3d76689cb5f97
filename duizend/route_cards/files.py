"""A card as a file: the same JSON as in `content/route_cards`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from duizend.core.json_lines import NotJson, decode
from duizend.core.permissions import NotAllowed
from duizend.pathways.reading import CardMistake, mistakes_of
from duizend.pathways.rules.checking import Known

LARGEST_FILE = 1_000_000


class CardRefused(NotAllowed):
    """A file that is no card; `mistakes` say where and why, when it could be read at all."""

    def __init__(self, reason: str, mistakes: Collection[CardMistake] = ()) -> None:
        super().__init__(reason)
        self.mistakes = tuple(mistakes)


def content_in(file: bytes, known: Known) -> Mapping[str, Any]:
    """The card in a file. Raises CardRefused."""
    if len(file) > LARGEST_FILE:
        raise CardRefused(_("This file is larger than 1 MB. Nothing was kept."))
    try:
        text = file.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        raise CardRefused(_("The file is not text in UTF-8.")) from problem
    try:
        card = decode(text).value
    except NotJson as problem:
        reason = _("This is not JSON. Look at line %(line)d. Nothing was kept.")
        raise CardRefused(reason % {"line": problem.line}) from problem
    if not _can_be_kept(card):
        raise CardRefused(_("There is a sign in this file that cannot be kept. Nothing was kept."))
    if mistakes := mistakes_of(card, known):
        raise CardRefused(_("This card cannot be used as it is. Nothing was kept."), mistakes)
    found: Mapping[str, Any] = card
    return found


def _can_be_kept(card: Any) -> bool:
    """Whether the database has room for every sign: no nought, no half characters."""
    written = json.dumps(card, ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:
        return False
    return "\\u0000" not in written


def as_file(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
