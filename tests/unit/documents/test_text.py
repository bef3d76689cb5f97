"""A document as people read it: fixed headings, strengths first, nothing undisclosed."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.access.models import CATEGORY_LABELS
from duizend.documents.rules.document import (
    HEADINGS,
    Consented,
    Document,
    Heading,
    Kind,
    clean,
    told_from,
)
from duizend.documents.rules.plain_text import as_text
from tests.unit.documents.made import NOW, answered, categories, document, pasted, told

REFERRAL = """\
VERWIJZING
Van Praktijk De Wieg aan Schuldhulp Drenthe
Gemaakt op maandag 23 november 2026 met duizend

Aanleiding en vraag
-------------------
Belt u haar?
  Het liefst 's ochtends.
Uitgerekende datum: vrijdag 19 februari 2027

Wat goed gaat
-------------
- protective-pregnancy-merkteken (Zwangerschap, vr 20 november)
- protective-money-merkteken (Geld en werk, vr 20 november)

Wat aandacht vraagt
-------------------
- risk-pregnancy-merkteken (Zwangerschap, vr 20 november)
- neutral-pregnancy-merkteken (Zwangerschap, vr 20 november)
- risk-money-merkteken (Geld en werk, vr 20 november)
- neutral-money-merkteken (Geld en werk, vr 20 november)

Wat gevraagd is
---------------
Aanbod: Hulp bij geld
Aan wie: Schuldhulp Drenthe

Afspraken en termijn
--------------------
Stand: verstuurd
Verstuurd op: maandag 23 november 2026
- antwoord binnen 5 werkdagen
Nu wachten we op: antwoord, uiterlijk op maandag 30 november 2026

Toestemming
-----------
Het gezin stemde ermee in dat dit verteld wordt: Naam en contact, Zwangerschap, Geld en werk
Verteld op: maandag 23 november 2026
Toestemming tot en met: dinsdag 23 november 2027

Contact
-------
Naam: Samira El Amrani
Telefoon: 06 0000 0001
Taal: Arabisch
Er is een tolk nodig
Verwijzer: Fatma Aydin, verloskundige, Praktijk De Wieg, 0592 000001
Ontvanger: Schuldhulp Drenthe
"""

FEEDBACK = """\
TERUGKOPPELING
Van Schuldhulp Drenthe aan Praktijk De Wieg
Gemaakt op maandag 23 november 2026 met duizend

Aanleiding en vraag
-------------------
Belt u haar?

Wat er gebeurde
---------------
- ma 23 november, 9.30 uur: aangenomen (Ruud Klein, Schuldhulp Drenthe)
- ma 23 november, 9.30 uur: antwoord aan de verwijzer (Ruud Klein, Schuldhulp Drenthe)
Ze heeft een afspraak op maandag.

Afspraken en termijn
--------------------
Stand: gestart
Verstuurd op: maandag 23 november 2026
- antwoord binnen 5 werkdagen

Toestemming
-----------
Het gezin stemde ermee in dat dit verteld wordt: Naam en contact
Verteld op: maandag 23 november 2026
Toestemming tot en met: dinsdag 23 november 2027

Contact
-------
Naam: Samira El Amrani
Telefoon: 06 0000 0001
Taal: Arabisch
Er is een tolk nodig
Verwijzer: Fatma Aydin, verloskundige, Praktijk De Wieg, 0592 000001
Ontvanger: Ruud Klein, schuldhulpverlener, Schuldhulp Drenthe
"""


def test_a_whole_referral():
    disclosed = told(request="Belt u haar?\r\nHet liefst 's ochtends.")
    assert as_text(document(told=disclosed)) == REFERRAL


def test_a_whole_answer():
    assert as_text(document(Kind.FEEDBACK, **answered())) == FEEDBACK


@given(categories)
def test_nothing_undisclosed_ever_appears(which):
    said = as_text(document(told=told(which)))
    for code, label in CATEGORY_LABELS.items():
        disclosed = code in which and code not in ("contact", "plan")
        assert (f"risk-{code}-merkteken" in said) is disclosed
        if code not in which:
            assert str(label) not in said
    assert ("2027" in said.split("Afspraken")[0]) is ("pregnancy" in which)


def test_a_heading_with_nothing_under_it_says_so():
    said = as_text(document(told=told({"contact"})))
    assert said.count("Hierover is niets verteld.") == 2


def test_what_is_shielded_is_said_with_the_consent():
    said = as_text(document(told=told({"contact", "safety"})))
    assert "In dit document staan afgeschermde gegevens. Bewaar het apart." in said
    assert "afgeschermde" not in as_text(document())


def test_a_consent_that_ended_is_said():
    said = as_text(document(consent=Consented(NOW.date(), None, holds=False)))
    assert "Deze toestemming geldt niet meer. Vertel niets verder." in said
    unknown = as_text(document(consent=Consented(NOW.date())))
    assert "geldt niet meer" not in unknown
    assert "Toestemming tot" not in unknown


def test_after_the_birth_the_day_of_birth_stands_there():
    disclosed = {
        **told({"contact"}),
        "pregnancy": {"due_date": "2027-02-19", "born_on": "2026-11-02"},
    }
    said = as_text(document(told=disclosed))
    assert "Geboren op: maandag 2 november 2026" in said
    assert "Uitgerekende datum" not in said


def test_a_referral_without_offer_or_request():
    bare = {"contact": {"request": "", "parent": "Samira"}}
    said = as_text(document(told=bare, offer="", due_on=None))
    assert "Aanbod" not in said
    assert "Nu wachten we op" not in said
    assert "Taal" not in said


def test_headings_are_fixed():
    made = document()
    with pytest.raises(ValueError, match="fixed headings"):
        replace(made, sections=made.sections[1:])
    assert HEADINGS[Kind.REFERRAL][0] is Heading.QUESTION
    assert HEADINGS[Kind.FEEDBACK][-1] is Heading.CONTACT
    assert isinstance(made, Document)


@given(pasted)
def test_pasted_text_loses_only_what_no_document_can_hold(text):
    found = clean(text)
    assert clean(found) == found
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in found)
    assert [x for x in found if x.isalnum()] == [x for x in text if x.isalnum()]


def test_nothing_disclosed_is_nothing_told():
    nothing = told_from({})
    assert nothing.categories == ()
    assert nothing.findings == ()
    assert nothing.due_on is None
    assert told_from({"pregnancy": {"due_date": "2027-02-19"}}).due_on == date(2027, 2, 19)


@given(categories, st.randoms())
def test_the_order_of_rows_makes_no_other_document(which, dice):
    """A database gives rows in any order."""
    parts = told(which)
    rows = list(parts.items())
    dice.shuffle(rows)
    assert document(told=dict(rows)) == document(told=parts)
