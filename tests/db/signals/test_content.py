"""Loading life domains, concepts and agreements."""

from duizend.core.content import LoadSummary, read_rows
from duizend.signals import actions
from duizend.signals.models import Concept
from tests.people import NOW, TODAY


def test_loading_twice_changes_nothing(village):
    rows = read_rows("concepts.json", "concepts")
    again = actions.load_concepts(rows, at=NOW)
    assert again == LoadSummary(unchanged=len(rows))
    agreements = read_rows("agreements.json", "agreements")
    assert actions.load_agreements(agreements, at=NOW).unchanged == len(agreements)


def test_what_is_no_longer_named_is_retired_and_comes_back(village):
    rows = read_rows("concepts.json", "concepts")
    fewer = [row for row in rows if row["code"] != "debts"]

    summary = actions.load_concepts(fewer, at=NOW)

    assert summary.retired == 1
    assert Concept.objects.get(code="debts").retired_on == TODAY
    assert actions.load_concepts(rows, at=NOW).changed >= 1
    assert Concept.objects.get(code="debts").retired_on is None


def test_a_changed_label_is_taken_over(village):
    rows = [dict(row) for row in read_rows("concepts.json", "concepts")]
    rows[0]["label"] = "andere woorden"
    assert actions.load_concepts(rows, at=NOW) == LoadSummary(changed=1, unchanged=len(rows) - 1)
    assert Concept.objects.get(code=rows[0]["code"]).label == "andere woorden"


def test_a_shielded_concept_is_in_the_category_safety(village):
    assert Concept.objects.get(code="sexual_abuse").category == "safety"
    assert Concept.objects.get(code="debts").category == "money"
