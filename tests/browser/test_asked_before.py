"""What was said before is not asked again; and the screen that both look at."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.village import PHONE, WIDE, Village

FAMILY = "Haddad – Mansour"


def tension(page: Page) -> None:
    """The part of the PHQ-4 that Fatma began with Amina."""
    page.goto("/gezinnen/?q=Haddad")
    page.get_by_role("link", name=FAMILY).first.click()
    page.get_by_role("link", name="Signalen", exact=True).click()
    page.get_by_role("link", name="Gesprek beginnen").click()
    page.get_by_role("link", name="Vier vragen over stemming").click()
    page.locator("main .dz-rows a").first.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_what_was_said_before_is_confirmed_or_asked_anew(village: Village, scripts, axe) -> None:
    page = village.screen("Fatma", scripts=scripts, width=PHONE)
    tension(page)
    worrying = page.locator(".q-question").filter(has_text="Niet in staat zijn om te stoppen")
    expect(worrying).to_contain_text("Eerder gezegd op")
    expect(worrying).to_contain_text("Ik zie op tegen de bevalling")
    expect(worrying.get_by_label("Helemaal niet")).to_be_hidden()
    if scripts:
        axe(page)
        expect(worrying).to_contain_text("Klopt dit nog?")
        worrying.get_by_role("button", name="Klopt nog").press("Enter")
    expect(worrying).to_contain_text("Klopt nog, op")
    worrying.locator("summary").press("Enter")
    expect(worrying.get_by_label("Helemaal niet")).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_looking_together_is_calm_and_one_press_from_one_s_own_screen(
    village: Village, width, axe, shot
) -> None:
    page = village.screen("Fatma", width=width)
    tension(page)
    page.get_by_role("button", name="Samen kijken").click()
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hoe vaak hebt u")
    axe(page)
    shot(page, "samen-kijken")
    page.get_by_role("button", name="Terug naar mijn eigen scherm").click()
    expect(page.get_by_role("link", name="Logboek")).to_be_visible()
