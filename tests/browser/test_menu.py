"""Finding the right offer: few presses, by keyboard, without scripts, on a phone."""

import re

import pytest
from playwright.sync_api import expect

WIDTHS = [360, 1280]


@pytest.fixture
def noor(village):
    """Noor is signed in."""
    return village.screen("Noor")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/menukaart/", "menu"),
        ("/menukaart/interventies/", "interventions"),
        ("/menukaart/aanbod/demo-schuldhulp/", "offer"),
        ("/menukaart/interventies/voorzorg/", "intervention"),
    ],
)
def test_the_menu_has_no_barriers_and_fits_the_screen(noor, axe, shot, width, path, name):
    noor.set_viewport_size({"width": width, "height": 900})
    noor.goto(path)

    axe(noor)
    shot(noor, name)
    assert noor.evaluate("document.documentElement.scrollWidth") <= width


def test_a_filter_answers_at_once_and_can_be_kept_as_an_address(noor):
    noor.goto("/menukaart/")

    noor.get_by_label("Leefgebied").select_option("money")

    expect(noor.locator("#found")).to_contain_text("Schuldhulp voor gezinnen")
    expect(noor.locator("#found")).not_to_contain_text("Mamacafé")
    expect(noor).to_have_url(re.compile("life_domain=money"))
    noor.reload()
    expect(noor.get_by_label("Leefgebied")).to_have_value("money")


# Ten questions from the work; the number is the presses from the start page.
QUESTIONS = [
    ("Leefgebied", "money", "Schuldhulp voor gezinnen"),
    ("Leefgebied", "lifestyle", "Stopcoach aan de telefoon"),
    ("Leefgebied", "housing", "Woonoverleg voor zwangeren"),
    ("Leefgebied", "mental", "Groep zwanger en somber"),
    ("Leefgebied", "network", "Mamacafé"),
    ("Leefgebied", "skills", "Taalmaatje voor ouders"),
    ("Fase", "preconception", "Kinderwensspreekuur"),
    ("Thuis of in een groep", "goods", "Kindpakket en babyspullen"),
    ("Taal", "ti", "Schuldhulp voor gezinnen"),
    ("Wachttijd", "0", "Formulierenhulp"),
]


@pytest.mark.parametrize(("question", "answer", "offer"), QUESTIONS)
def test_the_right_offer_is_three_presses_from_the_start_page(noor, question, answer, offer):
    noor.get_by_role("navigation").get_by_role("link", name="Menukaart").first.click()
    noor.get_by_label(question).select_option(answer)
    noor.locator("#found").get_by_role("link", name=offer).click()

    expect(noor.get_by_role("heading", level=1)).to_have_text(offer)


def test_the_menu_works_without_scripts(village):
    page = village.screen("Noor", scripts=False)
    page.goto("/menukaart/")

    page.get_by_label("Leefgebied").select_option("housing")
    page.get_by_role("button", name="Tonen").click()

    expect(page.locator("#found")).to_contain_text("Woonoverleg voor zwangeren")
    expect(page.locator("#found")).not_to_contain_text("Mamacafé")
