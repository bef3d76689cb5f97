"""From a first signal to help that is confirmed: what a midwife and those around her do.

One family, from the first day to the answer of the one who was asked. Each stage is a
function; the test at the end of the file tells them in order. Real presses, Dutch words.
"""

import re
from datetime import date, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.deeds import fill_family, register, say_yes
from tests.browser.product import Product
from tests.browser.village import (
    CODE,
    Village,
    card,
    choose,
    fill_sign_in,
    heading,
    press,
    row,
    tab,
)


def signs_in_with_two_steps(page: Page) -> None:
    fill_sign_in(page, "Fatma")
    page.get_by_label("Code").fill("123456")
    page.get_by_label("Code").press("Enter")
    expect(page.get_by_text("Deze code klopt niet.").first).to_be_visible()

    page.get_by_label("Code").fill(CODE)
    page.get_by_label("Code").press("Enter")
    expect(heading(page)).to_have_text(re.compile("Goede(morgen|middag|navond), Fatma"))


def sees_her_day(page: Page) -> None:
    expect(page.get_by_text(re.compile("(vragen|vraagt) vandaag iets van u")).first).to_be_visible()
    late = row(page, "Schuldhulp De Brug heeft nog niet geantwoord")
    expect(late).to_contain_text("dagen te laat")
    late.get_by_role("link").click()
    expect(page).to_have_url(re.compile("/gezinnen/.+/verwijzingen/"))


def finds_a_family_with_a_typing_error(page: Page) -> None:
    page.get_by_role("banner").get_by_role("searchbox").fill("Hadat Amnia")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("gevonden")
    expect(page.get_by_role("link", name="Haddad – Mansour")).to_be_visible()


def registers_a_family(page: Page, name: str) -> str:
    """Refused as a likely double at first; gives the address of the family."""
    page.goto("/gezinnen/nieuw/")
    fill_family(page, "Amina", "Hadad", "1996-04-12")
    press(page, "Dit gezin aanmelden")
    double = card(page, "Is dit gezin hier al?")
    expect(double).to_contain_text("Er is nog niets bewaard.")
    expect(double.get_by_role("link", name="Open het gezin waar u al mee werkt")).to_be_visible()

    register(page, "Samira", name)
    expect(heading(page)).to_have_text(f"{name} – Bos")
    expect(page.locator(".dz-day-line, figure").first).to_contain_text("20 weken en 1 dag")
    expect(page.get_by_text("Leo Bos")).to_be_visible()
    return page.url


def talks_and_is_interrupted(page: Page, product: Product) -> None:
    """The Startgesprek: strengths first; the server is killed in the middle, nothing is lost."""
    tab(page, "Signalen")
    press(page, "Gesprek beginnen")
    press(card(page, "Startgesprek"), "Beginnen")
    parts = page.get_by_role("main").get_by_role("listitem").get_by_role("link")
    expect(parts.filter(has_text="Wat gaat goed")).to_be_visible()
    assert first_part(page) == "Wat gaat goed"
    press(page, "Wat gaat goed")
    question(page, "Waar bent u trots op?").get_by_role("textbox").fill("Ik houd vol.")
    tick(page, "Wie is er voor u", "Mijn partner")
    tick(page, "Hoe is het voor u om hulp te krijgen?", "Wil ik niet beantwoorden")

    press(page, "Alle onderdelen")
    press(page, "Geld en werk")
    tick(page, "Lukt het om rond te komen?", "Het is elke maand moeilijk")

    product.kill_web()
    debts = question(page, "Zijn er rekeningen")
    debts.get_by_label("Er zijn schulden", exact=True).check(force=True)
    expect(debts).to_contain_text("Nog niet bewaard")
    product.wait_until_up()
    expect(debts.get_by_text("Bewaard", exact=True)).to_be_visible(timeout=30_000)

    page.reload()
    expect(
        question(page, "Zijn er rekeningen").get_by_label("Er zijn schulden", exact=True)
    ).to_be_checked()
    expect(question(page, "Lukt het om rond").get_by_label("Het is elke maand")).to_be_checked()
    press(page, "Alle onderdelen")
    press(page, "Wonen")
    tick(page, "Is het huis goed voor een baby?", "Het is klein")
    press(page, "Alle onderdelen")
    press(page, "Wat gaat goed")
    expect(question(page, "Waar bent u trots op?").get_by_role("textbox")).to_have_value(
        "Ik houd vol."
    )
    expect(question(page, "Wie is er voor u").get_by_label("Mijn partner")).to_be_checked()
    expect(question(page, "Hebt u een vaste plek").locator("input:checked")).to_have_count(0)


