"""Every conversation begins with what goes well, and does not end without."""

import uuid

import pytest
from django.urls import reverse

from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.questionnaires import actions, queries
from duizend.questionnaires.models import Opening, QuestionnaireResponse, QuestionnaireVersion
from duizend.questionnaires.rules.codes import Status
from duizend.signals import actions as signals
from duizend.signals.models import Concept, Signal
from tests.people import NOW, signed_in


def strengthen(talk, words="Haar zus", strengths=("support_person",), by=None):
    by = by or talk.who
    with acting_as(by.pk):
        return actions.begin_with_strengths(talk.response, words, strengths, by=by, at=NOW)


def complete(talk, **more):
    with acting_as(talk.who.pk):
        return actions.complete(talk.response, by=talk.who, at=NOW, **more)


def present(village):
    with acting_as(village.fatma.pk):
        return sorted(s.concept_id for s in Signal.objects.present())


def page(village, slug, who=None):
    client = signed_in(who or village.fatma)
    return client.get(reverse("questionnaires:conversation", args=[village.family.pk, slug]))


def test_our_own_list_begins_with_what_goes_well_itself(village, hold):
    hold(village.fatma)
    assert page(village, "startgesprek").context["strengths_form"] is None
    hold(village.fatma, "phq-9")
    text = page(village, "phq-9").content.decode()
    assert text.index("Wat gaat goed bij u?") < text.index("Hoe vaak hebt u in de afgelopen")


def test_what_goes_well_is_kept_in_own_words_and_as_signals(village, hold):
    talk = hold(village.fatma, "gad-2")
    strengthen(talk)
    strengthen(talk, "Haar zus en haar tuin", ["coping"])
    with acting_as(village.fatma.pk):
        opening = Opening.objects.get()
        assert (opening.words, opening.category) == ("Haar zus en haar tuin", "plan")
        assert Signal.objects.present().get().source_name == "Twee vragen over spanning (GAD-2)"
    assert present(village) == ["coping"]
    complete(talk)
    text = signed_in(village.fatma).get(
        reverse("questionnaires:summary", args=[village.family.pk, "gad-2", talk.response.pk])
    )
    assert "Haar zus en haar tuin" in text.content.decode()
    assert "kan omgaan met spanning" in text.content.decode()


def test_through_the_page(village, hold):
    talk = hold(village.fatma, "gad-2")
    client = signed_in(village.fatma)
    args = [village.family.pk, "gad-2", talk.response.pk]
    url = reverse("questionnaires:begin_with_strengths", args=args)
    kept = client.post(url, {"woorden": "Haar zus", "sterk": ["coping", "warmth"]}, follow=True)
    assert "Bewaard." in kept.content.decode()
    assert "Wat goed gaat aanpassen" in kept.content.decode()
    refused = client.post(url, {"woorden": "Haar zus", "sterk": ["debts"]}, follow=True)
    assert "geen van de keuzes" in refused.content.decode()
    assert present(village) == ["coping", "warmth"]
    assert client.get(url).status_code == 405
    for who, status in ((village.sam, 404), (village.kim, 403), (village.noor, 404)):
        assert signed_in(who).post(url, {"woorden": "x"}).status_code == status


def test_a_strength_that_is_no_choice_is_refused(village, hold):
    with pytest.raises(NotAllowed, match="geen van de keuzes"):
        strengthen(hold(village.fatma, "gad-2"), strengths=["debts"])
    assert present(village) == []


def test_a_finished_talk_begins_with_nothing_any_more(village, hold):
    talk = hold(village.fatma, "gad-2")
    complete(talk, strengths_not_discussed=True)
    with pytest.raises(NotAllowed, match="afgelopen"):
        strengthen(talk)


def test_what_was_known_already_was_named_again(village, hold):
    with acting_as(village.fatma.pk):
        signals.add(
            uuid.uuid4(),
            village.family,
            Concept.objects.get(code="coping"),
            by=village.fatma,
            at=NOW,
        )
    strengthen(hold(village.fatma, "gad-2"), strengths=["coping"])
    assert present(village) == ["coping", "coping"]


def test_before_a_shielded_list_it_is_shielded_too(village, hold):
    strengthen(hold(village.fatma, "hark"))
    with acting_as(village.fatma.pk):
        assert Opening.objects.get().category == "safety"
        assert Signal.objects.get().category == "safety"
    with acting_as(village.yara.pk):
        assert not Opening.objects.exists()


