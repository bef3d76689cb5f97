"""Noor and Fatma keep the plan of the El Amrani family, through the real pages."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.core.rls import acting_as
from duizend.families.models import PersonRole
from duizend.plans import actions
from duizend.plans.actions import GoalWords, TaskWords
from duizend.plans.models import Agreement, Change, Goal, PlanTask, StepMove
from tests.people import Village, leaves_the_team, make_village, share, signed_in

WORDS = "Rust in de geldzaken vóór de baby er is"


@pytest.fixture
def village() -> Village:
    return make_village()


def url(village: Village, rest: str = "") -> str:
    return f"/gezinnen/{village.family.pk}/plan/{rest}"


def goal(village: Village, by=None, words=WORDS, **changes) -> Goal:
    by = by or village.noor
    with acting_as(by.pk):
        return actions.add_goal(
            uuid4(),
            village.family,
            GoalWords(words, "mother", "money", changes.pop("is_crisis", False)),
            by=by,
            at=timezone.now(),
            **changes,
        )


def person(village: Village, role=PersonRole.PARTNER):
    with acting_as(village.noor.pk):
        return village.family.people.get(role=role)


def task(village: Village, for_goal=None, by=None, **changes) -> PlanTask:
    by = by or village.noor
    asked = TaskWords(
        changes.get("what", "Gesprek met schuldhulp"),
        changes.get("performer") or person(village),
        changes.get("by_when", timezone.localdate() + timedelta(days=10)),
    )
    with acting_as(by.pk):
        return actions.add_task(uuid4(), village.family, asked, for_goal, by=by, at=timezone.now())


def goal_form(**changes):
    return {
        "entry": str(uuid4()),
        "words": WORDS,
        "whose": "both",
        "life_domain": "money",
    } | changes


def test_a_goal_stands_in_the_plan_as_a_quote(village):
    noor = signed_in(village.noor)
    assert noor.get(url(village, "doel/")).status_code == 200
    sent = goal_form()
    for _attempt in range(2):
        assert noor.post(url(village, "doel/"), sent).status_code == 302
    shown = noor.get(url(village)).content.decode()
    assert f"“{WORDS}”" in shown
    with acting_as(village.noor.pk):
        assert Goal.objects.count() == 1
        assert AuditEvent.objects.filter(action="plans.add_goal").count() == 1


def test_what_is_urgent_stands_on_top_and_what_stopped_is_folded(village):
    goal(village, words="Tweede")
    goal(village, words="Dakloos dreigt", is_crisis=True)
    over = goal(village, words="Derde")
    with acting_as(village.noor.pk):
        actions.set_goal_status(over, "stopped", "Nu te veel", by=village.noor, at=timezone.now())
    shown = signed_in(village.noor).get(url(village)).content.decode()
    places = [shown.index(f"“{words}”") for words in ("Dakloos dreigt", "Tweede", "Derde")]
    assert places == sorted(places)
    assert "Nu te veel" in shown


def test_a_goal_is_changed_and_both_texts_stay_readable(village):
    made = goal(village)
    noor = signed_in(village.noor)
    page = url(village, f"doel/{made.pk}/")
    assert WORDS in noor.get(page).content.decode()
    sent = goal_form(words="Geen brieven meer met rood", version="1")
    assert noor.post(page, sent).status_code == 302
    history = noor.get(url(village, "geschiedenis/")).content.decode()
    assert WORDS in history
    assert "Geen brieven meer met rood" in history


def test_two_people_who_change_the_same_goal_lose_no_text(village):
    made = goal(village)
    noor, yara = signed_in(village.noor), signed_in(village.yara)
    page = url(village, f"doel/{made.pk}/")
    assert noor.post(page, goal_form(words="Noors woorden", version="1")).status_code == 302
    answer = yara.post(page, goal_form(words="Yara's woorden", version="1"))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Noors woorden" in shown
    assert "Yara&#x27;s woorden" in shown
    assert 'name="version" value="2"' in shown
    assert yara.post(page, goal_form(words="Samen", version="2")).status_code == 302


def test_stopping_a_goal_asks_why_and_starting_again_does_not(village):
    made = goal(village)
    noor = signed_in(village.noor)
    page = url(village, f"doel/{made.pk}/stand/")
    assert noor.get(page).status_code == 200
    assert noor.post(page, {"status": "stopped", "reason": ""}).status_code == 422
    assert noor.post(page, {"status": "stopped", "reason": "Te veel tegelijk"}).status_code == 302
    assert noor.post(page, {"status": "active"}).status_code == 302
    assert noor.post(page, {"status": "achieved"}).status_code == 302
    # Once achieved it cannot be stopped; the page says why not.
    assert noor.post(page, {"status": "stopped", "reason": "x"}).status_code == 403
    with acting_as(village.noor.pk):
        made.refresh_from_db()
        assert made.status == "achieved"


def test_a_task_for_the_partner_is_done(village):
    made = goal(village)
    noor = signed_in(village.noor)
    page = url(village, "taak/")
    assert noor.get(f"{page}?doel={made.pk}").status_code == 200
    leo = person(village)
    sent = {
        "entry": str(uuid4()),
        "what": "Brieven bij elkaar zoeken",
        "who": f"person:{leo.pk}",
        "by_when": (timezone.localdate() + timedelta(days=3)).isoformat(),
        "goal": str(made.pk),
    }
    for _attempt in range(2):
        assert noor.post(page, sent).status_code == 302
    with acting_as(village.noor.pk):
        saved = PlanTask.objects.get()
    shown = noor.get(url(village)).content.decode()
    assert "Brieven bij elkaar zoeken" in shown
    status = url(village, f"taak/{saved.pk}/stand/")
    part = noor.post(status, {"status": "done"}, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert f'id="doel-{made.pk}"' in part.content.decode()
    assert "<html" not in part.content.decode()
    with acting_as(village.noor.pk):
        saved.refresh_from_db()
        assert (saved.status, saved.done_by) == ("done", village.noor)
        assert saved.done_on == timezone.localdate()
    assert noor.post(status, {"status": "agreed"}).status_code == 302
    assert noor.post(status, {"status": "stopped", "reason": " "}).status_code == 422
    assert noor.post(status, {"status": "stopped", "reason": "Hoeft niet"}).status_code == 302


def test_a_loose_task_is_done_without_a_reload(village):
    loose = task(village)
    part = signed_in(village.noor).post(
        url(village, f"taak/{loose.pk}/stand/"),
        {"status": "done"},
        headers={"HX-Request": "true"},
    )
    assert 'id="losse-taken"' in part.content.decode()


def test_a_task_is_changed_and_a_second_writer_is_warned(village):
    made = task(village)
    noor = signed_in(village.noor)
    page = url(village, f"taak/{made.pk}/")
    assert made.what in noor.get(page).content.decode()
    els = person(village, PersonRole.NETWORK)
    sent = {"version": "1", "what": "Samen bellen", "who": f"person:{els.pk}", "by_when": ""}
    assert noor.post(page, sent).status_code == 302
    assert noor.post(page, sent | {"what": "Anders"}).status_code == 422
    shown = noor.get(url(village)).content.decode()
    assert "Samen bellen" in shown


def test_an_agreement_is_made_and_ends_with_a_reason(village):
    noor = signed_in(village.noor)
    page = url(village, "afspraak/")
    assert noor.get(page).status_code == 200
    sent = {
        "entry": str(uuid4()),
        "words": "Bellen mag altijd, ook 's avonds",
        "made_on": timezone.localdate().isoformat(),
    }
    with acting_as(village.fatma.pk):
        village.family.recorded = timezone.now() - timedelta(days=3)
        village.family.save()
    for _attempt in range(2):
        assert noor.post(page, sent).status_code == 302
    with acting_as(village.noor.pk):
        made = Agreement.objects.get()
    early = sent | {"entry": str(uuid4()), "made_on": "2001-01-01"}
    assert noor.post(page, early).status_code == 422
    end = url(village, f"afspraak/{made.pk}/")
    assert noor.get(end).status_code == 200
    assert noor.post(end, {"reason": ""}).status_code == 422
    assert noor.post(end, {"reason": "Niet meer nodig"}).status_code == 302
    assert "Niet meer nodig" in noor.get(url(village)).content.decode()
    assert noor.post(end, {"reason": "nog eens"}).status_code == 403


def test_going_back_a_step_is_normal_and_kept(village):
    noor = signed_in(village.noor)
    page = url(village, "stappen/zes-stappen/")
    assert noor.get(page).status_code == 200
    for step in ("5", "3"):
        sent = {"entry": str(uuid4()), "step": step, "reason": f"naar {step}"}
        assert noor.post(page, sent).status_code == 302
    with acting_as(village.noor.pk):
        assert StepMove.objects.count() == 2
    shown = noor.get(url(village)).content.decode()
    assert "naar 3" in shown
    history = noor.get(url(village, "geschiedenis/")).content.decode()
    assert "naar 5" in history
    assert noor.get(url(village, "stappen/programma/")).status_code == 200
    assert noor.get(url(village, "stappen/bestaat-niet/")).status_code == 404
    wrong = {"entry": str(uuid4()), "step": "9", "reason": "x"}
    assert noor.post(page, wrong).status_code == 422


def test_on_paper_stands_no_shielded_goal_and_the_log_knows(village):
    goal(village)
    goal(village, words="Veilig thuis", is_shielded=True)
    task(village)
    noor = signed_in(village.noor)
    assert "Veilig thuis" in noor.get(url(village)).content.decode()
    paper = noor.get(url(village, "afdrukken/")).content.decode()
    assert WORDS in paper
    assert "Veilig thuis" not in paper
    with acting_as(village.noor.pk):
        assert AuditEvent.objects.filter(action="plans.print").count() == 1


@pytest.mark.parametrize("who", ["sam", "ruud", "kim", "petra"])
@pytest.mark.parametrize(
    "where",
    [
        "",
        "geschiedenis/",
        "afdrukken/",
        "pdf/",
        "doel/",
        "taak/",
        "afspraak/",
        "coordinatie/",
        "stappen/zes-stappen/",
    ],
)
def test_the_pages_are_closed_for_who_is_not_in_the_team(village, who, where):
    answer = signed_in(getattr(village, who)).get(url(village, where))
    assert answer.status_code == (404 if who in {"sam", "ruud"} else 403)


@pytest.mark.parametrize("where", ["doel/{}/", "doel/{}/stand/", "taak/{}/", "afspraak/{}/"])
def test_an_id_of_another_organisation_does_not_exist(village, where):
    entries = [goal(village, by=village.fatma), task(village, by=village.fatma)]
    noor = signed_in(village.noor)
    for entry in entries:
        assert noor.get(url(village, where.format(entry.pk))).status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"words": ""},
        {"words": "x" * 301},
        {"words": "nul\x00teken"},
        {"whose": "buurvrouw"},
        {"life_domain": "plan"},
        {"life_domain": "x" * 9999},
        {"entry": "geen-uuid"},
    ],
)
def test_nonsense_in_a_goal_is_answered_with_the_form(village, changes):
    answer = signed_in(village.noor).post(url(village, "doel/"), goal_form(**changes))
    assert answer.status_code == 422
    with acting_as(village.noor.pk):
        assert not Goal.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"what": ""},
        {"what": "x" * 301},
        {"who": ""},
        {"who": "person:00000000-0000-0000-0000-000000000000"},
        {"who": "user:1 or 1=1"},
        {"by_when": "31-31-2026"},
        {"by_when": "9999-12-31"},
        {"by_when": "2020-01-01"},
        {"goal": str(uuid4())},
        {"entry": ""},
    ],
)
def test_nonsense_in_a_task_is_answered_with_the_form(village, changes):
    sent = {
        "entry": str(uuid4()),
        "what": "Bellen",
        "who": f"person:{person(village).pk}",
        "by_when": "",
        "goal": "",
    }
    answer = signed_in(village.noor).post(url(village, "taak/"), sent | changes)
    assert answer.status_code == 422
    with acting_as(village.noor.pk):
        assert not PlanTask.objects.exists()


def test_the_plan_asks_as_many_questions_for_thirty_goals_as_for_one(village):
    share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    noor = signed_in(village.noor)
    noor.get(url(village))
    task(village, goal(village))
    task(village, goal(village, by=village.fatma), by=village.fatma)
    with CaptureQueriesContext(connection) as few:
        noor.get(url(village))
    for number in range(15):
        task(village, goal(village, words=f"doel {number}"))
        task(village, goal(village, by=village.fatma, words=f"ander {number}"), by=village.fatma)
    with CaptureQueriesContext(connection) as many:
        noor.get(url(village))
    assert len(many) == len(few)
    assert len(many) <= 25


def test_the_history_asks_as_many_questions_for_many_changes_as_for_one(village):
    noor = signed_in(village.noor)
    noor.get(url(village, "geschiedenis/"))
    goal(village)
    with CaptureQueriesContext(connection) as few:
        noor.get(url(village, "geschiedenis/"))
    for number in range(10):
        goal(village, words=f"doel {number}")
    with CaptureQueriesContext(connection) as many:
        noor.get(url(village, "geschiedenis/"))
    assert len(many) == len(few)
    with acting_as(village.noor.pk):
        assert Change.objects.count() == 11


def test_a_refusal_of_the_action_keeps_what_was_typed(village):
    noor, other = signed_in(village.noor), goal(village, by=village.fatma)
    answer = noor.post(url(village, "doel/"), goal_form(entry=str(other.pk), words="Mijn tekst"))
    assert answer.status_code == 422
    assert "Mijn tekst" in answer.content.decode()
    mine = goal(village)
    page = url(village, f"doel/{mine.pk}/")
    answer = noor.post(page, goal_form(version="1", life_domain="safety", words="Mijn tekst"))
    assert answer.status_code == 422
    assert "Mijn tekst" in answer.content.decode()
    made = task(village)
    past = {
        "version": "1",
        "what": "Mijn taak",
        "who": f"person:{person(village).pk}",
        "by_when": "2020-01-01",
    }
    answer = noor.post(url(village, f"taak/{made.pk}/"), past)
    assert answer.status_code == 422
    assert "Mijn taak" in answer.content.decode()
    move = {"entry": str(uuid4()), "step": "2", "reason": "Mijn reden"}
    with acting_as(village.fatma.pk):
        theirs = actions.go_to_step(
            uuid4(), village.family, "six_steps", 2, "x", by=village.fatma, at=timezone.now()
        )
    answer = noor.post(url(village, "stappen/zes-stappen/"), move | {"entry": str(theirs.pk)})
    assert answer.status_code == 422
    assert "Mijn reden" in answer.content.decode()


def test_who_has_a_task_stays_in_the_list_after_leaving_the_team(village):
    made = task(village, performer=village.yara)
    leaves_the_team(village.family, village.yara)
    shown = signed_in(village.noor).get(url(village, f"taak/{made.pk}/")).content.decode()
    assert f"user:{village.yara.pk}" in shown
