"""What people do again and again, in as few presses as the product asks."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page

from tests.browser.village import card, choose, press

# 20 weeks and 1 day today, whatever today is: the day of the browser is that of this machine.
DUE = date.today() + timedelta(days=280 - (20 * 7 + 1))  # noqa: DTZ011


def fill_family(page: Page, given_name: str, family_name: str, born_on: str) -> None:
    """Fill in the form for a new family; the partner is Leo Bos."""
    mother = card(page, "De (aanstaande) moeder")
    mother.get_by_label("Voornaam").fill(given_name)
    mother.get_by_label("Achternaam").fill(family_name)
    mother.get_by_label("Geboortedatum").fill(born_on)
    mother.get_by_label("Uitgerekende datum").fill(DUE.isoformat())
    mother.get_by_label("Postcode").fill("9461ab")
    choose(page, "Lezen", "lezen kost moeite")
    partner = card(page, "De partner, als die er is")
    partner.get_by_label("Voornaam").fill("Leo")
    partner.get_by_label("Achternaam").fill("Bos")


def register(page: Page, given_name: str, family_name: str) -> str:
    """Register a family; gives its address, ending in a slash.

    A family of the same name may be there, from a test before: then it is a new one after all.
    """
    page.goto("/gezinnen/nieuw/")
    fill_family(page, given_name, family_name, "1997-05-06")
    press(page, "Dit gezin aanmelden")
    page.wait_for_load_state()
    after_all = page.get_by_role("button", name="Toch een nieuw gezin")
    if after_all.is_visible():
        after_all.click()
    page.wait_for_url(re.compile(r"/gezinnen/[0-9a-f-]{36}/$"))
    return page.url


def notice(page: Page, family: str, domain: str, *words: str) -> None:
    """Add quick signals of one life domain, by the words of what was seen or said."""
    for word in words:
        page.goto(f"{family}signalen/nieuw/")
        press(page, domain)
        page.get_by_label(re.compile(f"^{word}")).first.check(force=True)
        press(page, "Signaal bewaren")


def consent(page: Page, family: str, recipient: str, *categories: str, twice: bool = False) -> None:
    """Explain all three and record a yes: to this organisation, for asking help.

    `twice`: with a double press, as an impatient hand does.
    """
    page.goto(f"{family}toestemming/")
    page.get_by_label("Wie mag iets weten?").select_option(label=recipient)
    press(page, "Verder")
    page.get_by_text(f"Aan: {recipient}.").wait_for()
    for category in categories:
        page.get_by_label(re.compile(f"^{category}")).check(force=True)
    say_yes(page, twice=twice)
    page.get_by_text(re.compile(f"{recipient} mag dit nu weten|Vastgelegd")).first.wait_for()


def say_yes(page: Page, *, twice: bool = False) -> None:
    ticks = page.get_by_role("group", name="Wat hebt u uitgelegd?").get_by_role("checkbox")
    for one in ticks.all():
        one.check(force=True)
    yes = page.get_by_role("button", name="Ja, dit mag gedeeld worden")
    yes.click(click_count=2 if twice else 1)


def refer(page: Page, family: str, offer: str, request: str, *categories: str) -> None:
    """Ask for help with an offer of the menu; there has to be consent."""
    page.goto(f"{family}verwijzingen/nieuw/")
    page.get_by_label("Aan wie vraagt u het?").select_option(label=offer)
    press(page, "Verder")
    page.get_by_label(re.compile("^Wat vraagt u?")).fill(request)
    for category in categories:
        page.get_by_label(re.compile(f"^{category}")).check(force=True)
    button = card(page, "Versturen").get_by_role("button", name="Versturen")
    button.and_(page.locator(":enabled")).click()