def asks_about_safety_only_alone(page: Page) -> None:
    press(page, "Alle onderdelen")
    press(page, "Alleen met u")
    expect(page.get_by_text("Voelt u zich veilig thuis?")).to_have_count(0)

    question(page, "Is zij alleen met u?").get_by_label("Ja, er luistert niemand mee").check(
        force=True
    )
    expect(page.get_by_text("Voelt u zich veilig thuis?").first).to_be_visible()
    tick(page, "Voelt u zich veilig thuis?", "Ja, altijd")
    press(page, "Alle onderdelen")
    press(page, "Alleen met u")
    expect(page.get_by_text("Voelt u zich veilig thuis?")).to_have_count(0)


def sees_what_came_up(page: Page) -> None:
    press(page, "Alle onderdelen")
    press(page, "Gesprek afronden")
    expect(heading(page)).to_have_text("Wat er naar voren kwam")
    expect(card(page, "Wat goed gaat")).to_contain_text("betrokken partner")
    expect(card(page, "Wat goed gaat")).to_contain_text("Ik houd vol.")
    expect(card(page, "Wat nog meer is gezegd")).to_contain_text("schulden")
    # What she would rather not answer is no signal.
    expect(page.get_by_role("main")).not_to_contain_text("hulp te krijgen")


def first_part(page: Page) -> str:
    return page.locator("main .dz-rows a").first.inner_text()


def question(page: Page, words: str) -> Locator:
    return page.locator(".q-question").filter(has_text=words)


def tick(page: Page, words: str, answer: str) -> None:
    """Choose an answer, and see that it is kept."""
    asked = question(page, words)
    asked.get_by_label(answer, exact=True).check(force=True)
    expect(asked.get_by_text("Bewaard", exact=True)).to_be_visible()


def weighs_together(page: Page) -> None:
    tab(page, "Afwegen")
    facts = card(page, "Waar afspraken naar kijken")
    expect(facts).to_contain_text("Dit zijn feiten uit het gesprek, geen oordeel.")
    expect(facts).to_contain_text("geld en werk")
    expect(facts.get_by_role("link").first).to_have_attribute("href", re.compile("^https://"))
    words = page.get_by_role("main").inner_text().lower()
    assert not re.search(r"score|punten|risicoprofiel|totaal", words)
    expect(page.locator("input[name=situation]:checked")).to_have_count(0)

    choose(page, "Wat past volgens u samen?", "Kwetsbare situatie")
    page.get_by_label("Waarom, in één zin").fill("De geldzorgen drukken op alles.")
    page.get_by_label("Samira was erbij").check(force=True)
    choose(page, "Hoe ziet Samira het?", "De ouder ziet het anders")
    page.get_by_label("In de woorden van Samira").fill("Ik red het wel, maar het geld knelt.")
    press(page, "Dit bewaren")
    before = card(page, "Eerder afgewogen")
    expect(before).to_contain_text("Kwetsbare situatie")
    expect(before).to_contain_text("Ik red het wel, maar het geld knelt.")


def follows_the_route(page: Page) -> None:
    """Chooses one step with its offer, adapts one, and sets one aside with a reason."""
    tab(page, "Route")
    money = card(page, "Geldzorgen")
    money.get_by_text(re.compile(r"^\d+ stappen")).click()
    expect(money).to_contain_text(re.compile("Er is gesproken over .*schulden"))
    expect(money).to_contain_text(re.compile("Afgesproken door .+ versie 2"))

    step = route_step(page, "Met de ouder erbij verwijzen")
    step.get_by_label(re.compile("Schuldhulp voor gezinnen")).check(force=True)
    press(step, "Kies")
    expect(step.get_by_role("link", name="Verwijzen")).to_be_visible()
    expect(step).to_contain_text("Schuldhulp De Brug")

    route_step(page, "Kindpakket en babyspullen aanvragen").get_by_role(
        "link", name="Anders of niet"
    ).click()
    page.get_by_label("Klaar op").fill((date.today() + timedelta(days=21)).isoformat())  # noqa: DTZ011
    page.get_by_label(re.compile("^Notitie")).fill("Na de verhuizing.")
    press(page, "Zo kiezen")
    expect(route_step(page, "Kindpakket")).to_contain_text("Na de verhuizing.")

    step = route_step(page, "Geldzorgen bespreken")
    press(step, "Anders of niet")
    page.get_by_label("Waarom nu niet?").fill("Dat deden we al in het startgesprek.")
    press(page, "Niet kiezen")
    expect(route_step(page, "Geldzorgen bespreken")).to_contain_text("Dat deden we al")


