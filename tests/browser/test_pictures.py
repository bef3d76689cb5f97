"""The pictures in the README and the documents: made here, by the people of the demo.

An ordinary run looks at the pages only. DUIZEND_PICTURES=1 writes `docs/pictures` anew.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from duizend.launch.environment import PROJECT
from tests.browser.village import PHONE, WIDE, Village

PICTURES = PROJECT / "docs" / "pictures"
LARGEST = 200_000  # bytes
COLOURS = 96  # flat surfaces and letters: nobody sees the difference


@dataclass(frozen=True)
class Picture:
    """One picture: whose screen, which page of the Haddad family (or of the product), how large."""

    name: str
    who: str
    path: str
    width: int = WIDE
    height: int = 900


ALL = (
    Picture("mijn-dag", "Noor", "/"),
    Picture("gezin", "Noor", "{family}", height=1240),
    Picture("startgesprek", "Fatma", "{talk}", PHONE, 800),
    Picture("afwegen", "Fatma", "{family}afwegen/", height=1240),
    Picture("route", "Fatma", "{family}route/", height=1100),
    Picture("toestemming", "Fatma", "{family}toestemming/?ontvanger=welzijn-samen&doel=referral"),
    Picture("aanmelding", "Ruud", "{referral}", height=1000),
    Picture("plan", "Noor", "{family}plan/", height=1240),
    Picture("menukaart", "Noor", "/menukaart/"),
)


@pytest.mark.parametrize("picture", ALL, ids=lambda picture: picture.name)
def test_a_picture_of_the_product(village: Village, tmp_path: Path, picture: Picture) -> None:
    page = village.screen(picture.who, width=picture.width, height=picture.height)
    page.goto(address(page, picture))
    page.evaluate("document.fonts.ready")
    if picture.width == PHONE:  # what one reads there, below the way to it
        page.evaluate("document.querySelector('h1').scrollIntoView()")
    file = tmp_path / f"{picture.name}.png"

    page.screenshot(path=file, animations="disabled")
    small = shrink(file)

    assert small.stat().st_size < LARGEST
    if os.environ.get("DUIZEND_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        (PICTURES / file.name).write_bytes(small.read_bytes())


def address(page: Page, picture: Picture) -> str:
    """The page to take; what the demo made has another address every time."""
    if "{family}" in picture.path:
        page.goto("/gezinnen/?q=Haddad")
        return picture.path.format(family=link(page, "Haddad – Mansour"))
    if "{referral}" in picture.path:
        page.goto("/aanmeldingen/")
        return link(page, "Gezin Haddad")
    if "{talk}" in picture.path:
        page.goto("/gezinnen/?q=Kok")
        page.goto(f"{link(page, 'Kok – Mulder')}signaleren/startgesprek/")
        return link(page, "Wat gaat goed")
    return picture.path


def link(page: Page, name: str) -> str:
    found = page.get_by_role("main").get_by_role("link", name=re.compile(f"^{name}")).first
    return str(found.get_attribute("href"))


def shrink(file: Path) -> Path:
    with Image.open(file) as image:
        small = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(file, optimize=True)
    return file


def test_every_picture_that_a_document_shows_is_made_here() -> None:
    made = {f"{picture.name}.png" for picture in ALL}
    documents = [PROJECT / "README.md", *PROJECT.glob("docs/**/*.md")]
    shown = {
        name
        for document in documents
        for name in re.findall(r"pictures/([\w-]+\.png)", document.read_text())
    }

    assert shown, "the README shows none"
    assert shown <= made
    assert {file.name for file in PICTURES.iterdir()} == made
    assert [f.name for f in PICTURES.iterdir() if f.stat().st_size >= LARGEST] == []
