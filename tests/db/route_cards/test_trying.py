"""“What would this do for these families?”"""

import pytest
from django.urls import reverse

from tests.db.route_cards.cards import ROWS, STEP, leaf

LISA = "schulden-en-roken"


@pytest.fixture
def tried(petra, whole):
    def _tried(**asked):
        place = reverse("route_cards:try", args=[whole.pk])
        return petra.get(place, asked)

    return _tried


def outcomes(answer):
    return [(one.example.code, one.outcome.value) for one in answer.context["tried"]]


def test_three_invented_families_stand_ready_with_why(tried):
    answer = tried()
    found = outcomes(answer)
    assert len(found) == 3
    assert found[0] == (LISA, "applies")
    assert (
        "Er is gesproken over schulden, staat er alleen voor en rookt." in answer.content.decode()
    )
    assert answer.context["tried"][0].steps[0].due_on is not None
    assert dict(found)["somber-met-baby"] == "not"


def test_families_can_be_chosen(tried):
    assert outcomes(tried(gezin=["partner-rookt"])) == [("partner-rookt", "not")]
    assert "Deze kaart is niet voor deze gemeente." in tried(gezin="partner-rookt").content.decode()


def own(**changes):
    return {"municipality": "GM1680", "moment": "pregnant", "weeks": "20", **changes}


@pytest.mark.parametrize(
    ("changes", "outcome", "words"),
    [
        ({"s_money": ["debts"], "s_lifestyle": ["smoking"]}, "applies", "schulden en rookt"),
        ({"s_money": ["debts"]}, "almost", "rookt"),
        ({"moment": "wish", "weeks": ""}, "not", "niet voor deze fase: kinderwens"),
        ({}, "not", "niet gesproken"),
        ({"moment": "child", "weeks": "2", "s_money": ["debts"]}, "almost", "rookt"),
    ],
)
def test_a_situation_of_ones_own(tried, changes, outcome, words):
    answer = tried(**own(**changes))
    assert outcomes(answer) == [("eigen", outcome)]
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"weeks": ""},
        {"weeks": "50"},
        {"weeks": "veel"},
        {"moment": "x"},
        {"municipality": "GM9999"},
    ],
)
def test_a_situation_that_cannot_be_is_refused(tried, changes):
    answer = tried(**own(**changes))
    assert answer.status_code == 422
    assert len(answer.context["tried"]) == 3


def test_a_step_with_a_condition_of_its_own_nearly_fits(petra, whole, send, tried):
    send(petra, whole, "step", STEP | {"action": "Stopcoach"}, "stap-2")
    rows = {"c-rows": "1", "c-0-what": leaf("partner_smokes"), "do": "save"}
    send(petra, whole, "step_condition", rows, "stap-2")
    (one, *_rest) = tried().context["tried"]
    assert [step.action for step in one.steps] == ["Samen bellen met de geldhulp"]
    assert [step.action for step in one.almost] == ["Stopcoach"]
    assert "partner rookt" in one.almost[0].missing


def test_a_card_for_later_says_when(petra, whole, send, tried):
    scope = {
        "phases": ["pregnancy"],
        "municipalities": ["GM1680"],
        "gestation_from": "30",
        "gestation_unit": "weeks",
        "child_age_unit": "weeks",
    }
    send(petra, whole, "scope", scope)
    assert "later in de zwangerschap" in tried(gezin=LISA).content.decode()
    send(petra, whole, "condition", ROWS | {"do": "nothing"})
    assert "later in de zwangerschap" in tried(gezin=LISA).content.decode()
