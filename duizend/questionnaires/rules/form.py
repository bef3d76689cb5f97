"""A questionnaire as the engine runs it: a tree of items. `reading` makes it from FHIR R4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duizend.questionnaires.rules.calculating import Calculation

ANSWER_SYSTEM = "urn:duizend:answer"
# The question that this product asks itself before what is for her ears alone, in a list
# that does not ask it: are we alone?
ALONE = "duizend-alone"
YES, NO = "yes", "no"
DECLINED = "declined"


class ItemType(StrEnum):
    GROUP = "group"
    DISPLAY = "display"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    DATE_TIME = "dateTime"
    TIME = "time"
    STRING = "string"
    TEXT = "text"
    URL = "url"
    CHOICE = "choice"
    OPEN_CHOICE = "open-choice"


class Operator(StrEnum):
    EXISTS = "exists"
    EQUALS = "="
    NOT_EQUALS = "!="
    GREATER = ">"
    LESS = "<"
    GREATER_OR_EQUAL = ">="
    LESS_OR_EQUAL = "<="


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen. `value` is the FHIR value, such as a valueCoding."""

    key: str
    label: str
    value: Mapping[str, Any]
    concepts: tuple[str, ...] = ()
    talk_now: str = ""
    # The kind of flag that this answer raises, by its code.
    direct_flag: str = ""
    # What its authors count for it (ordinalValue, itemWeight); none for declining.
    weight: Decimal | None = None
    is_initial: bool = False

    @property
    def is_declined(self) -> bool:
        return self.key == DECLINED

    @property
    def is_direct_flag(self) -> bool:
        """Whether this answer asks a person to act the same day; declining never does."""
        return bool(self.talk_now or self.direct_flag) and not self.is_declined


@dataclass(frozen=True)
class Condition:
    """One `enableWhen`: the answer of a question, compared with a value."""

    question: str
    operator: Operator
    answer: Mapping[str, Any]


@dataclass(frozen=True)
class Bounds:
    """What an answer has to keep to; None where nothing was said.

    `least` and `most` are a number, or a date, moment or time in ISO form.
    """

    least: Decimal | str | None = None
    most: Decimal | str | None = None
    min_length: int = 0
    decimals: int | None = None
    min_occurs: int = 0
    max_occurs: int | None = None


@dataclass(frozen=True)
class CutOff:
    """A published limit of an instrument: from this total on, what its authors say of it."""

    least: Decimal
    meaning: str
    source: str


@dataclass(frozen=True)
class Item:
    """A group, a text, or a question."""

    link_id: str
    type: ItemType
    text: str = ""
    items: tuple[Item, ...] = ()
    options: tuple[Option, ...] = ()
    repeats: bool = False
    max_length: int = 0
    enable_when: tuple[Condition, ...] = ()
    enable_any: bool = False
    life_domain: str = ""
    restricted: bool = False
    ask_alone: bool = False
    for_professional: bool = False
    is_deeper: bool = False
    phases: tuple[str, ...] = ()
    conversation_card: str = ""
    # Concepts that it asks about beside those that its options point to.
    asks: tuple[str, ...] = ()
    prefix: str = ""
    codes: tuple[Mapping[str, Any], ...] = ()
    initial: tuple[Mapping[str, Any], ...] = ()
    required: bool = False
    read_only: bool = False
    hidden: bool = False
    bounds: Bounds = Bounds()
    unit: str = ""
    # How its value follows from other answers; nobody is asked for it.
    calculation: Calculation | None = None
    cut_offs: tuple[CutOff, ...] = ()
    # Its authors give no total unless every question of it was answered.
    needs_all: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether somebody is asked for an answer: a question that is not worked out here."""
        return self.is_question and self.calculation is None and not self.hidden

    @property
    def is_question(self) -> bool:
        return self.type not in (ItemType.GROUP, ItemType.DISPLAY)

    @property
    def is_choice(self) -> bool:
        return bool(self.options) or self.type in (ItemType.CHOICE, ItemType.OPEN_CHOICE)

    def questions(self) -> Iterator[Item]:
        """The questions in this item, itself included, in reading order."""
        if self.is_question:
            yield self
        for item in self.items:
            yield from item.questions()


@dataclass(frozen=True)
class Form:
    """A questionnaire that can be run. `gate` is the question whether we are alone."""

    url: str
    version: str
    title: str
    purpose: str
    copyright: str
    translation: str
    items: tuple[Item, ...]
    gate: str = ""
    # How one begins the talk, in our own words; empty when the list brings none.
    conversation_card: str = ""
    by_link_id: Mapping[str, Item] = field(default_factory=dict, compare=False, repr=False)
    parents: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    # Every linkId, after those it hangs on.
    order: tuple[str, ...] = field(default=(), compare=False, repr=False)
    # The Questionnaire as it came in.
    resource: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    # The linkIds whose value is worked out, each after those it is worked out from.
    calculated: tuple[str, ...] = field(default=(), compare=False, repr=False)
    # Those of them that an enableWhen asks about.
    asked_of: frozenset[str] = field(default=frozenset(), compare=False, repr=False)

    def questions(self) -> Iterator[Item]:
        for item in self.items:
            yield from item.questions()

    @property
    def is_shielded(self) -> bool:
        """Whether even the name of this list is for few eyes: all its questions are."""
        asked = [item.restricted for item in self.questions() if item.is_asked]
        return bool(asked) and all(asked)