def route_step(page: Page, action: str) -> Locator:
    return page.get_by_role("listitem").filter(
        has=page.get_by_role("heading", name=re.compile(re.escape(action)))
    )


def may_not_send_without_consent(page: Page) -> None:
    press(route_step(page, "Met de ouder erbij verwijzen"), "Verwijzen")
    page.get_by_label(re.compile("^Wat vraagt u?")).fill("Graag samen de brieven ordenen.")
    page.get_by_label(re.compile("^Geld en werk")).check(force=True)
    sending = card(page, "Versturen")
    expect(sending.get_by_role("button", name="Versturen")).to_be_disabled()
    expect(sending).to_contain_text("Er is nog geen toestemming om dit met Schuldhulp De Brug")
    press(sending, "Toestemming vragen")


def asks_consent(page: Page) -> None:
    """Refused until all three were explained; then given, and back to where it was needed."""
    expect(page.get_by_text("Aan: Schuldhulp De Brug.")).to_be_visible()
    expect(page.get_by_text("U mag nee zeggen.").first).to_be_visible()
    expect(page.get_by_label(re.compile("^Geld en werk"))).to_be_checked()
    expect(page.get_by_label(re.compile("^Wonen"))).not_to_be_checked()

    press(page, "Ja, dit mag gedeeld worden")
    expect(page.get_by_role("alert").first).to_contain_text("Leg eerst alle drie uit")
    expect(
        page.get_by_role("group", name="Wat hebt u uitgelegd?").get_by_role("checkbox")
    ).to_have_count(3)
    say_yes(page)


def sends(page: Page) -> None:
    expect(heading(page)).to_have_text("Hulp vragen aan Schuldhulp De Brug")
    expect(page.get_by_label(re.compile("^Wat vraagt u?"))).to_have_value(
        "Graag samen de brieven ordenen."
    )
    press(card(page, "Versturen"), "Versturen")
    expect(page.get_by_text("blijft verantwoordelijk tot Schuldhulp De Brug")).to_be_visible()


def helps_and_answers(page: Page, family: str) -> None:
    """Ruud reads what may be read, takes it, and says how it goes until it is finished."""
    page.goto("/")
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role(
        "link", name="Aanmeldingen"
    ).click()
    page.get_by_role("link", name=re.compile(f"Gezin {family}")).click()
    told = page.get_by_role("main")
    expect(told).to_contain_text("Graag samen de brieven ordenen.")
    expect(told.get_by_role("heading", name="Geld en werk")).to_be_visible()
    expect(told).to_contain_text("schulden")
    for hidden in ("Netwerk en relatie", "betrokken partner", "Ik houd vol", "Leo"):
        expect(told).not_to_contain_text(hidden)

    press(page, "Aannemen")
    press(page, "Contact gelukt")
    press(page, "Gestart")
    page.get_by_label("Waarover gaat het?").select_option(label="Geld en werk")
    page.get_by_label("Uw antwoord").fill("Alle brieven liggen in één map.")
    press(page, "Antwoord versturen")
    expect(page.get_by_text("Alle brieven liggen in één map.").first).to_be_visible()
    press(page, "Afgerond")
    expect(page.locator(".dz-page-head")).to_contain_text("afgerond")


def hears_back(page: Page, family: str) -> None:
    page.goto("/")
    told = card(page, "Wat anderen lieten weten")
    row(told, family).filter(has_text="Schuldhulp De Brug").get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text("Alle brieven liggen in één map.")


def test_a_signal_becomes_help_that_reports_back(village: Village, product: Product) -> None:
    fatma = village.stranger()
    signs_in_with_two_steps(fatma)
    sees_her_day(fatma)
    finds_a_family_with_a_typing_error(fatma)
    family = registers_a_family(fatma, "El Amrani")

    talks_and_is_interrupted(fatma, product)
    asks_about_safety_only_alone(fatma)
    sees_what_came_up(fatma)

    fatma.goto(family)
    weighs_together(fatma)
    follows_the_route(fatma)
    may_not_send_without_consent(fatma)
    asks_consent(fatma)
    sends(fatma)

    helps_and_answers(village.screen("Ruud"), "El Amrani")
    hears_back(fatma, "El Amrani")
