"""The main job where no script runs: every step is a form that can simply be sent."""

import re

from playwright.sync_api import Page, expect

from tests.browser.deeds import consent, refer, register
from tests.browser.village import Village, card, choose, heading, press, tab


def test_the_main_job_works_without_scripts(village: Village) -> None:
    fatma = village.screen("Fatma", scripts=False)
    family = register(fatma, "Hanan", "Tesfaye")

    answers(fatma)
    weighs(fatma)
    consent(fatma, family, "Schuldhulp De Brug", "Geld en werk")
    refer(
        fatma, family, "Schuldhulp voor gezinnen – Schuldhulp De Brug", "Samen de post openen.",
        "Geld en werk",
    )  # fmt: skip

    expect(fatma.get_by_text("blijft verantwoordelijk tot Schuldhulp De Brug")).to_be_visible()


def answers(page: Page) -> None:
    """One part is sent whole; what was answered stands there when one comes back."""
    tab(page, "Signalen")
    press(page, "Gesprek beginnen")
    press(card(page, "Startgesprek"), "Beginnen")
    press(page, "Wat gaat goed")
    page.get_by_label("Mijn partner", exact=True).check(force=True)
    press(page, "Bewaren en naar alle onderdelen")
    press(page, "Geld en werk")
    page.get_by_label("Er zijn schulden", exact=True).check(force=True)
    press(page, "Bewaren en verder")
    press(page, "Alle onderdelen")
    press(page, "Geld en werk")
    expect(page.get_by_label("Er zijn schulden", exact=True)).to_be_checked()


def weighs(page: Page) -> None:
    tab(page, "Afwegen")
    choose(page, "Wat past volgens u samen?", "Mogelijk kwetsbare situatie")
    page.get_by_label("Waarom, in één zin").fill("De post stapelt zich op.")
    choose(page, "Hoe ziet Hanan het?", "De ouder ziet het ook zo")
    press(page, "Dit bewaren")
    expect(card(page, "Eerder afgewogen")).to_contain_text("De post stapelt zich op.")
    expect(heading(page)).to_have_text(re.compile("afwegen"))
