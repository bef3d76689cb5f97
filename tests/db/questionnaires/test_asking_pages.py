"""What was said before, on the page: folded question, buttons that work without scripts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.questionnaires import actions, queries
from duizend.questionnaires.models import Answer, Asking, QuestionnaireResponse
from duizend.questionnaires.rules.codes import Outcome
from duizend.questionnaires.words import ago_in_words
from duizend.signals.models import Signal
from tests.db.questionnaires.test_pages import Pages
from tests.people import NOW, TODAY, share, signed_in


@pytest.fixture
def pages(village, hold):
    """A second talk, after one in which the mother said that she smokes."""
    first = hold(village.fatma)
    first.says("L1", "me")
    first.says("K1", text="Mijn zus komt elke dag.")
    with acting_as(village.fatma.pk):
        actions.stop(first.response, by=village.fatma, at=NOW)
    return Pages(hold(village.fatma))


@pytest.fixture
def midwife(village):
    return signed_in(village.fatma)


def post(pages, client, link_id, button, **more):
    top = next(t.link_id for t in pages.form.items if pages.form.by_link_id[link_id] in t.items)
    return client.post(pages.part(top), {button: pages.numbers[link_id], **more})


def test_the_question_is_folded_under_what_was_said(pages, midwife):
    page = midwife.get(pages.part("lifestyle")).content.decode()
    # The records of these tests are of today.
    assert "Eerder gezegd op" in page
    assert "bij Fatma Aydin (Praktijk De Wieg)" in page
    assert "<strong>Ik rook of vape</strong>" in page
    assert "Klopt dit nog?" in page
    box = page.index("Ik rook of vape")
    assert page.index("Is veranderd", box) < page.index('name="v', box)
    # What was not said before is asked as always.
    assert page.count("Is veranderd") == 1


def test_still_so_keeps_the_answer_and_stays_at_the_question(pages, midwife, village):
    kept = post(pages, midwife, "L1", "klopt")
    assert kept.status_code == 302
    assert kept["Location"].endswith(f"#vraag-{pages.numbers['L1']}")
    page = midwife.get(kept["Location"]).content.decode()
    assert "Klopt nog, op" in page
    assert 'name="klopt"' not in page
    with acting_as(village.fatma.pk):
        assert Answer.objects.filter(link_id="L1").count() == 2
        assert Signal.objects.present().filter(concept_id="smoking").count() == 1
    summary = midwife.get(pages.address("summary")).content.decode()
    assert "rookt" in summary


def test_the_same_button_twice_is_once(pages, midwife, village):
    post(pages, midwife, "L1", "klopt")
    post(pages, midwife, "L1", "klopt")
    with acting_as(village.fatma.pk):
        assert Asking.objects.filter(outcome=Outcome.CONFIRMED).count() == 1


def test_still_so_keeps_what_else_was_filled_in_on_the_page(pages, midwife, village):
    number = pages.numbers["L2"]
    post(pages, midwife, "L1", "klopt", **{f"v{number}": "no", f"v{number}-was": ""})
    with acting_as(village.fatma.pk):
        assert set(queries.answers_of(pages.talk.response)) == {"L1", "L2"}


def test_not_now_leaves_it(pages, midwife, village):
    post(pages, midwife, "L1", "nu-niet")
    page = midwife.get(pages.part("lifestyle")).content.decode()
    assert "Hieronder kunt u er op terugkomen" in page
    with acting_as(village.fatma.pk):
        assert queries.answers_of(pages.talk.response) == {}


def test_it_has_changed_is_answered_as_always_and_shows_no_box_any_more(pages, midwife):
    pages.answer(midwife, "L1", "me-not", was="")
    page = midwife.get(pages.part("lifestyle")).content.decode()
    assert "Klopt dit nog?" not in page


def test_what_passed_can_be_ended_beside_the_new_answer(pages, midwife, village):
    saved = pages.answer(midwife, "L1", "me-not", was="").content.decode()
    assert "niet in dit antwoord: <strong>rookt</strong>" in " ".join(saved.split())
    assert "Is dat voorbij?" in midwife.get(pages.part("lifestyle")).content.decode()
    post(pages, midwife, "L1", "voorbij", **{f"v{pages.numbers['L1']}": "me-not"})
    assert "Is dat voorbij?" not in midwife.get(pages.part("lifestyle")).content.decode()
    with acting_as(village.fatma.pk):
        assert [s.concept_id for s in Signal.objects.present()] == ["smoke_free"]


def test_a_button_for_what_was_never_said_says_so(pages, midwife, village):
    answer = post(pages, midwife, "L2", "klopt")
    page = midwife.get(answer["Location"]).content.decode()
    assert "Hier is niets wat al eerder gezegd is" in page
    for nonsense in ("999", "x", ""):
        assert midwife.post(pages.part("lifestyle"), {"klopt": nonsense}).status_code == 302
    with acting_as(village.fatma.pk):
        assert not Asking.objects.filter(outcome=Outcome.CONFIRMED).exists()


def test_long_ago_is_asked_gently(pages, midwife, village):
    with acting_as(village.fatma.pk):
        Answer.objects.update(recorded=timezone.now() - timedelta(days=130))
    page = midwife.get(pages.part("lifestyle")).content.decode()
    assert "4 maanden geleden" in page
    assert "Dat is een tijd geleden" in page


def test_own_words_are_text_and_never_markup(village, hold):
    first = hold(village.fatma)
    first.says("K1", text="<script>alert(1)</script>")
    with acting_as(village.fatma.pk):
        actions.stop(first.response, by=village.fatma, at=NOW)
    pages = Pages(hold(village.fatma))
    page = signed_in(village.fatma).get(pages.part("strengths")).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_another_organisation_sees_the_box_only_with_consent(pages, village, hold):
    nurse = Pages(hold(village.noor))
    client = signed_in(village.noor)
    assert "Eerder gezegd" not in client.get(nurse.part("lifestyle")).content.decode()
    asked = reverse("questionnaires:asked", args=[village.family.pk])
    choose = reverse("questionnaires:choose", args=[village.family.pk])
    assert "leefstijl" not in client.get(asked).content.decode().lower()
    assert "Al eerder gevraagd" not in client.get(choose).content.decode()
    share(village.family, ["lifestyle", "plan"], by=village.fatma, to=village.noor.organization)
    assert "bij Fatma Aydin" in client.get(nurse.part("lifestyle")).content.decode()
    assert "Fatma Aydin, Praktijk De Wieg" in client.get(asked).content.decode()


def test_how_often_stands_where_one_chooses_and_on_a_page_of_its_own(pages, village, hold):
    pages.talk.says("L1", "partner")
    client = signed_in(village.fatma)
    chosen = client.get(reverse("questionnaires:choose", args=[village.family.pk]))
    text = chosen.content.decode()
    assert "Met dit gezin zijn 2 lijsten begonnen. Sommige vragen zijn al 2 keer gesteld." in text
    assert "Deze vragen zijn al tot 2 keer gesteld." in text
    listed = client.get(reverse("questionnaires:asked", args=[village.family.pk])).content.decode()
    assert "rookt" in listed
    assert "2 keer" in listed
    with acting_as(village.fatma.pk):
        actions.stop(pages.talk.response, by=village.fatma, at=NOW)
    begin = client.get(
        reverse("questionnaires:conversation", args=[village.family.pk, "startgesprek"])
    )
    assert "Deze vragen zijn al tot 2 keer gesteld." in begin.content.decode()


def test_nothing_asked_is_said(village):
    client = signed_in(village.fatma)
    page = client.get(reverse("questionnaires:asked", args=[village.family.pk])).content.decode()
    assert "Er is nog niets gevraagd dat u mag zien" in page
    for who, status in ((village.sam, 404), (village.kim, 403)):
        asked = reverse("questionnaires:asked", args=[village.family.pk])
        assert signed_in(who).get(asked).status_code == status


def test_what_is_shielded_is_folded_apart_and_closed_for_a_student(village, hold):
    talk = hold(village.yara.supervisor)
    talk.says("A1", "yes")
    talk.says("V1", "hurt")
    asked = reverse("questionnaires:asked", args=[village.family.pk])
    nurse = signed_in(village.noor).get(asked)
    assert [one.concept.code for one in nurse.context["shielded_asked"]] != []
    assert nurse.context["again"] == nurse.context["once"] == []
    student = signed_in(village.yara).get(asked)
    assert student.context["shielded_asked"] == []
    assert "geweld" not in student.content.decode()


def test_queries_stay_the_same_however_much_was_asked(
    pages, midwife, village, hold, django_assert_max_num_queries
):
    addresses = [
        pages.part("lifestyle"),
        reverse("questionnaires:asked", args=[village.family.pk]),
        reverse("questionnaires:choose", args=[village.family.pk]),
        reverse("questionnaires:conversation", args=[village.family.pk, "startgesprek"]),
        reverse("questionnaires:conversation", args=[village.family.pk, "phq-9"]),
    ]
    counts = []
    for more in (False, True):
        if more:
            for item in pages.form.questions():
                if item.is_choice and not item.restricted:
                    pages.talk.says(item.link_id, item.options[0].key)
            with acting_as(village.fatma.pk):
                actions.stop(pages.talk.response, by=village.fatma, at=NOW)
                QuestionnaireResponse.objects.filter(pk=pages.talk.response.pk)
            pages = Pages(hold(village.fatma))
            addresses[0] = pages.part("lifestyle")
        seen = []
        for address in addresses:
            midwife.get(address)
            with django_assert_max_num_queries(25) as made:
                midwife.get(address)
            seen.append(len(made))
        counts.append(seen)
    assert all(later <= first + 1 for first, later in zip(*counts, strict=True)), counts


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "vandaag"),
        (1, "1 dag geleden"),
        (13, "13 dagen geleden"),
        (14, "2 weken geleden"),
        (89, "12 weken geleden"),
        (90, "3 maanden geleden"),
        (729, "24 maanden geleden"),
        (730, "2 jaar geleden"),
    ],
)
def test_how_long_ago_in_words(days, words):
    assert ago_in_words(TODAY - timedelta(days=days), TODAY) == words
