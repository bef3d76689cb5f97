"""Corners of the engine that people meet once: loose questions, odd options, no result."""

from dataclasses import replace
from decimal import Decimal

import pytest

from duizend.questionnaires.rules.expressions import BadExpression
from duizend.questionnaires.rules.form import ItemType
from duizend.questionnaires.rules.lines import lines_above
from duizend.questionnaires.rules.parts import MOST_ON_A_PAGE, part_with, parts_of
from duizend.questionnaires.rules.plain_sums import _decimal
from duizend.questionnaires.rules.problems import CannotRun
from duizend.questionnaires.rules.progress import still_open
from duizend.questionnaires.rules.scoring import calculated_values, scores
from duizend.questionnaires.rules.values import is_value
from duizend.questionnaires.rules.working_out import (
    OpenAnswers,
    as_answer,
    chosen_option,
    try_out,
    work_out,
)
from tests.unit.questionnaires.lists import (
    ORDINAL,
    VARIABLE,
    choice,
    fhirpath,
    form,
    group,
    question,
    said,
    total,
    when,
)


def test_loose_questions_stand_in_parts_of_their_own():
    found = form(question("a"), group("g", question("b")), question("c"))
    assert [[q.link_id for q in part.questions()] for part in parts_of(found)] == [
        ["a"],
        ["b"],
        ["c"],
    ]
    assert part_with(found, found.by_link_id["c"]).text == found.title


def test_a_long_row_of_loose_questions_is_cut_into_pages():
    found = form(*(question(f"q{number}") for number in range(MOST_ON_A_PAGE + 1)))
    assert [len(list(part.questions())) for part in parts_of(found)] == [MOST_ON_A_PAGE, 1]


def test_what_the_list_would_rather_have_answered():
    found = form(question("a", required=True), question("b"), question("c", required=True))
    left = still_open(found, {"a": [{"valueString": "ja"}]}, phase="", sees_restricted=True)
    assert [item.link_id for item in left] == ["c"]


def test_texts_stand_above_the_question_they_belong_to():
    text = {"linkId": "d", "type": "display", "text": "Denk aan een gewone dag."}
    silent = {"linkId": "e", "type": "display"}
    help_text = {"linkId": "h", "type": "display", "text": "Mag ook leeg."}
    found = form(
        group("g", text, silent, question("a", item=[help_text]), question("b"), text="Thuis")
    )
    above, below = lines_above(found.items, {"a"}, found.by_link_id.keys(), with_tops=True)
    assert [line.words for line in above["a"]] == ["Thuis", "Denk aan een gewone dag."]
    assert below == []


@pytest.mark.parametrize(
    ("kind", "raw", "fits"),
    [("Boolean", True, True), ("Integer", True, False), ("Quantity", {"value": 1}, False)],
)
def test_what_is_a_value(kind, raw, fits):
    assert is_value(kind, raw) is fits


@pytest.mark.parametrize(
    ("kind", "result", "answer"),
    [
        ("integer", None, ()),
        ("integer", True, ()),
        ("integer", "twee", ()),
        ("integer", Decimal("1.5"), ()),
        ("integer", Decimal("Infinity"), ()),
        ("integer", Decimal(3), ({"valueInteger": 3},)),
        ("decimal", Decimal("1.5"), ({"valueDecimal": 1.5},)),
        ("boolean", True, ({"valueBoolean": True},)),
        ("string", "ja", ({"valueString": "ja"},)),
        ("string", "", ()),
    ],
)
def test_a_result_is_an_answer_of_its_kind_or_none(kind, result, answer):
    item = form(question("t", kind)).by_link_id["t"]
    assert as_answer(item, result) == answer


def test_a_question_that_is_not_calculated_is_what_was_answered():
    found = form(choice("q", 0, 1))
    item = found.by_link_id["q"]
    assert item.type is ItemType.CHOICE
    assert work_out(found, item, {"q": said("a1")}, {"q"}) == said("a1")
    assert chosen_option(item, said("nobody")[0]) is None
    assert chosen_option(item, {"valueString": "a1"}) is None


def test_an_expression_that_breaks_on_these_answers_gives_no_result():
    found = form(question("n", "integer"), total("t", "%resource.item.answer.value.single() / 0"))
    item = found.by_link_id["t"]
    assert work_out(found, item, {"n": [{"valueInteger": 3}]}, {"n", "t"}) == ()


def test_a_group_without_a_question_on_the_page_has_no_heading():
    found = form(group("g", question("a"), text="Thuis"), group("h", question("b"), text="Werk"))
    above, _below = lines_above(found.items, {"b"}, found.by_link_id.keys(), with_tops=True)
    assert {key: [line.words for line in lines] for key, lines in above.items()} == {"b": ["Werk"]}


def test_a_plain_option_carries_its_weight_beside_it():
    """An option that is no code."""
    weight = {"url": ORDINAL, "valueDecimal": 1.5}
    options = [{"valueString": "vaak", "extension": [weight]}, {"valueString": "nooit"}]
    found = form(
        question("q", "choice", answerOption=options),
        question("n", "integer"),
        total("t", "%resource.item.where(linkId='q').answer.value.ordinal()", "decimal"),
    )
    item = found.by_link_id["t"]
    assert chosen_option(found.by_link_id["q"], {"valueString": "vaak"}) is not None
    assert work_out(found, item, {"q": [{"valueString": "vaak"}]}, {"q", "t"}) == (
        {"valueDecimal": 1.5},
    )
    assert work_out(found, item, {"q": [{"valueString": "nooit"}]}, {"q", "t"}) == ()
    assert work_out(found, item, {"q": [{"valueString": "vaak"}]}, {"t"}) == ()


