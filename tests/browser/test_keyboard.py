"""With the keyboard alone: sign in, search, answer, weigh. No mouse is touched here."""

import re

from playwright.sync_api import Locator, Page, expect

from duizend.demo.village import PASSWORD
from tests.browser.deeds import register
from tests.browser.village import CODE, EMAIL, Village, heading

MOST_TABS = 120


def go_to(page: Page, goal: Locator) -> None:
    """Press Tab until this has the focus; everything passed on the way shows where it is."""
    for _tab in range(MOST_TABS):
        page.keyboard.press("Tab")
        if goal.evaluate("shape => shape === document.activeElement"):
            assert has_a_ring(page), goal
            return
    raise AssertionError(f"Not reached with {MOST_TABS} times Tab: {goal}")


def has_a_ring(page: Page) -> bool:
    """Whether what has the focus is drawn otherwise than without it."""
    return bool(
        page.evaluate(
            """() => {
              const shape = document.activeElement;
              const look = s => { const c = getComputedStyle(s); return [c.outlineStyle,
                c.outlineWidth, c.outlineColor, c.boxShadow, c.borderColor].join(); };
              const holders = [shape, shape.parentElement, shape.labels && shape.labels[0]];
              const seen = holders.filter(Boolean);
              const before = seen.map(look);
              shape.blur();
              const after = seen.map(look);
              shape.focus();
              return before.some((with_focus, n) => with_focus !== after[n]);
            }"""
        )
    )


def test_sign_in(village: Village) -> None:
    page = village.stranger()
    page.goto("/account/login/")
    go_to(page, page.get_by_label("E-mail"))
    page.keyboard.type(EMAIL["Tineke"])
    go_to(page, page.get_by_label("Wachtwoord", exact=True))
    page.keyboard.type(PASSWORD)
    go_to(page, page.get_by_role("button", name="Inloggen", exact=True))
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Tweede stap")
    go_to(page, page.get_by_label("Code"))
    page.keyboard.type(CODE)
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(re.compile("Tineke"))


def test_search(village: Village) -> None:
    page = village.screen("Fatma")
    go_to(page, page.get_by_role("banner").get_by_role("searchbox"))
    page.keyboard.type("Hadad")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("gevonden")
    go_to(page, page.get_by_role("link", name="Haddad – Mansour"))
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(re.compile("Haddad – Mansour"))


def test_an_answer_and_the_choice_of_a_category(village: Village) -> None:
    page = village.screen("Fatma")
    family = register(page, "Sietske", "Veldkamp")
    page.goto(f"{family}signaleren/")
    go_to(page, page.get_by_role("button", name="Beginnen").first)
    page.keyboard.press("Enter")
    go_to(page, page.get_by_role("link", name="Wonen"))
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Wonen")
    answer = page.get_by_label("Het is klein", exact=True)
    go_to(page, answer)
    page.keyboard.press("Space")
    expect(answer).to_be_checked()
    expect(page.get_by_text("Bewaard", exact=True)).to_be_visible()

    page.goto(f"{family}afwegen/")
    go_to(page, page.get_by_label(re.compile("^Zelfredzaam")))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label(re.compile("^Kwetsbare situatie"))).to_be_checked()
