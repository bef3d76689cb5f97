"""Looking at the menu: on a phone, without scripts, and saying that something is not right."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.village import press

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
        ("/menukaart/aanbod/demo-schuldhulp/wijziging/", "suggest"),
        ("/menukaart/voorstellen/", "suggestions"),
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

    noor.get_by_role("radio", name="Geld en werk").click()

    expect(noor.locator("#found")).to_contain_text("Schuldhulp voor gezinnen")
    expect(noor.locator("#found")).not_to_contain_text("Mamacafé")
    expect(noor).to_have_url(re.compile("life_domain=money"))
    noor.reload()
    expect(noor.get_by_role("radio", name="Geld en werk")).to_be_checked()


def test_the_menu_works_without_scripts(village):
    page = village.screen("Noor", scripts=False)
    page.goto("/menukaart/")

    page.get_by_role("radio", name="Wonen").click()
    page.get_by_role("button", name="Tonen").click()

    expect(page.locator("#found")).to_contain_text("Woonoverleg voor zwangeren")
    expect(page.locator("#found")).not_to_contain_text("Mamacafé")


def test_a_suggestion_goes_from_who_sees_it_to_who_offers_it(village):
    sam = village.screen("Sam")
    sam.goto("/menukaart/aanbod/demo-schuldhulp/wijziging/")
    sam.get_by_label("Wachttijd in dagen").fill("12")
    press(sam, "Voorstel versturen")
    expect(sam.get_by_text("Uw voorstel ligt klaar")).to_be_visible()

    ruud = village.screen("Ruud")
    ruud.goto("/menukaart/voorstellen/")
    ruud.get_by_role("link", name="Schuldhulp voor gezinnen").first.click()
    press(ruud, "Overnemen")

    expect(ruud.get_by_text("geldt als vandaag nagekeken")).to_be_visible()
    ruud.goto("/menukaart/aanbod/demo-schuldhulp/")
    expect(ruud.get_by_text("plek binnen 12 dagen")).to_be_visible()
