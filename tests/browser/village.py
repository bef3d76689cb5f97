"""The people of the demo village at work in a browser: who signs in, and what they do often."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from duizend.core.content import CONTENT_DIR
from duizend.demo.village import PASSWORD
from tests.browser.product import Product

CODE = "000000"  # of the demo only
WIDE, PHONE = 1280, 360
PATIENCE = 30_000  # milliseconds: two cores may be busy with more than us
expect.set_options(timeout=PATIENCE / 2)
PEOPLE = json.loads((CONTENT_DIR / "demo/people.json").read_text())["items"]
EMAIL = {row["given_name"]: row["email"] for row in PEOPLE}


def fill_sign_in(page: Page, name: str) -> None:
    """E-mail and password; leaves the page that asks for the one-time code."""
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill(EMAIL[name])
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def sign_in(page: Page, name: str) -> None:
    fill_sign_in(page, name)
    page.get_by_label("Code").fill(CODE)
    page.get_by_label("Code").press("Enter")
    page.wait_for_url("/")


@dataclass
class Village:
    """Everybody at a screen of their own, signed in once: `village.screen("Fatma")`."""

    browser: Browser
    product: Product
    settings: dict[str, Any]
    _known: dict[tuple[str, bool], Any] = field(default_factory=dict)
    _open: list[BrowserContext] = field(default_factory=list)

    def screen(
        self, name: str, *, scripts: bool = True, width: int = WIDE, height: int = 900
    ) -> Page:
        """A new page on which this person is signed in, at Mijn dag."""
        context = self._context(scripts, self._known.get((name, scripts)), width, height)
        page = context.new_page()
        if (name, scripts) not in self._known:
            sign_in(page, name)
            self._known[name, scripts] = context.storage_state()
        else:
            page.goto("/")
        return page

    def stranger(self, *, scripts: bool = True) -> Page:
        """A page on which nobody is signed in."""
        return self._context(scripts, None, WIDE, 900).new_page()

    def close(self) -> None:
        """Close the screens of one test; who is signed in stays known."""
        while self._open:
            self._open.pop().close()

    def _context(self, scripts: bool, known: Any, width: int, height: int) -> BrowserContext:
        context = self.browser.new_context(
            **self.settings
            | {
                "java_script_enabled": scripts,
                "storage_state": known,
                "viewport": {"width": width, "height": height},
            }
        )
        context.set_default_timeout(PATIENCE)
        self._open.append(context)
        return context


def press(page: Page | Locator, name: str) -> None:
    """Press the button or the link with exactly this name."""
    found = page.get_by_role("button", name=name, exact=True)
    (found.or_(page.get_by_role("link", name=name, exact=True))).first.click()


def choose(page: Page | Locator, group: str, answer: str) -> None:
    """Choose one answer in a group of answers, by their words."""
    fields = page.get_by_role("group", name=re.compile(re.escape(group)))
    fields.get_by_label(re.compile(f"^{re.escape(answer)}")).first.check(force=True)


def tab(page: Page, name: str) -> None:
    """Go to another page of the family."""
    page.get_by_role("navigation", name=re.compile("^Pagina.s van dit gezin")).get_by_role(
        "link", name=name, exact=True
    ).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def card(page: Page | Locator, title: str) -> Locator:
    """The card with this title."""
    return page.locator(".dz-card").filter(has=page.get_by_role("heading", name=title, exact=True))


def row(page: Page | Locator, text: str) -> Locator:
    """The one line of a list in which this stands."""
    return page.get_by_role("listitem").filter(has_text=text)


def heading(page: Page) -> Locator:
    """What this page says it is."""
    return page.get_by_role("heading", level=1)
