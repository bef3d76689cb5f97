"""Small lists of questions, made where a test says what matters in them."""

from duizend.questionnaires.rules.reading import read

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
VARIABLE = "http://hl7.org/fhir/StructureDefinition/variable"


def resource(*items, **more):
    return {
        "resourceType": "Questionnaire",
        "url": "https://example.org/lijst",
        "version": "1",
        "status": "active",
        **more,
        "item": list(items),
    }


def form(*items, **more):
    return read(resource(*items, **more))


def question(link_id, kind="string", **more):
    return {"linkId": link_id, "type": kind, "text": f"{link_id}?", **more}


def group(link_id, *items, **more):
    return {"linkId": link_id, "type": "group", "item": list(items), **more}


def weighed(code, weight):
    extension = [{"url": ORDINAL, "valueDecimal": weight}]
    return {"valueCoding": {"system": "urn:test", "code": code, "extension": extension}}


def choice(link_id, *weights, **more):
    """A choice of which each answer counts for a number: `a0`, `a1`, …"""
    options = [weighed(f"a{number}", weight) for number, weight in enumerate(weights)]
    options.append({"valueCoding": {"system": "urn:test", "code": "declined"}})
    return question(link_id, "choice", answerOption=options, **more)


def said(*codes):
    return [{"valueCoding": {"system": "urn:test", "code": code}} for code in codes]


def fhirpath(text, language="text/fhirpath", url=CALCULATED, **more):
    expression = {"language": language, "expression": text, **more}
    return {"url": url, "valueExpression": expression}


def total(link_id, text, kind="integer", **more):
    extension = [fhirpath(text), *more.pop("extension", [])]
    return question(link_id, kind, readOnly=True, extension=extension, **more)


def when(asked, operator="exists", **answer):
    return {"question": asked, "operator": operator, **(answer or {"answerBoolean": True})}
