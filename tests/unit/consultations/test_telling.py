"""What could tell who it is about: tables of what is found and of what is left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.consultations.rules.telling import What, found_in, same_length
from duizend.families.rules.bsn import passes_eleven_test

FOUND = [
    ("Ze woont op 9461 AA.", What.POSTCODE, "9461 AA"),
    ("postcode 9461aa", What.POSTCODE, "9461aa"),
    ("9461-AA", What.POSTCODE, "9461-AA"),
    ("Uitgerekend op 19-2-2027.", What.DATE, "19-2-2027"),
    ("geboren 14/05/98", What.DATE, "14/05/98"),
    ("geboren 14.05.1998", What.DATE, "14.05.1998"),
    ("op 1998-05-14 geboren", What.DATE, "1998-05-14"),
    ("op 14 mei jarig", What.DATE, "14 mei"),
    ("op 3e december 2026", What.DATE, "3e december 2026"),
    ("op drie december", What.DATE, "drie december"),
    ("op eenentwintig maart", What.DATE, "eenentwintig maart"),
    ("op mei 14, 1998", What.DATE, "mei 14, 1998"),
    ("op 14-5 jarig", What.DATE, "14-5"),
    ("op 14 05 1998", What.DATE, "14 05 1998"),
    ("nummer 19980514", What.DATE, "19980514"),
    ("nummer 14051998", What.DATE, "14051998"),
    ("geboren in 1998", What.DATE, "geboren in 1998"),
    ("bsn 111222333", What.BSN, "111222333"),
    ("bsn 1112.22.333", What.BSN, "1112.22.333"),
    ("dossier 123456780", What.NUMBER, "123456780"),
    ("dossier 99990514", What.NUMBER, "99990514"),
    ("dossier 19981341", What.NUMBER, "19981341"),
    ("bel 06 1234 5678.", What.PHONE, "06 1234 5678"),
    ("jarig op 14 mei.", What.DATE, "14 mei"),
    ("bel +31 6 1234 5678", What.PHONE, "+31 6 1234 5678"),
    ("bel 06-1234xx78", What.PHONE, "06-1234xx78"),
    ("mail naar s.bos@example.nl", What.EMAIL, "s.bos@example.nl"),
    ("s.bos (at) example.nl", What.EMAIL, "s.bos (at) example.nl"),
    ("op insta @samira98", What.EMAIL, "@samira98"),
    ("in de Kerkstraat 12b", What.ADDRESS, "in de Kerkstraat 12b"),
    ("kerkstraat nr 12", What.ADDRESS, "kerkstraat nr 12"),
    ("Wollegrasdreef, 83", What.ADDRESS, "Wollegrasdreef, 83"),
    ("aan de Brink 7", What.ADDRESS, "aan de Brink 7"),
    ("postbus 12", What.ADDRESS, "postbus 12"),
    ("mevrouw El Amrani belde", What.PERSON, "mevrouw El Amrani"),
    ("mw. de Vries belde", What.PERSON, "mw. de Vries"),
    ("dhr Bos belde", What.PERSON, "dhr Bos"),
    ("het gezin Haddad belde", What.PERSON, "gezin Haddad"),
    ("haar zoontje is Noa", What.PERSON, "zoontje is Noa"),
    ("zij heet Zwaantje", What.PERSON, "heet Zwaantje"),
    ("van S. Bos gehoord", What.PERSON, "S. Bos"),
    ("\u0661\u0669-2-2027", What.DATE, "\u0661\u0669-2-2027"),
    ("9461\u200bAA", What.POSTCODE, "9461\u200bAA"),
    (
        "\uff19\uff14\uff16\uff11 \uff21\uff21",
        What.POSTCODE,
        "\uff19\uff14\uff16\uff11 \uff21\uff21",
    ),
]


@pytest.mark.parametrize(("text", "what", "words"), FOUND)
def test_what_could_tell_is_found_at_its_place(text, what, words):
    found = found_in(text)
    assert [(place.what, place.words) for place in found] == [(what, words)]
    assert text[found[0].start : found[0].end] == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Een vrouw van rond de 20, zwanger, al 27 weken en 3 dagen.",
        "Zij heeft 2500 euro schuld en 3 kinderen.",
        "Per maand 1500 en nog wat; in 2026 is dat meer.",
        "Het kost 1000 km rijden.",
        "Dat is 20/40 van de mensen.",
        "Ze is onderweg 3 keer gestopt.",
        "Mevrouw wil graag hulp. Het gezin heeft steun.",
        "Het gezin. Zij willen hulp.",
        "Het gezin wil dat Veilig Thuis meedenkt.",
        "De vrouw van het gezin Zij wil hulp.",
        "Om 10.30 uur, 2 tot 3 keer per week.",
    ],
)
def test_an_ordinary_text_is_left_alone(text):
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gisteren belde Samira.", ["Samira"]),
        ("gisteren belde samira", ["samira"]),
        ("SAMIRA belde", ["SAMIRA"]),
        ("Samira's moeder", ["Samira"]),
        ("Samiras moeder", ["Samira"]),
        ("Amrani belde, Ozgur ook", ["Amrani", "Ozgur"]),
        ("Anne-Marie belde", ["Anne-Marie"]),
        ("Marie belde", ["Marie"]),
        ("Bos belde over het bos", ["Bos"]),
        ("een el stof, op de kast", []),
    ],
)
def test_names_of_own_families_are_found(text, words):
    names = ["Samira", "El Amrani", "Bos", "Özgür", "Anne-Marie", "O"]
    assert [place.words for place in found_in(text, names)] == words


def test_each_place_is_pointed_out_once():
    found = found_in("Mevrouw Bos, geboren 14-5-1998, 9461 AA", ["Bos"])
    assert [place.what for place in found] == [What.PERSON, What.DATE, What.POSTCODE]


LETTERS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)


@given(st.integers(1000, 9999), LETTERS, st.sampled_from(["", " ", "  ", "-"]))
def test_every_postcode_is_found(digits, letters, gap):
    assert found_in(f"Zij woont in {digits}{gap}{letters} nu")


@given(
    st.dates(date(1930, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%y", "%d.%m.%Y", "%d%m%Y", "%Y%m%d"]),
)
def test_every_day_is_found(day, form):
    assert found_in(f"Zij is van {day:{form}} hoor")


@given(st.integers(10_000_000, 999_999_999).filter(lambda n: passes_eleven_test(str(n).zfill(9))))
def test_every_bsn_is_found(number):
    assert found_in(f"Haar nummer is {number}.")


@given(st.text())
def test_any_text_can_be_looked_at_and_places_do_not_overlap(text):
    assert len(same_length(text)) == len(text)
    found = found_in(text, [text[:10]])
    ends = [0, *(place.end for place in found)]
    for end, place in zip(ends, found, strict=False):
        assert end <= place.start < place.end <= len(text)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12))
def test_a_name_given_along_is_found_with_a_capital(name):
    assert found_in(f"Toen belde {name.capitalize()} ons.", [name])
