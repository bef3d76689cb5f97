"""The village, with the content of the installation, and who writes down what a coalition sets."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.access.rules import OrganizationKind, Role
from duizend.core.content import read_rows
from duizend.core.rls import acting_as
from duizend.directory import actions as directory
from duizend.route_cards.models import CardDraft
from duizend.signals import actions as signals
from tests.db.route_cards.cards import ABOUT, ROWS, SCOPE, STEP
from tests.people import make_organization, make_user, make_village, signed_in

SPOKEN = {
    "debts",
    "smoking",
    "single_parent",
    "asks_help_money",
    "poverty",
    "network_support",
    "partner_smokes",
}


@pytest.fixture
def village():
    at = timezone.now()
    with acting_as(None):
        directory.load_municipalities(read_rows("municipalities.json", "municipalities"), at=at)
        signals.load_life_domains(read_rows("life_domains.json", "life_domains"), at=at)
        concepts = read_rows("concepts.json", "concepts")
        signals.load_concepts([row for row in concepts if row["code"] in SPOKEN], at=at)
    return make_village()


@pytest.fixture
def roos(village):
    """The process director of the coalition."""
    town = make_organization("Gemeente Aa en Hunze", OrganizationKind.MUNICIPALITY)
    return make_user("Roos Meijer", town, Role.PROCESS_DIRECTOR)


@pytest.fixture
def petra(village):
    """Leads the programme; here as a browser."""
    return signed_in(village.petra)


@pytest.fixture
def director(roos):
    return signed_in(roos)


@pytest.fixture
def fatma(village):
    return signed_in(village.fatma)


@pytest.fixture
def draft(petra, village):
    """A new draft of Petra, with only its name."""
    petra.post(reverse("route_cards:new"), {"entry": uuid4(), "name": "Geld en roken samen"})
    with acting_as(village.petra.pk):
        return CardDraft.objects.get()


@pytest.fixture
def send():
    """Send a part as its page has it, with the stamp that stands there."""

    def _send(browser, draft, name, data, *rest):
        place = reverse(f"route_cards:{name}", args=[draft.pk, *rest])
        page = browser.get(place)
        form = page.context.get("form")
        seen = form["seen"].value() if form else page.context["writing"].seen
        return browser.post(place, {"seen": seen, **data})

    return _send


@pytest.fixture
def whole(petra, draft, send):
    """The draft with everything that a card needs."""
    for name, data, *rest in (
        ("about", ABOUT),
        ("scope", SCOPE),
        ("condition", ROWS),
        ("step", STEP, "stap-1"),
    ):
        answer = send(petra, draft, name, data, *rest)
        assert answer.status_code == 302, answer.content.decode()
    return draft


@pytest.fixture
def set_it(petra, whole):
    """Set the draft, with these changes in what is said about it."""

    def _set(**changes):
        said = {
            "set_on": timezone.localdate().isoformat(),
            "set_by": "De coalitie van Aa en Hunze",
            "decision": "Vastgesteld in het overleg van november.",
        }
        return petra.post(reverse("route_cards:set", args=[whole.pk]), said | changes)

    return _set


@pytest.fixture
def now(village):
    """The draft as it is kept now."""

    def _now(draft):
        with acting_as(village.petra.pk):
            return CardDraft.objects.get(pk=draft.pk)

    return _now
