"""A card that a coalition invents on screen, without scripts, is proposed to the right family."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.village import PHONE, Village

NAME = "Buren om de hoek"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def tick(page: Page, name: str) -> None:
    """The words lie over their tick box."""
    page.get_by_text(name, exact=True).first.click()


def invent(page: Page) -> None:
    """A card for who has debts and gets no help of family or neighbours yet."""
    page.goto("/routekaarten/nieuw/")
    page.get_by_label("Naam van de kaart").fill(NAME)
    press(page, "Concept beginnen")
    page.get_by_role("link", name="Naam en waarom").click()
    page.get_by_label("Waarom, in één zin").fill("Er is gesproken over {labels}.")
    page.get_by_label("Bron", exact=True).select_option("COALITIE|")
    press(page, "Bewaren")
    page.get_by_role("link", name="Voor wie").click()
    tick(page, "zwangerschap")
    press(page, "Bewaren")


def ask(page: Page) -> None:
    """debts OR smoking, in rows."""
    page.get_by_role("link", name="Wanneer van toepassing").click()
    page.get_by_label("Hoeveel rijen?").select_option("or")
    page.get_by_label("Wat? (1)").select_option(label="schulden")
    press(page, "Rij erbij")
    page.get_by_label("Wat? (2)").select_option(label="rookt")
    press(page, "In woorden tonen")
    expect(page.locator(".rc-sentence")).to_contain_text("schulden OF rookt")
    press(page, "Bewaren")


def add_step(page: Page) -> None:
    page.get_by_role("link", name="Stap toevoegen").click()
    page.get_by_label("Wat gebeurt er in deze stap?").fill("Samen bij de buren langsgaan")
    tick(page, "Verloskundigenpraktijk")
    page.get_by_label("Waarom, in één zin").fill("Wie dichtbij is, helpt het eerst.")
    page.get_by_label("Hoeveel", exact=True).first.fill("5")
    press(page, "Bewaren")


@pytest.mark.parametrize("scripts", [False], ids=["no-scripts"])
def test_a_card_invented_on_screen_is_proposed(village: Village, scripts: bool, axe, shot) -> None:
    roos = village.screen("Roos", scripts=scripts, width=PHONE)
    invent(roos)
    ask(roos)
    add_step(roos)
    expect(roos.locator(".rc-flow__drawing")).to_contain_text("1. Samen bij de buren langsgaan")
    shot(roos, "routekaart-concept")
    roos.get_by_role("link", name="Uitproberen").click()
    lisa = roos.locator(".dz-card").filter(has_text="Lisa, 20 weken zwanger").first
    expect(lisa).to_contain_text("van toepassing")
    expect(lisa).to_contain_text("Er is gesproken over schulden en rookt.")
    eva = roos.locator(".dz-card").filter(has_text="Joyce, baby van acht weken").first
    expect(eva).to_contain_text("niet van toepassing")
    roos.get_by_role("link", name="Terug", exact=True).first.click()
    roos.get_by_role("link", name="Vaststellen").click()
    roos.get_by_label("Wie heeft dit besloten?").fill("De coalitie (verzonnen)")
    roos.get_by_label("Wat is er besloten, en waar?").fill("Besloten in deze test.")
    press(roos, "Vaststellen")
    expect(roos.get_by_text("Vastgesteld als versie 1.")).to_be_visible()
    card = roos.url
    fatma = village.screen("Fatma")
    fatma.goto("/gezinnen/?q=Haddad")
    fatma.get_by_role("link", name="Haddad – Mansour").first.click()
    fatma.get_by_role("link", name="Route", exact=True).click()
    proposed = fatma.locator(".dz-card").filter(has_text="Samen bij de buren langsgaan")
    expect(proposed).to_contain_text(re.compile("Er is gesproken over .*(schulden|rookt)"))
    folded = proposed.locator("details:not([open]) > summary").first
    if folded.is_visible():
        folded.click()
    proposed.get_by_role("link", name=re.compile("hele kaart")).click()
    expect(fatma.get_by_role("heading", level=1)).to_have_text(NAME)
    axe(fatma)
    roos.goto(card)
    roos.get_by_text("Deze kaart intrekken").click()
    roos.get_by_label("Waarom wordt deze kaart ingetrokken?").fill("De test is klaar.")
    press(roos, "Intrekken")
    expect(roos.get_by_text("De test is klaar.")).to_be_visible()