def test_without_anything_that_goes_well_a_talk_does_not_end(village, hold):
    talk = hold(village.fatma, "gad-2")
    talk.says("gad1", "several-days")
    with pytest.raises(NotAllowed, match="nog niets genoemd dat goed gaat"):
        complete(talk)
    with acting_as(village.fatma.pk):
        assert QuestionnaireResponse.objects.get().status == Status.IN_PROGRESS
    complete(talk, strengths_not_discussed=True)
    with acting_as(village.fatma.pk):
        assert QuestionnaireResponse.objects.get().status == Status.COMPLETED
        assert Opening.objects.get().not_discussed


def test_stopping_asks_nothing(village, hold):
    talk = hold(village.fatma, "gad-2")
    with acting_as(village.fatma.pk):
        actions.stop(talk.response, by=village.fatma, at=NOW)
        assert not Opening.objects.exists()


@pytest.mark.parametrize(
    ("link_id", "chosen", "text"),
    [("B1", ("partner",), ""), ("K1", (), "Mijn zus komt elke dag")],
)
def test_a_strength_that_was_said_in_the_talk_is_enough(village, hold, link_id, chosen, text):
    talk = hold(village.fatma)
    talk.says(link_id, *chosen, text=text)
    complete(talk)


def test_what_was_declined_is_not_a_strength(village, hold):
    talk = hold(village.fatma)
    talk.says("B1", "declined")
    talk.says("K3", text="Niet met mijn schoonmoeder")
    with pytest.raises(NotAllowed, match="goed gaat"):
        complete(talk)


def test_a_strength_behind_the_shield_ends_no_open_talk(village, hold):
    first = hold(village.fatma)
    first.says("A1", "yes")
    first.says("V1", "yes")
    assert present(village) == ["safe_at_home"]
    with pytest.raises(NotAllowed, match="goed gaat"):
        complete(hold(village.fatma, "gad-2"))
    complete(hold(village.fatma, "hark"))


def test_the_page_asks_to_say_it_and_keeps_what_was_there(village, hold):
    talk = hold(village.fatma, "gad-2")
    client = signed_in(village.fatma)
    args = [village.family.pk, "gad-2", talk.response.pk]
    url = reverse("questionnaires:complete", args=args)
    refused = client.post(url)
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "nog niets genoemd dat goed gaat" in text
    assert "We bespraken nog niet wat goed gaat" in text
    ended = client.post(url, {"nog_niet_besproken": "on"}, follow=True)
    assert "Nog niet besproken." in ended.content.decode()
    assert client.post(url).status_code == 302  # the same click again


def test_the_card_stands_before_the_talk_and_can_be_printed(village):
    client = signed_in(village.fatma)
    args = [village.family.pk, "startgesprek"]
    begin = client.get(reverse("questionnaires:conversation", args=args)).content.decode()
    assert "Waar wilt u beginnen?" in begin
    printed = client.get(reverse("questionnaires:card", args=args)).content.decode()
    assert "Waar wilt u beginnen?" in printed
    assert "Vraag door op wat goed gaat" in printed
    student = signed_in(village.yara)
    hark = reverse("questionnaires:card", args=[village.family.pk, "hark"])
    assert student.get(hark).status_code == 404
    assert signed_in(village.sam).get(hark).status_code == 404


def test_a_list_without_a_card_gets_our_own_words(village):
    version = QuestionnaireVersion.objects.get(questionnaire_id="gad-2")
    resource = dict(version.resource)
    resource["extension"] = []
    QuestionnaireVersion.objects.filter(pk=version.pk).update(resource=resource, checksum="anders")
    text = page(village, "gad-2").content.decode()
    assert "Zeg waarom u dit vraagt" in text


def test_many_open_questions_are_said_to_be_many(village):
    version = QuestionnaireVersion.objects.get(questionnaire_id="gad-2")
    resource = dict(version.resource)
    resource["item"] = [{"linkId": f"open{n}", "type": "text", "text": "Vertel"} for n in range(11)]
    QuestionnaireVersion.objects.filter(pk=version.pk).update(resource=resource, checksum="open")
    assert "11 open vragen" in page(village, "gad-2").content.decode()
    assert "open vragen" not in page(village, "startgesprek").content.decode()


def test_strengths_to_name_are_strengths_that_exist(village):
    named = queries.strengths_to_name()
    assert len(named) == 9
    assert {concept.kind for concept in named} == {"protective"}
