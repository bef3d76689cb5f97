"""What must hold between content files."""

import copy
import re

import pytest

from duizend.content.actions import read_all
from duizend.content.registry import KINDS
from duizend.content.rules import What, find_problems
from duizend.content.rules.questionnaires import marks
from duizend.core.content import CONTENT_DIR
from duizend.pathways.rules.checking import Wrong


@pytest.fixture(scope="module")
def ours():
    return {
        name: [document.rows[index] for document, index in places]
        for name, places in read_all().items()
    }


@pytest.fixture
def rows(ours):
    return copy.deepcopy(ours)


def start_conversation(rows):
    return next(q for q in rows["questionnaires"] if q["id"] == "startgesprek-duizend")


def question(rows, link_id):
    return next(
        item
        for group in start_conversation(rows)["item"]
        for item in group["item"]
        if item["linkId"] == link_id
    )


def asks(rows, link_id, concept):
    """Say of a question itself that it asks about this concept."""
    asked = {"url": "urn:duizend:asks", "valueCode": concept}
    question(rows, link_id).setdefault("extension", []).append(asked)


def test_our_own_content_has_no_mistakes(rows):
    assert list(find_problems(rows)) == []


def test_every_step_and_deadline_of_our_cards_says_where_it_is_from(rows):
    for one in rows["route_cards"]:
        for step in one["steps"]:
            from_source = [step["origin"], *(d["origin"] for d in deadlines(step))]
            if "source" in from_source:
                assert step["sources"], (one["code"], step["code"])


def deadlines(step):
    """The deadline of a step, and of its feedback."""
    return filter(None, [step["within"], (step["feedback"] or {}).get("within")])


def test_the_paths_of_the_sources_are_there(rows):
    assert {one["code"] for one in rows["route_cards"]} >= {
        "basisstructuur",
        "aanmelden-jgz",
        "rookvrije-start",
        "geldzorgen",
        "somberheid",
        "somberheid-met-baby",
        "hoogeveen-intensief",
        "vroege-intake",
        "prenataal-huisbezoek",
    }


def test_every_file_belongs_to_a_kind():
    found = {p for kind in KINDS if not kind.demo for p in CONTENT_DIR.glob(kind.files)}
    # The demo module has files of its own beside ours.
    elsewhere = {"schemas", "demo"}
    present = {p for p in CONTENT_DIR.rglob("*.json") if p.parent.name not in elsewhere}

    assert found == present


def card(rows, **changes):
    rows["route_cards"][0] |= changes


def step(rows, **changes):
    rows["route_cards"][0]["steps"][1] |= changes


