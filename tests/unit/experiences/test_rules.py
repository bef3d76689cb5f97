"""What is counted, and how it is shown."""

import importlib

import pytest

from duizend.access.rules import SEES_REGION
from duizend.experiences.questions import questions
from duizend.experiences.rules import SHOWN_FROM, Share, kept, shares

KNOWN = {"heard": ["yes", "no"], "doable": ["yes", "no"]}


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ({"heard": "yes", "doable": "no"}, {"heard": "yes", "doable": "no"}),
        ({"heard": "yes", "doable": ""}, {"heard": "yes"}),
        ({"heard": "<script>", "other": "yes"}, {}),
        ({}, {}),
    ],
)
def test_only_known_answers_to_known_questions_are_counted(given, counted):
    assert kept(given, KNOWN) == counted


def test_shares_are_of_all_who_took_part():
    assert shares([("yes", "Ja"), ("no", "Nee")], {"yes": 7}, 10) == [
        Share("yes", "Ja", 7, 70),
        Share("no", "Nee", 0, 0),
    ]


def test_there_are_three_questions_with_three_answers_and_three_faces():
    assert len(questions()) == 3
    for question in questions():
        assert [choice.face for choice in question.choices] == ["glad", "so_so", "not_glad"]
        assert len({choice.code for choice in question.choices}) == 3


def test_the_migration_repeats_the_rules():
    migration = importlib.import_module(
        "duizend.experiences.migrations.0003_the_process_director_reads_the_region"
    )
    assert migration.SHOWN_FROM == SHOWN_FROM
    assert set(migration.SEES_REGION) == set(SEES_REGION)
