"""A document as plain text, to paste into a record system that knows nothing of ours."""

from __future__ import annotations

from duizend.documents.rules.document import Document, Section

# What an old record system shows as well: no tabs, no bullets of another alphabet.
INDENT = "  "


def as_text(document: Document) -> str:
    """Title, headings underlined, a line per fact; lines end with a line feed."""
    parts = [
        "\n".join([document.title.upper(), *document.introduction]),
        *(_section(section) for section in document.sections),
    ]
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> str:
    lines = [section.title, "-" * len(section.title)]
    lines += [line.replace("\n", f"\n{INDENT}") for line in section.lines]
    return "\n".join(lines)
