"""Writing a card on screen: from its name to three families for which it is tried."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.pathways.models import RouteCard
from duizend.route_cards.models import CardDraft

STEP = {
    "action": "Samen bellen met de geldhulp",
    "kind": "referral",
    "role": "debt_counsellor",
    "organization_kinds": ["debt_support"],
    "why": "Er is gesproken over {labels}.",
    "origin": "proposal",
    "consent_categories": ["contact", "money"],
    "feedback_who": "receiver",
    "feedback_to": "referrer",
    "feedback_within_value": "10",
    "feedback_within_unit": "working_days",
    "feedback_within_origin": "proposal",
    "within_value": "5",
    "within_unit": "working_days",
    "within_origin": "proposal",
    "gestation_unit": "weeks",
    "child_age_unit": "weeks",
}
ABOUT = {
    "name": "Geld en roken samen",
    "why": "Er is gesproken over {labels}.",
    "note": "",
    "certainty": "own",
    "source_0": "DUIZEND|",
}
SCOPE = {
    "phases": ["pregnancy", "postpartum"],
    "municipalities": ["GM1680"],
    "gestation_unit": "weeks",
    "child_age_unit": "weeks",
}


def only_draft(by):
    with acting_as(by.pk):
        return CardDraft.objects.get()


def url(name, draft, *rest):
    return reverse(f"route_cards:{name}", args=[draft.pk, *rest])


def leaf(code):
    return json.dumps({"concept": code}, separators=(",", ":"))


@pytest.fixture
def draft(petra, village):
    answer = petra.post(
        reverse("route_cards:new"), {"entry": uuid4(), "name": "Geld en roken samen"}
    )
    assert answer.status_code == 302
    return only_draft(village.petra)


def send(browser, draft, name, data, *rest):
    """Send a part as its page has it: with the stamp that stands there."""
    page = browser.get(url(name, draft, *rest))
    form = page.context.get("form")
    seen = form["seen"].value() if form else page.context["writing"].seen
    return browser.post(url(name, draft, *rest), {"seen": seen, **data})


def whole(browser, draft):
    """Everything a card needs."""
    for name, data in (("about", ABOUT), ("scope", SCOPE)):
        assert send(browser, draft, name, data).status_code == 302
    rows = {
        "c-rows": "3",
        "c-word": "and",
        "c-0-what": leaf("debts"),
        "c-1-rows": "2",
        "c-1-word": "or",
        "c-1-0-what": leaf("smoking"),
        "c-1-1-what": leaf("single_parent"),
        "c-2-what": leaf("asks_help_money"),
        "c-2-not": "not",
        "do": "save",
    }
    assert send(browser, draft, "condition", rows).status_code == 302
    assert send(browser, draft, "step", STEP, "stap-1").status_code == 302


def test_a_card_is_written_tried_and_set(petra, village, draft):
    whole(petra, draft)
    page = petra.get(url("draft", draft)).content.decode()
    assert "schulden ÉN (rookt OF staat er alleen voor) ÉN NIET vraagt zelf hulp bij geld" in page
    tried = petra.get(url("try", draft)).content.decode()
    assert tried.count("van toepassing") >= 1
    answer = petra.post(
        url("set", draft),
        {
            "set_on": timezone.localdate().isoformat(),
            "set_by": "De coalitie van Aa en Hunze",
            "decision": "Vastgesteld in het overleg van november.",
        },
    )
    assert answer.status_code == 302
    row = RouteCard.objects.get(code="geld-en-roken-samen")
    assert (row.version, row.status, row.recorder) == (1, "current", village.petra)
    assert row.content["steps"][0]["order"] == 1
    assert petra.get(answer.url).status_code == 200


def test_a_day_that_is_past_is_refused(petra, draft):
    whole(petra, draft)
    answer = petra.post(
        url("set", draft),
        {
            "set_on": (timezone.localdate() - timedelta(days=1)).isoformat(),
            "set_by": "De coalitie",
            "decision": "Zo besloten.",
        },
    )
    assert answer.status_code == 422
    assert not RouteCard.objects.filter(code="geld-en-roken-samen").exists()
