"""One family, one plan: a coordinator who said yes, who looked along, and who may not."""

import re
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from playwright.sync_api import Page, expect

from tests.browser.deeds import consent, notice, refer, register
from tests.browser.village import Village, card, heading, press, row, tab

NEAR = "Prenataal huisbezoek – JGZ Drentse Aa"
FAR = "Schuldhulp voor gezinnen – Schuldhulp De Brug"


@pytest.fixture(scope="module")
def family(everybody: Village) -> Iterator[str]:
    """Fatma registered this family and asked Noor's organisation to visit; Noor took it."""
    fatma, noor = everybody.screen("Fatma"), everybody.screen("Noor")
    address = register(fatma, "Yasmin", "Bouzid")
    notice(fatma, address, "Geld en werk", "schulden")
    consent(fatma, address, "JGZ Drentse Aa", "Zwangerschap", "Geld en werk", "Het plan")
    press(fatma, "Ja, het mag klaarstaan")
    refer(fatma, address, NEAR, "Graag kennismaken vóór de geboorte.", "Geld en werk")
    noor.goto("/aanmeldingen/")
    row(noor, "Bouzid").get_by_role("button", name="Aannemen").first.click()
    expect(row(noor, "Bouzid").get_by_role("button", name="Aannemen")).to_have_count(0)
    # The plan is one: what Noor writes may be seen by Fatma too.
    consent(noor, address, "Praktijk De Wieg", "Het plan")
    press(noor, "Ja, het mag klaarstaan")
    yield address
    everybody.close()


def test_a_plan_in_their_own_words_with_one_coordinator(
    family: str, village: Village, axe: Callable[[Page], None]
) -> None:
    fatma, noor = village.screen("Fatma"), village.screen("Noor")
    fatma.goto(f"{family}plan/")
    press(fatma, "Doel toevoegen")
    fatma.get_by_label(re.compile("^Wat willen zij")).fill("Geen post meer die bang maakt")
    fatma.get_by_label("Dit gaat over").select_option(label="Geld en werk")
    press(fatma, "Bewaren")
    expect(fatma.get_by_text("Geen post meer die bang maakt").first).to_be_visible()

    fatma.goto(f"{family}plan/taak/")
    fatma.get_by_label("Wat er moet gebeuren").fill("Elke dinsdag samen de post openen")
    fatma.get_by_label("Wie doet het").select_option(label="Leo Bos (partner)")
    press(fatma, "Bewaren")
    fatma.goto(f"{family}plan/afspraak/")
    fatma.get_by_label("Wat is afgesproken").fill("We bellen, we mailen niet.")
    press(fatma, "Bewaren")
    expect(card(fatma, "Afspraken")).to_contain_text("We bellen, we mailen niet.")

    fatma.goto(f"{family}plan/coordinatie/")
    fatma.get_by_label(re.compile("^Noor Bakker")).check(force=True)
    press(fatma, "Vragen")
    expect(card(fatma, "Wie coördineert")).to_contain_text("Tot er een ja is")

    noor.goto("/")
    row(noor, "Bouzid").filter(has_text="coördineren").get_by_role("link").first.click()
    noor.goto(f"{family}plan/")
    press(noor, "Nee")
    expect(heading(noor)).to_have_text("Wilt u coördineren?")
    axe(noor)
    press(noor, "Ja, ik coördineer")
    expect(card(noor, "Wie coördineert")).to_contain_text("Noor Bakker")
    fatma.goto(f"{family}plan/")
    expect(card(fatma, "Wie coördineert")).to_contain_text("Noor Bakker")


def test_who_looked_along_is_there_to_read(family: str, village: Village) -> None:
    fatma = village.screen("Fatma")
    fatma.goto(family)
    tab(fatma, "Logboek")

    expect(heading(fatma)).to_have_text("Wie keek mee")
    log = fatma.get_by_role("table").inner_text()
    while (older := fatma.get_by_role("link", name="Volgende bladzijde")).count():
        older.click()
        fatma.wait_for_load_state()
        log += fatma.get_by_role("table").inner_text()
    assert "Fatma Aydin" in log
    assert "Noor Bakker" in log
    for deed in (
        "meldde het gezin aan",
        "voegde een signaal toe",
        "legde een toestemming vast",
        "schreef een verwijzing",
        "nam een verwijzing aan",
        "las dit logboek",
    ):
        assert deed in log, deed


