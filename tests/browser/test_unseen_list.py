"""A list nobody has seen: imported, published, filled in on a phone by keyboard and by touch.

The network is cut halfway, and afterwards every answer is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.deeds import register
from tests.browser.unseen_list import UNSEEN
from tests.browser.village import PHONE, Village, press

TITLE = "Een dag met uw kind"


@pytest.fixture(scope="module")
def family(everybody: Village) -> Iterator[str]:
    publish(everybody.screen("Bea"))
    yield register(everybody.screen("Fatma"), "Wietske", "Nooitgedacht")
    everybody.close()


def publish(bea: Page) -> None:
    """Paste it, say what it is about, publish; the file comes back as it was."""
    bea.goto("/lijsten/nieuw/")
    bea.get_by_label("Of plak de tekst").fill(UNSEEN)
    press(bea, "Bekijk het")
    expect(bea.get_by_text("Denk aan een gewone dag.")).to_be_visible()
    press(bea, "Hoe wij de lijst gebruiken")
    bea.get_by_label("De antwoorden gaan over").select_option(label="Ouderschap")
    press(bea, "Bewaren")
    press(bea, "Publiceren")
    expect(bea.get_by_text("Een nieuwe lijst, versie 2026-11.")).to_be_visible()
    press(bea, "Publiceren")
    expect(bea.get_by_role("heading", level=1)).to_have_text(TITLE)
    with bea.expect_download() as saved:
        bea.get_by_role("link", name=re.compile("^Het bestand van versie")).click()
    assert saved.value.path().read_text().replace("\r\n", "\n") == UNSEEN


def begin(page: Page, family: str) -> None:
    page.goto(f"{family}signaleren/")
    page.get_by_role("link", name=TITLE).click()
    button = page.get_by_role("button", name="Beginnen", exact=True)
    if button.count():
        button.click()
    page.get_by_role("link", name=TITLE).first.click()


def question(page: Page, words: str) -> Locator:
    return page.locator(".q-question").filter(has_text=words)


def is_saved(page: Page, words: str) -> None:
    expect(question(page, words).get_by_role("status")).to_have_text("Bewaard", timeout=40_000)


def test_filled_in_by_keyboard_with_the_network_cut_halfway(family, village, axe, shot):
    page = village.screen("Fatma", width=PHONE)
    begin(page, family)
    axe(page)
    expect(page.get_by_text("Denk aan een gewone dag.")).to_be_visible()
    fits(page)

    keys(page, "Hoeveel kinderen hebt u?", "2")
    keys(page, "Hoeveel uur slaapt u?", "6,5")
    is_saved(page, "Hoeveel kinderen hebt u?")
    page.context.set_offline(True)
    question(page, "Sinds wanneer woont u hier?").get_by_role("textbox").or_(
        question(page, "Sinds wanneer woont u hier?").locator("input[type=date]")
    ).first.fill("2024-05-01")
    keys(page, "Hoe laat eet u?", "1815")
    keys(page, "Wie helpen u?", "Mijn zus\nDe buurvrouw")
    question(page, "Komt u elke dag buiten?").get_by_label("Nee").focus()
    page.keyboard.press("Space")
    expect(question(page, "Wie helpen u?").get_by_role("status")).to_contain_text("Nog niet")
    shot(page, "unseen-offline")
    page.context.set_offline(False)

    # The answer that opened a question brought all of them anew, and took nothing away.
    expect(question(page, "Wat houdt u binnen?")).to_be_visible(timeout=40_000)
    everything_is_saved(page)
    keys(page, "Wat houdt u binnen?", "De regen")
    is_saved(page, "Wat houdt u binnen?")
    shot(page, "unseen-list")

    page.reload()
    for words, value in (
        ("Hoeveel kinderen hebt u?", "2"),
        ("Hoeveel uur slaapt u?", "6,5"),
        ("Wie helpen u?", "Mijn zus\nDe buurvrouw"),
        ("Wat houdt u binnen?", "De regen"),
    ):
        field = question(page, words).locator("input:not([type=hidden]), textarea").first
        expect(field).to_have_value(value)
    expect(question(page, "Sinds wanneer").locator("input[type=date]")).to_have_value("2024-05-01")
    expect(question(page, "Hoe laat").locator("input[type=time]")).to_have_value(
        re.compile("^18:15")
    )
    expect(question(page, "Komt u elke dag buiten?").get_by_label("Nee")).to_be_checked()


def everything_is_saved(page: Page) -> None:
    for state in ("retrying", "saving"):
        expect(page.locator(f"[data-autosave-status][data-state={state}]")).to_have_count(
            0, timeout=60_000
        )


def keys(page: Page, words: str, value: str) -> None:
    """Typed, and left with Tab."""
    field = question(page, words).locator("input:not([type=hidden]), textarea").first
    field.focus()
    page.keyboard.type(value)
    page.keyboard.press("Tab")


def fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE, f"the page is {wide} pixels wide"


def test_filled_in_by_touch_with_the_network_cut_halfway(family, village, shot):
    page = touching(village)
    begin(page, family)
    page.goto(re.sub(r"deel/\d+/", "deel/2/", page.url))
    expect(page.get_by_role("heading", name="Spelen")).to_be_visible()
    fits(page)
    question(page, "Hebt u rust?").get_by_text("Soms", exact=True).tap()
    is_saved(page, "Hebt u rust?")
    page.context.set_offline(True)
    question(page, "Speelt u samen?").get_by_text("Vaak", exact=True).tap()
    question(page, "Wat doet u graag?").get_by_text("Zingen", exact=True).tap()
    question(page, "Wat doet u graag?").get_by_role("textbox").fill("Koken")
    expect(question(page, "Speelt u samen?").get_by_role("status")).to_contain_text("Nog niet")
    page.context.set_offline(False)
    is_saved(page, "Speelt u samen?")
    is_saved(page, "Wat doet u graag?")
    page.reload()
    expect(question(page, "Hebt u rust?").get_by_label("Soms")).to_be_checked()
    expect(question(page, "Speelt u samen?").get_by_label("Vaak")).to_be_checked()
    expect(question(page, "Wat doet u graag?").get_by_label("Zingen")).to_be_checked()
    expect(question(page, "Wat doet u graag?").get_by_role("textbox")).to_have_value("Koken")

    page.get_by_role("link", name="Alle onderdelen").tap()
    page.get_by_role("link", name="Wat tot nu toe naar voren kwam").tap()
    page.get_by_text("Wat het instrument zelf geeft").tap()
    expect(page.get_by_text(re.compile("Dagboek: 3"))).to_be_visible()
    shot(page, "unseen-summary")


def touching(village: Village) -> Page:
    """Fatma's phone: a finger instead of a mouse."""
    known = village.screen("Fatma", width=PHONE).context.storage_state()
    context = village.browser.new_context(
        **village.settings
        | {
            "storage_state": known,
            "viewport": {"width": PHONE, "height": 740},
            "has_touch": True,
            "is_mobile": True,
        }
    )
    village._open.append(context)
    return context.new_page()
