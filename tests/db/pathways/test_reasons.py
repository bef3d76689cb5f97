"""What the route page says of a single step: why, after what, and whether its day has passed."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.pathways import actions, queries, route_page
from duizend.pathways.actions import StepKey
from duizend.pathways.reading import known_here
from tests.people import signed_in
from tests.unit.pathways.test_matching import ROW

REFER, TALK = ROW["steps"]


def steps(**refer):
    return [deepcopy(TALK), {**deepcopy(REFER), **refer}]


@pytest.fixture
def fatma(village, notice, offer):
    notice("debts", by=village.fatma)
    return signed_in(village.fatma)


def page(village, browser, query=""):
    address = reverse("pathways:route", args=[village.family.pk])
    return " ".join(browser.get(address + query).content.decode().split())


def route_of(village, user):
    with acting_as(user.pk):
        return route_page.route(village.family, user, timezone.localdate())


def test_a_step_says_its_own_reason_and_what_goes_before(village, load, fatma):
    load({"steps": steps(condition={"concept": "debts"}, after=["talk"])})
    said = page(village, fatma)
    assert "Deze stap past vanwege: schulden." in said
    assert "na stap 1" in said
    assert "Vraag toestemming om te delen: naam en contact en geld en werk." in said
    assert "laat u weten hoe het ging: binnen 10 werkdagen" in said


def test_a_step_that_lacks_one_thing_says_what(village, load, fatma):
    load({"steps": steps(condition={"concept": "smoking"})})
    said = page(village, fatma)
    assert "Stappen die bijna passen" in said
    assert "Zou passen als ook een van deze dingen speelt: rookt" in said
    refused = fatma.post(
        reverse("pathways:accept", args=[village.family.pk, "geldzorgen", 1, "refer"])
    )
    assert refused.status_code == 403


def test_a_card_that_nearly_applies_names_its_steps(village, load, fatma):
    load({"condition": {"and": [{"concept": "debts"}, {"concept": "smoking"}]}})
    said = page(village, fatma)
    assert "Dan komen deze stappen als voorstel: Bespreken; Verwijzen." in said


def test_a_day_that_has_passed_is_said_and_not_hidden(village, load, fatma):
    within = {"value": 1, "unit": "weeks_gestation", "origin": "proposal", "note": "heel vroeg"}
    load({"steps": steps(within=within), "gestation_days": None})
    said = page(village, fatma)
    assert "te laat" in said
    assert "Volgens de afspraak was dit klaar op" in said
    assert "Over de termijn: heel vroeg." in said
    step = route_of(village, village.fatma).applies[0].steps[1]
    assert step.due_on == timezone.localdate()
    with acting_as(village.fatma.pk):
        made = actions.accept(
            village.family, StepKey("geldzorgen", 1, "refer"), by=village.fatma, at=timezone.now()
        )
    assert made.due_on == timezone.localdate()
    assert "Volgens de afspraak was dit klaar op" not in page(village, fatma)


def test_a_due_date_that_is_past_is_said(village, load, fatma):
    load({"gestation_days": None})
    assert "De uitgerekende datum is voorbij" not in page(village, fatma)
    with acting_as(village.fatma.pk):
        later = queries.situation(
            village.family, village.fatma, timezone.localdate() + timedelta(days=200)
        )
        found = route_page.route(
            village.family, village.fatma, timezone.localdate() + timedelta(days=200)
        )
    assert later.due_date is not None
    assert found.due_date_is_past


def test_one_card_stands_open_and_of_more_the_one_that_was_asked_for(village, load, fatma):
    load({})
    assert '<details class="dz-disclosure" open>' in page(village, fatma)
    load({}, {"code": "anders", "name": "Anders"})
    assert " open>" not in page(village, fatma)
    opened = page(village, fatma, "?kaart=anders").partition(" open>")
    assert opened[0].count('<details class="dz-disclosure"') == 1
    chosen = fatma.post(reverse("pathways:accept", args=[village.family.pk, "anders", 1, "talk"]))
    assert chosen["Location"].endswith("?kaart=anders#anders-talk")
    assert "2 stappen, 1 gekozen" in page(village, fatma)


def test_a_step_that_rests_on_something_shielded_is_shielded(village, load, notice):
    condition = {"concept": "feels_unsafe"}
    load({"steps": steps(condition=condition, why="Alleen samen."), "municipalities": []})
    for code in ("debts", "feels_unsafe"):
        notice(code, by=village.noor)
    (found,) = route_of(village, village.noor).applies
    assert found.shielded
    with acting_as(village.noor.pk):
        made = actions.accept(
            village.family, StepKey("geldzorgen", 1, "refer"), by=village.noor, at=timezone.now()
        )
    assert made.category == "safety"
    assert made.rests_on == ["money", "safety"]
    assert made.matched == ["debts", "feels_unsafe"]
    # Whoever may not see it is not told of the step at all, not even that it nearly fits.
    (other,) = route_of(village, village.yara).applies
    assert ([s.step.code for s in other.steps], other.almost) == (["talk"], [])


@pytest.mark.parametrize(
    "missing",
    [
        {"concept": "feels_unsafe"},
        {"life_domain": "safety", "kind": "risk"},
        {"not": {"concept": "debts"}},
    ],
)
def test_a_page_that_is_looked_at_together_asks_after_nothing_shielded(
    village, load, fatma, missing
):
    load({"condition": {"and": [{"concept": "debts"}, missing]}})
    almost = route_of(village, village.fatma).almost
    assert len(almost) == (1 if "not" in missing else 0)


def test_without_anything_to_name_the_sentence_says_so(village, load, fatma):
    load({"condition": {"not": {"concept": "smoking"}}})
    assert "Dit past bij wat u samen besprak en koos." in page(village, fatma)


def test_what_a_card_may_point_to_is_what_stands_here(village, offer):
    with acting_as(village.fatma.pk):
        known = known_here()
    assert known.concepts is not None
    assert known.offers == {offer.code}
    assert "debts" in known.concepts
    assert "S001" in (known.sources or ())