def test_a_colleague_without_a_relation_gets_the_reason_and_the_emergency_button(
    family: str, village: Village
) -> None:
    kim, noor = village.screen("Kim"), village.screen("Noor")
    kim.goto(family)
    expect(heading(kim)).to_have_text("U werkt niet met dit gezin")
    assert "Bouzid" not in kim.content()
    assert "Yasmin" not in kim.content()

    press(kim, "Openen met noodtoegang")
    expect(kim.get_by_text("Schrijf op waarom u dit gezin nu moet zien.")).to_be_visible()
    kim.get_by_label("Waarom moet u dit gezin nu zien?").fill("Ze belt in nood en Fatma is vrij.")
    press(kim, "Openen met noodtoegang")
    expect(heading(kim)).to_have_text("Bouzid – Bos")
    expect(kim.get_by_text("U kijkt met noodtoegang")).to_be_visible()

    noor.goto("/")
    told = row(noor, "Bouzid").filter(has_text=re.compile("noodtoegang", re.IGNORECASE))
    expect(told.first).to_be_visible()
    noor.goto(f"{family}logboek/")
    expect(row_of_table(noor, "Kim Smit").first).to_contain_text("noodtoegang")
    expect(noor.get_by_text("Ze belt in nood en Fatma is vrij.").first).to_be_visible()


def row_of_table(page: Page, text: str):
    return page.get_by_role("row").filter(has_text=text)


def test_a_stranger_finds_nothing_at_any_address_of_the_family(
    family: str, village: Village
) -> None:
    sam = village.screen("Sam")
    sam.goto("/gezinnen/?q=Bouzid")
    expect(sam.get_by_text("Niemand gevonden")).to_be_visible()
    token = next(c["value"] for c in sam.context.cookies() if c["name"] == "csrftoken")

    tried, found = 0, []
    for address in addresses(family.rstrip("/").rsplit("/", 1)[-1]):
        asked = sam.request.get(address)
        sent = sam.request.post(address, headers={"X-CSRFToken": token}, form={"reason": "x"})
        tried += 1
        if {asked.status, sent.status} - {404, 405} or asked.status == sent.status == 405:
            found.append((address, asked.status, sent.status))
        assert "Bouzid" not in asked.text() + sent.text()

    assert tried > 40
    assert found == []


def addresses(family_id: str) -> Iterator[str]:
    """Every address in which a family stands; other ids in it are of things that are not."""
    for name, pattern in named(get_resolver().url_patterns):
        converters = pattern.pattern.converters
        if "family_id" not in converters:
            continue
        values = {"uuid": str(uuid4()), "int": 1, "slug": "startgesprek"}
        given = {
            key: values[type(kind).__name__.removesuffix("Converter").lower()]
            for key, kind in converters.items()
        } | {"family_id": family_id}
        try:
            yield reverse(name, kwargs=given)
        except NoReverseMatch as problem:  # a new kind of part: say so here
            raise AssertionError(f"{name}: {problem}") from problem


def named(
    patterns: list[URLPattern | URLResolver], space: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern.url_patterns, pattern.namespace or space)
        elif space:
            yield f"{space}:{pattern.name}", pattern


def test_consent_withdrawn_before_it_is_taken_closes_the_referral(
    family: str, village: Village
) -> None:
    fatma, ruud = village.screen("Fatma"), village.screen("Ruud")
    consent(fatma, family, "Schuldhulp De Brug", "Geld en werk")
    refer(fatma, family, FAR, "Graag samen de brieven ordenen.", "Geld en werk")
    ruud.goto("/aanmeldingen/")
    ruud.get_by_role("link", name=re.compile("Gezin Bouzid")).click()
    expect(ruud.get_by_role("main")).to_contain_text("Graag samen de brieven ordenen.")
    address = ruud.url

    fatma.goto(f"{family}toestemming/")
    row(card(fatma, "Wie mag wat weten"), "Schuldhulp De Brug").get_by_role(
        "button", name="Intrekken"
    ).click()
    expect(fatma.get_by_text("Vanaf nu wordt niets nieuws gedeeld").first).to_be_visible()

    ruud.goto(address)
    expect(ruud.get_by_text("Toestemming ingetrokken", exact=True)).to_be_visible()
    for hidden in ("Bouzid", "Yasmin", "brieven ordenen", "schulden"):
        expect(ruud.get_by_role("main")).not_to_contain_text(hidden)
    expect(ruud.get_by_role("button", name="Aannemen")).to_be_disabled()
