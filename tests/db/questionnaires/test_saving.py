"""Answers are kept one by one, with the signals they give."""

import pytest

from duizend.access.models import AuditEvent
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families.permissions import NoCareRelation
from duizend.questionnaires import actions, queries
from duizend.questionnaires.actions import NotAnAnswer
from duizend.questionnaires.models import Answer, QuestionnaireResponse
from duizend.questionnaires.permissions import check_can_continue
from duizend.questionnaires.rules.answers import digest
from duizend.signals.models import Discussed, Signal
from duizend.signals.queries import present_signals
from tests.people import NOW, share


def present(village, who=None):
    with acting_as((who or village.fatma).pk):
        return sorted(signal.concept_id for signal in present_signals(village.family))


def test_an_answer_is_kept_with_its_signals(village, hold):
    talk = hold(village.fatma)
    saved = talk.says("B1", "partner", "family", text="mijn zus")

    assert saved.is_changed
    assert present(village) == ["involved_partner", "network_support"]
    with acting_as(village.fatma.pk):
        kept = Answer.objects.get()
        assert kept.category == "network"
        assert len(kept.values) == 3
        assert {s.source_in_words for s in Signal.objects.all()} == {"Startgesprek"}
        line = AuditEvent.objects.get(action="questionnaires.answer")
        assert (line.category, line.reason) == ("network", "")


def test_changing_an_answer_takes_its_signals_back(village, hold):
    talk = hold(village.fatma)
    talk.says("L1", "me")
    before = present(village)
    talk.says("L1", "nobody")
    assert present(village) != before
    talk.says("L1")
    assert present(village) == []
    assert talk.answers() == {}


def test_the_same_answer_twice_is_one(village, hold):
    talk = hold(village.fatma)
    talk.says("B1", "partner")
    again = talk.says("B1", "partner")
    assert not again.is_changed
    with acting_as(village.fatma.pk):
        assert Answer.objects.count() == 1
        assert Signal.objects.count() == 1
        assert AuditEvent.objects.filter(action="questionnaires.answer").count() == 1


def test_declining_and_own_words_are_never_a_signal(village, hold):
    talk = hold(village.fatma)
    talk.says("B1", "declined", "partner")
    talk.says("K1", text="Schulden, roken, geweld: alles tegelijk")
    assert present(village) == []
    with acting_as(village.fatma.pk):
        assert not Discussed.objects.exists()


def test_two_windows_the_last_one_counts_and_is_told(village, hold):
    talk = hold(village.fatma)
    seen = digest(())
    assert not talk.says("B1", "partner", was=seen).overtook
    second = talk.says("B1", "friends", was=seen)
    assert second.overtook
    assert present(village) == ["network_support"]
    # A retry of what was already kept is not an overtaking.
    assert not talk.says("B1", "friends", was=seen).overtook


@pytest.mark.parametrize(
    ("link_id", "chosen", "text", "reason"),
    [
        ("B99", ("partner",), "", "niet in deze lijst"),
        ("strengths", ("partner",), "", "niets te beantwoorden"),
        ("B1", ("toverij",), "", "geen van de keuzes"),
        ("W2", (), "zelf geschreven", "geen van de keuzes"),
        ("K1", (), "a" * 100_000, "te lang"),
        ("K1", (), "nul\x00", "tekens"),
    ],
)
def test_nonsense_is_refused_in_words_and_changes_nothing(
    village, hold, link_id, chosen, text, reason
):
    talk = hold(village.fatma)
    with pytest.raises(NotAnAnswer, match=reason):
        talk.says(link_id, *chosen, text=text)
    assert talk.answers() == {}


def test_what_is_asked_alone_opens_only_after_a_yes(village, hold):
    talk = hold(village.fatma)
    with pytest.raises(NotAllowed, match="niet open"):
        talk.says("V1", "hurt")
    assert "V1" in talk.says("A1", "yes").opened
    talk.says("V1", "hurt")
    assert present(village) == ["domestic_violence"]
    # Somebody comes in: the questions close, what was said stays.
    assert "V1" not in talk.says("A1", "no").opened
    assert present(village) == ["domestic_violence"]
    with pytest.raises(NotAllowed, match="niet open"):
        talk.says("V1", "yes")


def test_a_student_holds_the_talk_without_the_shielded_part(village, hold):
    talk = hold(village.yara)
    talk.says("B1", "partner")
    with pytest.raises(NotAllowed, match="afgeschermd"):
        talk.says("A1", "yes")


def test_shielded_answers_are_seen_by_the_nurse_and_not_by_her_student(village, hold):
    talk = hold(village.noor)
    talk.says("A1", "yes")
    talk.says("V1", "hurt")
    talk.says("B1", "partner")
    assert set(talk.answers()) == {"A1", "V1", "B1"}
    assert set(talk.answers(by=village.yara)) == {"B1"}
    assert present(village, village.yara) == ["involved_partner"]


