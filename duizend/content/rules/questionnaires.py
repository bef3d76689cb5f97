"""A questionnaire may point to a shielded factor only from a shielded question, and never forces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from duizend.content.rules.problems import Path, Problem, Row, Rows, What, codes_of

DECLINED = "declined"


def questionnaire_problems(rows: Rows) -> Iterator[Problem]:
    concepts = codes_of(rows, "concepts")
    shielded = {row["code"] for row in rows.get("concepts", ()) if row["restricted"]}
    for index, questionnaire in enumerate(rows.get("questionnaires", ())):
        for path, what, value in _found(questionnaire, concepts, shielded):
            yield Problem("questionnaires", index, path, what, value)


def marks(element: Row, name: str) -> list[Any]:
    """The values of our extension `urn:duizend:NAME` on an element, in order."""
    return [
        value
        for extension in element.get("extension", ())
        if extension["url"] == f"urn:duizend:{name}"
        for key, value in extension.items()
        if key != "url"
    ]


def _items(questionnaire: Row) -> Iterator[tuple[Path, Row]]:
    for g, group in enumerate(questionnaire["item"]):
        for number, item in enumerate(group["item"]):
            yield ("item", g, "item", number), item


def _found(
    questionnaire: Row, concepts: set[str], shielded: set[str]
) -> Iterator[tuple[Path, What, str]]:
    answers: dict[str, set[str]] = {}
    for path, item in _items(questionnaire):
        if item["linkId"] in answers:
            yield (*path, "linkId"), What.TWICE, item["linkId"]
        codes = [option["valueCoding"]["code"] for option in item.get("answerOption", ())]
        answers[item["linkId"]] = set(codes)
        for number, code in enumerate(codes):
            if code in codes[:number]:
                yield (*path, "answerOption", number), What.TWICE, code
        # A professional may be asked something; a parent may always decline.
        if codes and DECLINED not in codes and "professional" not in marks(item, "for"):
            yield (*path, "answerOption"), What.NO_WAY_OUT, item["linkId"]
        yield from _meanings(path, item, concepts, shielded)
    for path, item in _items(questionnaire):
        for number, rule in enumerate(item.get("enableWhen", ())):
            question, code = rule["question"], rule["answerCoding"]["code"]
            if question not in answers:
                yield (*path, "enableWhen", number, "question"), What.UNKNOWN, question
            elif code not in answers[question]:
                yield (*path, "enableWhen", number), What.NOT_ON_THIS_QUESTION, code


def _meanings(
    path: Path, item: Row, concepts: set[str], shielded: set[str]
) -> Iterator[tuple[Path, What, str]]:
    item_is_shielded = True in marks(item, "restricted")
    for concept in marks(item, "asks"):
        if concept not in concepts:
            yield path, What.UNKNOWN, concept
        elif concept in shielded and not item_is_shielded:
            yield path, What.UNSHIELDED, concept
    for number, option in enumerate(item.get("answerOption", ())):
        where = (*path, "answerOption", number)
        for concept in marks(option, "concept"):
            if option["valueCoding"]["code"] == DECLINED:
                yield where, What.ANSWER_WITH_CONCEPT, concept
            if concept not in concepts:
                yield where, What.UNKNOWN, concept
            elif concept in shielded and not item_is_shielded:
                yield where, What.UNSHIELDED, concept
