"""After a talk: what an answer asks today, and how the talk was for the parent."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.deeds import register
from tests.browser.village import PHONE, WIDE, Village, choose, heading, press, sign_in

# The one part of the PHQ-9.
PART = re.compile("^Hoe vaak hebt u in de afgelopen 2 weken")
NOT_DISCUSSED = "We bespraken nog niet wat goed gaat"
ITEM_9 = "De gedachte dat u beter dood"


def fits(page: Page, axe: Callable[[Page], None]) -> None:
    """No barriers and no sideways scrolling, on a phone and on a wide screen."""
    for width in (PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_item_9_is_not_left_before_somebody_says_what_was_done(
    village: Village, axe: Callable[[Page], None]
) -> None:
    fatma = village.screen("Fatma")
    family = register(fatma, "Vlagina", "Vandaag")
    fatma.goto(f"{family}signaleren/phq-9/")
    press(fatma, "Beginnen")
    fatma.get_by_role("link", name=PART).click()
    choose(fatma, "Is zij nu alleen met u?", "Ja, er luistert niemand mee")
    choose(fatma, ITEM_9, "Meerdere dagen")
    expect(fatma.get_by_role("link", name="Zeg wat u hebt gedaan, of wie het doet")).to_be_visible()
    fatma.goto(f"{family}signaleren/phq-9/")
    fatma.get_by_label(NOT_DISCUSSED).check(force=True)
    press(fatma, "Gesprek afronden")
    expect(heading(fatma)).to_have_text("Eerst nog één ding")
    fits(fatma, axe)
    press(fatma, "Zeggen wat u hebt gedaan")
    expect(heading(fatma)).to_have_text("Een gesprek vraagt vandaag iets van u")
    fits(fatma, axe)
    fatma.keyboard.press("Tab")
    fatma.get_by_label("Met haar doorgepraat").focus()
    fatma.keyboard.press("Space")
    fatma.get_by_label("Overlegd met de huisarts").focus()
    fatma.keyboard.press("Space")
    fatma.get_by_role("button", name="Dit heb ik gedaan").focus()
    fatma.keyboard.press("Enter")
    expect(fatma.get_by_text("Wat u hebt gedaan, is bewaard")).to_be_visible()
    fatma.goto(f"{family}signaleren/phq-9/")
    fatma.get_by_label(NOT_DISCUSSED).check(force=True)
    press(fatma, "Gesprek afronden")
    expect(heading(fatma)).to_have_text("Wat er naar voren kwam")


def test_a_parent_answers_on_the_screen_of_the_professional_and_finds_no_dossier(
    village: Village, axe: Callable[[Page], None]
) -> None:
    noor = village.stranger()
    sign_in(noor, "Noor")
    noor.goto("/ervaringen/vragen/startgesprek/")
    press(noor, "Uitloggen en het scherm geven")
    expect(heading(noor)).to_have_text("Hoe was dit gesprek?")
    fits(noor, axe)
    first = noor.get_by_role("group", name="Voelde u zich gehoord?")
    first.get_by_role("radio", name="Dit laat ik open").focus()
    noor.keyboard.press("ArrowDown")
    expect(first.get_by_role("radio", name="Ja")).to_be_checked()
    press(noor, "Klaar")
    expect(heading(noor)).to_have_text("Dank u wel")
    fits(noor, axe)
    noor.go_back()
    expect(heading(noor)).to_have_text("Deze link is gesloten")
    noor.go_back()
    expect(noor.get_by_role("button", name="Inloggen", exact=True)).to_be_visible()


def test_without_scripts_the_three_questions_work_too(village: Village) -> None:
    petra = village.stranger(scripts=False)
    petra.goto("/hoe-was-het/")
    expect(heading(petra)).to_have_text("Deze link is gesloten")
