"""What a card that was set on screen does for families: proposed, explained, and kept."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.pathways.models import Proposal, RouteCard
from duizend.route_cards.models import CardDraft
from duizend.signals import actions as signals
from duizend.signals.models import Concept
from tests.people import SAMIRA, make_family

CODE = "geld-en-roken-samen"


@pytest.fixture
def speak(village):
    def _speak(family, *codes):
        with acting_as(village.fatma.pk):
            for code in codes:
                concept = Concept.objects.get(code=code)
                signals.add(uuid4(), family, concept, by=village.fatma, at=timezone.now())

    return _speak


@pytest.fixture
def route(fatma):
    def _route(family):
        return fatma.get(reverse("pathways:route", args=[family.pk])).content.decode()

    return _route


def test_three_families_get_the_right_explained_proposals(village, set_it, speak, route):
    set_it()
    nearly, other = (make_family(village.fatma, people=[SAMIRA]) for _number in range(2))
    speak(village.family, "debts", "smoking")
    speak(nearly, "debts")
    applies = route(village.family)
    assert "Er is gesproken over schulden en rookt." in applies
    assert "Samen bellen met de geldhulp" in applies
    accept = reverse("pathways:accept", args=[village.family.pk, CODE, 1, "stap-1"])
    assert accept in applies
    assert "De hele kaart" in applies
    almost = route(nearly)
    accept = reverse("pathways:accept", args=[nearly.pk, CODE, 1, "stap-1"])
    assert accept not in almost
    assert "staat er alleen voor" in almost
    assert "Geld en roken samen" not in route(other)


def test_a_family_keeps_the_version_with_which_it_began(
    petra, fatma, village, set_it, speak, route, send
):
    set_it()
    speak(village.family, "debts", "smoking")
    fatma.post(reverse("pathways:accept", args=[village.family.pk, CODE, 1, "stap-1"]))
    with acting_as(village.fatma.pk):
        assert Proposal.objects.get().card.version == 1
    petra.post(reverse("route_cards:from_card", args=[CODE]))
    with acting_as(village.petra.pk):
        draft = CardDraft.objects.get(set_as=None)
    petra.post(
        reverse("route_cards:set", args=[draft.pk]),
        {"set_on": timezone.localdate().isoformat(), "set_by": "Wij", "decision": "Nieuw."},
    )
    new = make_family(village.fatma, people=[SAMIRA])
    speak(new, "debts", "smoking")
    first, second = (reverse("route_cards:version", args=[CODE, version]) for version in (1, 2))
    assert (first in route(village.family), second in route(village.family)) == (True, False)
    assert (first in route(new), second in route(new)) == (False, True)
    row = RouteCard.objects.get(code=CODE, version=2)
    petra.post(reverse("route_cards:withdraw", args=[CODE, row.version]), {"note": "Klaar."})
    assert first in route(village.family)
    assert second not in route(new)
