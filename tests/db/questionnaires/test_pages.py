"""The conversation in the browser, through the client, with named people."""

import uuid

import pytest
from django.urls import reverse

from duizend.core.rls import acting_as
from duizend.questionnaires import actions, queries
from duizend.questionnaires.forms import numbers_of
from duizend.questionnaires.models import Answer, QuestionnaireResponse
from duizend.signals.models import Signal
from tests.people import NOW, make_family, signed_in

SLUG = "startgesprek"


class Pages:
    """The addresses of one conversation."""

    def __init__(self, talk):
        self.talk, self.village = talk, talk.village
        with acting_as(talk.who.pk):
            self.form = queries.form_of(talk.response.version)
        self.numbers = numbers_of(self.form)
        self.tops = {item.link_id: n for n, item in enumerate(self.form.items, 1)}

    def address(self, name, *more):
        slug, pk = self.talk.response.questionnaire.slug, self.talk.response.pk
        return reverse(f"questionnaires:{name}", args=[self.village.family.pk, slug, pk, *more])

    def part(self, link_id):
        return self.address("part", self.tops[link_id])

    def answer(self, client, link_id, *chosen, **more):
        name = f"v{self.numbers[link_id]}"
        data = {name: list(chosen)} | {f"{name}-{key}": value for key, value in more.items()}
        address = self.address("answer", self.numbers[link_id])
        return client.post(address, data, headers={"HX-Request": "true"})


@pytest.fixture
def pages(hold, village):
    return Pages(hold(village.fatma))


@pytest.fixture
def midwife(village):
    return signed_in(village.fatma)


def everything(pages):
    return [
        reverse("questionnaires:choose", args=[pages.village.family.pk]),
        reverse("questionnaires:conversation", args=[pages.village.family.pk, SLUG]),
        pages.part("strengths"),
        pages.part("safety"),
        pages.address("summary"),
    ]


def test_a_stranger_does_not_learn_that_it_exists(pages, village):
    stranger = signed_in(village.sam)
    for address in everything(pages):
        assert stranger.get(address).status_code == 404
    assert pages.answer(stranger, "B1", "partner").status_code == 404


def test_a_colleague_gets_the_reason(pages, village):
    colleague = signed_in(village.kim)
    for address in everything(pages):
        assert colleague.get(address).status_code == 403
    assert pages.answer(colleague, "B1", "partner").status_code == 403


def test_the_other_organisation_does_not_find_our_conversation(pages, village):
    assert signed_in(village.noor).get(pages.part("strengths")).status_code == 404


def test_from_choosing_to_the_summary(village, midwife):
    family = village.family.pk
    assert (
        "Startgesprek"
        in midwife.get(reverse("questionnaires:choose", args=[family])).content.decode()
    )
    here = reverse("questionnaires:conversation", args=[family, SLUG])
    assert midwife.get(here).context["response"] is None
    midwife.post(here)
    midwife.post(here)  # a second click goes on with the same one
    with acting_as(village.fatma.pk):
        response = QuestionnaireResponse.objects.get()
    listed = midwife.get(here).content.decode()
    assert listed.index("Wat gaat goed") < listed.index("Geld en werk")
    assert "nog niet besproken" in listed
    args = [family, SLUG, response.pk]
    midwife.post(reverse("questionnaires:answer", args=[*args, 2]), {"v2": ["partner"]})
    ended = midwife.post(reverse("questionnaires:complete", args=args), follow=True)
    text = ended.content.decode()
    assert "betrokken partner" in text
    assert reverse("signals:appraise", args=[family]) in text


def test_an_answer_saves_itself(pages, midwife, village):
    answer = pages.answer(midwife, "B1", "partner", tekst="mijn zus")
    assert answer.status_code == 200
    assert f'id="was-{pages.numbers["B1"]}"' in answer.content.decode()
    with acting_as(village.fatma.pk):
        assert len(Answer.objects.get().values) == 2


def test_an_answer_in_another_window_is_told(pages, midwife):
    pages.answer(midwife, "B1", "partner", was="")
    answer = pages.answer(midwife, "B1", "friends", was="")
    assert "In een ander venster" in answer.content.decode()


