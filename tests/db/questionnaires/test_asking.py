"""Asking once: what was said before is shown, confirmed or left; and counted."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families.models import Person
from duizend.questionnaires import actions, queries
from duizend.questionnaires.models import Answer, Asking, Questionnaire
from duizend.questionnaires.rules.answers import Given
from duizend.questionnaires.rules.codes import Outcome
from duizend.signals import actions as signals
from duizend.signals.models import Concept, Signal
from tests.db.questionnaires.conftest import Talk, rows_of
from tests.people import NOW, share

LATER = NOW + timedelta(days=10)


def finish(talk):
    with acting_as(talk.who.pk):
        actions.stop(talk.response, by=talk.who, at=NOW)


def notice(village, code, who=None, at=NOW):
    who = who or village.fatma
    with acting_as(who.pk):
        return signals.add(
            uuid.uuid4(), village.family, Concept.objects.get(code=code), by=who, at=at
        )


def said(talk, link_id, by=None):
    """What the question would show before it is asked, for this person; None when nothing."""
    with acting_as((by or talk.who).pk):
        form = queries.form_of(talk.response.version)
        return queries.earlier(talk.response, [form.by_link_id[link_id]]).get(link_id)


def words(talk, link_id, by=None):
    found = said(talk, link_id, by)
    return [line.words for line in found.lines] if found else []


def confirm(talk, link_id, by=None):
    by = by or talk.who
    with acting_as(by.pk):
        actions.confirm(talk.response.pk, link_id, by=by, at=LATER)


def asked(village, by=None):
    with acting_as((by or village.fatma).pk):
        return {one.concept.code: one.count for one in queries.asked_of(village.family)}


def present(village):
    with acting_as(village.fatma.pk):
        return sorted(s.concept_id for s in Signal.objects.present())


@pytest.fixture
def second(village, hold):
    """A second Startgesprek, after one in which Fatma heard that the mother smokes."""
    first = hold(village.fatma)
    first.says("L1", "me", "inside")
    finish(first)
    return hold(village.fatma)


def test_an_answer_of_before_is_shown_with_by_whom_and_when(second, village):
    earlier = said(second, "L1")
    assert [line.words for line in earlier.lines] == ["Ik rook of vape, Er wordt binnen gerookt"]
    assert earlier.newest.recorder == village.fatma
    assert earlier.newest.organization == village.fatma.organization
    assert earlier.newest.recorded == NOW
    assert said(second, "L2") is None


def test_still_so_copies_the_answer_and_makes_no_second_signal(second, village):
    confirm(second, "L1")
    with acting_as(village.fatma.pk):
        answers = [a.values for a in Answer.objects.filter(link_id="L1")]
        assert len(answers) == 2
        assert answers[0] == answers[1]
        asking = Asking.objects.get(response=second.response)
        assert asking.outcome == Outcome.CONFIRMED
        assert asking.confirms == Answer.objects.exclude(response=second.response).get().pk
    assert present(village) == ["second_hand_smoke", "smoking"]
    assert asked(village)["smoking"] == 1


def test_still_so_twice_is_once(second, village):
    confirm(second, "L1")
    confirm(second, "L1")
    with acting_as(village.fatma.pk):
        assert Asking.objects.filter(outcome=Outcome.CONFIRMED).count() == 1


def test_what_changed_after_all_was_asked(second, village):
    confirm(second, "L1")
    second.says("L1", "me-not")
    assert asked(village)["smoking"] == 2
    with acting_as(village.fatma.pk):
        assert not Asking.objects.filter(outcome=Outcome.CONFIRMED).exists()


def test_answering_twice_in_one_talk_is_asking_once(village, hold):
    talk = hold(village.fatma)
    talk.says("L1", "me")
    talk.says("L1", "nobody")
    talk.says("L1")
    assert asked(village)["smoking"] == 1


def test_declining_was_asked_and_is_not_shown_as_said(village, hold):
    first = hold(village.fatma)
    first.says("L1", "declined")
    finish(first)
    second = hold(village.fatma)
    assert said(second, "L1") is None
    assert asked(village)["smoking"] == 1


def test_a_quick_signal_counts_as_said(village, hold):
    notice(village, "debts")
    talk = hold(village.fatma)
    assert words(talk, "W2") == ["schulden"]
    # "Debts" fits two choices here, so none is chosen for the parent.
    assert said(talk, "W2").values == ()
    confirm(talk, "W2")
    assert talk.answers() == {}
    assert present(village) == ["debts"]


def test_where_one_choice_says_the_same_it_is_chosen(village, hold):
    notice(village, "financial_strain")
    talk = hold(village.fatma)
    confirm(talk, "W1")
    assert [v["valueCoding"]["code"] for v in talk.answers()["W1"]] == ["hard"]
    assert present(village) == ["financial_strain"]


def test_a_signal_that_is_over_is_not_said_again(village, hold):
    signal = notice(village, "financial_strain")
    with acting_as(village.fatma.pk):
        signals.resolve(signal, by=village.fatma, at=NOW)
    assert said(hold(village.fatma), "W1") is None


def test_an_answer_whose_signal_is_over_is_asked_anew(second, village):
    with acting_as(village.fatma.pk):
        for signal in Signal.objects.present():
            signals.resolve(signal, by=village.fatma, at=NOW)
    assert said(second, "L1") is None


def test_the_same_question_of_another_list(village, hold):
    actions.load_questionnaires(rows_of("phq-2", "phq-9", "startgesprek-duizend"), at=NOW)
    first = hold(village.fatma, "phq-2")
    first.says("phq1", "several-days")
    first.says("phq2", "not-at-all")
    finish(first)
    longer = hold(village.fatma, "phq-9")
    assert words(longer, "phq1") == ["Meerdere dagen"]
    confirm(longer, "phq1")
    assert [v["valueCoding"]["code"] for v in longer.answers()["phq1"]] == ["several-days"]
    assert said(longer, "phq4") is None


def test_another_question_about_the_same_is_shown_and_copies_nothing(village, hold):
    first = hold(village.fatma)
    first.says("P1", "low")
    finish(first)
    phq = hold(village.fatma, "phq-9")
    assert len(words(phq, "phq2")) == 1
    assert said(phq, "phq2").values == ()
    confirm(phq, "phq2")
    again = Talk(village, village.fatma, "startgesprek-duizend")
    line = said(again, "P1").newest
    assert line.confirmed
    assert line.recorded == LATER


def test_own_words_are_said_again(village, hold):
    first = hold(village.fatma)
    first.says("K1", text="Mijn zus komt elke dag.")
    finish(first)
    second = hold(village.fatma)
    assert words(second, "K1") == ["Mijn zus komt elke dag."]
    confirm(second, "K1")
    assert second.answers()["K1"] == [{"valueString": "Mijn zus komt elke dag."}]


def test_what_stands_with_her_name_is_known(village, hold):
    talk = hold(village.fatma)
    assert words(talk, "T1") == ["Nederlands"]
    assert words(talk, "T2") == ["lezen kost moeite"]
    confirm(talk, "T1")
    assert [v["valueCoding"]["code"] for v in talk.answers()["T1"]] == ["dutch"]
    confirm(talk, "T2")
    assert [v["valueCoding"]["code"] for v in talk.answers()["T2"]] == ["reading"]


def test_an_interpreter_stands_with_her_name_too(village, hold):
    with acting_as(village.fatma.pk):
        Person.objects.filter(role="pregnant").update(
            language="Tigrinya", needs_interpreter=True, literacy=""
        )
    talk = hold(village.fatma)
    assert words(talk, "T1") == ["Tigrinya, met een tolk"]
    assert said(talk, "T2") is None
    with acting_as(village.fatma.pk):
        Person.objects.filter(role="pregnant").update(left_on=NOW.date())
    assert said(hold(village.fatma, "gad-2"), "gad1") is None
    assert said(talk, "T1") is None


def test_nothing_said_is_nothing_to_confirm(village, hold):
    talk = hold(village.fatma)
    with pytest.raises(NotAllowed, match="eerder gezegd"):
        confirm(talk, "L2")
    with pytest.raises(NotAllowed, match="niet in deze lijst"):
        confirm(talk, "nergens")
    assert talk.answers() == {}


def test_what_was_answered_now_is_not_confirmed_over_it(second, village):
    second.says("L1", "me-not")
    with pytest.raises(NotAllowed, match="eerder gezegd"):
        confirm(second, "L1")
    assert [v["valueCoding"]["code"] for v in second.answers()["L1"]] == ["me-not"]


def test_not_now_is_no_asking_and_known_at_home_only(second, village):
    with acting_as(village.fatma.pk):
        actions.leave_for_now(second.response.pk, "L1", by=village.fatma, at=LATER)
        actions.leave_for_now(second.response.pk, "L2", by=village.fatma, at=LATER)
        assert Asking.objects.get(response=second.response).outcome == Outcome.NOT_NOW
    assert asked(village)["smoking"] == 1
    share(
        village.family,
        ["lifestyle", "plan"],
        by=village.fatma,
        to=village.noor.organization,
    )
    with acting_as(village.noor.pk):
        assert Asking.objects.filter(response=second.response).count() == 0
        assert Asking.objects.filter(outcome=Outcome.ASKED).count() == 1
    second.says("L1", "me-not")
    assert asked(village)["smoking"] == 2


def test_without_consent_another_organisation_hears_nothing(village, hold):
    first = hold(village.fatma)
    first.says("L1", "me")
    first.says("W2", "debts")
    nurse = hold(village.noor)
    assert said(nurse, "L1") is None
    assert asked(village, village.noor) == {}
    share(village.family, ["lifestyle"], by=village.fatma, to=village.noor.organization)
    # The talk itself was not told, what came of it was.
    assert words(nurse, "L1") == ["rookt"]
    assert said(nurse, "W2") is None
    confirm(nurse, "L1")
    assert [v["valueCoding"]["code"] for v in nurse.answers()["L1"]] == ["me"]
    with acting_as(village.noor.pk):
        assert Signal.objects.present().count() == 1
        assert {a.recorder_id for a in Asking.objects.all()} <= {village.noor.pk, village.fatma.pk}


def test_with_consent_the_talk_of_another_organisation_counts(village, hold):
    first = hold(village.fatma)
    first.says("L1", "me")
    share(village.family, ["lifestyle", "plan"], by=village.fatma, to=village.noor.organization)
    nurse = hold(village.noor)
    assert words(nurse, "L1") == ["Ik rook of vape"]
    nurse.says("L1", "me")
    assert asked(village, village.noor)["smoking"] == 2


def test_what_is_shielded_is_not_said_before_an_open_question(village, hold):
    first = hold(village.fatma)
    first.says("A1", "yes")
    first.says("V1", "hurt")
    first.says("P4", "sometimes")
    finish(first)
    second = hold(village.fatma)
    with acting_as(village.fatma.pk):
        form = queries.form_of(second.response.version)
        open_ones = [item for item in form.questions() if not item.restricted]
        shown = queries.earlier(second.response, open_ones)
    assert all(not line.is_shielded for one in shown.values() for line in one.lines)
    second.says("A1", "yes")
    assert words(second, "V1")
    assert "domestic_violence" not in asked(village)
    with acting_as(village.fatma.pk):
        every = queries.asked_of(village.family, shielded=True)
    assert "domestic_violence" in {one.concept.code for one in every}
    with acting_as(village.yara.pk):
        assert queries.asked_of(village.family, shielded=True) == []


def test_a_shielded_question_is_confirmed_only_alone(village, hold):
    first = hold(village.fatma)
    first.says("A1", "yes")
    first.says("V1", "hurt")
    finish(first)
    second = hold(village.fatma)
    with pytest.raises(NotAllowed, match="niet open"):
        confirm(second, "V1")
    second.says("A1", "yes")
    confirm(second, "V1")
    assert present(village) == ["domestic_violence"]


def test_a_stranger_and_a_colleague_confirm_nothing(second, village):
    for who in (village.sam, village.kim):
        with acting_as(who.pk), pytest.raises(Exception, match="does not exist"):
            actions.confirm(second.response.pk, "L1", by=who, at=LATER)


def test_reading_costs_the_same_however_much_was_said(village, hold):
    def look(talk):
        with acting_as(village.fatma.pk):
            form = queries.form_of(talk.response.version)
            return queries.earlier(talk.response, list(form.questions()))

    first = hold(village.fatma)
    first.says("L1", "me")
    finish(first)
    talk = hold(village.fatma, "phq-9")
    look(talk)
    counts = []
    for codes in ((), ("smoking", "debts", "sleep_problems", "anxiety")):
        for code in codes:
            notice(village, code)
        with CaptureQueriesContext(connection) as made:
            look(talk)
        counts.append(len(made))
    assert counts[0] == counts[1] <= 10


def test_counting_for_the_choice_of_a_list(village, hold):
    for _time in range(3):
        talk = hold(village.fatma)
        talk.says("P1", "low")
        finish(talk)
    with acting_as(village.fatma.pk):
        every = queries.asked_of(village.family)
        before = queries.asked_before(Questionnaire.objects.all(), every)
        assert queries.lists_held(village.family) == 3
    assert before["phq-9"].most == 3
    assert before["phq-9"].known == 2
    assert "hark" not in before
    [mood] = [one for one in every if one.concept.code == "mood"]
    assert mood.times[0].who == "Fatma Aydin"
    assert mood.times[0].title == "Startgesprek"


def test_who_asks_if_we_are_alone_does_not_count(village, hold):
    talk = hold(village.fatma)
    talk.says("A1", "yes")
    with acting_as(village.fatma.pk):
        assert not Asking.objects.exists()


def test_a_question_that_is_about_nothing_known_is_not_counted(village, hold):
    talk = hold(village.fatma)
    with acting_as(village.fatma.pk):
        given = Given(("yes",))
        actions.save_answer(talk.response.pk, "A1", given, was=None, by=village.fatma, at=NOW)
        assert not Asking.objects.exists()


def over(talk, link_id):
    with acting_as(talk.who.pk):
        item = queries.form_of(talk.response.version).by_link_id[link_id]
        found = queries.overtaken(talk.response, item, queries.answers_of(talk.response))
        return sorted(signal.concept_id for signal in found)


def test_what_the_new_answer_does_not_say_any_more_is_asked_and_ended(second, village):
    assert over(second, "L1") == []
    second.says("L1", "me-not")
    assert over(second, "L1") == ["second_hand_smoke", "smoking"]
    assert present(village) == ["second_hand_smoke", "smoke_free", "smoking"]
    with acting_as(village.fatma.pk):
        actions.end_overtaken(second.response.pk, "L1", by=village.fatma, at=LATER)
        actions.end_overtaken(second.response.pk, "L1", by=village.fatma, at=LATER)
    assert present(village) == ["smoke_free"]


def test_declining_ends_nothing(second, village):
    second.says("L1", "declined")
    assert over(second, "L1") == []
    with acting_as(village.fatma.pk):
        actions.end_overtaken(second.response.pk, "L1", by=village.fatma, at=LATER)
    assert present(village) == ["second_hand_smoke", "smoking"]


def test_what_this_talk_itself_made_is_not_overtaken(village, hold):
    talk = hold(village.fatma)
    talk.says("B1", "partner")
    talk.says("N2", "tension")
    assert over(talk, "N2") == []


def test_what_is_shielded_is_never_overtaken_by_an_open_answer(village, hold):
    first = hold(village.fatma)
    first.says("A1", "yes")
    first.says("V1", "hurt")
    finish(first)
    with acting_as(village.fatma.pk):
        Signal.objects.update(concept="relationship_problems")
    talk = hold(village.fatma)
    talk.says("N2", "together")
    assert over(talk, "N2") == []