def test_an_answer_counts_as_a_number_only_where_it_is_one():
    found = form(
        choice("q", 0, 1),
        question("n", "integer"),
        total("t", "%resource.item.where(linkId='n').answer.value + 1"),
    )
    given = OpenAnswers(found, {"q": said("a1"), "n": [{"valueInteger": 2}]}, {"q", "n"})
    assert not given.numbers("q")
    assert list(given.numbers("n")) == [Decimal(2)]
    assert not given.weights("n")
    assert not OpenAnswers(found, {"q": said("a1")}, set()).weights("q")
    assert not OpenAnswers(found, {"n": [{"valueInteger": 2}]}, set()).numbers("n")


def test_what_is_not_calculated_needs_no_trying_out():
    found = form(question("n", "integer"))
    try_out(found, "n")
    assert found.calculated == ()


@pytest.mark.parametrize(
    "expression",
    [
        "iif(%resource.item.exists(), true, false) + 1",
        "iif(%resource.item.where(linkId='n').answer.exists(), true, true) > 1",
        "%resource.item.where(linkId='n').$this.count()",
        "%resource.item.where(text='a').count()",
        "%resource.item.where(linkId='n').answer.value.single() + 'x'",
    ],
)
def test_an_expression_runs_or_is_refused_where_it_stands(expression):
    try:
        found = form(question("n", "integer"), total("t", expression))
    except CannotRun as refusal:
        places = {one.link_id for one in refusal.problems}
    else:
        places = {found.by_link_id["t"].link_id}
    assert places == {"t"}


def test_a_variable_in_another_language_is_refused():
    variable = {**fhirpath("1", language="text/cql", name="een"), "url": VARIABLE}
    with pytest.raises(CannotRun):
        form(question("n", "integer"), total("t", "1", extension=[variable]))


def test_a_bound_that_is_no_number_is_refused():
    least = {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueString": "één"}
    with pytest.raises(CannotRun):
        form(question("n", "integer", extension=[least]))


def test_a_total_that_is_closed_is_not_worked_out():
    found = form(question("n", "integer"), total("t", "1", enableWhen=[when("n")]))
    assert scores(found, {}) == []
    assert calculated_values(found, {}, frozenset({"n"})) == {}


def test_variables_may_stand_on_each_other_in_plain_totals_too():
    first = {**fhirpath("2", name="twee"), "url": VARIABLE}
    second = {**fhirpath("%twee * 2", name="vier"), "url": VARIABLE}
    found = form(question("n", "integer"), total("t", "%vier + 1", extension=[first, second]))
    assert found.by_link_id["t"].calculation.plain is not None
    assert work_out(found, found.by_link_id["t"], {}, {"t"}) == ({"valueInteger": 5},)


def test_a_result_that_only_breaks_with_some_answers_is_no_result():
    """One answer everywhere runs; two answers to a question that repeats do not."""
    found = form(
        question("n", "integer", repeats=True),
        total("t", "%resource.item.answer.value.single()"),
    )
    two = {"n": [{"valueInteger": 1}, {"valueInteger": 2}]}
    assert work_out(found, found.by_link_id["t"], two, {"n", "t"}) == ()


def with_calculation(found, **changes):
    """The same list, in which the total is worked out in another way."""
    item = found.by_link_id["t"]
    other = replace(item, calculation=replace(item.calculation, **changes))
    return replace(found, by_link_id={**found.by_link_id, "t": other}), other


def test_plain_python_that_meets_no_number_is_refused_when_the_list_comes_in():
    found = form(question("n", "integer"), total("t", "1"))
    other, _item = with_calculation(found, plain=lambda given: _decimal(True))
    with pytest.raises(BadExpression):
        try_out(other, "t")


class Breaks:
    def run(self, *_given):
        raise BadExpression("not with these answers")


def test_fhirpath_that_breaks_on_these_answers_gives_no_result():
    found = form(question("n", "integer"), total("t", "1"))
    other, item = with_calculation(found, plain=None, expression=Breaks())
    assert work_out(other, item, {}, {"t"}) == ()


def test_bounds_of_two_kinds_are_refused():
    fhir = "http://hl7.org/fhir/StructureDefinition/"
    bounds = [
        {"url": f"{fhir}minValue", "valueDate": "2026-11-23"},
        {"url": f"{fhir}maxValue", "valueDate": "2026-11-24"},
    ]
    form(question("d", "date", extension=bounds))
    with pytest.raises(CannotRun):
        form(question("d", "date", extension=[bounds[1], {**bounds[0], "valueDate": "2027-01-01"}]))
    with pytest.raises(CannotRun):
        form(
            question(
                "d", "date", extension=[bounds[0], {"url": f"{fhir}maxValue", "valueInteger": 3}]
            )
        )
