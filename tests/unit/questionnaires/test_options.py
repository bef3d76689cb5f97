"""What can be chosen: of the item itself, of a value set in the file, and what that counts for."""

from decimal import Decimal

import pytest

from duizend.questionnaires.rules.options import weight_of
from duizend.questionnaires.rules.problems import CannotRun, Problem
from tests.unit.questionnaires.lists import ORDINAL, choice, form, question, weighed

EYES = "http://example.org/eyes"


def value_set(**content):
    return {"resourceType": "ValueSet", "id": "eyes", **content}


def options_of(found_set, kind="choice"):
    found = form(question("a", kind, answerValueSet="#eyes"), contained=[found_set])
    return [(option.key, option.label, option.weight) for option in found.by_link_id["a"].options]


def test_the_codes_that_a_value_set_lists():
    weight = {"url": ORDINAL, "valueDecimal": 2}
    concepts = [{"code": "open", "display": "Open", "extension": [weight]}, {"code": "dicht"}]
    listed = value_set(compose={"include": [{"system": EYES, "concept": concepts}]})
    assert options_of(listed) == [("open", "Open", 2), ("dicht", "dicht", None)]


def test_the_codes_of_an_expansion_without_what_is_abstract():
    contains = [
        {"system": EYES, "code": "all", "abstract": True},
        {"system": EYES, "code": "open", "display": "Open"},
    ]
    assert options_of(value_set(expansion={"contains": contains})) == [("open", "Open", None)]


@pytest.mark.parametrize(
    ("listed", "problem"),
    [
        (value_set(), Problem.NO_SUCH_VALUE_SET),
        (value_set(compose={"include": [{"system": EYES}]}), Problem.NO_SUCH_VALUE_SET),
        (value_set(compose={"include": [], "exclude": [{}]}), Problem.NO_SUCH_VALUE_SET),
        (value_set(compose={"include": [{"concept": [{"code": "x"}], "filter": []}]}),
         Problem.NO_SUCH_VALUE_SET),
        (value_set(compose=7), Problem.WRONG_KIND),
        (value_set(compose={"include": [{"concept": [{"display": 7}]}]}), Problem.WRONG_KIND),
        ({"resourceType": "CodeSystem", "id": "eyes"}, Problem.NO_SUCH_VALUE_SET),
    ],
)  # fmt: skip
def test_a_value_set_that_leaves_its_codes_elsewhere(listed, problem):
    with pytest.raises(CannotRun) as refused:
        options_of(listed)
    assert problem in {one.problem for one in refused.value.problems}


def test_the_one_value_set_that_is_known_without_its_codes():
    found = form(
        question("a", "choice", answerValueSet="http://hl7.org/fhir/ValueSet/yesnodontknow")
    )
    assert [option.key for option in found.by_link_id["a"].options] == ["Y", "N", "asked-unknown"]


def test_each_option_has_a_key_of_its_own():
    codings = [{"system": "a", "code": "x"}, {"system": "b", "code": "x"}, {"display": "Zonder"}]
    found = form(
        question("a", "open-choice", answerOption=[{"valueCoding": one} for one in codings]),
        question("b", "integer", answerOption=[{"valueInteger": 1}, {"valueInteger": 2}]),
        question("c", "date", answerOption=[{"valueDate": "2026-11-23"}]),
    )
    assert [o.key for o in found.by_link_id["a"].options] == ["x", "2:x", "3:"]
    assert [o.label for o in found.by_link_id["a"].options] == ["x", "x", "Zonder"]
    assert [o.key for o in found.by_link_id["b"].options] == ["1", "2"]
    assert found.by_link_id["c"].is_choice


@pytest.mark.parametrize(
    "carriers",
    [
        [{"extension": [{"url": ORDINAL, "valueDecimal": 1.5}]}],
        [{}, {"extension": [{"url": ORDINAL.replace("ordinalValue", "itemWeight"),
                             "valueDecimal": 1.5}]}],
        [{"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue",
                         "valueDecimal": 1.5}]}],
        [{"extension": [7, {"url": 7}, {"url": "urn:x/ordinalValue", "valueDecimal": 9},
                        {"url": ORDINAL, "valueDecimal": "9"},
                        {"url": ORDINAL, "valueDecimal": 1.5}]}],
    ],
)  # fmt: skip
def test_what_an_answer_counts_for_is_written_in_several_ways(carriers):
    assert weight_of(*carriers) == Decimal("1.5")


def test_a_weight_may_stand_at_the_option_or_beside_a_plain_value():
    weight = {"extension": [{"url": ORDINAL, "valueDecimal": 3}]}
    found = form(
        question("a", "choice", answerOption=[{"valueString": "Vaak", **weight}]),
        question("b", "choice", answerOption=[{"valueInteger": 1, "_valueInteger": weight}]),
    )
    assert [found.by_link_id[name].options[0].weight for name in "ab"] == [3, 3]


def test_what_a_list_begins_with():
    first = weighed("a0", 0) | {"initialSelected": True}
    found = form(
        question("a", "choice", answerOption=[first, weighed("a1", 1)]),
        question("b", "integer", initial=[{"valueInteger": 3}]),
        choice("c", 0, 1),
    )
    assert [o.is_initial for o in found.by_link_id["a"].options] == [True, False]
    assert found.by_link_id["b"].initial == ({"valueInteger": 3},)


def test_what_is_hidden_is_asked_of_nobody():
    hidden = {
        "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden",
        "valueBoolean": True,
    }
    found = form(question("a", extension=[hidden]), question("b"))
    assert [found.by_link_id[name].is_asked for name in "ab"] == [False, True]
