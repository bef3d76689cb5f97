"""What is run as plain Python gives what FHIRPath gives; what says more than that is left to it."""

from decimal import Decimal

import pytest

from duizend.questionnaires.rules.enabling import open_items
from duizend.questionnaires.rules.problems import CannotRun
from duizend.questionnaires.rules.working_out import OpenAnswers, as_answer, by_fhirpath
from tests.unit.questionnaires.lists import choice, form, group, question, said, total

ITEM = "%resource.item"
Q1 = f"{ITEM}.where(linkId='g').item.where(linkId='q1')"
N = f"{ITEM}.where(linkId='n')"
N2 = f"{ITEM}.where(linkId='n2')"
WEIGHT = "'http://hl7.org/fhir/StructureDefinition/ordinalValue'"
ANSWERS: tuple[dict[str, list[dict[str, object]]], ...] = (
    {},
    {"q1": said("a1"), "n": [{"valueInteger": 4}]},
    {
        "q1": said("a1"),
        "q2": said("a3"),
        "r": said("a1", "a2"),
        "n": [{"valueInteger": 4}],
        "n2": [{"valueInteger": 0}],
        "asked": [{"valueString": "ja"}],
        "below": [{"valueInteger": 7}],
        "words": [{"valueString": "ja"}],
    },
)


def a_list(expression, kind="integer"):
    return form(
        group("g", choice("q1", 0, 1, 2, 3), choice("q2", 0, 1, 2, 3)),
        choice("r", 0, 1, 2, 3, repeats=True),
        question("n", "integer"),
        question("n2", "integer"),
        question("words"),
        question("asked", item=[question("below", "integer")]),
        total("t", expression, kind),
    )


PLAIN = [
    f"{Q1}.answer.value.ordinal()",
    f"{Q1}.answer.value.extension({WEIGHT}).value",
    f"{Q1}.answer.value.ordinal() + {N}.answer.value",
    f"{N}.answer.value",
    f"{N}.answer.value.sum()",
    f"{N}.answer.value - 1",
    f"{N}.answer.value * 2",
    f"{N}.answer.value / {N2}.answer.value",
    f"{ITEM}.where(linkId='g').item.answer.value.ordinal().sum()",
    f"{ITEM}.where(linkId='g').item.answer.count()",
    f"{ITEM}.where(linkId='g').item.answer.value.ordinal().count()",
    f"{ITEM}.where(linkId='g').item.answer.value.ordinal().aggregate($this + $total, 0)",
    f"{ITEM}.where(linkId='n' or linkId='n2').answer.value.sum()",
    f"iif({N}.answer.exists(), 1, 0)",
    f"iif({N}.answer.empty(), 1)",
    f"iif({N}.answer.value > 3 and {N2}.answer.value = 0, 1, 0)",
    f"iif({N}.answer.value <= 3 or {N2}.answer.value != 0, 1, 0)",
    f"iif(({N}.answer.value >= 3).not(), 1, 0)",
    f"iif(({N}.answer.value < 3).exists(), 1, 0)",
    f"iif(({N}.answer.value < 3).empty(), 1, 0)",
    "iif(true, 1, 0)",
    "iif(false, 1, {})",
    f"({N}.answer.value)",
]
MORE = [
    f"{ITEM}",
    f"{ITEM}.count()",
    f"{ITEM}.answer.value",
    f"{ITEM}.sum()",
    f"{ITEM}.where(linkId='r').answer.value.ordinal()",
    f"{ITEM}.where(linkId='n').first().answer.value",
    f"{ITEM}.where(answer.exists()).count()",
    f"{ITEM}.where(linkId.startsWith('n')).answer.value.sum()",
    f"{ITEM}.where(linkId != 'n').answer.value.ordinal().sum()",
    f"{ITEM}.item.answer.value.ordinal().sum()",
    f"{ITEM}.answer.value.count()",
    f"{ITEM}.answer.item.answer.value.sum()",
    f"{ITEM}.repeat(item).answer.value.ordinal().sum()",
    "%resource.repeat(item).answer.value.ordinal().sum()",
    f"{ITEM}.where(linkId='g').repeat(item).answer.value.ordinal().sum()",
    "%resource.repeat(item).where(linkId='q1').answer.value.ordinal()",
    "%resource.descendants().where(linkId='q1').answer.value.ordinal().sum()",
    f"{N}.answer.valueInteger",
    f"{N}.answer.value.abs()",
    f"{N}.answer.value.toString().length()",
    f"{N}.linkId.length()",
    f"{N}.answer.value div 2",
    f"{N}.answer.value mod 2",
    f"{N}.answer.value & 'x'",
    f"iif({N}.answer.value ~ 4, 1, 0)",
    f"iif({N}.answer.value > 3 xor {N2}.answer.value > 3, 1, 0)",
    f"iif({N}.answer.value.exists(), 'a', 'b').length()",
    f"(1 + {N}.answer.value).toString().length()",
    f"(1 + {N}.answer.value).value",
    f"(1 | {N}.answer.value).count()",
    "'woorden'.length()",
    "@2026-11-23.toString().length()",
    "%questionnaire.item.count()",
    "%context.item.where(linkId='n').answer.value",
    f"{N}.answer.aggregate($total + 1, 0)",
    f"{N}.answer.value.aggregate($this * $total, 1)",
    f"{N}.answer.value.aggregate($this - $total, 0)",
    f"{Q1}.answer.value.extension('urn:x').value",
    f"{Q1}.answer.value.extension('a' & 'b').value",
    f"{Q1}.answer.valueCoding.code.length()",
    f"{ITEM}.where(linkId='nobody').answer.value.ordinal()",
    f"{ITEM}.where(linkId='nobody').answer.value",
    "item.where(linkId='n').answer.value",
    "-1",
    "true",
]


@pytest.mark.parametrize("answers", range(len(ANSWERS)))
@pytest.mark.parametrize("expression", PLAIN)
def test_what_is_plain_gives_what_fhirpath_gives(expression, answers):
    agrees(a_list(expression), ANSWERS[answers])


@pytest.mark.parametrize("expression", PLAIN)
def test_these_need_no_fhirpath(expression):
    assert a_list(expression).by_link_id["t"].calculation.plain is not None


@pytest.mark.parametrize("expression", MORE)
def test_what_says_more_is_refused_or_gives_what_fhirpath_gives(expression):
    if (found := runs(expression)) is None:
        with pytest.raises(CannotRun, match=r"^t"):
            a_list(expression)
        return
    for answers in ANSWERS:
        agrees(found, answers)


def runs(expression):
    try:
        return a_list(expression)
    except CannotRun:
        return None


def agrees(found, answers):
    item, opened = found.by_link_id["t"], open_items(found, answers)
    calculation = item.calculation
    slow = by_fhirpath(found, calculation, answers, opened)
    if calculation.plain is not None:
        fast = calculation.plain(OpenAnswers(found, answers, opened))
        assert as_answer(item, fast) == as_answer(item, slow[0] if len(slow) == 1 else None)
        assert fast is None or isinstance(fast, (Decimal, bool))