@pytest.mark.parametrize(
    ("link_id", "chosen", "more", "reason"),
    [
        ("B1", ["toverij"], {}, "geen van de keuzes"),
        ("W2", ["no", "debts"], {}, "één antwoord"),
        ("B1", [], {"tekst": "a" * 100_000}, "te lang"),
        ("K1", ["nul\x00"], {}, "tekens"),
        ("V1", ["hurt"], {}, "niet open"),
    ],
)
def test_nonsense_is_refused_in_words(pages, midwife, village, link_id, chosen, more, reason):
    answer = pages.answer(midwife, link_id, *chosen, **more)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    with acting_as(village.fatma.pk):
        assert not Answer.objects.exists()


def test_addresses_that_do_not_fit_are_not_found(pages, midwife, village, hold):
    other = make_family(village.fatma)
    numbers = [pages.numbers["B1"]]
    response = pages.talk.response.pk
    for args in (
        [village.family.pk, SLUG, response, 999],
        [village.family.pk, SLUG, uuid.uuid4(), *numbers],
        [village.family.pk, "hark", response, *numbers],
        [other.pk, SLUG, response, *numbers],
    ):
        address = reverse("questionnaires:answer", args=args)
        assert midwife.post(address, {"v2": "partner"}).status_code == 404
    assert midwife.get(pages.address("part", 99)).status_code == 404
    assert midwife.get(pages.address("answer", 2)).status_code == 405


def test_a_finished_conversation_says_so(pages, midwife, village):
    with acting_as(village.fatma.pk):
        actions.complete(
            pages.talk.response, strengths_not_discussed=True, by=village.fatma, at=NOW
        )
    answer = pages.answer(midwife, "B1", "partner")
    assert answer.status_code == 422
    assert "afgelopen" in answer.content.decode()
    saved = midwife.post(pages.part("strengths"), {"v2": "partner", "v2-was": ""})
    assert saved.status_code == 403


def test_without_scripts_a_button_saves_the_whole_part(pages, midwife, village):
    b1, b5 = pages.numbers["B1"], pages.numbers["B5"]
    saved = midwife.post(
        pages.part("strengths"),
        {
            "v1": "Mijn zus",
            "v1-was": "",
            f"v{b1}": ["partner", "family"],
            f"v{b1}-was": "",
            f"v{b5}": "yes",
            f"v{b5}-was": "",
            "naar": pages.tops["wishes"],
        },
    )
    assert saved.status_code == 302
    assert saved["Location"] == pages.part("wishes")
    with acting_as(village.fatma.pk):
        assert set(Answer.objects.values_list("link_id", flat=True)) == {"K1", "B1", "B5"}


def test_a_button_keeps_what_is_right_and_says_what_is_not(pages, midwife, village):
    b5 = pages.numbers["B5"]
    saved = midwife.post(pages.part("strengths"), {"v1": "a" * 3000, "v1-was": "", f"v{b5}": "yes"})
    assert saved.status_code == 422
    assert "te lang" in saved.content.decode()
    with acting_as(village.fatma.pk):
        assert [answer.link_id for answer in Answer.objects.all()] == ["B5"]


def test_an_old_window_does_not_take_back_what_it_did_not_touch(pages, midwife, village):
    opened = midwife.get(pages.part("strengths"))
    was = {q.field.html_name + "-was": q.was for q in opened.context["questions"]}
    pages.answer(midwife, "B1", "partner", was="")
    b5 = pages.numbers["B5"]
    midwife.post(pages.part("strengths"), was | {f"v{b5}": "yes"})
    with acting_as(village.fatma.pk):
        assert set(queries.answers_of(pages.talk.response)) == {"B1", "B5"}


def test_an_answer_can_be_emptied(pages, midwife, village):
    b5 = pages.numbers["B5"]
    pages.answer(midwife, "B5", "yes")
    midwife.post(pages.part("strengths"), {f"v{b5}": "yes", "wis": b5})
    with acting_as(village.fatma.pk):
        assert queries.answers_of(pages.talk.response) == {}
        assert not Signal.objects.present().exists()


SHIELDED_WORDS = ("veilig thuis", "aan de dood", "maatregel")


def test_the_shielded_part_is_not_on_the_page_until_alone(pages, midwife):
    closed = midwife.get(pages.part("safety")).content.decode().lower()
    assert "is zij alleen met u?" in closed
    assert not any(word in closed for word in SHIELDED_WORDS)

    opened = pages.answer(midwife, "A1", "yes")
    assert opened["HX-Retarget"] == "#vragen"
    assert "voelt u zich veilig thuis" in opened.content.decode().lower()
    assert "aan de dood" in midwife.get(pages.part("safety")).content.decode()

    shut = pages.answer(midwife, "A1", "no").content.decode().lower()
    assert not any(word in shut for word in SHIELDED_WORDS)


