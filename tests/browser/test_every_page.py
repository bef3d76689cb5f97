"""Every page of the product, seen by the right person: no barriers, no English, fits a phone.

Starts at Mijn dag and follows every link, so a page that nobody can reach shows up as
missing here. Each kind of page is looked at once per person.
"""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import get_resolver, resolve
from django.urls.resolvers import URLPattern, URLResolver
from playwright.sync_api import Page, expect

from tests.browser.deeds import register
from tests.browser.language import not_dutch
from tests.browser.unseen_list import UNSEEN
from tests.browser.village import PHONE, WIDE, Village, press

# Addresses that answer with something else than a page of their own.
NOT_PAGES = {
    # Of a parent without an account: test_at_home looks at them.
    "beforehand:door",
    "beforehand:away",
    "beforehand:enter",
    "beforehand:link",
    "beforehand:explain",
    "beforehand:question",
    "beforehand:ready",
    "beforehand:open",  # only after a parent began
    "experiences:questions",  # of a parent without an account: test_afterwards looks at it
    "experiences:thanks",  # the same
    "directory:still_true",  # of an owner without an account: tests/db/directory looks at it
    "plans:pdf",  # a file
    "documents:sent_referral_pdf",  # a file
    "documents:sent_referral_fhir",  # a file
    "documents:sent_feedback_pdf",  # a file
    "documents:sent_feedback_fhir",  # a file
    "documents:received_referral_pdf",  # a file
    "documents:received_referral_fhir",  # a file
    "documents:received_feedback_pdf",  # a file
    "documents:received_feedback_fhir",  # a file
    "documents:received_feedback_text",  # as the sender's page, which is looked at
    "documents:calendar",  # a file
    "safeguarding:pdf",  # a file
    "safeguarding:look",  # only for a second person, after a decision
    "intake:asked",  # only when the desk itself is asked: tests/db/intake looks at it
    "intake:move",  # only when another desk asks: tests/db/intake looks at it
    "follow_up:settle",  # only when a talk was asked for: tests/db/follow_up looks at it
    "questionnaires:file",  # a file
    "route_cards:file",  # a file
    "route_cards:new_step",  # leads to a step that is not written yet
    "instruments:document",  # a file
    "portraits:balance_pdf",  # a file
    "portraits:triangle_pdf",  # a file
    "portraits:web_pdf",  # a file
    "referrals:sharing",  # a part of a page
    "palette:export",  # a file
    "exchange:take_out",  # a file
    "exchange:template",  # a file
    "core:gallery",  # has its own tests
    "plans:answer",  # for whom is asked to coordinate: test_journey_together looks at it
}
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}  # the rest costs time and says nothing


@dataclass
class Seen:
    """What was found on one page: its kind is the name of its address."""

    kind: str
    path: str
    status: int
    title: str
    headings: int
    english: list[str]
    barriers: dict[int, str] = field(default_factory=dict)
    width_on_phone: int = 0


@pytest.fixture(scope="module")
def seen(everybody: Village) -> Iterator[list[Seen]]:
    """Every page that these people reach from Mijn dag, looked at once each."""
    fatma = everybody.screen("Fatma")
    fatma.goto("/gezinnen/?q=Haddad")
    known_well = fatma.get_by_role("link", name="Haddad – Mansour").get_attribute("href") or ""
    fatma.goto("/gezinnen/?q=Kok")
    just_begun = fatma.get_by_role("link", name="Kok – Mulder").get_attribute("href") or ""
    starts = [known_well, f"{known_well}plan/", *contacts(fatma, just_begun), "/"]
    starts += questions(fatma, known_well)
    found = walk(fatma, [], starts)
    family = register(fatma, "Wandelien", "Rondgang")
    begin_talk(fatma, family)
    under_way = [f"{family}plan/", f"{family}signaleren/startgesprek/", *people(fatma, family)]
    under_way += [*drawings(fatma, family), f"{family}signaleren/"]
    found += walk(fatma, found, under_way)
    found += walk(everybody.screen("Ruud"), found, ["/"])
    found += walk(everybody.screen("Els"), found, ["/meldcode/"])
    found += walk(everybody.screen("Petra"), found, ["/regio/vragen/"])
    roos = ["/routekaarten/", "/uitwisselen/", "/opvolging/"]
    found += walk(everybody.screen("Roos"), found, roos)
    # Her day has a question that was declined, and one that stays without an answer.
    found += walk(everybody.screen("Kim"), found, ["/"])
    bea = everybody.screen("Bea")
    found += walk(bea, found, ["/lijsten/", draft(bea)])
    found += walk(everybody.screen("Josien"), found, ["/aanmeldpunt/"])
    found += walk(everybody.stranger(), found, ["/zorgen/", "/zorgen/bedankt/"])
    yield found
    everybody.close()


def begin_talk(page: Page, family: str) -> None:
    page.goto(f"{family}signaleren/startgesprek/")
    press(page, "Beginnen")
    expect(page.get_by_role("button", name="Gesprek afronden")).to_be_visible()


