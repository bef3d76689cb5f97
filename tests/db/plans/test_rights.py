"""Who sees what of a plan, asked of the database itself; and what the actions refuse."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from duizend.consents import actions as consents
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families.models import PersonRole
from duizend.plans import actions, queries
from duizend.plans.actions import GoalWords, TaskWords
from duizend.plans.models import (
    Agreement,
    Change,
    Goal,
    PlanTask,
    StepMove,
)
from duizend.plans.permissions import ChangedMeanwhile
from tests.people import Village, make_family, make_village, share, signed_in

TABLES = ("careplan", "goal", "plantask", "agreement", "stepmove", "change")


@pytest.fixture
def village() -> Village:
    return make_village()


def now():
    return timezone.now()


def said(words="Rust in huis", whose="mother", about="money", urgent=False) -> GoalWords:
    return GoalWords(words, whose, about, urgent)


def goal(village: Village, by, **changes) -> Goal:
    words = changes.pop("said", None) or said()
    with acting_as(by.pk):
        return actions.add_goal(uuid4(), village.family, words, by=by, at=now(), **changes)


def mother(village: Village):
    with acting_as(village.noor.pk):
        return village.family.people.get(role=PersonRole.PREGNANT)


def task(village: Village, by, performer=None, for_goal=None, **changes) -> PlanTask:
    asked = TaskWords(
        changes.get("what", "Bellen"), performer or mother(village), changes.get("by_when")
    )
    with acting_as(by.pk):
        return actions.add_task(uuid4(), village.family, asked, for_goal, by=by, at=now())


def agreement(village: Village, by, **changes) -> Agreement:
    with acting_as(village.fatma.pk):
        village.family.recorded = now() - timedelta(days=2)
        village.family.save()
    with acting_as(by.pk):
        return actions.add_agreement(
            uuid4(),
            village.family,
            "Bellen mag altijd",
            timezone.localdate(),
            by=by,
            at=now(),
            **changes,
        )


def step(village: Village, by, number=2) -> StepMove:
    with acting_as(by.pk):
        return actions.go_to_step(
            uuid4(), village.family, "six_steps", number, "omdat", by=by, at=now()
        )


def whole_plan(village: Village, by) -> None:
    made = goal(village, by)
    task(village, by, for_goal=made)
    agreement(village, by)
    step(village, by)


def seen_by(user) -> dict[str, int]:
    """Rows per table, asked without any filter of ours."""
    seen = {}
    with acting_as(user.pk), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select count(*) from plans_{table}")  # noqa: S608
            seen[table] = cursor.fetchone()[0]
    return seen


NOTHING = dict.fromkeys(TABLES, 0)
ALL = {"careplan": 1, "goal": 1, "plantask": 1, "agreement": 1, "stepmove": 1, "change": 3}


@pytest.mark.parametrize("who", ["sam", "kim", "ruud", "petra"])
def test_whoever_is_not_in_the_team_sees_nothing(village, who):
    whole_plan(village, village.fatma)
    assert seen_by(getattr(village, who)) == NOTHING


def test_without_consent_another_organisation_sees_only_that_there_is_a_plan(village):
    whole_plan(village, village.fatma)
    assert seen_by(village.fatma) == ALL
    assert seen_by(village.noor) == NOTHING | {"careplan": 1}


def test_with_consent_for_the_plan_it_is_one_plan(village):
    whole_plan(village, village.fatma)
    consent = share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    assert seen_by(village.noor) == ALL
    assert seen_by(village.yara) == ALL
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=now())
    assert seen_by(village.noor) == NOTHING | {"careplan": 1}


def test_consent_for_something_else_does_not_open_the_plan(village):
    whole_plan(village, village.fatma)
    share(village.family, ["money"], by=village.fatma, to=village.noor.organization)
    assert seen_by(village.noor)["goal"] == 0


def test_a_shielded_goal_its_task_and_its_history_are_for_safety_only(village):
    made = goal(village, village.noor, is_shielded=True)
    made_task = task(village, village.noor, for_goal=made)
    assert (made.category, made_task.category) == ("safety", "safety")
    assert seen_by(village.noor)["change"] == 2
    assert seen_by(village.yara) == NOTHING | {"careplan": 1}
    share(village.family, ["plan"], by=village.noor, to=village.fatma.organization)
    assert seen_by(village.fatma)["goal"] == 0
    # Working together on it asks a consent of its own.
    share(village.family, ["safety"], by=village.noor, to=village.fatma.organization)
    assert seen_by(village.fatma)["goal"] == 1


def test_a_goal_about_safety_is_shielded_without_asking(village):
    assert goal(village, village.noor, said=said(about="safety")).is_shielded


def test_a_student_cannot_write_what_is_shielded(village):
    with pytest.raises(NotAllowed):
        goal(village, village.yara, is_shielded=True)
    with pytest.raises(NotAllowed):
        agreement(village, village.yara, is_shielded=True)
    row = goal(village, village.yara)
    with acting_as(village.yara.pk), pytest.raises(ProgrammingError), transaction.atomic():
        Goal.objects.filter(pk=row.pk).update(category="safety")


def test_nobody_writes_in_the_name_of_another(village):
    row = goal(village, village.noor)
    row.pk, row.recorder = uuid4(), village.fatma
    with acting_as(village.noor.pk), pytest.raises(ProgrammingError), transaction.atomic():
        row.save(force_insert=True)


def test_history_is_never_rewritten(village):
    whole_plan(village, village.noor)
    with acting_as(village.noor.pk):
        assert Change.objects.update(after={}) == 0
        assert StepMove.objects.update(reason="anders") == 0


def test_words_of_another_organisation_are_changed_only_when_they_may_know_that(village):
    made = goal(village, village.fatma)
    share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    with acting_as(village.noor.pk):
        with pytest.raises(NotAllowed):
            actions.change_goal(made, said("Anders"), seen_version=1, by=village.noor, at=now())
        with pytest.raises(NotAllowed):
            actions.set_goal_status(made, "achieved", "", by=village.noor, at=now())
    share(village.family, ["plan"], by=village.noor, to=village.fatma.organization)
    with acting_as(village.noor.pk):
        actions.change_goal(made, said("Anders"), seen_version=1, by=village.noor, at=now())
    with acting_as(village.fatma.pk):
        assert Goal.objects.get().words == "Anders"
        assert Change.objects.filter(recorder=village.noor).count() == 1


def test_a_task_for_another_organisation_needs_consent_and_permission_to_keep_it(village):
    with pytest.raises(NotAllowed, match="toestemming"):
        task(village, village.fatma, village.noor)
    with pytest.raises(NotAllowed):
        task(village, village.fatma, village.noor.organization)
    share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    with acting_as(village.fatma.pk):
        consents.end_exchange(village.family, given_by="Samira", by=village.fatma, at=now())
    with pytest.raises(NotAllowed, match="beschikbaar"):
        task(village, village.fatma, village.noor)
    share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    share(village.family, ["plan"], by=village.noor, to=village.fatma.organization)
    made = task(village, village.fatma, village.noor)
    for_all = task(village, village.fatma, village.noor.organization)
    # Who was asked may say that it is done; the words stay those of who wrote them.
    with acting_as(village.noor.pk):
        actions.set_task_status(made, "done", "", by=village.noor, at=now())
        actions.set_task_status(for_all, "busy", "", by=village.noor, at=now())


def test_what_was_given_is_still_answered_without_consent_in_return(village):
    share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    made = task(village, village.fatma, village.noor.organization)
    with acting_as(village.noor.pk):
        actions.set_task_status(made, "done", "", by=village.noor, at=now())
        with pytest.raises(NotAllowed):
            actions.change_task(
                made,
                TaskWords("Anders", village.noor.organization),
                seen_version=2,
                by=village.noor,
                at=now(),
            )
    family_task = task(village, village.fatma)
    with acting_as(village.noor.pk), pytest.raises(NotAllowed):
        actions.set_task_status(family_task, "done", "", by=village.noor, at=now())


def test_whom_a_task_cannot_be_given_to(village):
    with pytest.raises(NotAllowed):
        task(village, village.fatma, village.kim)
    with pytest.raises(NotAllowed):
        task(village, village.fatma, village.petra)
    shielded = goal(village, village.noor, is_shielded=True)
    with pytest.raises(NotAllowed):
        task(village, village.noor, village.yara, for_goal=shielded)
    other = make_family(village.sam)
    with acting_as(village.sam.pk):
        stranger = other.people.get(role=PersonRole.PREGNANT)
    with pytest.raises(NotAllowed):
        task(village, village.noor, stranger)
    gone = mother(village)
    gone.left_on = timezone.localdate()
    with pytest.raises(NotAllowed):
        task(village, village.noor, gone)
    assert task(village, village.noor, village.noor).group == "professionals"


def test_a_task_stays_in_its_own_family(village):
    other = make_family(village.noor)
    with acting_as(village.noor.pk):
        theirs = actions.add_goal(uuid4(), other, said(), by=village.noor, at=now())
    with pytest.raises(NotAllowed):
        task(village, village.noor, for_goal=theirs)


@pytest.mark.parametrize(
    "changes",
    [
        {"said": said(words="  ")},
        {"said": said(whose="buurvrouw")},
        {"said": said(about="plan")},
        {"said": said(about="iets")},
        {"status": "achieved"},
    ],
)
def test_a_goal_makes_sense(village, changes):
    with pytest.raises(NotAllowed):
        goal(village, village.noor, **changes)


def test_a_goal_goes_only_where_it_can(village):
    made = goal(village, village.noor, status="proposed")
    with acting_as(village.noor.pk):
        for status, reason in (("gone", ""), ("stopped", " ")):
            with pytest.raises(NotAllowed):
                actions.set_goal_status(made, status, reason, by=village.noor, at=now())
        same = actions.set_goal_status(made, "proposed", "", by=village.noor, at=now())
        assert same.version == 1
        active = actions.set_goal_status(made, "active", "", by=village.noor, at=now())
        with pytest.raises(NotAllowed):
            actions.set_goal_status(active, "proposed", "", by=village.noor, at=now())
        with pytest.raises(NotAllowed):
            actions.change_goal(
                active, said(about="safety"), seen_version=2, by=village.noor, at=now()
            )


def test_a_task_goes_only_where_it_can(village):
    made = task(village, village.noor)
    with acting_as(village.noor.pk):
        for status, reason in (("gone", ""), ("stopped", " ")):
            with pytest.raises(NotAllowed):
                actions.set_task_status(made, status, reason, by=village.noor, at=now())
        assert actions.set_task_status(made, "agreed", "", by=village.noor, at=now()).version == 1
        actions.set_task_status(made, "done", "", by=village.noor, at=now())
        with pytest.raises(NotAllowed):
            actions.set_task_status(made, "busy", "", by=village.noor, at=now())


def test_the_same_words_again_are_no_change(village):
    made = goal(village, village.noor)
    with acting_as(village.noor.pk):
        again = actions.change_goal(made, said(), seen_version=1, by=village.noor, at=now())
        assert again.version == 1
        with pytest.raises(ChangedMeanwhile):
            actions.change_goal(made, said(), seen_version=7, by=village.noor, at=now())


def test_an_agreement_lies_between_the_first_contact_and_today(village):
    made = agreement(village, village.noor)
    assert made.ended_on is None
    for day in (timezone.localdate() + timedelta(days=1), timezone.localdate() - timedelta(30)):
        with acting_as(village.noor.pk), pytest.raises(NotAllowed):
            actions.add_agreement(uuid4(), village.family, "x", day, by=village.noor, at=now())
    with acting_as(village.noor.pk), pytest.raises(NotAllowed):
        actions.end_agreement(made, " ", by=village.noor, at=now())


def test_an_unknown_step_is_refused(village):
    with pytest.raises(NotAllowed):
        step(village, village.noor, 7)


def test_an_id_of_somebody_else_is_not_taken_for_one_s_own(village):
    theirs = goal(village, village.fatma)
    with acting_as(village.noor.pk), pytest.raises(NotAllowed):
        actions.add_goal(theirs.pk, village.family, said(), by=village.noor, at=now())


def test_tasks_that_are_due_are_asked_of_who_does_them_and_late_ones_of_who_coordinates(village):
    mine = task(village, village.noor, village.noor, by_when=timezone.localdate())
    ours = task(village, village.noor, village.noor.organization, by_when=timezone.localdate())
    late = task(village, village.noor, by_when=timezone.localdate())
    task(village, village.noor, village.noor, by_when=timezone.localdate() + timedelta(days=1))
    task(village, village.noor, village.noor)
    today = timezone.localdate()
    with acting_as(village.noor.pk):
        assert list(queries.tasks_due(village.noor, today)) == [mine, ours]
        actions.propose(village.family, village.noor, by=village.noor, at=now())
        assert late not in queries.tasks_due(village.noor, today)
        assert late in queries.tasks_due(village.noor, today + timedelta(days=1))
    with acting_as(village.yara.pk):
        assert list(queries.tasks_due(village.yara, today)) == [ours]
    with acting_as(village.sam.pk):
        assert list(queries.tasks_due(village.sam, today)) == []


def test_a_task_keeps_who_has_it_when_the_consent_has_ended(village):
    share(village.family, ["plan"], by=village.noor, to=village.fatma.organization)
    consent = share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    made = task(village, village.fatma, village.noor)
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=now())
        words = TaskWords("Bellen op maandag", village.noor)
        changed = actions.change_task(made, words, seen_version=1, by=village.fatma, at=now())
        assert changed.version == 2
        again = actions.change_task(made, words, seen_version=2, by=village.fatma, at=now())
        assert again.version == 2
        other = TaskWords("Bellen", village.noor.organization)
        with pytest.raises(NotAllowed):
            actions.change_task(made, other, seen_version=2, by=village.fatma, at=now())


def test_a_closed_family_s_plan_is_read_and_not_changed(village):
    made = goal(village, village.noor)
    task(village, village.noor, for_goal=made)
    with acting_as(village.fatma.pk):
        village.family.closed_on = timezone.localdate()
        village.family.save()
    noor = signed_in(village.noor)
    shown = noor.get(f"/gezinnen/{village.family.pk}/plan/").content.decode()
    assert "Rust in huis" in shown
    assert "/stand/" not in shown
    assert noor.get(f"/gezinnen/{village.family.pk}/plan/doel/").status_code == 403


def test_the_overview_gets_goals_with_what_is_urgent_first(village):
    later = goal(village, village.noor)
    first = goal(village, village.noor, said=said("Huis", urgent=True))
    ended = agreement(village, village.noor)
    with acting_as(village.noor.pk):
        actions.end_agreement(ended, "klaar", by=village.noor, at=now())
        assert queries.goals_of(village.family) == [first, later]
        history = list(queries.changes(village.family))
        assert any(line[0] == "beëindigd op" for change in history for line in change.lines)


def test_one_s_own_task_stays_in_sight_when_its_goal_is_shared_no_longer(village):
    made = goal(village, village.fatma)
    consent = share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    mine = task(village, village.noor, village.noor, for_goal=made)
    with acting_as(village.noor.pk):
        assert queries.whole_plan(village.family).tasks_for(made) == [mine]
    with acting_as(village.fatma.pk):
        consents.withdraw(consent, by=village.fatma, at=now())
    with acting_as(village.noor.pk):
        plan = queries.whole_plan(village.family)
        assert plan.open_goals == []
        assert plan.loose_tasks == [mine]
