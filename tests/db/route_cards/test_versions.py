"""Versions: from which day, in whose hands, and withdrawn."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.core.content import CONTENT_DIR
from duizend.core.rls import acting_as
from duizend.pathways import actions as pathways
from duizend.pathways.models import CardStatus, RouteCard
from duizend.route_cards.models import CardDraft

CODE = "geld-en-roken-samen"
LIST = reverse("route_cards:list")
SMOKE_FREE = CONTENT_DIR / "route_cards" / "rookvrije-start.json"


def url(name, draft, *rest):
    return reverse(f"route_cards:{name}", args=[draft.pk, *rest])


def texts(answer):
    return answer.content.decode()


def at_version(name, version=1):
    return reverse(f"route_cards:{name}", args=[CODE, version])


@pytest.fixture
def later(petra, set_it, village):
    """A second version of the card, set from a day later on."""
    set_it()
    petra.post(reverse("route_cards:from_card", args=[CODE]))
    with acting_as(village.petra.pk):
        draft = CardDraft.objects.get(set_as=None)
    said = {"set_by": "De coalitie", "decision": "Voor de winter."}

    def _later(days):
        day = timezone.localdate() + timedelta(days=days)
        return petra.post(url("set", draft), {**said, "set_on": day.isoformat()})

    return _later


def test_a_new_version_starts_on_its_day_and_the_old_one_stays_until_then(petra, later):
    answer = later(10)
    assert answer.status_code == 302
    old, new = RouteCard.objects.filter(code=CODE).order_by("version")
    assert (old.status, new.status) == (CardStatus.CURRENT, CardStatus.CURRENT)
    assert "versie 2 begint" in texts(petra.get(LIST))
    page = texts(petra.get(reverse("route_cards:card", args=[CODE])))
    assert "Versie 1, vanaf" in page
    assert "begint later" in texts(petra.get(answer.url))


def test_a_new_version_from_today_retires_the_old_one(later):
    assert later(0).status_code == 302
    old, new = RouteCard.objects.filter(code=CODE).order_by("version")
    assert (old.status, new.status) == (CardStatus.RETIRED, CardStatus.CURRENT)


def test_a_version_never_starts_before_one_that_was_set_earlier(petra, village, later):
    later(10)
    petra.post(reverse("route_cards:from_card", args=[CODE]))
    with acting_as(village.petra.pk):
        draft = CardDraft.objects.get(set_as=None)
    answer = petra.post(
        url("set", draft),
        {"set_on": timezone.localdate().isoformat(), "set_by": "Wij", "decision": "Zo."},
    )
    assert answer.status_code == 422
    assert "Een andere versie van deze kaart begint op" in texts(answer)


def test_what_changes_is_said_before_it_is_set(petra, village, set_it, send):
    set_it()
    petra.post(reverse("route_cards:from_card", args=[CODE]))
    with acting_as(village.petra.pk):
        draft = CardDraft.objects.get(set_as=None)
    assert "Er verandert niets" in texts(petra.get(url("compare", draft)))
    send(
        petra,
        draft,
        "scope",
        {"phases": ["child"], "gestation_unit": "weeks", "child_age_unit": "weeks"},
    )
    page = texts(petra.get(url("compare", draft)))
    assert "zwangerschap en eerste zes weken" in page
    assert "daarna" in page
    assert "overal" in page


def test_a_version_that_has_not_started_is_withdrawn_alone(petra, later):
    later(10)
    answer = petra.post(at_version("withdraw", 2), {"note": "Toch niet nodig."})
    assert answer.status_code == 302
    assert "Toch niet nodig." in texts(petra.get(answer.url))
    old, new = RouteCard.objects.filter(code=CODE).order_by("version")
    assert (old.status, new.status) == (CardStatus.CURRENT, CardStatus.RETIRED)


def test_a_card_that_is_withdrawn_stops_and_stays_readable(petra, fatma, later):
    later(10)
    assert petra.post(at_version("withdraw"), {"note": ""}).status_code == 422
    assert fatma.post(at_version("withdraw"), {"note": "Zomaar"}).status_code == 403
    assert petra.post(at_version("withdraw"), {"note": "Iets beters."}).status_code == 302
    rows = RouteCard.objects.filter(code=CODE)
    assert {row.status for row in rows} == {CardStatus.RETIRED}
    assert "Niet meer in gebruik" in texts(fatma.get(LIST))
    assert fatma.get(reverse("route_cards:card", args=[CODE])).status_code == 200
    assert petra.post(at_version("withdraw"), {"note": "Nog eens."}).status_code == 403


def test_the_files_leave_a_card_in_own_hands_alone(village, set_it):
    card = json.loads(SMOKE_FREE.read_text())
    card = {**card, "sources": [], "steps": card["steps"][:1]}
    with acting_as(None):
        pathways.load_route_cards([card], at=timezone.now())
    row = RouteCard.objects.get(code=card["code"])
    with acting_as(village.petra.pk):
        pathways.withdraw_card(row, "Wij doen het anders.", by=village.petra, at=timezone.now())
    set_it()
    with acting_as(None):
        done = pathways.load_route_cards([{**card, "version": 9}], at=timezone.now())
    assert (done.added, done.changed, done.unchanged, done.retired) == (0, 0, 1, 0)
    assert RouteCard.objects.get(code=CODE).status == CardStatus.CURRENT