def test_leaving_the_part_closes_it_again(pages, midwife):
    pages.answer(midwife, "A1", "yes")
    pages.answer(midwife, "V1", "hurt")
    here = reverse("questionnaires:conversation", args=[pages.village.family.pk, SLUG])
    midwife.get(here)
    closed = midwife.get(pages.part("safety")).content.decode().lower()
    assert not any(word in closed for word in SHIELDED_WORDS)
    assert "checked" not in closed


def test_another_browser_asks_again_whether_you_are_alone(pages, midwife, village):
    pages.answer(midwife, "A1", "yes")
    elsewhere = signed_in(village.fatma).get(pages.part("safety")).content.decode().lower()
    assert not any(word in elsewhere for word in SHIELDED_WORDS)


def test_without_scripts_the_shielded_part_opens_too(pages, midwife, village):
    a1, safety = pages.numbers["A1"], pages.tops["safety"]
    opened = midwife.post(
        pages.part("safety"), {f"v{a1}": "yes", f"v{a1}-was": "", "naar": safety}, follow=True
    )
    assert "voelt u zich veilig thuis" in opened.content.decode().lower()


def test_what_to_do_today_stands_with_the_answer(pages, midwife):
    pages.answer(midwife, "A1", "yes")
    assert "112" in pages.answer(midwife, "V1", "hurt").content.decode()


def test_a_student_sees_the_part_closed_with_the_reason(hold, village):
    pages = Pages(hold(village.yara))
    student = signed_in(village.yara)
    here = reverse("questionnaires:conversation", args=[village.family.pk, SLUG])
    assert "Met uw rol vraagt u dit niet" in student.get(here).content.decode()
    closed = student.get(pages.part("safety")).content.decode().lower()
    assert not any(word in closed for word in (*SHIELDED_WORDS, "is zij alleen"))
    assert pages.answer(student, "A1", "yes").status_code == 422
    assert (
        student.get(
            reverse("questionnaires:conversation", args=[village.family.pk, "hark"])
        ).status_code
        == 404
    )


def test_the_summary_shows_nothing_shielded(pages, midwife):
    pages.answer(midwife, "A1", "yes")
    pages.answer(midwife, "V1", "hurt")
    pages.answer(midwife, "B1", "partner")
    text = midwife.get(pages.address("summary")).content.decode()
    assert "betrokken partner" in text
    assert "geweld" not in text


def test_declining_unticks_the_rest_on_the_page(pages, midwife):
    answer = pages.answer(midwife, "B1", "partner", "declined")
    assert answer["HX-Retarget"] == "#vragen"
    assert answer.content.decode().count("checked") == 1


def test_queries_of_pages_and_saving(pages, midwife, django_assert_max_num_queries):
    for address in everything(pages):
        midwife.get(address)
        with django_assert_max_num_queries(25):
            midwife.get(address)
    pages.answer(midwife, "B1", "partner")
    with django_assert_max_num_queries(25):
        pages.answer(midwife, "B1", "family", "friends", "one-person", tekst="mijn zus")


def test_opening_a_part_costs_the_same_when_all_is_answered(
    pages, midwife, django_assert_max_num_queries
):
    midwife.get(pages.part("strengths"))
    with django_assert_max_num_queries(25) as few:
        midwife.get(pages.part("strengths"))
    for item in pages.form.questions():
        if item.is_choice and not item.restricted:
            pages.answer(midwife, item.link_id, item.options[0].key)
    with django_assert_max_num_queries(25) as many:
        midwife.get(pages.part("strengths"))
    assert len(many) == len(few)


def test_stopping_keeps_what_was_said(pages, midwife, village):
    pages.answer(midwife, "B1", "partner")
    stopped = midwife.post(pages.address("stop"), follow=True)
    assert "Wat is gezegd, blijft bewaard" in stopped.content.decode()
    assert "betrokken partner" in stopped.content.decode()
    begun = midwife.get(reverse("questionnaires:conversation", args=[village.family.pk, SLUG]))
    assert begun.context["response"] is None


def test_how_far_a_part_is_stands_in_words(pages, midwife, village):
    here = reverse("questionnaires:conversation", args=[village.family.pk, SLUG])
    pages.answer(midwife, "P1", "good")
    assert "1 vraag besproken" in midwife.get(here).content.decode()
    pages.answer(midwife, "M2", "good")
    rows = {row.part.item.link_id: row for row in midwife.get(here).context["rows"]}
    assert rows["health"].words == "besproken"
