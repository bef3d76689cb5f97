"""Publishing lists: versions that were answered stay as they were."""

import copy

import pytest

from duizend.core.content import LoadSummary, RowsRefused, read_rows
from duizend.core.rls import acting_as
from duizend.questionnaires import actions
from duizend.questionnaires.models import InstrumentSlot, Questionnaire, QuestionnaireVersion
from tests.db.questionnaires.conftest import LISTS, rows_of
from tests.people import NOW


def test_loading_twice_changes_nothing(village):
    assert actions.load_questionnaires(rows_of(*LISTS), at=NOW) == LoadSummary(unchanged=len(LISTS))


def test_a_list_keeps_what_came_in(village):
    [row] = rows_of("hark")
    assert QuestionnaireVersion.objects.get(questionnaire_id="hark").resource == row
    assert Questionnaire.objects.get(code="hark").is_shielded
    assert Questionnaire.objects.get(code="startgesprek-duizend").slug == "startgesprek"


def test_a_list_that_is_no_longer_there_is_retired(village):
    summary = actions.load_questionnaires(rows_of("hark"), at=NOW)
    assert summary.retired == len(LISTS) - 1


def changed(**changes):
    row = copy.deepcopy(rows_of("startgesprek-duizend")[0])
    row["item"][0]["item"][0]["text"] = "Een andere vraag"
    return [row | changes, *rows_of(*LISTS[1:])]


def test_a_version_nobody_answered_may_change(village):
    assert actions.load_questionnaires(changed(), at=NOW).changed == 1


def test_an_answered_version_stays_and_a_new_one_comes_beside_it(village, hold):
    talk = hold(village.fatma)
    with acting_as(village.fatma.pk):
        answered = talk.response.version.version
    with pytest.raises(RowsRefused, match="nieuwe versie"):
        actions.load_questionnaires(changed(), at=NOW)

    assert actions.load_questionnaires(changed(version="20"), at=NOW).changed == 1

    with acting_as(village.fatma.pk):
        talk.response.refresh_from_db()
        assert talk.response.version.version == answered
    assert QuestionnaireVersion.objects.filter(questionnaire_id="startgesprek-duizend").count() == 2


def test_a_list_that_cannot_be_run_is_refused_with_its_place(village):
    rows = copy.deepcopy(rows_of(*LISTS))
    rows[1]["item"][0]["item"][1]["linkId"] = "phq1"
    with pytest.raises(RowsRefused) as refusal:
        actions.load_questionnaires(rows, at=NOW)
    assert refusal.value.problems[0].index == 1
    assert "phq1" in refusal.value.problems[0].reason


def test_an_open_question_may_not_point_to_something_shielded(village):
    rows = copy.deepcopy(rows_of(*LISTS))
    first = rows[0]["item"][0]["item"][1]["answerOption"][0]
    first["extension"][0]["valueCode"] = "domestic_violence"
    with pytest.raises(RowsRefused, match="B1"):
        actions.load_questionnaires(rows, at=NOW)


def test_licensed_lists_are_names_only(village):
    rows = read_rows("instrument_slots.json", "instrument_slots")
    assert actions.load_instrument_slots(rows, at=NOW).added == len(rows)
    assert actions.load_instrument_slots(rows, at=NOW) == LoadSummary(unchanged=len(rows))
    assert InstrumentSlot.objects.filter(name__icontains="Edinburgh").exists()


def test_a_list_that_is_far_too_long_is_refused_in_words(village):
    rows = copy.deepcopy(rows_of(*LISTS))
    rows[0]["item"] = [{"linkId": f"q{n}", "type": "string"} for n in range(5000)]
    with pytest.raises(RowsRefused, match="hooguit 1000 items"):
        actions.load_questionnaires(rows, at=NOW)