def drawings(page: Page, family: str) -> list[str]:
    """The page of a web and of a triangle that were begun."""
    begun = []
    for picture, button in (
        ("web", "Teken met Wandelien"),
        ("driehoek", "Vul een nieuwe driehoek in"),
    ):
        page.goto(f"{family}beeld/{picture}/")
        press(page, button)
        begun.append(urlsplit(page.url).path)
    return begun


def draft(page: Page) -> str:
    """The page of a list that was read in and is not published."""
    page.goto("/lijsten/nieuw/")
    page.get_by_label("Of plak de tekst").fill(UNSEEN.replace("dag-met-kind", "rondgang"))
    press(page, "Bekijk het")
    return urlsplit(page.url).path


def people(page: Page, family: str) -> list[str]:
    """The page of each person of the family."""
    page.goto(f"{family}mensen/")
    return [path for path in links(page) if kind_of(path) == "families:change_person"]


def contacts(page: Page, family: str) -> list[str]:
    """The page of each contact with the family; one of them is still to come."""
    page.goto(f"{family}contacten/")
    return [path for path in links(page) if kind_of(path) == "visits:visit"]


def questions(page: Page, family: str) -> list[str]:
    """The page of each referral of the family; one of them was answered."""
    page.goto(f"{family}verwijzingen/")
    return [path for path in links(page) if kind_of(path) == "referrals:detail"]


def walk(page: Page, known: list[Seen], starts: list[str]) -> list[Seen]:
    """Follow links from these pages to every kind of page that is not known yet."""
    axe = Axe()
    found: list[Seen] = []
    visited = {one.kind for one in known}
    waiting, to_begin = list(starts), set(starts)
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        is_new = kind not in visited
        if kind.removesuffix("?") in NOT_PAGES or not (is_new or path in to_begin):
            continue
        to_begin.discard(path)
        visited.add(kind)
        answer = page.goto(path)
        assert answer is not None
        waiting += links(page)
        if is_new:
            found.append(look(page, axe, kind, path, answer.status))
    return found


def look(page: Page, axe: Axe, kind: str, path: str, status: int) -> Seen:
    here = Seen(kind, path, status, page.title(), page.locator("h1").count(), not_dutch(page))
    for width in (PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        if width == PHONE:
            here.width_on_phone = page.evaluate("document.documentElement.scrollWidth")
        result = axe.run(page, options=ONLY_VIOLATIONS)
        if result.violations_count:
            here.barriers[width] = result.generate_report()
    return here


def kind_of(path: str) -> str:
    """The name of an address, apart with a query: that is often another face of the page."""
    parts = urlsplit(path)
    asked = "?" if parts.query else ""
    return f"{resolve(parts.path).view_name}{asked}"


def links(page: Page) -> list[str]:
    """Addresses of our own, without fragments; `?page=2` belongs to the page itself."""
    hrefs = page.eval_on_selector_all(
        "a[href]",
        "links => links.map(link => new URL(link.href))"
        ".map(u => [u.origin, u.pathname + u.search])",
    )
    own = page.evaluate("location.origin")
    return [path for origin, path in hrefs if origin == own]


def pages_of(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """The names of all addresses of duizend itself, as `module:name`."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from pages_of(pattern.url_patterns, pattern.namespace or space)
        elif space and answers_get(pattern):
            yield f"{space}:{pattern.name}"


def answers_get(pattern: URLPattern) -> bool:
    """Whether there is a page to visit; the view's decorator knows which methods it takes."""
    view = pattern.callback
    while True:
        methods = inspect.getclosurevars(view).nonlocals.get("request_method_list")
        if methods is not None:
            return "GET" in methods
        if not hasattr(view, "__wrapped__"):
            return True
        view = view.__wrapped__


def test_every_page_can_be_reached_by_its_links(seen):
    walked = {page.kind.removesuffix("?") for page in seen}

    missing = set(pages_of(get_resolver().url_patterns)) - walked - NOT_PAGES
    assert missing == set(), "\n".join(sorted(missing))


def test_every_page_opens(seen):
    assert {page.path: page.status for page in seen if page.status != 200} == {}


def test_no_page_has_barriers(seen):
    barriers = [
        f"{page.path} at {width} px\n{report}"
        for page in seen
        for width, report in page.barriers.items()
    ]
    assert barriers == [], "\n".join(barriers)


def test_every_page_fits_a_phone(seen):
    assert {p.path: p.width_on_phone for p in seen if p.width_on_phone > PHONE} == {}


def test_every_page_has_one_main_heading_and_a_title(seen):
    assert {p.path: p.headings for p in seen if p.headings != 1} == {}
    assert {p.path: p.title for p in seen if not re.fullmatch(r".+ – duizend", p.title)} == {}


def test_every_page_speaks_dutch(seen):
    assert {page.kind: page.english for page in seen if page.english} == {}