def test_a_shielded_list_does_not_exist_for_a_student(village, hold):
    with pytest.raises(NotAllowed, match="afgeschermd"):
        hold(village.yara, "hark")
    hold(village.noor, "hark")
    with acting_as(village.yara.pk):
        assert not QuestionnaireResponse.objects.exists()


def test_the_last_question_of_the_phq_asks_first_whether_you_are_alone(village, hold):
    talk = hold(village.fatma, "phq-9")
    with pytest.raises(NotAllowed, match="niet open"):
        talk.says("phq9", "several-days")
    talk.says("duizend-alone", "yes")
    talk.says("phq9", "several-days")
    assert present(village) == ["thoughts_of_death"]


def test_a_finished_conversation_does_not_change(village, hold):
    talk = hold(village.fatma)
    talk.says("B1", "partner")
    with acting_as(village.fatma.pk):
        actions.complete(talk.response, by=village.fatma, at=NOW)
        actions.complete(talk.response, by=village.fatma, at=NOW)
        with pytest.raises(NotAllowed, match="afgelopen"):
            actions.stop(talk.response, by=village.fatma, at=NOW)
    with pytest.raises(NotAllowed, match="afgelopen"):
        talk.says("B1", "family")
    assert present(village) == ["involved_partner"]


def test_a_begun_conversation_is_gone_on_with(village, hold):
    first = hold(village.fatma)
    assert hold(village.fatma).response == first.response
    with acting_as(village.fatma.pk):
        actions.stop(first.response, by=village.fatma, at=NOW)
    assert hold(village.fatma).response != first.response


def test_another_organisation_has_its_own_conversation(village, hold):
    assert hold(village.fatma).response != hold(village.noor).response


def test_a_colleague_without_care_relation_begins_nothing(village, hold):
    with pytest.raises(NoCareRelation):
        hold(village.kim)


def test_the_outcome_names_what_goes_well_first_and_nothing_shielded(village, hold):
    talk = hold(village.fatma)
    talk.says("A1", "yes")
    talk.says("V1", "hurt")
    talk.says("B1", "partner")
    talk.says("L1", "me")
    talk.says("K1", text="Mijn zus past op.")
    talk.says("K3", text="Liever niet met mijn baas.")
    with acting_as(village.fatma.pk):
        outcome = queries.outcome(talk.response)
        form = queries.form_of(talk.response.version)
        words = queries.own_words(talk.response, form)
    assert [signal.concept_id for signal in outcome.strengths] == ["involved_partner"]
    assert [signal.concept_id for signal in outcome.others] == ["smoking"]
    assert [said for _question, said in words.strengths] == ["Mijn zus past op."]
    assert [said for _question, said in words.others] == ["Liever niet met mijn baas."]


CHAIN = {
    "resourceType": "Questionnaire",
    "id": "keten",
    "url": "urn:duizend:questionnaire:keten",
    "version": "1",
    "title": "Keten",
    "purpose": "Vragen die van elkaar afhangen.",
    "item": [
        {"linkId": "work", "type": "boolean", "text": "Werkt u?"},
        {
            "linkId": "money",
            "type": "choice",
            "text": "Lukt het?",
            "enableWhen": [{"question": "work", "operator": "=", "answerBoolean": True}],
            "answerOption": [
                {
                    "extension": [{"url": "urn:duizend:concept", "valueCode": "debts"}],
                    "valueCoding": {"system": "urn:duizend:answer", "code": "no"},
                }
            ],
        },
    ],
}


def test_a_question_that_closes_takes_its_signal_along_and_brings_it_back(village, hold):
    actions.load_questionnaires([CHAIN], at=NOW)
    talk = hold(village.fatma, "keten")
    talk.says("work", "true")
    talk.says("money", "no")
    assert present(village) == ["debts"]
    talk.says("work", "false")
    assert present(village) == []
    talk.says("work", "true")
    assert present(village) == ["debts"]


def test_a_list_that_is_no_longer_used_is_not_begun(village, hold):
    actions.load_questionnaires([CHAIN], at=NOW)
    with pytest.raises(NotAllowed, match="niet meer gebruikt"):
        hold(village.fatma)


def test_another_organisation_reads_a_conversation_and_does_not_change_it(village, hold):
    talk = hold(village.fatma)
    share(village.family, ["plan", "network"], by=village.fatma, to=village.noor.organization)
    with acting_as(village.noor.pk):
        assert queries.responses(village.family).get() == talk.response
        with pytest.raises(NotAllowed, match="andere organisatie"):
            check_can_continue(village.noor, talk.response)
