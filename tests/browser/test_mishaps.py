"""What goes wrong on an ordinary day: twice pressed, gone back, two windows, a slow line."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.deeds import consent, fill_family, notice, register
from tests.browser.village import Village, card, choose, heading, press, sign_in

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SLOW = {"offline": False, "latency": 900, "downloadThroughput": 8000, "uploadThroughput": 8000}


@pytest.fixture(scope="module")
def family(everybody: Village) -> Iterator[str]:
    yield register(everybody.screen("Fatma"), "Noura", "Willems")
    everybody.close()


def test_a_double_press_registers_one_family(village: Village) -> None:
    fatma = village.screen("Fatma")
    fatma.goto("/gezinnen/nieuw/")
    fill_family(fatma, "Tweemaal", "Dubbelman", "1999-09-09")
    fatma.get_by_role("button", name="Dit gezin aanmelden").dblclick()
    fatma.wait_for_url(re.compile("/gezinnen/[0-9a-f-]{36}/$"))

    fatma.goto("/gezinnen/?q=Dubbelman")
    expect(fatma.get_by_role("link", name=re.compile("^Dubbelman"))).to_have_count(1)


def test_a_form_that_the_browser_sends_again_counts_once(family: str, village: Village) -> None:
    fatma = village.screen("Fatma")
    fatma.goto(f"{family}plan/doel/")
    with fatma.expect_request(lambda request: request.method == "POST") as sent:
        fill_goal(fatma, "Een rustige kamer")
    expect(heading(fatma)).to_have_text("Ons plan")

    again = fatma.request.post(sent.value.url, data=sent.value.post_data_buffer, headers=FORM)

    assert again.ok
    fatma.goto(f"{family}plan/")
    expect(fatma.get_by_role("heading", name="Een rustige kamer")).to_have_count(1)


def test_the_back_button_brings_a_fresh_form(family: str, village: Village) -> None:
    fatma = village.screen("Fatma")
    fatma.goto(f"{family}plan/doel/")
    fill_goal(fatma, "Op tijd rust")
    expect(heading(fatma)).to_have_text("Ons plan")
    fatma.go_back()
    expect(fatma.get_by_label(re.compile("^Wat willen zij"))).to_have_value("")
    press(fatma, "Bewaren")

    expect(heading(fatma)).to_have_text("Doel toevoegen")
    fatma.goto(f"{family}plan/")
    expect(fatma.get_by_role("heading", name="Op tijd rust")).to_have_count(1)


def fill_goal(page: Page, words: str) -> None:
    page.get_by_label(re.compile("^Wat willen zij")).fill(words)
    page.get_by_label("Dit gaat over").select_option(label="Wonen")
    press(page, "Bewaren")


def test_a_double_press_gives_one_consent_and_sends_one_question(
    family: str, village: Village
) -> None:
    fatma = village.screen("Fatma")
    consent(fatma, family, "Welzijn Samen", twice=True)
    fatma.goto(f"{family}toestemming/")
    expect(card(fatma, "Wie mag wat weten").get_by_role("button", name="Intrekken")).to_have_count(
        1
    )


def test_two_windows_that_weigh_say_so_to_the_second(family: str, village: Village) -> None:
    first, second = village.screen("Fatma"), village.screen("Fatma")
    notice(first, family, "Wonen", "krap wonen")
    notice(first, family, "Netwerk en relatie", "betrokken partner")
    for page in (first, second):
        page.goto(f"{family}afwegen/")
        choose(page, "Wat past volgens u samen?", "Kwetsbare situatie")
        choose(page, "Hoe ziet Noura het?", "De ouder ziet het ook zo")
    first.get_by_label("Waarom, in één zin").fill("Het huis is te klein.")
    press(first, "Dit bewaren")
    expect(card(first, "Eerder afgewogen")).to_contain_text("Het huis is te klein.")

    second.get_by_label("Waarom, in één zin").fill("Er komt een groter huis.")
    press(second, "Dit bewaren")

    expect(second.get_by_role("alert").first).to_be_visible()
    expect(second.get_by_label("Waarom, in één zin")).to_have_value("Er komt een groter huis.")
    expect(card(second, "Eerder afgewogen")).not_to_contain_text("Er komt een groter huis.")


def test_answers_on_a_slow_line_all_arrive(family: str, village: Village) -> None:
    fatma = village.screen("Fatma")
    begin(fatma, family)
    press(fatma, "Leefstijl")
    line = fatma.context.new_cdp_session(fatma)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    answers = ("Ik rook zelf niet", "Alleen toen ik het nog niet wist", "Ik slaap slecht")
    for answer in answers:
        fatma.get_by_label(answer, exact=True).check(force=True)
    for answer in answers:
        asked = fatma.locator(".q-question").filter(has_text=answer)
        expect(asked.get_by_text("Bewaard", exact=True)).to_be_visible(timeout=20_000)

    line.send("Network.emulateNetworkConditions", SLOW | {"latency": 0, "downloadThroughput": -1})
    fatma.reload()
    for answer in answers:
        expect(fatma.get_by_label(answer, exact=True)).to_be_checked()


def test_a_session_that_ends_says_so_and_loses_nothing_confirmed(
    family: str, village: Village
) -> None:
    """Signed out elsewhere, in the middle of the talk: said in words, saved after signing in."""
    fatma = village.stranger()
    sign_in(fatma, "Fatma")
    begin(fatma, family)
    press(fatma, "Gezondheid")
    part = fatma.url
    tick(fatma, "Ik gebruik medicijnen")

    fatma.context.clear_cookies(name="duizend_session")
    fatma.get_by_label("Ik heb nu klachten", exact=True).check(force=True)
    expect(fatma.get_by_text(re.compile("u bent uitgelogd"))).to_be_visible()

    other = fatma.context.new_page()
    sign_in(other, "Fatma")
    expect(fatma.get_by_text("Bewaard", exact=True)).to_be_visible(timeout=15_000)
    other.goto(part)
    expect(other.get_by_label("Ik gebruik medicijnen", exact=True)).to_be_checked()
    expect(other.get_by_label("Ik heb nu klachten", exact=True)).to_be_checked()


def test_a_form_sent_after_the_session_ended_asks_to_sign_in(family: str, village: Village) -> None:
    fatma = village.stranger()
    sign_in(fatma, "Fatma")
    fatma.goto(f"{family}plan/afspraak/")
    fatma.get_by_label("Wat is afgesproken").fill("We bellen op maandag.")
    fatma.context.clear_cookies(name="duizend_session")
    press(fatma, "Bewaren")

    expect(fatma.get_by_role("main")).to_contain_text(re.compile("niet bewaard|nloggen"))


def begin(page: Page, family: str) -> None:
    """Begin the Startgesprek, or go on with it."""
    page.goto(f"{family}signaleren/")
    talk = card(page, "Startgesprek")
    talk.get_by_role("button", name="Beginnen").or_(
        talk.get_by_role("link", name="Verder")
    ).first.click()
    expect(heading(page)).to_have_text("Startgesprek")


def tick(page: Page, answer: str) -> None:
    page.get_by_label(answer, exact=True).check(force=True)
    expect(page.get_by_text("Bewaard", exact=True).first).to_be_visible()
