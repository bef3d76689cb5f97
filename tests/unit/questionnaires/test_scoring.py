"""Published totals: of open questions only, the same in plain Python and in FHIRPath."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizend.questionnaires.rules.enabling import open_items
from duizend.questionnaires.rules.problems import CannotRun, Problem
from duizend.questionnaires.rules.scoring import scores
from duizend.questionnaires.rules.working_out import as_answer, by_fhirpath, work_out
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

SUM = "%resource.item.where(linkId='g').item.answer.value.ordinal().sum()"


def two_questions(expression=SUM, **more):
    return form(
        group("g", choice("q1", 0, 1, 2, 3), choice("q2", 0, 1, 2, 3)),
        total("t", expression, **more),
    )


def only(found, answers):
    [score] = scores(found, answers)
    return score


def test_a_total_is_the_sum_of_what_the_answers_count_for():
    found = two_questions()
    score = only(found, {"q1": said("a1"), "q2": said("a3")})
    assert (score.name, score.link_id, score.value) == ("t?", "t", Decimal(4))
    assert (score.answered, score.asked, score.is_complete) == (2, 2, True)
    assert found.by_link_id["t"].calculation.plain is not None


def test_a_total_of_half_the_questions_says_that_it_is_one():
    score = only(two_questions(), {"q1": said("a1"), "q2": said("declined")})
    assert (score.value, score.answered, score.asked, score.is_complete) == (1, 1, 2, False)


def test_an_instrument_that_demands_all_answers_gives_nothing_without_one():
    needs = {"url": "urn:duizend:needs-all", "valueBoolean": True}
    half = {"q1": said("a1"), "q2": said("declined")}
    found = two_questions(extension=[needs])
    assert only(found, half).value is None
    assert only(found, {"q1": said("a1"), "q2": said("a0")}).value == 1
    required = form(
        choice("q1", 0, 1, required=True), total("t", "%resource.item.answer.ordinal().sum()")
    )
    assert only(required, {}).value is None


def test_the_answer_of_a_closed_question_is_never_counted():
    found = form(
        question("ask", "boolean"),
        choice("q", 0, 5, enableWhen=[when("ask", "=", answerBoolean=True)]),
        total(
            "t",
            "%resource.item.where(linkId='q').answer.value.ordinal().aggregate($this + $total, 0)",
        ),
    )
    answers = {"q": said("a1"), "ask": [{"valueBoolean": True}]}
    assert only(found, answers).value == 5
    closed = only(found, answers | {"ask": [{"valueBoolean": False}]})
    assert (closed.value, closed.asked) == (0, 0)


def test_what_was_filled_in_where_a_value_is_worked_out_counts_for_nothing():
    answers = {"q1": said("a1"), "q2": said("a1"), "t": [{"valueInteger": 99}]}
    assert only(two_questions(), answers).value == 2


def test_a_question_can_hang_on_a_total():
    found = form(
        choice("q1", 0, 3),
        total("t", "%resource.item.where(linkId='q1').answer.value.ordinal()"),
        question("deeper", enableWhen=[when("t", ">=", answerInteger=3)]),
    )
    assert "deeper" in open_items(found, {"q1": said("a1")})
    assert "deeper" not in open_items(found, {"q1": said("a0")})
    assert "deeper" not in open_items(found, {"t": [{"valueInteger": 3}]})


def test_a_total_of_totals_comes_after_them():
    found = form(
        total("both", "%resource.item.where(linkId='one').answer.value + 10"),
        total("one", "%resource.item.where(linkId='n').answer.value * 2"),
        question("n", "integer"),
    )
    assert [s.value for s in scores(found, {"n": [{"valueInteger": 4}]})] == [18, 8]


@pytest.mark.parametrize(
    ("expression", "answers", "value"),
    [
        ("1 + 2 * 3", {}, 7),
        ("iif(%resource.item.item.where(linkId='q2').answer.exists(), 1, 2)", {"q1": said("a1")}, 2),
        ("iif(%resource.item.item.answer.count() = 2, " + SUM + ")", {"q1": said("a1")}, None),
        (SUM.replace(".ordinal()", f".extension('{ORDINAL}').value"), {"q1": said("a2")}, 2),
        (SUM.replace("ordinal", "weight"), {"q1": said("a2")}, 2),
        ("%resource.repeat(item).where(linkId = 'q1' or linkId = 'q2').answer.ordinal().sum()",
         {"q1": said("a1"), "q2": said("a2")}, 3),
        ("%resource.descendants().where(linkId='q2').answer.value.ordinal()", {"q2": said("a2")}, 2),
        (("item.where(linkId='g').item.where(linkId='q1').answer.ordinal() "
         "+ item.where(linkId='g').item.where(linkId='q2').answer.ordinal()"),
         {"q1": said("a1")}, None),
        ("%resource.item.item.where(linkId.startsWith('q')).answer.value.ordinal().max()",
         {"q1": said("a1"), "q2": said("a3")}, 3),
        ("1 / 0", {}, None),
        ("3 / 2", {}, None),  # no whole number
        ("iif(true and {}, 1, 2)", {}, 2),
        ("iif(false or {}.exists().not(), 1, 2)", {}, 1),
    ],
)  # fmt: skip
def test_expressions_as_authors_write_them(expression, answers, value):
    assert only(two_questions(expression), answers).value == value


def test_variables_hold_where_they_stand_and_below():
    one = fhirpath("%resource.item.where(linkId='q1').answer.ordinal()", url=VARIABLE, name="a")
    two = fhirpath("%a + 1", url=VARIABLE, name="b")
    found = form(choice("q1", 0, 4), total("t", "%a + %b"), extension=[one, two])
    assert found.by_link_id["t"].calculation.plain is not None
    assert only(found, {"q1": said("a1")}).value == 9


def test_a_total_brings_its_code_unit_and_published_limits():
    limit = {
        "url": "urn:duizend:cut-off",
        "extension": [
            {"url": "from", "valueDecimal": 10},
            {"url": "meaning", "valueString": "bespreken"},
            {"url": "source", "valueString": "Bron 2001"},
        ],
    }
    unit = {
        "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
        "valueCoding": {"code": "{score}", "display": "punten"},
    }
    code = {"system": "http://loinc.org", "code": "44261-6"}
    score = only(two_questions(extension=[limit, unit], code=[code]), {})
    [cut_off] = score.cut_offs
    assert (cut_off.least, cut_off.meaning, cut_off.source) == (10, "bespreken", "Bron 2001")
    assert (score.unit, score.code) == ("punten", code)


@pytest.mark.parametrize(
    ("item", "problem", "detail"),
    [
        (total("t", "%resource.item.frobnicate()"), Problem.EXPRESSION, "frobnicate()"),
        (total("t", "%somewhere.item"), Problem.EXPRESSION, "%somewhere"),
        (total("t", "(1 + "), Problem.EXPRESSION, ""),
        (total("t", "1 1"), Problem.EXPRESSION, ""),
        (total("t", "'a'.matches('(a+)+$')"), Problem.EXPRESSION, "matches()"),
        (total("t", ""), Problem.EXPRESSION, "empty"),
        (total("t", "1" * 20_000), Problem.EXPRESSION, "over"),
        (total("t", "(" * 3000 + "1" + ")" * 3000), Problem.EXPRESSION, ""),
        (total("t", "'a' - 1"), Problem.EXPRESSION, ""),
        (total("t", "iif(true, 1, 2) + (1 = 1)"), Problem.EXPRESSION, ""),
        (question("t", "integer", extension=[fhirpath("Total", "text/cql")]),
         Problem.OTHER_LANGUAGE, "text/cql"),
        (question("t", "integer", extension=[fhirpath("x", "text/cql", "http://hl7.org/fhir/StructureDefinition/cqf-expression")]),
         Problem.OTHER_LANGUAGE, "cqf-expression: text/cql"),
        (question("t", extension=[fhirpath("true", url="http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression")]),
         Problem.EXPRESSION_NOT_HERE, ""),
        (question("t", "integer", repeats=True, extension=[fhirpath("1")]),
         Problem.EXPRESSION_NOT_HERE, ""),
        (question("t", "integer", extension=[{"url": fhirpath("")["url"]}]), Problem.EXPRESSION, ""),
    ],
)  # fmt: skip
def test_an_expression_that_cannot_run_is_refused_when_it_comes_in(item, problem, detail):
    with pytest.raises(CannotRun) as refused:
        form(item)
    [refusal] = refused.value.problems
    assert (refusal.link_id, refusal.problem) == ("t", problem)
    assert detail in refusal.detail


def test_totals_that_hang_on_each_other_are_circular():
    with pytest.raises(CannotRun) as refused:
        form(
            total("a", "%resource.item.where(linkId='b').answer.value"),
            total("b", "%resource.item.where(linkId='a').answer.value"),
        )
    assert {one.problem for one in refused.value.problems} == {Problem.CIRCULAR}


def test_a_result_of_another_type_is_no_result():
    found = form(
        total("t", "'words'"), total("w", "'words'", "string"), total("b", "1 = 1", "boolean")
    )
    assert {s.link_id: s.value for s in scores(found, {})} == {"t": None, "w": "words", "b": True}
    assert as_answer(found.by_link_id["t"], float("inf")) == ()
    assert as_answer(found.by_link_id["t"], True) == ()


# An expression over three questions, at random, of the shapes that instruments have.
def of_one(name):
    return st.sampled_from(
        [
            f"%resource.item.where(linkId='g').item.where(linkId='{name}').answer.value.ordinal()",
            f"%resource.repeat(item).where(linkId='{name}').answer.weight()",
            f"%resource.descendants().where(linkId='{name}').answer.valueCoding.extension('{ORDINAL}').value",
        ]
    )  # fmt: skip


numbers = st.one_of(
    st.integers(0, 9).map(str),
    st.sampled_from(["q1", "q2", "q3"]).flatmap(of_one),
    st.just("%resource.item.item.answer.value.ordinal().sum()"),
    st.just("%resource.item.item.answer.value.ordinal().aggregate($total + $this, 0)"),
    st.just("%resource.item.item.answer.count()"),
    st.just("{}"),
)
truths = st.recursive(
    st.one_of(
        st.tuples(numbers, st.sampled_from(["=", "!=", "<", ">", "<=", ">="]), numbers)
        .map(" ".join)
        .map("({})".format),
        of_one("q2").map("{}.exists()".format),
        of_one("q1").map("{}.empty()".format),
    ),
    lambda inner: st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join)
    .map("({})".format),
    max_leaves=3,
)  # fmt: skip
expressions = st.recursive(
    numbers,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(" ".join).map("({})".format),
        st.tuples(truths, inner, inner).map(lambda t: f"iif({t[0]}, {t[1]}, {t[2]})"),
        st.tuples(truths, inner).map(lambda t: f"iif({t[0]}, {t[1]})"),
    ),
    max_leaves=4,
)
filled = st.dictionaries(
    st.sampled_from(["q1", "q2", "q3"]),
    st.sampled_from(["a0", "a1", "a2", "declined"]).map(said),
)


@settings(max_examples=150, deadline=None)
@given(expressions, filled)
def test_plain_python_and_fhirpath_agree(expression, answers):
    found = form(
        group("g", *(choice(name, 0, 1, 2) for name in ("q1", "q2", "q3"))),
        total("t", expression, "decimal"),
    )
    item, opened = found.by_link_id["t"], open_items(found, answers)
    assert item.calculation.plain is not None
    slow = by_fhirpath(found, item.calculation, answers, opened)
    expected = as_answer(item, slow[0] if len(slow) == 1 else None)
    [mine, theirs] = [
        round(next(iter(v[0].values())), 9) if v else None
        for v in (work_out(found, item, answers, opened), expected)
    ]
    assert mine == theirs
