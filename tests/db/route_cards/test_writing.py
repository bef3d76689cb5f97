"""Writing a card on screen, part by part, and setting it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.pathways import actions as pathways
from duizend.pathways.models import RouteCard
from duizend.route_cards import actions
from duizend.route_cards.models import CardDraft
from tests.db.route_cards.cards import ABOUT, ROWS, SCOPE, STEP, leaf

CODE = "geld-en-roken-samen"


def url(name, draft, *rest):
    return reverse(f"route_cards:{name}", args=[draft.pk, *rest])


def texts(answer):
    return answer.content.decode()


def test_a_card_is_written_tried_and_set(petra, village, whole, set_it):
    page = texts(petra.get(url("draft", whole)))
    assert "schulden ÉN (rookt OF staat er alleen voor) ÉN NIET vraagt zelf hulp bij geld" in page
    assert "van toepassing" in texts(petra.get(url("try", whole)))
    answer = set_it()
    assert answer.status_code == 302
    row = RouteCard.objects.get(code=CODE)
    assert (row.version, row.status, row.recorder) == (1, "current", village.petra)
    assert [step["order"] for step in row.content["steps"]] == [1]
    assert "Vastgesteld in het overleg van november." in texts(petra.get(answer.url))
    assert petra.get(url("draft", whole)).url == answer.url
    with acting_as(village.petra.pk):
        deeds = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"route_cards.add_draft", "route_cards.change_draft", "pathways.set_card"} <= deeds


def test_setting_twice_makes_one_version(set_it):
    assert set_it().url == set_it().url
    assert RouteCard.objects.filter(code=CODE).count() == 1


def test_beginning_twice_makes_one_draft(petra, village):
    data = {"entry": uuid4(), "name": "Alleenstaand"}
    assert petra.post(reverse("route_cards:new"), data).status_code == 302
    petra.post(reverse("route_cards:new"), data)
    with acting_as(village.petra.pk):
        assert CardDraft.objects.count() == 1


def test_two_new_cards_of_one_name_get_codes_of_their_own(petra, village, draft):
    petra.post(reverse("route_cards:new"), {"entry": uuid4(), "name": "Geld en roken samen"})
    petra.post(reverse("route_cards:new"), {"entry": uuid4(), "name": "???"})
    with acting_as(village.petra.pk):
        codes = sorted(CardDraft.objects.values_list("code", flat=True))
    assert codes == [CODE, f"{CODE}-2", "kaart"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"set_on": "gisteren"}, "Voer een geldige datum in"),
        (
            {"set_on": (timezone.localdate() - timedelta(days=1)).isoformat()},
            "Kies een dag vanaf vandaag",
        ),
        ({"set_by": "  "}, "verplicht"),
        ({"decision": ""}, "verplicht"),
    ],
)
def test_setting_is_refused_in_words(set_it, changes, reason):
    answer = set_it(**changes)
    assert answer.status_code == 422
    assert reason in texts(answer)
    assert not RouteCard.objects.filter(code=CODE).exists()


def test_a_draft_that_misses_things_is_not_set(petra, draft):
    page = texts(petra.get(url("draft", draft)))
    for missing in ("Zeg in één zin waarom", "Noem een bron", "Kies voor welke fase", "één stap"):
        assert missing in page
    assert "Dit concept is nog niet klaar" in texts(petra.get(url("set", draft)))
    said = {"set_on": timezone.localdate().isoformat(), "set_by": "Wij", "decision": "Zo."}
    answer = petra.post(url("set", draft), said)
    assert answer.status_code == 422
    assert not RouteCard.objects.filter(code=CODE).exists()


def test_what_two_people_write_at_once_is_not_lost(petra, director, whole, now):
    place = url("about", whole)
    seen = petra.get(place).context["form"]["seen"].value()
    mine = ABOUT | {"why": "Petra schrijft dit.", "seen": seen}
    theirs = ABOUT | {"why": "Roos schrijft dat.", "seen": seen}
    assert director.post(place, theirs).status_code == 302
    refused = petra.post(place, mine)
    assert refused.status_code == 409
    assert "Roos Meijer heeft dit intussen gewijzigd" in texts(refused)
    assert "Roos schrijft dat." in texts(refused)
    assert "Petra schrijft dit." in texts(refused)
    assert now(whole).content["why"] == "Roos schrijft dat."
    again = refused.context["form"]["seen"].value()
    both = ABOUT | {"why": "Roos schrijft dat. Petra schrijft dit.", "seen": again}
    assert petra.post(place, both).status_code == 302
    assert now(whole).content["why"] == "Roos schrijft dat. Petra schrijft dit."


def test_a_draft_that_changed_since_it_was_looked_at_is_not_set(
    petra, director, whole, send, set_it
):
    seen = petra.get(url("set", whole)).context["seen"]
    send(director, whole, "step", STEP | {"action": "Eerst koffie"}, "stap-1")
    refused = set_it(seen=seen)
    assert refused.status_code == 422
    assert "Roos Meijer heeft dit concept intussen gewijzigd" in texts(refused)
    assert "Eerst koffie" in texts(refused)
    assert not RouteCard.objects.filter(code=CODE).exists()
    assert set_it(seen=refused.context["seen"]).status_code == 302


def test_two_people_write_in_two_parts_at_once(petra, director, whole, now):
    about, scope = url("about", whole), url("scope", whole)
    mine = petra.get(about).context["form"]["seen"].value()
    theirs = director.get(scope).context["form"]["seen"].value()
    changed = SCOPE | {"phases": ["pregnancy"], "seen": theirs}
    assert director.post(scope, changed).status_code == 302
    assert petra.post(about, ABOUT | {"why": "Zo.", "seen": mine}).status_code == 302
    content = now(whole).content
    assert (content["why"], content["phases"]) == ("Zo.", ["pregnancy"])


def test_a_condition_of_two_people_is_not_lost(petra, director, whole, now):
    place = url("condition", whole)
    seen = petra.get(place).context["writing"].seen
    assert director.post(place, {"seen": seen, "do": "nothing", **ROWS_LESS}).status_code == 302
    refused = petra.post(place, ROWS | {"c-0-what": leaf("poverty"), "seen": seen})
    assert refused.status_code == 409
    assert "leeft van een minimum" in texts(refused)
    assert now(whole).content["condition"] is None
    kept = ROWS | {"seen": refused.context["writing"].seen}
    assert petra.post(place, kept).status_code == 302
    assert now(whole).content["condition"]["and"][0] == {"concept": "debts"}


ROWS_LESS = {"c-rows": "1", "c-0-what": ""}


def test_saving_what_did_not_change_changes_nothing(petra, village, whole, send, now):
    before = now(whole).changed_at
    assert send(petra, whole, "about", ABOUT).status_code == 302
    assert send(petra, whole, "step", STEP, "stap-1").status_code == 302
    assert now(whole).changed_at == before


def test_buttons_change_rows_and_keep_nothing(petra, draft, now):
    place = url("condition", draft)
    page = petra.post(place, {**ROWS_LESS, "do": "add:c"})
    assert page.context["writing"].root.rows[1].what == ""
    page = petra.post(place, {**ROWS_LESS, "do": "group:c-0"})
    assert 'name="c-0-1-what"' in texts(page)
    assert now(draft).content["condition"] is None


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (ROWS_LESS | {"do": "save"}, "Kies in elke rij iets"),
        ({"c-rows": "1", "c-0-what": leaf("gone"), "do": "save"}, "niet meer in de lijst"),
        ({"c-rows": "999", "do": "save"}, "te lang of te diep"),
    ],
)
def test_a_condition_that_says_nothing_is_refused(petra, draft, now, rows, reason):
    answer = petra.post(url("condition", draft), rows)
    assert answer.status_code == 422
    assert reason in texts(answer)
    assert now(draft).content["condition"] is None


def test_a_step_has_a_condition_of_its_own(petra, whole, send, now):
    rows = {"c-rows": "1", "c-0-what": leaf("smoking"), "do": "save"}
    assert send(petra, whole, "step_condition", rows, "stap-1").status_code == 302
    assert now(whole).content["steps"][0]["condition"] == {"concept": "smoking"}
    assert "alleen als: rookt" in texts(petra.get(url("draft", whole)))
    assert petra.get(url("step_condition", whole, "geen")).status_code == 404


def test_steps_that_wait_for_each_other_are_refused_by_name(petra, whole, send, now):
    two = STEP | {"action": "Terugbellen", "after": ["stap-1"]}
    assert send(petra, whole, "step", two, "stap-2").status_code == 302
    refused = send(petra, whole, "step", STEP | {"after": ["stap-2"]}, "stap-1")
    assert refused.status_code == 422
    assert ("Samen bellen met de geldhulp → Terugbellen → Samen bellen met de geldhulp") in texts(
        refused
    )
    assert now(whole).content["steps"][0]["after"] == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"action": ""}, "verplicht"),
        ({"organization_kinds": []}, "verplicht"),
        ({"kind": "dance"}, "Selecteer een geldige keuze"),
        ({"consent_categories": []}, "welke gegevens meegaan"),
        ({"feedback_who": ""}, "laat iemand weten"),
        ({"within_value": "-3"}, "uitgerekende datum"),
        ({"within_value": "-3", "within_unit": "weeks_from_due_date"}, ""),
        ({"within_value": "900000"}, "1000"),
        ({"gestation_from": "20", "gestation_until": "10"}, "eindigt voordat"),
        ({"origin": "source"}, "uit welke bron"),
        ({"why": "Er is {iets}."}, "kan hier niet worden ingevuld"),
        ({"why": "Er is { iets."}, "kan hier niet worden ingevuld"),
        ({"after": ["nergens"]}, "Selecteer een geldige keuze"),
        ({"source_address": "geen adres"}, "geldige URL"),
    ],
)
def test_a_step_is_refused_in_words(petra, whole, send, now, changes, reason):
    answer = send(petra, whole, "step", STEP | changes, "stap-2")
    assert (answer.status_code == 422) == bool(reason), texts(answer)
    assert reason in texts(answer)
    assert len(now(whole).content["steps"]) == (1 if reason else 2)


def test_steps_move_and_go(petra, whole, send, now):
    send(petra, whole, "step", STEP | {"action": "Terugbellen"}, "stap-2")
    assert petra.post(url("move_step", whole, "stap-2", "omhoog")).status_code == 302
    assert [step["code"] for step in now(whole).content["steps"]] == ["stap-2", "stap-1"]
    assert petra.post(url("move_step", whole, "stap-2", "opzij")).status_code == 404
    seen = petra.get(url("draft", whole)).context["steps"][0].seen
    assert petra.post(url("remove_step", whole, "stap-2"), {"seen": seen}).status_code == 302
    assert petra.post(url("remove_step", whole, "stap-2"), {"seen": seen}).status_code == 302
    assert [step["code"] for step in now(whole).content["steps"]] == ["stap-1"]


def test_a_step_that_somebody_just_wrote_in_is_not_taken_away(petra, director, whole, send, now):
    seen = petra.get(url("draft", whole)).context["steps"][0].seen
    send(director, whole, "step", STEP | {"action": "Eerst koffie"}, "stap-1")
    refused = petra.post(url("remove_step", whole, "stap-1"), {"seen": seen})
    assert refused.status_code == 403
    assert "Roos Meijer heeft dit intussen gewijzigd" in texts(refused)
    assert now(whole).content["steps"][0]["action"] == "Eerst koffie"


def test_a_draft_is_thrown_away_and_what_comes_late_is_refused(petra, director, whole):
    place = url("about", whole)
    assert petra.post(url("discard", whole)).status_code == 302
    assert director.get(place).status_code == 404
    assert petra.get(url("draft", whole)).status_code == 404


def test_a_new_step_has_its_place_before_it_is_written(petra, draft):
    answer = petra.get(url("new_step", draft))
    assert "/stap/stap-" in answer.url
    assert petra.get(answer.url).status_code == 200
    assert petra.get(url("step", draft, "onbekend")).status_code == 404


def test_ranges_are_kept_in_days_and_shown_in_weeks(petra, whole, send, now):
    data = SCOPE | {"gestation_from": "12", "gestation_until": "28", "child_age_until": "9"}
    assert send(petra, whole, "scope", data).status_code == 302
    content = now(whole).content
    assert content["gestation_days"] == {"from": 84, "until": 202}
    assert content["child_age_days"] == {"from": None, "until": 69}
    form = petra.get(url("scope", whole)).context["form"]
    assert (form["gestation_from"].value(), form["gestation_until"].value()) == (12, 28)
    in_days = data | {"gestation_unit": "days"}
    assert send(petra, whole, "scope", in_days).status_code == 302
    assert now(whole).content["gestation_days"] == {"from": 12, "until": 28}
    assert petra.get(url("scope", whole)).context["form"]["gestation_unit"].value() == "days"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"set_by": " "}, "Zeg wie dit heeft besloten"),
        ({"decision": " "}, "Zeg in één zin wat er is besloten"),
    ],
)
def test_what_was_decided_is_said(village, whole, now, changes, reason):
    said = {"set_on": timezone.localdate(), "set_by": "Wij", "decision": "Zo.", **changes}
    with acting_as(village.petra.pk), pytest.raises(NotAllowed, match=reason):
        actions.set_draft(now(whole), **said, by=village.petra, at=timezone.now())


def test_why_it_is_withdrawn_is_said(village, set_it):
    set_it()
    row = RouteCard.objects.get(code=CODE)
    with acting_as(village.petra.pk), pytest.raises(NotAllowed, match="waarom de kaart"):
        pathways.withdraw_card(row, " ", by=village.petra, at=timezone.now())
