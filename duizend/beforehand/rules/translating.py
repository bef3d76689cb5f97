"""The words of a list in the language of the parent, from FHIR's own translation extension.

What the list itself brings comes first, then what a file of ours adds; a question without
words in that language stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
Resource = Mapping[str, Any]


@dataclass(frozen=True)
class Words:
    """Texts in one language: of items by linkId, of options by (linkId, key).

    `is_checked`: somebody who speaks it has read them.
    """

    items: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[tuple[str, str], str] = field(default_factory=dict)
    is_checked: bool = True

    def covers(self, link_id: str, keys: Sequence[str]) -> bool:
        """Whether a question and all its options have words in this language."""
        return link_id in self.items and all((link_id, key) in self.options for key in keys)


def words_in(resource: Resource, language: str, beside: Resource | None = None) -> Words:
    """What is known of this list in a language. `beside` is a file with a translation."""
    items: dict[str, str] = {}
    options: dict[tuple[str, str], str] = {}
    if beside is not None:
        items |= beside["questions"]
        for link_id, texts in beside["options"].items():
            options |= {(link_id, key): text for key, text in texts.items()}
    for raw in _every_item(resource):
        link_id = str(raw.get("linkId", ""))
        if text := _translated(raw.get("_text"), language):
            items[link_id] = text
        for option in raw.get("answerOption") or []:
            key, text = _option(option, language)
            if text:
                options[link_id, key] = text
    is_checked = beside is None or bool(beside["checked"])
    return Words(items, options, is_checked)


def _every_item(raw: Resource) -> Iterator[Resource]:
    for item in raw.get("item") or []:
        yield item
        yield from _every_item(item)


def _option(raw: Resource, language: str) -> tuple[str, str]:
    coding = raw.get("valueCoding")
    if isinstance(coding, Mapping):
        return str(coding.get("code", "")), _translated(coding.get("_display"), language)
    return str(raw.get("valueString", "")), _translated(raw.get("_valueString"), language)


def _translated(beside: Any, language: str) -> str:
    """The text in this language out of what stands beside a FHIR string."""
    if not isinstance(beside, Mapping):
        return ""
    for extension in beside.get("extension") or []:
        if extension.get("url") != TRANSLATION:
            continue
        parts = {
            str(part.get("url", "")): next(
                (str(value) for name, value in part.items() if name.startswith("value")), ""
            )
            for part in extension.get("extension") or []
        }
        if parts.get("lang") == language:
            return parts.get("content", "")
    return ""
