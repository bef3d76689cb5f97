"""A question as it is drawn at home: words in the language of the parent, and pictures."""

from __future__ import annotations

from dataclasses import dataclass

from duizend.beforehand.queries import Visit
from duizend.beforehand.words import DUTCH, Language, Picture, list_in, pictures
from duizend.questionnaires.rules.answers import LONGEST_STRING, LONGEST_TEXT, given_from
from duizend.questionnaires.rules.form import Item, ItemType

INPUTS = {
    ItemType.INTEGER: "number",
    ItemType.DATE: "date",
    ItemType.DATE_TIME: "datetime-local",
    ItemType.TIME: "time",
    ItemType.URL: "url",
}


@dataclass(frozen=True)
class Choice:
    key: str
    label: str
    is_chosen: bool
    picture: Picture | None


@dataclass(frozen=True)
class Screen:
    """`lang` is empty when the words are in the language of the page, else of these words."""

    number: int
    text: str
    part_text: str
    lang: str
    choices: list[Choice]
    several: bool
    own_words: bool
    written: str
    input_type: str
    most: int
    picture: Picture | None
    is_checked: bool
    is_answered: bool


def screen_of(seen: Visit, item: Item, language: Language, number: int) -> Screen:
    """One question with its answer so far."""
    words = list_in(seen.invitation.version, language.code)
    options = [(option.key, option.label) for option in item.options]
    if item.type is ItemType.BOOLEAN:
        options = [("true", language.texts["yes"]), ("false", language.texts["no"])]
    keys = [option.key for option in item.options]
    translated = language.code != DUTCH and words.covers(item.link_id, keys)
    if translated and item.is_choice:
        options = [(key, words.options[item.link_id, key]) for key in keys]
    given = given_from(item, seen.answers.get(item.link_id, ()))
    part = _part(seen, item)
    return Screen(
        number=number,
        text=words.items[item.link_id] if translated else item.text,
        part_text=words.items.get(part.link_id, "" if translated else part.text),
        lang="" if translated or language.code == DUTCH else DUTCH,
        choices=[
            Choice(key, label, key in given.chosen, pictures().get(("answer", key)))
            for key, label in options
        ],
        several=item.repeats,
        own_words=item.type is ItemType.OPEN_CHOICE,
        written=given.text,
        input_type="" if item.type is ItemType.TEXT else INPUTS.get(item.type, "text"),
        most=min(
            item.max_length or (LONGEST_TEXT if item.type is ItemType.TEXT else LONGEST_STRING),
            LONGEST_TEXT,
        ),
        picture=pictures().get(("life_domain", item.life_domain)),
        is_checked=not translated or words.is_checked,
        is_answered=item.link_id in seen.answers,
    )


def _part(seen: Visit, item: Item) -> Item:
    parent = seen.form.parents.get(item.link_id)
    return seen.form.by_link_id[parent] if parent else item
