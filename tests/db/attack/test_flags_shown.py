"""Where a direct flag may never stand: shared screens, notices, mail, titles, the log of others."""

import logging

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.flags.kinds import kinds
from duizend.flags.models import Flag
from duizend.plans.models import Notice
from duizend.referrals import notices
from tests.db.attack.direct_flags import DONE
from tests.db.attack.test_doors import ABOUT_A_FAMILY, address, browser, everything_sent, found
from tests.db.attack.test_shared_screen import look_together
from tests.db.attack.test_tables import ask

# Names of kinds, and what would give one away.
TELLTALE = (*(kind.name for kind in kinds().values()), "0800-0113", "0800-2000", DONE)
NEUTRAL = ("vraagt vandaag iets", "/vandaag/")


def test_it_stands_on_my_day_in_words_that_anybody_may_see(everything):
    page = everything_sent(browser(everything, "fatma").get("/"))
    assert "Een gesprek vraagt vandaag iets van u" in page
    assert found(page, TELLTALE) == []


def test_the_overview_of_the_family_says_no_more_than_that(everything):
    url = reverse("workspace:family", args=[everything.family.pk])
    page = everything_sent(browser(everything, "fatma").get(url))
    assert "Een gesprek vraagt vandaag iets" in page
    assert found(page, TELLTALE) == []


def test_where_to_turn_stands_on_the_page_itself_and_its_title_says_nothing(everything):
    url = reverse("flags:flag", args=[everything.family.pk, everything.ids["flag_id"]])
    page = browser(everything, "fatma").get(url).content.decode()
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert "0800-2000" in page
    assert found(title, (*TELLTALE, "gesprek")) == []
    assert title.startswith("Vandaag")


def test_nothing_of_it_stands_on_a_screen_that_is_looked_at_together(everything):
    client = browser(everything, "fatma")
    look_together(client, everything.family)
    flags = [str(everything.ids["flag_id"]), str(everything.ids["settled_flag"])]
    wrong = []
    for name, converters in ABOUT_A_FAMILY:
        if name.startswith("flags:") and name not in ("flags:flag", "flags:list"):
            continue
        url = address(name, converters, everything)
        said = everything_sent(client.get(url)).replace(url, "")
        if leak := found(said, (*TELLTALE, *NEUTRAL, *flags)):
            wrong.append((name, leak))
    assert wrong == []


def test_a_conversation_that_cannot_be_finished_yet_does_not_say_why_to_the_room(everything):
    from duizend.questionnaires.models import QuestionnaireResponse

    client, fatma = browser(everything, "fatma"), everything.fatma
    with acting_as(fatma.pk):
        Flag.objects.get(pk=everything.ids["flag_id"]).hand_overs.update(
            status="taken_back", answered=timezone.now()
        )
        talk = QuestionnaireResponse.objects.get(pk=everything.ids["response_id"])
    finish = reverse(
        "questionnaires:complete", args=[everything.family.pk, "startgesprek", talk.pk]
    )
    refused = client.post(finish)
    assert refused.status_code == 403
    assert str(everything.ids["flag_id"]) in refused.content.decode()
    look_together(client, everything.family)
    together = everything_sent(client.post(finish))
    assert found(together, (*TELLTALE, *NEUTRAL)) == []


def test_no_notice_no_mail_and_no_line_in_the_log_files(everything, caplog):
    for name in ("django", "duizend"):
        caplog.set_level(logging.INFO, name)
    client = browser(everything, "fatma")
    url = reverse("flags:flag", args=[everything.family.pk, everything.ids["flag_id"]])
    client.get(url)
    client.post(url, {"done": ["nooit"]})
    notices.tell(everything.fatma.pk, timezone.localdate())
    said = "\n".join(f"{message.subject}\n{message.body}" for message in mail.outbox)
    assert found(said, (*TELLTALE, "gesprek vraagt")) == []
    assert found(caplog.text, TELLTALE) == []
    with acting_as(everything.fatma.pk):
        assert not Notice.objects.filter(about=everything.ids["flag_id"]).exists()


@pytest.mark.parametrize("who", ["student", "assistant", "noor", "yara", "emergency"])
def test_the_log_of_the_family_tells_others_nothing_of_it(everything, who):
    url = reverse("flags:flag", args=[everything.family.pk, everything.ids["flag_id"]])
    browser(everything, "fatma").get(url)
    with acting_as(everything.user(who).pk):
        lines = ask("select 1 from access_auditevent where action like 'flags.%%'")
    assert bool(lines) is (who == "emergency")  # a midwife of the same practice, looking in


@pytest.mark.parametrize("who", ["student", "assistant", "noor", "yara", "kim", "sam"])
def test_others_count_nothing_on_their_day(everything, who):
    page = everything_sent(browser(everything, who).get("/"))
    assert found(page, (*NEUTRAL, *TELLTALE)) == []


@pytest.mark.parametrize("who", ["student", "assistant", "noor", "yara"])
def test_the_page_of_it_does_not_exist_for_who_may_not_see_it(everything, who):
    client, ids = browser(everything, who), everything.ids
    for name, more in (
        ("flag", []),
        ("hand_over", []),
        ("take_over", []),
        ("answer", [ids["hand_over_id"]]),
    ):
        url = reverse(f"flags:{name}", args=[everything.family.pk, ids["flag_id"], *more])
        assert client.post(url, {"answer": "yes"}).status_code == 404, name
    page = client.get(reverse("flags:list", args=[everything.family.pk])).content.decode()
    assert found(page, (*TELLTALE, str(ids["flag_id"]))) == []
