"""Lists of questions: opening one, saving an answer, finishing; and what the engine alone does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any

import fhirpathpy
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fhirpathpy.models import models

from duizend.bench.measure import Asked, Case, Measure
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.questionnaires.actions import complete, start
from duizend.questionnaires.actions.publishing import publish
from duizend.questionnaires.models import Answer, Questionnaire, QuestionnaireResponse
from duizend.questionnaires.queries import answers_of, form_of
from duizend.questionnaires.rules.codes import Status
from duizend.questionnaires.rules.enabling import Answers, open_items
from duizend.questionnaires.rules.expressions import OPTIONS
from duizend.questionnaires.rules.form import Form, Item, ItemType
from duizend.questionnaires.rules.meaning import category_of
from duizend.questionnaires.rules.reading import read
from duizend.questionnaires.rules.response_tree import tree
from duizend.questionnaires.rules.scoring import scores
from duizend.questionnaires.rules.usage import Usage

OWN, OWN_SIZE = "startgesprek-duizend", 39
HUNDRED, HUNDRED_SIZE = "honderd", 100
# What the issue of this engine promises for each of these.
LONGEST_MS = 50.0
ROUNDS = 300


def publish_hundred() -> None:
    """The invented list of a hundred, with a condition in each part and a total over all."""
    usage = Usage(life_domain="health")
    publish(hundred(), by=None, at=timezone.now(), usage=usage)


def hundred() -> dict[str, Any]:
    """Ten parts of ten choices that count for 0 to 3."""
    url = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
    options = [
        {
            "valueCoding": {
                "system": "urn:duizend:answer",
                "code": f"a{weight}",
                "display": words,
                "extension": [{"url": url, "valueDecimal": weight}],
            }
        }
        for weight, words in enumerate(("Nooit", "Soms", "Vaak", "Altijd"))
    ]
    names = [f"v{number}" for number in range(HUNDRED_SIZE)]
    items = [
        {"linkId": name, "type": "choice", "text": f"Vraag {name}", "answerOption": options}
        for name in names
    ]
    for first in range(0, HUNDRED_SIZE, 10):
        coding = {"system": "urn:duizend:answer", "code": "a0"}
        items[first + 9]["enableWhen"] = [
            {"question": names[first], "operator": "!=", "answerCoding": coding}
        ]
    extension = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
    expression = "%resource.item.item.answer.value.ordinal().sum()"
    total = {
        "linkId": "total",
        "type": "integer",
        "text": "Totaal",
        "extension": [
            {
                "url": f"{extension}sdc-questionnaire-calculatedExpression",
                "valueExpression": {"language": "text/fhirpath", "expression": expression},
            }
        ],
    }
    parts: list[dict[str, Any]] = [
        {"linkId": f"deel{n}", "type": "group", "text": f"Deel {n}", "item": items[n * 10 :][:10]}
        for n in range(10)
    ]
    return {
        "resourceType": "Questionnaire",
        "id": HUNDRED,
        "url": f"urn:duizend:bench:{HUNDRED}",
        "version": "1",
        "title": "Honderd vragen",
        "status": "active",
        "item": [*parts, total],
    }


def _begun(case: Case, code: str) -> QuestionnaireResponse | None:
    family = Family.objects.get(pk=case.family_id)
    asked = Questionnaire.objects.get(pk=code)
    try:
        return start(family, asked, by=case.user, at=timezone.now())
    except NotAllowed:
        return None


def _filled(case: Case, code: str) -> QuestionnaireResponse | None:
    """A conversation in which every question that this person asks has an answer."""
    response = _begun(case, code)
    if response is None:
        return None
    known = answers_of(response)
    Answer.objects.bulk_create(
        Answer(
            response=response,
            family_id=case.family_id,
            link_id=item.link_id,
            category=category_of(item),
            values=[said(item)],
            recorder=case.user,
            recorder_organization_id=case.user.organization_id,
            recorded=timezone.now(),
        )
        for item in form_of(response.version).questions()
        if item.is_asked and item.link_id not in known and not item.restricted
    )
    return response


def said(item: Item) -> Mapping[str, Any]:
    """An answer that fits."""
    if item.options:
        return item.options[-1].value
    if item.type is ItemType.BOOLEAN:
        return {"valueBoolean": True}
    return {"valueDate": "2026-11-23"} if item.type is ItemType.DATE else {"valueString": "Goed."}


def _address(view: str, response: QuestionnaireResponse, *more: int) -> str:
    named = [response.family_id, response.questionnaire.slug, response.pk, *more]
    return reverse(f"questionnaires:{view}", args=named)


def opening(code: str) -> Callable[[Case, Client], Asked | None]:
    def prepare(case: Case, client: Client) -> Asked | None:
        response = _begun(case, code)
        return Asked(_address("part", response, 1)) if response else None

    return prepare


def saving(code: str) -> Callable[[Case, Client], Asked | None]:
    """An answer to the first question that has none and may be asked."""

    def prepare(case: Case, client: Client) -> Asked | None:
        response = _begun(case, code)
        if response is None:
            return None
        form, known = form_of(response.version), answers_of(response)
        opened = open_items(form, known)
        for number, item in enumerate(form.questions(), 1):
            fresh = item.link_id in opened and item.link_id not in known
            if fresh and item.options and item.is_asked and not item.restricted:
                data = {f"v{number}": item.options[-1].key, f"v{number}-was": ""}
                return Asked(
                    _address("answer", response, number),
                    data,
                    Answer.objects.filter(response=response, link_id=item.link_id).exists,
                )
        return None

    return prepare


def finishing(code: str) -> Callable[[Case, Client], Asked | None]:
    def prepare(case: Case, client: Client) -> Asked | None:
        response = _filled(case, code)
        if response is None:
            return None
        held = QuestionnaireResponse.objects.filter(pk=response.pk, status=Status.COMPLETED)
        return Asked(_address("complete", response), {"nog_niet_besproken": "ja"}, held.exists)

    return prepare


def outcome(code: str) -> Callable[[Case, Client], Asked | None]:
    """The page after finishing: what goes well, the signals, the total of the list."""

    def prepare(case: Case, client: Client) -> Asked | None:
        response = _filled(case, code)
        if response is None:
            return None
        try:
            complete(response, strengths_not_discussed=True, by=case.user, at=timezone.now())
        except NotAllowed:
            return None
        return Asked(_address("summary", response))

    return prepare


MEASURES = tuple(
    Measure(f"{name} a list of {size}", prepare(code), longest_ms=LONGEST_MS)
    for code, size in ((OWN, OWN_SIZE), (HUNDRED, HUNDRED_SIZE))
    for name, prepare in (
        ("opening", opening),
        ("answering in", saving),
        ("finishing", finishing),
        ("what came of", outcome),
    )
)


@dataclass(frozen=True)
class Engine:
    """Answers a second on one core: all open items and totals worked out anew, against the
    totals alone as `fhirpathpy.evaluate` does them."""

    answers_per_second: int
    naive_answers_per_second: int


def engine() -> Engine:
    """Measured over the list of a hundred, without database or page."""
    form = read(hundred())
    answers: Answers = {i.link_id: [said(i)] for i in form.questions() if i.is_asked}
    response = {
        "resourceType": "QuestionnaireResponse",
        "item": tree(form.items, answers, open_items(form, answers)),
    }
    return Engine(
        _answers_a_second(lambda: scores(form, answers), len(answers), ROUNDS),
        _answers_a_second(lambda: _naively(form, response), len(answers), max(3, ROUNDS // 100)),
    )


def _naively(form: Form, response: Mapping[str, Any]) -> None:
    for link_id in form.calculated:
        calculation = form.by_link_id[link_id].calculation
        if calculation is not None:
            names = {"resource": response}
            fhirpathpy.evaluate(response, calculation.expression.text, names, models["r4"], OPTIONS)


def _answers_a_second(work: Callable[[], object], answers: int, rounds: int) -> int:
    seconds = []
    for _round in range(rounds):
        started = perf_counter()
        work()
        seconds.append(perf_counter() - started)
    return round(answers / median(seconds))
