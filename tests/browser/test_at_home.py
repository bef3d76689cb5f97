"""A list that goes home: sent, filled in on a telephone by touch, opened together in the talk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.deeds import register
from tests.browser.village import PATIENCE, PHONE, WIDE, Village, press

# What stands on the device: a voice of its own, that writes down what it is asked to say.
VOICE = """
window.said = [];
const voice = { lang: "nl-NL", localService: true };
const speech = { getVoices: () => [voice], cancel() {}, speak(u) { window.said.push(u.text); }, addEventListener() {} };
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


@pytest.fixture
def fatma(village: Village) -> Page:
    return village.screen("Fatma")


@pytest.fixture
def telephone(village: Village):
    """The browser of a parent: 360 pixels wide, with touch, and nobody signed in."""
    context: BrowserContext = village.browser.new_context(
        **village.settings
        | {"viewport": {"width": PHONE, "height": 740}, "has_touch": True, "is_mobile": True}
    )
    context.set_default_timeout(PATIENCE)
    context.add_init_script(VOICE)
    context.route(
        "https://www.knmi.nl/**",
        lambda route: route.fulfill(body="<h1>Het weer</h1>", content_type="text/html"),
    )
    yield context.new_page()
    context.close()


def send(page: Page, family: str) -> tuple[str, str]:
    """Send the Startgesprek; gives the link and the code of the card."""
    page.goto(f"{family}signaleren/")
    press(page, "Vooraf thuis laten invullen")
    press(page, "Kaart en code maken")
    expect(page.get_by_role("heading", level=1, name="Kaart en code")).to_be_visible()
    return page.locator("[data-link]").inner_text(), page.locator("[data-code]").inner_text()


def come_in(page: Page, link: str, code: str) -> None:
    page.goto(f"/thuis/nl/k/{link.replace(' ', '')}/")
    page.get_by_label("Uw code").fill(code)
    page.get_by_role("button", name="Verder").tap()
    expect(page.get_by_role("heading", level=1, name="Lees dit eerst")).to_be_visible()


def is_saved(page: Page) -> None:
    expect(page.locator("[data-autosave-status]")).to_have_text("Bewaard", timeout=40_000)


def test_from_the_card_to_the_talk(fatma, telephone, axe, shot):
    family = register(fatma, "Thuisje", "Vooraf")
    link, code = send(fatma, family)
    axe(fatma)
    shot(fatma, "beforehand-card")
    fatma.set_viewport_size({"width": PHONE, "height": 740})
    shot(fatma, "beforehand-card")
    fatma.set_viewport_size({"width": WIDE, "height": 900})

    page = telephone
    come_in(page, link, code)
    axe(page)
    shot(page, "at-home-first")
    assert "Thuisje" not in page.content()
    page.locator("[data-read]").first.tap()
    assert "Wie leest het?" in page.evaluate("said[0]")
    page.get_by_role("link", name="Beginnen").tap()
    page.get_by_role("textbox").fill("Mijn zus past op.")
    is_saved(page)
    axe(page)
    shot(page, "at-home-words")
    page.get_by_role("button", name="Verder").tap()

    # The network goes, the answer stays, and is kept when it comes back.
    expect(page.get_by_role("heading", level=1)).to_contain_text("Wie is er voor u")
    page.context.set_offline(True)
    page.get_by_text("Mijn partner", exact=True).tap()
    expect(page.locator("[data-autosave-status]")).to_contain_text("Nog niet bewaard")
    page.get_by_role("button", name="Verder").tap()
    expect(page.locator("[data-no-connection]")).to_be_visible()
    page.context.set_offline(False)
    is_saved(page)
    axe(page)
    shot(page, "at-home-choice")
    page.get_by_role("button", name="Verder").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("om hulp te krijgen")
    page.get_by_role("button", name="Vorige").tap()
    expect(page.get_by_label("Mijn partner")).to_be_checked()

    # Later, on another page of the same telephone: it goes on where it was.
    page.get_by_role("button", name="Naar het einde").tap()
    expect(page.get_by_role("heading", level=1, name="Bent u klaar?")).to_be_visible()
    axe(page)
    shot(page, "at-home-end")
    page.get_by_role("button", name="Later verder gaan").tap()
    expect(page.get_by_role("heading", level=1, name="Tot straks")).to_be_visible()
    come_in(page, link, code)
    page.get_by_role("link", name="Verder gaan").tap()
    page.get_by_role("button", name="Naar het einde").tap()
    page.get_by_role("button", name="Klaar").tap()
    expect(page.get_by_role("heading", level=1, name="Dank u wel")).to_be_visible()
    axe(page)
    shot(page, "at-home-thanks")

    # Until the talk the professional reads nothing of it; then all of it, together.
    fatma.goto(f"{family}thuis/")
    expect(fatma.get_by_text("klaar, voor het gesprek")).to_be_visible()
    assert "zus" not in fatma.content()
    axe(fatma)
    shot(fatma, "beforehand-sent")
    press(fatma, "Samen openen")
    axe(fatma)
    fatma.get_by_label("Wij zijn in gesprek").check(force=True)
    fatma.get_by_role("button", name="Samen openen").click()
    expect(fatma.get_by_role("heading", level=1, name="Startgesprek")).to_be_visible()
    fatma.get_by_role("link", name="Wat gaat goed", exact=True).click()
    expect(fatma.get_by_role("textbox").first).to_have_value("Mijn zus past op.")
    expect(fatma.get_by_label("Mijn partner")).to_be_checked()
    come_back = page.goto(page.url)
    assert come_back is not None
    expect(page.get_by_role("heading", level=1, name="Deze pagina is gesloten")).to_be_visible()


def test_leaving_at_once_shows_nothing_and_neither_does_back(fatma, telephone):
    family = register(fatma, "Wegwijs", "Vooraf")
    link, code = send(fatma, family)
    page = telephone
    come_in(page, link, code)
    page.get_by_role("link", name="Beginnen").tap()
    page.get_by_role("textbox").fill("Dit leest niemand")
    page.get_by_role("link", name="Sluit direct").tap()
    page.wait_for_url(re.compile("knmi"))
    page.go_back()
    page.wait_for_timeout(1500)
    assert "Dit leest niemand" not in page.content()
    assert "Vraag 1" not in page.content()


def test_without_scripts_it_works_too(fatma, village):
    family = register(fatma, "Zonder", "Vooraf")
    link, code = send(fatma, family)
    page = village.stranger(scripts=False)
    page.goto("/thuis/")
    page.get_by_label("De letters en cijfers").fill(link)
    page.get_by_label("Uw code").fill(code)
    press(page, "Verder")
    press(page, "Beginnen")
    page.get_by_role("textbox").fill("Ook zonder.")
    press(page, "Verder")
    page.get_by_label("Familie", exact=True).check()
    press(page, "Vorige")
    expect(page.get_by_role("textbox")).to_have_value("Ook zonder.")
