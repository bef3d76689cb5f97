"""A list that this product has never seen: every type of question, conditions and a total."""

from __future__ import annotations

import json
from typing import Any

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
LIMIT = "http://hl7.org/fhir/StructureDefinition/"


def choice(code: str, words: str, weight: int) -> dict[str, Any]:
    weighted = {"url": ORDINAL, "valueDecimal": weight}
    return {"valueCoding": {"code": code, "display": words, "extension": [weighted]}}


OFTEN = [choice("nooit", "Nooit", 0), choice("soms", "Soms", 1), choice("vaak", "Vaak", 2)]
TOTAL = (
    "%resource.descendants().where(linkId='rust' or linkId='spelen').answer.value.ordinal().sum()"
)
UNSEEN = json.dumps(
    {
        "resourceType": "Questionnaire",
        "status": "active",
        "url": "https://example.nl/fhir/Questionnaire/dag-met-kind",
        "version": "2026-11",
        "title": "Een dag met uw kind",
        "item": [
            {"linkId": "uitleg", "type": "display", "text": "Denk aan een gewone dag."},
            {"linkId": "kinderen", "type": "integer", "text": "Hoeveel kinderen hebt u?",
             "extension": [{"url": f"{LIMIT}minValue", "valueInteger": 0},
                           {"url": f"{LIMIT}maxValue", "valueInteger": 20}]},
            {"linkId": "uren", "type": "decimal", "text": "Hoeveel uur slaapt u?"},
            {"linkId": "sinds", "type": "date", "text": "Sinds wanneer woont u hier?"},
            {"linkId": "buiten", "type": "boolean", "text": "Komt u elke dag buiten?",
             "required": True},
            {"linkId": "waarom", "type": "text", "text": "Wat houdt u binnen?",
             "enableWhen": [
                 {"question": "buiten", "operator": "=", "answerBoolean": False}]},
            {"linkId": "tijd", "type": "time", "text": "Hoe laat eet u?"},
            {"linkId": "namen", "type": "string", "repeats": True, "text": "Wie helpen u?"},
            {"linkId": "groep", "type": "group", "text": "Samen", "item": [
                {"linkId": "rust", "type": "choice", "text": "Hebt u rust?",
                 "answerOption": OFTEN},
                {"linkId": "binnenin", "type": "group", "text": "Spelen", "item": [
                    {"linkId": "spelen", "type": "choice", "text": "Speelt u samen?",
                     "answerOption": OFTEN},
                    {"linkId": "wat", "type": "open-choice", "repeats": True,
                     "text": "Wat doet u graag?",
                     "answerOption": [
                         {"valueCoding": {"code": "lezen", "display": "Lezen"}},
                         {"valueCoding": {"code": "zingen", "display": "Zingen"}}]},
                ]},
                {"linkId": "totaal", "type": "integer", "text": "Dagboek", "readOnly": True,
                 "extension": [{"url": CALCULATED, "valueExpression": {
                     "language": "text/fhirpath", "expression": TOTAL}}]},
            ]},
        ],
    },
    indent=3,
)  # fmt: skip
