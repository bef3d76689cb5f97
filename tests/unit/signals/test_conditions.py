"""The condition language: examples people can read, and properties over all conditions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.signals.rules.conditions import ConceptFact, Facts, evaluate
from duizend.signals.rules.sentences import joined, sentence

DEBTS = ConceptFact("debts", "risk", "money", "schulden", adversity=True)
SMOKING = ConceptFact("smoking", "risk", "lifestyle", "rookt", adversity=True)
SMALL_NETWORK = ConceptFact("small_network", "risk", "network", "klein netwerk", adversity=True)
POVERTY = ConceptFact("poverty", "risk", "money", "leeft van een minimum", adversity=True)
PARTNER = ConceptFact("involved_partner", "protective", "network", "betrokken partner")
ALL = (DEBTS, SMOKING, SMALL_NETWORK, POVERTY, PARTNER)

HOOGEVEEN = {
    "at_least": 2,
    "of": [
        {"concept": "poverty"},
        {"or": [{"concept": "smoking"}, {"concept": "cannabis"}]},
        {"concept": "small_network"},
    ],
}


def test_a_concept_is_present_or_missing():
    assert evaluate({"concept": "debts"}, Facts((DEBTS,))).matched == (DEBTS,)
    absent = evaluate({"concept": "debts"}, Facts((SMOKING,)))
    assert not absent.holds
    assert absent.missing == ({"concept": "debts"},)


def test_a_life_domain_asks_for_its_kind():
    facts = Facts((SMALL_NETWORK, PARTNER))
    assert evaluate({"life_domain": "network", "kind": "risk"}, facts).matched == (SMALL_NETWORK,)
    assert not evaluate({"life_domain": "money", "kind": "risk"}, facts).holds


def test_and_names_each_branch_that_is_missing():
    condition = {"and": [{"concept": "debts"}, {"concept": "smoking"}, {"concept": "poverty"}]}
    answer = evaluate(condition, Facts((DEBTS,)))
    assert not answer.holds
    assert answer.matched == (DEBTS,)
    assert answer.missing == ({"concept": "smoking"}, {"concept": "poverty"})
    assert answer.needed == 2


def test_at_least_counts_branches_and_not_concepts():
    answer = evaluate(HOOGEVEEN, Facts((SMOKING, SMALL_NETWORK)))
    assert answer.holds
    assert answer.count == 2
    assert answer.matched_codes == ("smoking", "small_network")
    nearly = evaluate(HOOGEVEEN, Facts((POVERTY,)))
    assert not nearly.holds
    assert nearly.needed == 1
    assert len(nearly.missing) == 2


def test_not_matches_nothing():
    answer = evaluate({"not": {"concept": "debts"}}, Facts((SMOKING,)))
    assert answer.holds
    assert answer.matched == ()
    refused = evaluate({"not": {"concept": "debts"}}, Facts((DEBTS,)))
    assert not refused.holds
    assert refused.missing == ({"not": {"concept": "debts"}},)


@pytest.mark.parametrize(
    ("present", "holds"),
    [
        ((DEBTS, SMOKING, SMALL_NETWORK), True),
        ((DEBTS, SMOKING), False),
        ((DEBTS, POVERTY), False),
        ((DEBTS, SMOKING, PARTNER), False),
    ],
)
def test_adversities_are_counted_over_life_domains(present, holds):
    assert evaluate({"adversities": 3, "life_domains": 2}, Facts(present)).holds is holds


def test_three_adversities_in_one_life_domain_are_not_enough():
    strain = ConceptFact("financial_strain", "risk", "money", "komt moeilijk rond", adversity=True)
    facts = Facts((DEBTS, POVERTY, strain))
    assert not evaluate({"adversities": 3, "life_domains": 2}, facts).holds


def test_a_category_counts_only_when_people_chose_it():
    condition = {"category": ["vulnerable", "highly_vulnerable"]}
    assert evaluate(condition, Facts(category="vulnerable")).holds
    assert not evaluate(condition, Facts(category="self_reliant")).holds
    assert not evaluate(condition, Facts(ALL)).holds


@pytest.mark.parametrize("nonsense", [{}, {"concepts": "debts"}, {"and": []}, {"or": []}])
def test_what_is_not_a_condition_is_refused(nonsense):
    with pytest.raises(ValueError, match="condition"):
        evaluate(nonsense, Facts())


def test_a_concept_is_present_once():
    with pytest.raises(ValueError, match="once"):
        Facts((DEBTS, DEBTS))


def test_a_sentence_says_what_was_named():
    names = {"money": "Geld en werk", "network": "Netwerk en relatie", "lifestyle": "Leefstijl"}
    answer = evaluate(HOOGEVEEN, Facts((SMOKING, SMALL_NETWORK)))
    template = "Er zijn er {count} genoemd op {life_domain_count} ({life_domains}): {labels}."
    assert sentence(template, answer, names) == (
        "Er zijn er 2 genoemd op 2 (netwerk en relatie en leefstijl): rookt en klein netwerk."
    )
    with pytest.raises(KeyError):
        sentence("{something}", answer, names)


def test_words_are_joined_as_in_speech():
    assert joined([]) == ""
    assert joined(["schulden"]) == "schulden"
    assert joined(["schulden", "roken", "stress"]) == "schulden, roken en stress"


concepts = st.sampled_from(ALL)
facts = st.builds(
    Facts,
    st.lists(concepts, unique=True).map(tuple),
    st.sampled_from(["", "self_reliant", "vulnerable"]),
)
leaves = st.one_of(
    concepts.map(lambda fact: {"concept": fact.code}),
    concepts.map(lambda fact: {"life_domain": fact.life_domain, "kind": fact.kind}),
    st.tuples(st.integers(1, 4), st.integers(1, 3)).map(
        lambda pair: {"adversities": pair[0], "life_domains": pair[1]}
    ),
    st.just({"category": ["vulnerable"]}),
)


def joints(branch):
    several = st.lists(branch, min_size=1, max_size=4)
    return st.one_of(
        several.map(lambda of: {"and": of}),
        several.map(lambda of: {"or": of}),
        st.tuples(st.integers(1, 4), several).map(lambda p: {"at_least": p[0], "of": p[1]}),
    )


without_not = st.recursive(leaves, joints, max_leaves=12)
conditions = st.recursive(
    leaves, lambda c: st.one_of(joints(c), c.map(lambda one: {"not": one})), max_leaves=12
)


@given(conditions, facts)
def test_matched_is_present_and_missing_is_empty_when_it_holds(condition, known):
    answer = evaluate(condition, known)
    assert set(answer.matched) <= set(known.present)
    assert answer.holds == (answer.missing == ())
    assert answer.holds == (answer.needed == 0)


@given(conditions, facts)
def test_not_turns_the_answer_round(condition, known):
    assert evaluate({"not": condition}, known).holds != evaluate(condition, known).holds
    assert evaluate({"not": condition}, known).matched == ()


@given(without_not, facts)
def test_what_matched_is_enough_by_itself(condition, known):
    answer = evaluate(condition, known)
    if answer.holds:
        assert evaluate(condition, Facts(answer.matched, known.category)).holds


@given(without_not, facts, concepts)
def test_knowing_more_never_makes_it_fail(condition, known, more):
    if evaluate(condition, known).holds and more not in known.present:
        assert evaluate(condition, Facts((*known.present, more), known.category)).holds


@given(st.lists(leaves, min_size=1, max_size=4), facts)
def test_and_or_are_ends_of_at_least(branches, known):
    assert (
        evaluate({"and": branches}, known).holds
        == evaluate({"at_least": len(branches), "of": branches}, known).holds
    )
    assert (
        evaluate({"or": branches}, known).holds
        == evaluate({"at_least": 1, "of": branches}, known).holds
    )
