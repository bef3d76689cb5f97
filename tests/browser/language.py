"""Finds words on a page that are no Dutch: English ones, and ids of texts left untranslated."""

import re
from functools import cache

from babel.messages.pofile import read_po
from playwright.sync_api import Page

from duizend.core.content import cited, known_sources, read_rows
from duizend.launch.environment import PROJECT

# English words that are no Dutch word, nor a part of a name that our sources have.
ENGLISH = re.compile(
    r"\b(the|and|your|you|with|this|that|these|from|have|been|are|not|will|can|which|what|when|"
    r"where|why|save|sign in|sign out|search|add|delete|choose|family|families|none|null|"
    r"true|false|undefined|error|page|back|next|please|required|today)\b",
    re.IGNORECASE,
)
LEFT_OVER = re.compile(r"%\(\w+\)|\{\{|\}\}|\{%|&amp;|&lt;|<[a-z]")
# Titles of sources stay in the language they were published in; they link to elsewhere.
TEXTS = """
() => {
  const texts = [];
  const skip = "script, style, template, [lang]:not(html), a[href^='http'], cite, .dz-source";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest(skip)) texts.push(walk.currentNode.data);
  }
  for (const shape of document.querySelectorAll("body *")) {
    if (shape.closest(skip)) continue;
    for (const name of ["aria-label", "placeholder", "title", "alt", "data-saved", "data-saving"]) {
      if (shape.hasAttribute(name)) texts.push(shape.getAttribute(name));
    }
  }
  return texts.concat(document.title);
}
"""


def not_dutch(page: Page) -> list[str]:
    """Texts of this page that are (partly) English, or still hold code."""
    texts = {" ".join(text.split()) for text in page.evaluate(TEXTS)} - {""} - names()
    return sorted(
        text for text in texts if text in ids() or ENGLISH.search(text) or LEFT_OVER.search(text)
    )


@cache
def names() -> frozenset[str]:
    """Lists of others and sources have names of their own, in whatever language."""
    rows = read_rows("instrument_slots.json", "instrument_slots")
    sources = cited([{"ref": code, "year": None} for code in known_sources()])
    return frozenset(str(row["name"]) for row in rows) | {source.words for source in sources}


@cache
def ids() -> frozenset[str]:
    """English ids of texts that no Dutch text happens to equal."""
    english, dutch = set(), set()
    for path in PROJECT.glob("duizend/*/locale/nl/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                words = [message.id] if isinstance(message.id, str) else list(message.id)
                said = message.string
                english |= set(words)
                dutch |= {said} if isinstance(said, str) else set(said or ())
    return frozenset(english - dutch - {""})