MISTAKES = [
    (lambda r: r["concepts"].append(r["concepts"][0]), "concepts", What.TWICE),
    (lambda r: r["questionnaires"].append(r["questionnaires"][0]), "questionnaires", What.TWICE),
    (lambda r: r["concepts"][0].update(life_domain="garden"), "concepts", What.UNKNOWN),
    (lambda r: r["concepts"][0]["sources"][0].update(ref="S9"), "concepts", What.UNKNOWN),
    (lambda r: r["concepts"][-1].update(restricted=False), "concepts", What.UNSHIELDED),
    (lambda r: r["interventions"][0]["cost"].update(source="S9"), "interventions", What.UNKNOWN),
    (lambda r: r["agreements"][0].update(condition={"concept": "x"}), "agreements", What.UNKNOWN),
    (
        lambda r: r["agreements"][0].update(condition={"not": {"and": [{"concept": "x"}]}}),
        "agreements",
        What.UNKNOWN,
    ),
    (
        lambda r: r["agreements"][0]["scope"].update(municipalities=["GM9999"]),
        "agreements",
        What.UNKNOWN,
    ),
    (lambda r: r["agreements"][0].update(sentence="{name}"), "agreements", What.WORD_IN_BRACES),
    (lambda r: r["agreements"][0].update(sentence="open {"), "agreements", What.WORD_IN_BRACES),
    (
        lambda r: r["legal_bases"][0].update(valid_from="2026-01-02", valid_until="2026-01-01"),
        "legal_bases",
        What.BACKWARDS,
    ),
    (lambda r: card(r, child_age_days={"from": 9, "until": 8}), "route_cards", What.BACKWARDS),
    (lambda r: card(r, why="{count}"), "route_cards", What.WORD_IN_BRACES),
    (lambda r: card(r, condition={"concept": "x"}), "route_cards", What.UNKNOWN),
    (lambda r: card(r, municipalities=["GM9999"]), "route_cards", What.UNKNOWN),
    (lambda r: step(r, order=7), "route_cards", Wrong.ORDER),
    (
        lambda r: step(r, code=r["route_cards"][0]["steps"][0]["code"]),
        "route_cards",
        What.TWICE,
    ),
    (lambda r: step(r, why="{name}"), "route_cards", What.WORD_IN_BRACES),
    (lambda r: step(r, interventions=["x"]), "route_cards", What.UNKNOWN),
    (lambda r: step(r, offers=["x"]), "route_cards", What.UNKNOWN),
    (lambda r: r["demo_offers"][0].update(organization="x"), "demo_offers", What.UNKNOWN),
    (lambda r: question(r, "P1")["answerOption"].pop(), "questionnaires", What.NO_WAY_OUT),
    (lambda r: question(r, "P1").update(linkId="P2"), "questionnaires", What.TWICE),
    (
        lambda r: question(r, "V1")["enableWhen"][0].update(question="Z9"),
        "questionnaires",
        What.UNKNOWN,
    ),
    (
        lambda r: question(r, "V1")["enableWhen"][0]["answerCoding"].update(code="maybe"),
        "questionnaires",
        What.NOT_ON_THIS_QUESTION,
    ),
    (
        lambda r: question(r, "P1")["answerOption"].append(question(r, "P1")["answerOption"][0]),
        "questionnaires",
        What.TWICE,
    ),
    (
        lambda r: question(r, "P1")["answerOption"][2]["extension"][0].update(valueCode="x"),
        "questionnaires",
        What.UNKNOWN,
    ),
    (
        lambda r: question(r, "P1")["answerOption"][2]["extension"][0].update(
            valueCode="domestic_violence"
        ),
        "questionnaires",
        What.UNSHIELDED,
    ),
    (lambda r: asks(r, "K1", "x"), "questionnaires", What.UNKNOWN),
    (lambda r: asks(r, "K1", "domestic_violence"), "questionnaires", What.UNSHIELDED),
    (
        lambda r: question(r, "P1")["answerOption"][-1].update(
            extension=[{"url": "urn:duizend:concept", "valueCode": "debts"}]
        ),
        "questionnaires",
        What.ANSWER_WITH_CONCEPT,
    ),
]


@pytest.mark.parametrize(("spoil", "kind", "what"), MISTAKES)
def test_a_mistake_between_files_is_found(rows, spoil, kind, what):
    spoil(rows)

    assert (kind, what) in {(problem.kind, problem.what) for problem in find_problems(rows)}


def test_a_card_of_a_real_coalition_may_name_offers_we_do_not_know(rows):
    card(rows, demo=False)
    step(rows, offers=["eigen-aanbod"])

    assert list(find_problems(rows)) == []


# What the start conversation promises (issue, source 002): a talk, never a measurement.


def test_the_start_conversation_begins_with_strengths_and_ends_with_safety(rows):
    groups = [group["linkId"] for group in start_conversation(rows)["item"]]

    assert (groups[:2], groups[-1]) == (["strengths", "wishes"], "safety")


def test_the_start_conversation_has_no_numbers_to_add_up(rows):
    assert "ordinalValue" not in str(start_conversation(rows))


def test_nothing_has_to_be_answered(rows):
    items = [i for q in rows["questionnaires"] for g in q["item"] for i in g["item"]]

    assert not any(item["required"] for item in items)


def test_shielded_questions_are_asked_alone_and_opened_only_when_she_is(rows):
    items = [item for g in start_conversation(rows)["item"] for item in g["item"]]
    shielded = [i for i in items if True in marks(i, "restricted") and i["linkId"] != "A1"]

    assert [item["linkId"] for item in shielded] == ["P4", "V1", "V2"]
    for item in shielded:
        assert True in marks(item, "ask-alone")
        assert item["enableWhen"][0] == {
            "question": "A1",
            "operator": "=",
            "answerCoding": {"system": "urn:duizend:answer", "code": "yes"},
        }


def test_a_protecting_factor_is_never_an_adversity(rows):
    assert not any(row["adversity"] and row["kind"] != "risk" for row in rows["concepts"])


@pytest.mark.parametrize(
    "word", ["risicoprofiel", "probleemgezin", "kwetsbaar gezin", r"\bmelding"]
)
def test_words_that_label_people_are_not_in_the_content(word):
    files = [p for p in CONTENT_DIR.rglob("*.json") if "schemas" not in p.parts]

    assert [p.name for p in files if re.search(word, p.read_text("utf-8").lower())] == []
