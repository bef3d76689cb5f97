"""The Startgesprek on a phone: a lost connection or a killed server loses no answer."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.village import PHONE, WIDE, Village, press

STRENGTHS = "Wat gaat goed"


def begin(page: Page) -> Page:
    """Open the Startgesprek of the first family on the list."""
    page.goto("/gezinnen/")
    links = page.locator("main a[href^='/gezinnen/']")
    addresses = [link.get_attribute("href") or "" for link in links.all()]
    family = next(filter(re.compile(r"^/gezinnen/[0-9a-f-]{36}/$").match, addresses))
    page.goto(f"{family}signaleren/startgesprek/")
    button = page.get_by_role("button", name="Beginnen", exact=True)
    if button.count():
        button.click()
    return page


@pytest.fixture
def talk(village: Village) -> Page:
    """Noor's screen, on a phone, with the Startgesprek open."""
    return begin(village.screen("Noor", width=PHONE))


def open_part(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    # What somebody heard earlier folds its question; here all of them are asked.
    for folded in page.locator(".q-again > summary").all():
        folded.click()


def question(page: Page, words: str):
    return page.locator(".q-question").filter(has_text=words)


def tick(page: Page, words: str, answer: str) -> None:
    question(page, words).get_by_text(answer, exact=True).click()


def is_saved(page: Page, words: str) -> None:
    expect(question(page, words).get_by_role("status")).to_have_text("Bewaard", timeout=40_000)


def test_a_lost_connection_loses_no_answer(talk):
    open_part(talk, STRENGTHS)
    words = "Weet u waar u terecht kunt"
    talk.context.set_offline(True)
    tick(talk, words, "Meestal wel")
    expect(question(talk, words).get_by_role("status")).to_contain_text("Nog niet bewaard")
    tick(talk, "Hebt u een vaste plek", "Nog niet")
    talk.context.set_offline(False)
    is_saved(talk, words)
    is_saved(talk, "Hebt u een vaste plek")
    talk.reload()
    expect(question(talk, words).get_by_label("Meestal wel")).to_be_checked()
    expect(question(talk, "Hebt u een vaste plek").get_by_label("Nog niet")).to_be_checked()


def test_a_killed_server_loses_no_answer(talk, product):
    open_part(talk, STRENGTHS)
    words = "Wie is er voor u"
    tick(talk, words, "Familie")
    is_saved(talk, words)
    product.kill_web()
    tick(talk, words, "Vrienden of buren")
    product.wait_until_up()
    is_saved(talk, words)
    talk.reload()
    for answer in ("Familie", "Vrienden of buren"):
        expect(question(talk, words).get_by_label(answer)).to_be_checked()


def test_words_are_kept_while_they_are_written(talk):
    open_part(talk, STRENGTHS)
    words = "Waar bent u trots op"
    question(talk, words).get_by_role("textbox").fill("Mijn zus past op.")
    is_saved(talk, words)
    talk.reload()
    expect(question(talk, words).get_by_role("textbox")).to_have_value("Mijn zus past op.")


def test_a_refused_answer_says_why_and_can_be_mended(talk):
    open_part(talk, STRENGTHS)
    words = "Waar bent u trots op"
    field = question(talk, words).get_by_role("textbox")
    field.evaluate("field => field.removeAttribute('maxlength')")
    field.fill("a" * 2500)
    expect(question(talk, words).get_by_role("alert")).to_contain_text("te lang")
    expect(question(talk, words).get_by_role("status")).to_contain_text("Niet bewaard")
    field.fill("Korter.")
    is_saved(talk, words)
    expect(question(talk, words).get_by_role("alert")).to_have_count(0)


def test_by_keyboard_alone(talk):
    open_part(talk, STRENGTHS)
    words = "Is er een zorgverlener"
    question(talk, words).get_by_label("Ja", exact=True).focus()
    talk.keyboard.press("Space")
    is_saved(talk, words)
    talk.keyboard.press("ArrowDown")
    is_saved(talk, words)
    expect(question(talk, words).get_by_label("Nog niet")).to_be_checked()


def test_what_is_asked_alone_opens_after_yes_and_closes_on_leaving(talk, axe, shot):
    open_part(talk, "Alleen met u")
    expect(talk.locator(".q-question")).to_have_count(1)
    tick(talk, "Is zij alleen", "Ja, er luistert niemand mee")
    expect(question(talk, "Voelt u zich veilig thuis")).to_be_visible()
    tick(talk, "Voelt u zich veilig thuis", "Iemand doet mij pijn of dwingt mij")
    expect(question(talk, "Voelt u zich veilig thuis")).to_contain_text("Doe dit vandaag")
    axe(talk)
    shot(talk, "conversation-alone")
    press(talk, "Alle onderdelen")
    open_part(talk, "Alleen met u")
    expect(talk.locator(".q-question")).to_have_count(1)
    expect(talk.locator("input:checked")).to_have_count(0)


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_no_barriers_on_the_pages_of_a_conversation(talk, axe, shot, width):
    talk.set_viewport_size({"width": width, "height": 900})
    axe(talk)
    shot(talk, "conversation")
    open_part(talk, STRENGTHS)
    axe(talk)
    shot(talk, "conversation-part")
    press(talk, "Alle onderdelen")
    press(talk, "Wat tot nu toe naar voren kwam")
    axe(talk)
    shot(talk, "conversation-summary")


def test_without_scripts_it_works_too(village):
    page = begin(village.screen("Fatma", scripts=False))
    open_part(page, "Geld en werk")
    tick(page, "Lukt het om rond te komen", "Wil ik niet beantwoorden")
    page.get_by_role("button", name="Bewaren en naar alle onderdelen").click()
    open_part(page, "Geld en werk")
    declined = question(page, "Lukt het om rond te komen").get_by_label("Wil ik niet beantwoorden")
    expect(declined).to_be_checked()
