"""Real people's journeys: the product in one process, Chromium in another.

Nothing here touches Django's database connection. `product` is the running duizend, `axe`
finds barriers on a page, `shot` keeps a picture of it in `var/shots`.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright

from duizend.launch.environment import PROJECT
from tests.browser.chromium import ARGUMENTS, find_or_install
from tests.browser.product import Product
from tests.browser.village import Village

SHOTS = PROJECT / "var" / "shots"


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """The product with the demo's content, one per session."""
    made = Product(
        Path(os.environ["DUIZEND_VAR"]) / "browser",
        os.environ["DATABASE_OWNER_URL"],
        os.environ["DATABASE_APP_URL"],
    )
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], playwright: Playwright
) -> dict[str, Any]:
    program = find_or_install(Path(playwright.chromium.executable_path))
    return browser_type_launch_args | {"executable_path": str(program), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], product: Product) -> dict[str, Any]:
    return browser_context_args | {
        "base_url": product.url,
        "locale": "nl-NL",
        "timezone_id": "Europe/Amsterdam",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture(scope="session")
def everybody(browser: Browser, product: Product, browser_context_args: dict[str, Any]) -> Village:
    return Village(browser, product, browser_context_args)


@pytest.fixture
def village(everybody: Village) -> Iterator[Village]:
    """The demo's people, each at a screen of their own; the screens close after the test."""
    yield everybody
    everybody.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with a list of the barriers that this page has; none is allowed."""
    checker = Axe()

    def check(page: Page) -> None:
        found = checker.run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check


@pytest.fixture(scope="session")
def shot() -> Callable[[Page, str], Path]:
    """`shot(page, "my-day")` keeps `var/shots/my-day-1280.png`, named by the page's width."""
    SHOTS.mkdir(parents=True, exist_ok=True)

    def keep(page: Page, name: str) -> Path:
        width = page.viewport_size["width"] if page.viewport_size else 0
        file = SHOTS / f"{name}-{width}.png"
        page.screenshot(path=file, full_page=True, animations="disabled")
        return file

    return keep
