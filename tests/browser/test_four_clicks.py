"""In four clicks from the start page to the right offer: ten real questions, counted."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.village import PHONE

MOST = 4


@dataclass
class Hand:
    """Counts what a hand does. A list that opens costs two: open it, press the answer."""

    page: Page
    clicks: int = 0

    def press(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def pick(self, label: str, answer: str) -> None:
        self.clicks += 2
        self.page.get_by_label(label, exact=True).select_option(label=answer)

    def found(self) -> Locator:
        return self.page.locator("#found")


# What somebody wants to know, which filter answers it, and where they should end.
TOPICS = [
    ("Ze heeft schulden. Wie helpt?", "Geld en werk", "Schuldhulp voor gezinnen"),
    ("Ze wil stoppen met roken.", "Leefstijl", "Stopcoach aan de telefoon"),
    ("Ze moeten hun huis uit.", "Wonen", "Woonoverleg voor zwangeren"),
    ("Ze is zwanger en somber.", "Stemming en stress", "Groep zwanger en somber"),
    ("Ze kent hier niemand.", "Netwerk en relatie", "Mamacafé"),
    ("Ze wil beter Nederlands leren.", "Begrijpen en regelen", "Taalmaatje voor ouders"),
]
LISTS = [
    ("Er is nog geen bedje.", "Thuis of in een groep", "spullen", "Kindpakket en babyspullen"),
    ("Ze spreken Tigrinya en hebben schulden.", "Taal", "Tigrinya", "Schuldhulp voor gezinnen"),
    ("Ze willen graag een kind.", "Fase", "kinderwens", "Kinderwensspreekuur"),
]


@pytest.fixture
def hand(village):
    """Noor, signed in, on the start page."""
    return Hand(village.screen("Noor"))


def open_menu(hand: Hand) -> None:
    hand.press(hand.page.get_by_role("navigation").get_by_role("link", name="Menukaart").first)


def arrive(hand: Hand, offer: str) -> None:
    hand.press(hand.found().get_by_role("link", name=offer, exact=True))
    expect(hand.page.get_by_role("heading", level=1)).to_have_text(offer)
    assert hand.clicks <= MOST


@pytest.mark.parametrize(("question", "topic", "offer"), TOPICS)
def test_a_question_about_one_part_of_life(hand, question, topic, offer):
    open_menu(hand)
    hand.press(hand.page.get_by_role("radio", name=topic))
    expect(hand.page.get_by_role("radio", name=topic)).to_be_checked()
    arrive(hand, offer)


@pytest.mark.parametrize(("question", "label", "answer", "offer"), LISTS)
def test_a_question_that_a_list_answers(hand, question, label, answer, offer):
    open_menu(hand)
    hand.pick(label, answer)
    arrive(hand, offer)


def test_where_can_a_father_talk_with_fathers(hand):
    open_menu(hand)
    hand.press(hand.page.get_by_text("Ook voor vaders", exact=True))
    arrive(hand, "Vaders aan zet")


def test_also_on_a_telephone_where_the_menu_has_to_be_opened_first(village):
    hand = Hand(village.screen("Noor", width=PHONE))
    hand.press(hand.page.get_by_text("Menu", exact=True))
    open_menu(hand)
    hand.press(hand.page.get_by_role("radio", name="Geld en werk"))
    arrive(hand, "Schuldhulp voor gezinnen")
