"""What the family looks at too: a screen that is turned, a summary, paper, a file."""

import pytest
from django.urls import reverse

from duizend.core.rls import acting_as
from duizend.questionnaires.forms import numbers_of
from duizend.questionnaires.models import QuestionnaireResponse
from duizend.questionnaires.queries import form_of
from tests.db.attack.conftest import SAFETY_LABELS, SHIELDED, WORDS
from tests.db.attack.test_doors import browser, everything_sent, found


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("signals:appraise", "?samen=1"),
        ("plans:paper", ""),
        ("questionnaires:summary", ""),
        ("questionnaires:choose", ""),
        ("questionnaires:card", ""),
    ],
)
def test_nothing_shielded_stands_on_a_screen_that_is_shared(everything, name, query):
    """Fatma may see it all; who sits beside her may be the one it is about."""
    client, ids = browser(everything, "fatma"), everything.ids
    arguments = [everything.family.pk]
    if name == "questionnaires:summary":
        arguments += ["startgesprek", ids["response_id"]]
    if name == "questionnaires:card":
        arguments += ["startgesprek"]
    said = everything_sent(client.get(reverse(name, args=arguments) + query))
    assert found(said, (*SHIELDED, *SAFETY_LABELS, "klompenpad", "wolfsmelk")) == []
    assert found(said, [str(ids["shielded_goal"]), str(ids["shielded_signal"])]) == []


def test_she_does_see_it_on_her_own_screen(everything):
    """Without this the test above would prove nothing."""
    client = browser(everything, "fatma")
    said = "".join(
        everything_sent(client.get(reverse(name, args=[everything.family.pk])))
        for name in ("signals:list", "signals:appraise", "plans:plan", "pathways:route")
    )
    assert set(found(said, SAFETY_LABELS)) == set(SAFETY_LABELS)
    assert "salamandersteen" in said


# Words of the professional, which are no words of the family either: notes, what agreements
# count, what to do today, how to open the talk, where to look further.
FOR_OWN_EYES = ("klompenpad", "kievitsnest", "Vandaag doen", "Zo begint u het gesprek", "Logboek")


def look_together(client, family, samen="1"):
    turned = client.post(
        reverse("families:look_together", args=[family.pk]),
        {"samen": samen, "terug": reverse("signals:appraise", args=[family.pk])},
    )
    assert turned.status_code == 302
    return turned


def shared_pages(everything):
    family, ids = everything.family.pk, everything.ids
    talk = [family, "startgesprek", ids["response_id"]]
    with acting_as(everything.fatma.pk):
        response = QuestionnaireResponse.objects.get(pk=ids["response_id"])
        parts = len(form_of(response.version).items)
    here = reverse("signals:appraise", args=[family])
    return [
        here,
        f"{here}?deel=samen",
        f"{here}?deel=eerder",
        reverse("questionnaires:conversation", args=talk[:2]),
        reverse("questionnaires:conversation", args=[family, "gad-2"]),
        reverse("questionnaires:summary", args=talk),
        *(reverse("questionnaires:part", args=[*talk, n]) for n in range(1, parts + 1)),
    ]


def test_looking_together_shows_what_both_may_see_and_nothing_else(everything):
    client, ids = browser(everything, "fatma"), everything.ids
    look_together(client, everything.family)
    for url in shared_pages(everything):
        answer = client.get(url)
        assert answer.status_code == 200, url
        said = everything_sent(answer)
        assert found(said, (*SHIELDED, *SAFETY_LABELS, *FOR_OWN_EYES)) == [], url
        assert found(said, [str(ids["shielded_signal"]), str(ids["hark"])]) == [], url
        assert "Terug naar mijn eigen scherm" in said, url
        assert "veilig thuis" not in said.lower(), url


def test_looking_together_the_other_pages_of_the_family_stay_closed(everything):
    client = browser(everything, "fatma")
    look_together(client, everything.family)
    for name in ("signals:list", "plans:plan", "pathways:route", "workspace:log", "consents:list"):
        said = everything_sent(client.get(reverse(name, args=[everything.family.pk])))
        assert "alleen voor uw eigen scherm" in said, name
        assert found(said, (*SHIELDED, *SAFETY_LABELS, *WORDS, "Fatma")) == [], name


def test_the_way_back_asks_nothing(everything):
    client = browser(everything, "fatma")
    look_together(client, everything.family)
    look_together(client, everything.family, samen="")
    said = everything_sent(client.get(reverse("signals:list", args=[everything.family.pk])))
    assert set(found(said, SAFETY_LABELS)) == set(SAFETY_LABELS)


def test_looking_together_nobody_is_alone(everything):
    """Said alone, then turned the screen: what is for her ears stays closed afterwards too."""
    client, ids = browser(everything, "fatma"), everything.ids
    talk = [everything.family.pk, "startgesprek", ids["response_id"]]
    with acting_as(everything.fatma.pk):
        form = form_of(QuestionnaireResponse.objects.get(pk=ids["response_id"]).version)
    safety = next(n for n, top in enumerate(form.items, 1) if top.link_id == "safety")
    here = reverse("questionnaires:part", args=[*talk, safety])
    number = numbers_of(form)["A1"]
    asked = {f"v{number}": "yes", f"v{number}-was": "", "naar": safety}
    assert "veilig thuis" in everything_sent(client.post(here, asked, follow=True)).lower()
    look_together(client, everything.family)
    assert "veilig thuis" not in everything_sent(client.get(here)).lower()
    look_together(client, everything.family, samen="")
    assert "veilig thuis" not in everything_sent(client.get(here)).lower()


def test_a_box_of_what_was_said_before_says_nothing_shielded(everything):
    """The mother told of violence in a shielded list; the open lists know nothing of it."""
    client, ids = browser(everything, "fatma"), everything.ids
    for number in range(1, 12):
        url = reverse(
            "questionnaires:part",
            args=[everything.family.pk, "startgesprek", ids["response_id"], number],
        )
        answer = client.get(url)
        if answer.status_code == 200:
            said = everything_sent(answer)
            assert found(said, (*SHIELDED, *SAFETY_LABELS)) == [], number


@pytest.mark.parametrize("who", ["sam", "kim", "petra", "ended"])
def test_who_does_not_work_with_the_family_turns_no_screen(everything, who):
    client = browser(everything, who)
    turned = client.post(
        reverse("families:look_together", args=[everything.family.pk]), {"samen": "1"}
    )
    assert turned.status_code in (403, 404)
    assert "together_with" not in client.session


def test_turning_the_screen_leads_to_no_other_site(everything):
    client = browser(everything, "fatma")
    for back in ("https://elders.example/", "//elders.example", "/", "/gezinnen/"):
        turned = client.post(
            reverse("families:look_together", args=[everything.family.pk]),
            {"samen": "1", "terug": back},
        )
        assert turned["Location"] == reverse("families:people", args=[everything.family.pk])
