"""The pages of a flag: what was done, asking a colleague, and clear refusals."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.flags import queries
from duizend.flags.models import Deed
from tests.db.flags.conftest import only_flag
from tests.people import signed_in


@pytest.fixture
def flag(village, told):
    return only_flag(village.fatma, village.family)


def url_of(name, flag, *more):
    return reverse(f"flags:{name}", args=[flag.family_id, flag.pk, *more])


def deed(**changes):
    now = timezone.localtime()
    return {
        "id": str(uuid4()),
        "done": ["talked", "called_gp"],
        "words": "Samen gebeld",
        "done_at": now.strftime("%Y-%m-%dT%H:%M"),
        **changes,
    }


@pytest.fixture
def flag_of_today(village, flag):
    """The clock of the page is the real one: the talk was today."""
    with acting_as(village.fatma.pk):
        from duizend.flags import actions
        from duizend.flags.rules import Raised

        talk = uuid4()
        actions.raise_flag(
            village.family,
            Raised("violence"),
            reference=uuid4(),
            talk=talk,
            source_name="HARK",
            by=village.fatma,
            at=timezone.now(),
        )
        return queries.of_family(village.family).get(talk=talk)


def test_where_to_turn_comes_first(village, flag):
    page = signed_in(village.fatma).get(url_of("flag", flag)).content.decode()
    assert page.index("0800-0113") < page.index("Wat hebt u gedaan?")
    assert "Nog niet nagekeken" in page


def test_saying_what_was_done_closes_it_and_shows_it_afterwards(village, flag_of_today):
    fatma = signed_in(village.fatma)
    kept = fatma.post(url_of("flag", flag_of_today), deed())
    assert kept.status_code == 302
    page = fatma.get(url_of("flag", flag_of_today)).content.decode()
    assert "Overlegd met de huisarts" in page
    assert "Samen gebeld" in page
    overview = fatma.get(reverse("flags:list", args=[village.family.pk])).content.decode()
    assert "Er is gezegd wat er is gedaan" in overview


def test_a_double_click_keeps_one(village, flag_of_today):
    fatma, form = signed_in(village.fatma), deed()
    for _click in range(2):
        assert fatma.post(url_of("flag", flag_of_today), form).status_code == 302
    with acting_as(village.fatma.pk):
        assert Deed.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"done": []}, "Kies wat u hebt gedaan"),
        ({"done": ["dansen"]}, "dansen"),
        ({"done": ["other"], "words": ""}, "in een paar woorden"),
        ({"done_at": "2099-01-01T10:00"}, "moet nog komen"),
        ({"done_at": "2001-01-01T10:00"}, "voor de dag van het gesprek"),
        ({"done_at": "gisteren"}, "geldige"),
        ({"words": "a" * 1001}, "1000"),
        ({"id": "x"}, "geldige"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(village, flag_of_today, changes, why):
    refused = signed_in(village.fatma).post(url_of("flag", flag_of_today), deed(**changes))
    assert refused.status_code == 422
    assert why in refused.content.decode()
    with acting_as(village.fatma.pk):
        assert not Deed.objects.exists()


def test_handing_over_is_answered_on_the_same_page(village, flag, hilde):
    fatma, mine = signed_in(village.fatma), signed_in(hilde)
    asked = fatma.post(
        url_of("hand_over", flag), {"collega-id": str(uuid4()), "collega-colleague": hilde.pk}
    )
    assert asked.status_code == 302
    assert "Hilde Mulder, op" in fatma.get(url_of("flag", flag)).content.decode()
    day = mine.get("/").content.decode()
    assert "Een collega vraagt vandaag iets van u" in day
    page = mine.get(url_of("flag", flag))
    assert "Ja, ik doe het" in page.content.decode()
    hand_over = page.context["asked"]
    assert mine.post(url_of("answer", flag, hand_over.pk), {"answer": "yes"}).status_code == 302
    assert only_flag(hilde, village.family).owner == hilde
    assert "Een gesprek vraagt vandaag iets van u" in mine.get("/").content.decode()
    assert "Een gesprek vraagt" not in fatma.get("/").content.decode()


def test_a_no_leaves_it_with_who_asked(village, flag, hilde):
    fatma, mine = signed_in(village.fatma), signed_in(hilde)
    fatma.post(
        url_of("hand_over", flag), {"collega-id": str(uuid4()), "collega-colleague": hilde.pk}
    )
    hand_over = mine.get(url_of("flag", flag)).context["asked"]
    mine.post(url_of("answer", flag, hand_over.pk), {"answer": "no"})
    assert only_flag(village.fatma, village.family).owner == village.fatma


def test_asking_nobody_is_refused_in_words(village, flag, hilde):
    refused = signed_in(village.fatma).post(url_of("hand_over", flag), {})
    assert refused.status_code == 422
    assert "Kies een collega" in refused.content.decode()


def test_a_colleague_of_another_organisation_is_not_among_the_choices(village, flag):
    refused = signed_in(village.fatma).post(
        url_of("hand_over", flag),
        {"collega-id": str(uuid4()), "collega-colleague": village.noor.pk},
    )
    assert refused.status_code == 422


def test_a_colleague_takes_it_over(village, flag, hilde):
    assert signed_in(hilde).post(url_of("take_over", flag)).status_code == 302
    assert only_flag(hilde, village.family).owner == hilde


def test_where_nobody_else_may_see_it_that_is_said(village, flag):
    type(village.kim).objects.filter(pk=village.kim.pk).update(is_active=False)
    page = signed_in(village.fatma).get(url_of("flag", flag)).content.decode()
    assert "Niemand anders van uw organisatie mag dit zien" in page


def test_a_changed_answer_is_said(village, told, flag):
    told.says("phq9")
    page = signed_in(village.fatma).get(url_of("flag", flag)).content.decode()
    assert "Het antwoord is veranderd" in page


def test_flags_of_another_family_are_not_found(village, flag):
    from tests.people import make_family

    other = make_family(village.fatma)
    url = reverse("flags:flag", args=[other.pk, flag.pk])
    assert signed_in(village.fatma).get(url).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("sam", 404), ("kim", 403), ("petra", 403)])
def test_others_do_not_come_in(village, flag, who, status):
    client = signed_in(getattr(village, who))
    for name in ("flag", "list"):
        url = url_of(name, flag) if name == "flag" else reverse("flags:list", args=[flag.family_id])
        assert client.get(url).status_code == status


def test_my_day_costs_the_same_with_more_flags(village, flag, django_assert_max_num_queries):
    from duizend.flags import actions
    from duizend.flags.rules import Raised

    fatma = signed_in(village.fatma)
    fatma.get("/")
    with acting_as(village.fatma.pk):
        for _n in range(8):
            actions.raise_flag(
                village.family,
                Raised("violence"),
                reference=uuid4(),
                talk=uuid4(),
                source_name="HARK",
                by=village.fatma,
                at=timezone.now(),
            )
    with django_assert_max_num_queries(25):
        fatma.get("/")
    with django_assert_max_num_queries(25):
        fatma.get(reverse("flags:list", args=[village.family.pk]))
    with django_assert_max_num_queries(25):
        fatma.get(url_of("flag", flag))
