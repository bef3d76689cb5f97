"""What the database itself keeps true of a plan, whoever writes to it."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.plans import actions
from duizend.plans.models import (
    Agreement,
    CarePlan,
    Change,
    Coordination,
    Goal,
    PlanTask,
    StepMove,
)
from tests.db.plans.test_rights import goal, now, step, whole_plan
from tests.people import Village, make_village


@pytest.fixture
def village() -> Village:
    return make_village()


def broken(sentence: str):
    return pytest.raises(IntegrityError, match=sentence)


@pytest.mark.parametrize(
    ("model", "sentence", "changes"),
    [
        (Goal, "a_goal_has_words", {"words": ""}),
        (Goal, "a_stopped_goal_says_why", {"status": "stopped"}),
        (PlanTask, "a_task_says_what", {"what": ""}),
        (PlanTask, "a_task_is_for_exactly_one", {"person": None}),
        (PlanTask, "a_done_task_says_when_and_who_noted_it", {"status": "done"}),
        (PlanTask, "a_stopped_task_says_why", {"status": "stopped"}),
        (Agreement, "an_agreement_has_words", {"words": ""}),
        (Agreement, "an_ended_agreement_says_why", {"ended_on": timezone.localdate()}),
    ],
)
def test_the_database_keeps_the_plan_sensible(village, model, sentence, changes):
    whole_plan(village, village.noor)
    with acting_as(village.noor.pk), broken(sentence), transaction.atomic():
        model.objects.update(**changes)


@pytest.mark.parametrize(
    ("model", "sentence"),
    [
        (Goal, "a_goal_is_of_the_plan_or_shielded"),
        (PlanTask, "a_task_is_of_the_plan_or_shielded"),
        (Agreement, "an_agreement_is_of_the_plan_or_shielded"),
    ],
)
def test_what_stands_in_the_plan_is_of_the_plan_or_shielded(village, model, sentence):
    whole_plan(village, village.noor)
    with acting_as(village.noor.pk):
        row = model.objects.get()
        row.pk, row.category = uuid4(), "contact"
        with broken(sentence), transaction.atomic():
            row.save(force_insert=True)


def test_a_line_never_changes_its_family_category_or_writer(village):
    made = goal(village, village.noor)
    for change in ({"category": "safety"}, {"recorder": village.yara}):
        with acting_as(village.noor.pk), pytest.raises(ProgrammingError), transaction.atomic():
            Goal.objects.filter(pk=made.pk).update(**change)


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("a_step_is_one_of_its_approach", {"step": 7}),
        ("a_step_is_one_of_its_approach", {"approach": "smart_system", "step": 6}),
        ("a_move_says_why", {"reason": ""}),
    ],
)
def test_the_database_keeps_moves_sensible(village, sentence, changes):
    move = step(village, village.noor)
    move.pk = uuid4()
    for name, value in changes.items():
        setattr(move, name, value)
    with acting_as(village.noor.pk), broken(sentence), transaction.atomic():
        move.save(force_insert=True)


def test_a_family_has_one_plan(village):
    goal(village, village.noor)
    second = CarePlan(
        family=village.family,
        recorder=village.fatma,
        recorder_organization_id=village.fatma.organization_id,
        recorded=now(),
    )
    with acting_as(village.fatma.pk), broken("family_id"), transaction.atomic():
        second.save(force_insert=True)


def test_everything_that_is_kept_has_a_short_name(village):
    whole_plan(village, village.noor)
    with acting_as(village.noor.pk):
        actions.propose(village.family, village.noor, by=village.noor, at=now())
        rows = [
            model.objects.first()
            for model in (Goal, PlanTask, Agreement, StepMove, CarePlan, Change, Coordination)
        ]
        assert all(str(row) for row in rows)
        # No words of the family in it: it may end up in an error log.
        assert not any("Rust" in str(row) for row in rows)
