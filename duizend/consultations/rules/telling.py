"""What in a text could tell who it is about: a help for the writer, never a guarantee.

Pure: a text and names in, places in the text out. It looks for what can be recognised by its
shape (postcode, date, BSN, phone, e-mail, address), for somebody who is called by a name
("mevrouw X") and for the names that are given along.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from duizend.consultations.rules import shapes


class What(StrEnum):
    """Why something is pointed out."""

    POSTCODE = "postcode"
    DATE = "date"
    BSN = "bsn"
    NUMBER = "number"  # too long to be anything but a number of a person or a file
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    PERSON = "person"  # called by a name
    KNOWN = "known"  # somebody of a family of the one who writes


@dataclass(frozen=True, order=True)
class Found:
    """One place: from `start` up to `end`, in the text as it was written."""

    start: int
    end: int
    what: What
    words: str


# Names that are ordinary words too: only with a capital they are taken for a name.
ALSO_WORDS = frozenset(
    "bakker beek berg bloem boer bos brand broek brouwer dekker dijk groot haan hoek hof hond "
    "jong kamp klein kok koning kuiper lang maan mees mei meijer mulder molen noor oud peet post "
    "prins roos ruiter schipper smit snel star sterk ster storm straat tuin visser vos vriend wit "
    "wolf zomer zon jan mark van den der het een ten ter hij zij bin ben ali can eva".split()
)
SHORTEST_NAME = 2
# Words of a name that say nothing by themselves.
PARTICLES = frozenset("de el la le al van von den der ten ter het in op bij te 't ibn bint".split())
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHAPES = (
    (What.EMAIL, shapes.EMAIL),
    (What.PHONE, shapes.PHONE),
    (What.DATE, shapes.DATE),
    (What.POSTCODE, shapes.POSTCODE),
    (What.ADDRESS, shapes.ADDRESS),
    (What.PERSON, shapes.PERSON),
)


def found_in(text: str, names: Collection[str] = ()) -> list[Found]:
    """Every place that could tell who it is, in the order of the text, without overlap."""
    plain = same_length(text)
    places = sorted(
        {*_numbers(plain), *_shaped(plain), *_known(plain, names)},
        key=lambda place: (place.start, -place.end, place.what),
    )
    return [
        Found(place.start, place.end, place.what, text[place.start : place.end])
        for place in _without_overlap(places)
    ]


def same_length(text: str) -> str:
    """The text with each odd form of a letter, digit, dash or blank in its plain form.

    Character for character, so that a place in it is a place in the text.
    """
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    if unicodedata.category(character) in ("Cf", "Zs", "Zl", "Zp"):
        return " " if character != "\n" else character
    if unicodedata.category(character) == "Pd":
        return "-"
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def _numbers(text: str) -> Iterator[Found]:
    for match in shapes.LONG_NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if shapes.is_date(digits):
            what = What.DATE
        elif shapes.could_be_bsn(digits):
            what = What.BSN
        elif shapes.PHONE.fullmatch(match[0]):
            what = What.PHONE
        else:
            what = What.NUMBER
        yield Found(match.start(), match.end(), what, match[0])


def _shaped(text: str) -> Iterator[Found]:
    for what, shape in _SHAPES:
        for match in shape.finditer(text):
            if shapes.is_meant(what.value, match):
                words = match[0].rstrip(".")  # of the sentence, or of a short form
                yield Found(match.start(), match.start() + len(words), what, words)


def _known(text: str, names: Collection[str]) -> Iterator[Found]:
    wanted = frozenset(_parts(names))
    for match in _WORD.finditer(text):
        for start, end in _readings(match):
            word = text[start:end]
            key = plain_name(word)
            if key in wanted and (word[:1].isupper() or key not in ALSO_WORDS):
                yield Found(start, end, What.KNOWN, word)


def _readings(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The word itself, without the s of a possessive, and each side of a hyphen."""
    start, end, word = match.start(), match.end(), match[0]
    yield start, end
    bare = re.sub(r"['’]?s$", "", word)
    if bare and bare != word:
        yield start, start + len(bare)
    at = start
    for part in re.split(r"[-'’]", word):
        if len(part) < len(word):
            yield at, at + len(part)
        at += len(part) + 1


def _parts(names: Iterable[str]) -> Iterator[str]:
    """Each word of each name; small words and initials say nothing."""
    for name in names:
        for match in _WORD.finditer(same_length(name)):
            for word in (match[0], *re.split(r"[-'’]", match[0])):
                key = plain_name(word)
                if len(key) >= SHORTEST_NAME and key not in PARTICLES:
                    yield key


def plain_name(word: str) -> str:
    """Lower case, without accents and marks: `Özgür` becomes `ozgur`."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in decomposed if c.isalpha() and not unicodedata.combining(c))


def _without_overlap(places: Iterable[Found]) -> Iterator[Found]:
    """Of places that overlap the first and longest."""
    end = 0
    for place in places:
        if place.start >= end:
            yield place
            end = place.end
