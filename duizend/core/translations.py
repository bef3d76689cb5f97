"""Screen texts: found in code and templates, kept per module in a Dutch `django.po`.

Works without the gettext programs: Babel reads Python, Django makes templates readable
for it. Files hold no line numbers and no dates, so that they only change when a text does.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LOCALE = "nl"
WIDTH = 88
TEMPLATE_SUFFIXES = (".html", ".txt")

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

HEADER = """\
msgid ""
msgstr ""
"Language: nl\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


@dataclass(frozen=True, order=True)
class TextId:
    """What identifies a text: its id (singular), and the context that tells twins apart."""

    text: str
    context: str = ""

    def __str__(self) -> str:
        return f"{self.context} | {self.text}" if self.context else self.text


def po_file(module: Path) -> Path:
    """Where the Dutch of a module's folder stands."""
    return module / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def collect(module: Path) -> Catalog:
    """All texts in a module's Python and templates, untranslated.

    Raises SyntaxError when a file cannot be read.
    """
    found = _new_catalog()
    for file in sorted(module.rglob("*")):
        parts = file.relative_to(module).parts
        if file.suffix == ".py" and "migrations" not in parts:
            source = file.read_text()
        elif file.suffix in TEMPLATE_SUFFIXES and "templates" in parts:
            source = _template_as_python(file)
        else:
            continue
        for _, text, _, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
            found.add(text, context=context)
    return found


def _template_as_python(file: Path) -> str:
    """A template as Django prepares it for gettext; the indentation means nothing there."""
    prepared = templatize(file.read_text(), origin=str(file))
    return "\n".join(line.lstrip() for line in prepared.splitlines())


def _new_catalog() -> Catalog:
    return Catalog(locale=LOCALE, charset="utf-8", fuzzy=False)


def read(file: Path) -> Catalog:
    """The texts and translations of a po file; an empty catalogue when there is none.

    Raises babel.messages.pofile.PoFileError when the file is damaged.
    """
    if not file.exists():
        return _new_catalog()
    with file.open("rb") as stream:
        return read_po(stream, locale=LOCALE, charset="utf-8", abort_invalid=True)


def merge(found: Catalog, known: Catalog, *, forget: bool = False) -> Catalog:
    """The texts as the code has them now, with the translations that were known.

    A translation whose text is gone is kept aside (`#~`) and comes back with its text;
    `forget` leaves those out.
    """
    merged = _new_catalog()
    for message in texts(found):
        old = _lookup(known, message)
        translated = old is not None and _is_plural(old) == _is_plural(message)
        merged.add(
            message.id,
            old.string if old and translated else None,
            context=message.context,
            flags=old.flags & {"fuzzy"} if old and translated else (),
            user_comments=old.user_comments if old else (),
        )
    if not forget:
        here = {text_id(message) for message in texts(merged)}
        for message in [*texts(known), *known.obsolete.values()]:
            if text_id(message) not in here and message.string:
                merged.obsolete[str(text_id(message))] = message
    return merged


def _lookup(catalog: Catalog, wanted: Message) -> Message | None:
    found = catalog.get(wanted.id, wanted.context)
    if found is None:
        for message in catalog.obsolete.values():
            if text_id(message) == text_id(wanted):
                return message
    return found


def texts(catalog: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header."""
    return (message for message in catalog if message.id)


def text_id(message: Message) -> TextId:
    singular = message.id[0] if isinstance(message.id, list | tuple) else message.id
    return TextId(singular, message.context or "")


def _is_plural(message: Message) -> bool:
    return isinstance(message.id, list | tuple)


def is_translated(message: Message) -> bool:
    if isinstance(message.string, list | tuple):
        return bool(message.string) and all(message.string)
    return bool(message.string)


def as_po(catalog: Catalog) -> bytes:
    """The po file, sorted by text."""
    body = io.BytesIO()
    write_po(body, catalog, width=WIDTH, no_location=True, omit_header=True, sort_output=True)
    return HEADER.encode() + body.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """The compiled form; texts that are doubtful (fuzzy) stay out of it."""
    body = io.BytesIO()
    write_mo(body, catalog)
    return body.getvalue()


def problems(found: Catalog, known: Catalog) -> Iterator[str]:
    """What is wrong with a module's Dutch, one line each, sorted by kind."""
    in_code = {text_id(message): message for message in texts(found)}
    in_file = {text_id(message): message for message in texts(known)}
    for key in sorted(in_code.keys() - in_file.keys()):
        yield f"missing: {key}"
    for key in sorted(in_file.keys() - in_code.keys()):
        yield f"stale: {key}"
    for key in sorted(in_code.keys() & in_file.keys()):
        message = in_file[key]
        if _is_plural(message) != _is_plural(in_code[key]):
            yield f"singular or plural: {key}"
        elif "fuzzy" in message.flags:
            yield f"fuzzy: {key}"
        elif not is_translated(message):
            yield f"untranslated: {key}"
        else:
            yield from (f"{error}: {key}" for error in message.check(known))


def contradictions(catalogs: Mapping[str, Catalog]) -> Iterator[str]:
    """Texts that two modules translate differently; at run time only one of them shows."""
    first: dict[TextId, tuple[str, object]] = {}
    for module, catalog in catalogs.items():
        for message in _translated(texts(catalog)):
            key = text_id(message)
            where, string = first.setdefault(key, (module, message.string))
            if string != message.string:
                yield f"{key}: {where} says {string!r}, {module} says {message.string!r}"


def _translated(messages: Iterable[Message]) -> Iterator[Message]:
    return (message for message in messages if is_translated(message))
