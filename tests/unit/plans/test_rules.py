from datetime import date, timedelta

import pytest

from duizend.access.rules import ROLES, Category, Role
from duizend.families.rules.time import Phase
from duizend.plans.rules import (
    APPROACHES,
    GOAL_MAY_BECOME,
    TASK_MAY_BECOME,
    USUAL_COORDINATORS,
    Approach,
    GoalStatus,
    TaskStatus,
    category_of,
    changed_lines,
    is_late,
    is_step,
    is_usual_coordinator,
    place_in_plan,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("role", "phase", "usual"),
    [
        (Role.GENERAL_PRACTITIONER, Phase.PRECONCEPTION, True),
        (Role.SOCIAL_WORKER, Phase.PRECONCEPTION, True),
        (Role.YOUTH_NURSE, Phase.PRECONCEPTION, False),
        (Role.MIDWIFE, Phase.PREGNANCY, True),
        (Role.OBSTETRICIAN, Phase.PREGNANCY, True),
        (Role.YOUTH_NURSE, Phase.PREGNANCY, False),
        (Role.MIDWIFE, Phase.POSTPARTUM, True),
        (Role.YOUTH_NURSE, Phase.POSTPARTUM, True),
        (Role.YOUTH_NURSE, Phase.CHILD, True),
        (Role.SOCIAL_WORKER, Phase.CHILD, True),
        (Role.MIDWIFE, Phase.CHILD, False),
    ],
)
def test_source_003_names_who_usually_coordinates(role, phase, usual):
    assert is_usual_coordinator(role, phase) is usual


def test_every_phase_has_a_usual_coordinator_with_a_source():
    for phase in Phase:
        facts = USUAL_COORDINATORS[phase]
        assert facts.source == "S003"
        assert facts.roles


def test_nobody_is_usual_who_may_not_coordinate_at_all():
    for facts in USUAL_COORDINATORS.values():
        assert all(ROLES[role].may_coordinate for role in facts.roles)


@pytest.mark.parametrize(
    ("approach", "step", "known"),
    [
        (Approach.SIX_STEPS, 1, True),
        (Approach.SIX_STEPS, 6, True),
        (Approach.SIX_STEPS, 7, False),
        (Approach.SIX_STEPS, 0, False),
        (Approach.SMART_SYSTEM, 5, True),
        (Approach.SMART_SYSTEM, 6, False),
        ("another", 1, False),
    ],
)
def test_an_approach_has_its_own_number_of_steps(approach, step, known):
    assert is_step(approach, step) is known


def test_every_approach_says_where_it_was_read():
    assert {facts.source for facts in APPROACHES.values()} == {"S000", "S003"}


def test_a_goal_that_stopped_or_was_achieved_can_go_on_again():
    assert GoalStatus.ACTIVE in GOAL_MAY_BECOME[GoalStatus.STOPPED]
    assert GoalStatus.ACTIVE in GOAL_MAY_BECOME[GoalStatus.ACHIEVED]
    assert all(GoalStatus.PROPOSED not in then for then in GOAL_MAY_BECOME.values())


def test_a_task_that_is_done_can_turn_out_not_to_be():
    assert TASK_MAY_BECOME[TaskStatus.DONE] == {TaskStatus.AGREED}


@pytest.mark.parametrize(
    ("days", "status", "late"),
    [
        (-1, TaskStatus.AGREED, True),
        (-1, TaskStatus.BUSY, True),
        (0, TaskStatus.AGREED, False),
        (-1, TaskStatus.DONE, False),
        (-1, TaskStatus.STOPPED, False),
    ],
)
def test_a_task_is_late_after_its_day_while_it_is_open(days, status, late):
    assert is_late(TODAY + timedelta(days=days), status, TODAY) is late


def test_a_task_without_a_day_is_never_late():
    assert not is_late(None, TaskStatus.AGREED, TODAY)


def test_what_is_urgent_stands_first_until_it_is_over():
    in_order = [
        place_in_plan(True, GoalStatus.PROPOSED),
        place_in_plan(False, GoalStatus.ACTIVE),
        place_in_plan(False, GoalStatus.PROPOSED),
        place_in_plan(True, GoalStatus.STOPPED),
    ]
    assert in_order == sorted(in_order)
    assert place_in_plan(True, GoalStatus.ACTIVE) == place_in_plan(True, GoalStatus.PROPOSED)


def test_what_is_shielded_is_about_safety():
    assert category_of(True) == Category.SAFETY
    assert category_of(False) == Category.PLAN


def test_only_what_differs_is_kept():
    before = {"words": "a", "whose": "mother", "reason": ""}
    after = {"words": "b", "whose": "mother", "reason": "want"}
    assert changed_lines(before, after) == ({"words": "a"}, {"words": "b", "reason": "want"})
    assert changed_lines(after, after) == ({}, {})
    assert changed_lines({}, {"words": "b", "reason": ""}) == ({}, {"words": "b"})
