"""What an answer has to keep to, and several answers to one question."""

import pytest

from duizend.questionnaires.rules.answers import AnswerRefused, Given, Refused, answer, given_from
from duizend.questionnaires.words import why_refused
from tests.unit.questionnaires.lists import choice, form, question, total

STRUCTURE = "http://hl7.org/fhir/StructureDefinition/"


def bounded(kind, *limits, **more):
    extension = [{"url": f"{STRUCTURE}{name}", **value} for name, value in limits]
    return form(question("a", kind, extension=extension, **more)).by_link_id["a"]


AGE = ("minValue", {"valueInteger": 12}), ("maxValue", {"valueInteger": 60})
SINCE = ("minValue", {"valueDate": "2026-01-01"})


@pytest.mark.parametrize(
    ("item", "text", "reason", "limit"),
    [
        (bounded("integer", *AGE), "11", Refused.TOO_LOW, "12"),
        (bounded("integer", *AGE), "61", Refused.TOO_HIGH, "60"),
        (bounded("date", SINCE), "2025-12-31", Refused.TOO_LOW, "2026-01-01"),
        (bounded("string", ("minLength", {"valueInteger": 3})), "ab", Refused.TOO_SHORT, "3"),
        (bounded("string", maxLength=3), "abcd", Refused.TOO_LONG, "3"),
        (bounded("decimal", ("maxDecimalPlaces", {"valueInteger": 1})), "1,25",
         Refused.TOO_MANY_DECIMALS, "1"),
        (bounded("string", ("questionnaire-maxOccurs", {"valueInteger": 2}), repeats=True),
         "een\ntwee\ndrie", Refused.TOO_MANY_ANSWERS, "2"),
    ],
)  # fmt: skip
def test_an_answer_outside_its_limits_is_refused_with_the_limit(item, text, reason, limit):
    with pytest.raises(AnswerRefused) as refused:
        answer(item, Given((), text))
    assert (refused.value.reason, refused.value.limit) == (reason, limit)
    assert limit in why_refused(refused.value)


@pytest.mark.parametrize(
    ("item", "text", "value"),
    [
        (bounded("integer", *AGE), "12", {"valueInteger": 12}),
        (bounded("decimal", ("maxDecimalPlaces", {"valueInteger": 1})), "1,50", {"valueDecimal": 1.5}),
        (bounded("date", SINCE), "2026-01-01", {"valueDate": "2026-01-01"}),
        (bounded("string", ("minLength", {"valueInteger": 3})), "abc", {"valueString": "abc"}),
    ],
)  # fmt: skip
def test_an_answer_within_its_limits_is_kept(item, text, value):
    assert answer(item, Given((), text)) == (value,)


def test_several_answers_stand_on_lines_of_their_own():
    item = bounded("integer", repeats=True)
    values = answer(item, Given((), "1\n\n 2 \n"))
    assert values == ({"valueInteger": 1}, {"valueInteger": 2})
    assert given_from(item, values).text == "1\n2"


def test_own_words_beside_choices_may_be_several_too():
    item = form(choice("a", 0, 1, repeats=True) | {"type": "open-choice"}).by_link_id["a"]
    values = answer(item, Given(("a1",), "zwemmen\nlezen"))
    assert [*values[1:]] == [{"valueString": "zwemmen"}, {"valueString": "lezen"}]


def test_nobody_fills_in_what_is_worked_out():
    with pytest.raises(AnswerRefused) as refused:
        answer(form(total("t", "1")).by_link_id["t"], Given((), "1"))
    assert refused.value.reason is Refused.WORKED_OUT_HERE
    assert why_refused(refused.value)


def test_a_choice_is_found_again_by_its_code_whatever_its_words_became():
    item = form(choice("a", 0, 1)).by_link_id["a"]
    reworded = {"valueCoding": {"system": "urn:test", "code": "a1", "display": "Nieuwe woorden"}}
    assert given_from(item, [reworded]).chosen == ("a1",)
