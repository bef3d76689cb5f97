"""How a postcode, a date, a number, an address and a name look, as people write them."""

from __future__ import annotations

import re
from datetime import date

from duizend.families.rules.bsn import passes_eleven_test

_GAP = r"[ \t.\-]{0,3}"
_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|"
    r"sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_UNITS = "een twee drie vier vijf zes zeven acht negen"
_TEENS = "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"
_SPELLED = "|".join(
    [
        *(rf"{unit}[eë]ntwintig" for unit in _UNITS.split()),
        "twintig(?:ste)?",
        "eenendertig",
        "eenendertigste",
        "dertig(?:ste)?",
        *_TEENS.split(),
        *_UNITS.split(),
        "eerste",
        "tweede",
        "derde",
    ]
)
# Four digits with two letters, as a Dutch postcode.
POSTCODE = re.compile(rf"(?<!\d)[1-9]\d{{3}}{_GAP}(?P<letters>[A-Za-z]{{2}})(?![^\W\d_])")
DATE = re.compile(
    rf"""(?<![\d])(?:
        \d{{4}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d{{1,2}}
      | \d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?(?:\d{{4}}|['’]?\d{{2}})
      | (?P<short>\d{{1,2}}[-/]\d{{1,2}})
      | (?P<loose>\d{{1,2}}\s\d{{1,2}}\s\d{{4}})
      | \d{{1,2}}(?:e|ste|de)?[\s.\-/]{{1,2}}{_MONTH}(?:[\s\-/]{{1,2}}['’]?\d{{2,4}})?
      | \b(?:{_SPELLED})\s{_MONTH}(?:\s\d{{2,4}})?
      | \b{_MONTH}\s\d{{1,2}}(?:e|ste|de)?,?\s\d{{4}}
      | \bgeboren\s(?:in|op|rond)?\s?(?:{_MONTH}\s)?\d{{4}}
    )(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
# Eight digits or more, however they are grouped.
LONG_NUMBER = re.compile(r"(?<![\d+])\d(?:[ .\-/]?\d){7,}(?!\d)")
PHONE = re.compile(
    r"(?:(?<![\d\w])(?:\+|00)\d{1,3}(?:[ .\-/()]{0,3}\d){6,12}(?!\d))"
    r"|(?:(?<![\d\w])\(?0\d{1,3}\)?[ .\-/]{0,3}\d(?:[ .\-/]?\d){5,8}(?!\d))"
    r"|(?:(?<![\d\w])06(?:[ .\-/]{0,3}[\dxX*]){8}(?!\d))"
)
EMAIL = re.compile(
    r"[^\s@<>(),;:]+\s?(?:@|\(at\)|\[at\])\s?[^\s@<>(),;:]+\.[^\W\d_]{2,}|(?<![\w@])@\w{2,}",
    re.IGNORECASE,
)
_STREET = (
    r"(?:straat|laan|weg|plein|kade|gracht|hof|dreef|pad|dijk|singel|steeg|plantsoen|park|markt|"
    r"brink|ring|baan|erf|hoek|veld|kamp|akker|es|wal|haven|poort|allee|boulevard|str\.?)"
)
_HOUSE = r"(?:\s|,|\sno\.?\s|\snr\.?\s|\snummer\s|\shuisnummer\s){1,2}\d{1,5}\s?[a-zA-Z]?(?![\d\w])"
ADDRESS = re.compile(
    rf"\b(?P<street>[^\W\d_][^\W\d_'’.-]*{_STREET}){_HOUSE}"
    rf"|\b(?:[Aa]an|[Oo]p|[Ii]n)\s(?:de|het|den)\s(?P<called>[A-Z][^\W\d_]+){_HOUSE}"
    r"|\b(?i:postbus)\s\d+"
    r"|\b(?i:huisnummer|huisnr\.?)\s\d+",
)
# Words that end like a street and are none.
_NO_STREET = frozenset(
    "onderweg halverwege vanweg vandaagweg terugweg snelweg dagpad zorgpad stappad keuzes mes les "
    "fles twaalfes proces succes adres stress zes".split()
)
_NAME = (
    r"(?:(?:van|de|den|der|ten|ter|el|al|het|'t|te)\s){0,3}"
    r"[A-ZÀ-ÖØ-ÞĀ-Ž](?:[^\W\d_]|['’-])*\.?"
)
_CALLED = (
    "mevrouw mevr mw meneer mijnheer dhr heer familie fam gezin zuster dokter dr partner man "
    "vrouw vriend vriendin moeder vader oma opa tante oom zus zusje broer broertje dochter "
    "dochtertje zoon zoontje kind baby tweeling buurvrouw buurman ex cliënt client patiënt "
    "patient heet genaamd naam voornaam achternaam"
)
_TITLES = "|".join(sorted((re.escape(one) for one in _CALLED.split()), key=len, reverse=True))
PERSON = re.compile(
    rf"\b(?i:{_TITLES})\b(?:\.|\s(?i:is|heet|van))?:?\s(?P<name>{_NAME}(?:\s{_NAME}){{0,3}})"
    rf"|(?<![\w.])(?:[A-Z]\.\s?){{1,4}}(?P<initialled>{_NAME})"
)
# What may stand after "gezin" or "mevrouw" with a capital and is no name.
_NO_NAME = frozenset(
    "zij ze hij is heeft wil kan u ik we wij er de het een in op na met en maar want omdat als "
    "toen nu daar dit dat veilig thuis startgesprek jgz ggz bsn wijkteam".split()
)
# Two letters after four digits that are a word or a measure, when written small.
_SMALL_WORDS = frozenset(
    "en is om of in op te de ik ze we al er zo nu na ml kg km cm mm gr eu bv nl as ja ga uw".split()
)


def is_meant(what: str, match: re.Match[str]) -> bool:
    """Whether a shape is what it looks like; a few ordinary words look alike."""
    if what == "postcode":
        letters = match["letters"]
        apart = not match[0][4:5].isalpha()
        return not (apart and letters.islower() and letters in _SMALL_WORDS)
    if what == "date":
        return _is_day(match)
    if what == "address":
        return (match["street"] or "").lower() not in _NO_STREET
    if what == "person":
        first = (match["name"] or match["initialled"] or "").split()
        return first[-1].strip(".").lower() not in _NO_NAME
    return True


def _is_day(match: re.Match[str]) -> bool:
    """`20/40` is a share and `1 2 2026` a count only when no calendar has that day."""
    if match["short"] is None and match["loose"] is None:
        return True
    first, second, *_year = (int(part) for part in re.findall(r"\d+", match[0]))
    return 1 <= first <= 31 and 1 <= second <= 12


def is_date(digits: str) -> bool:
    """Whether eight digits are a day: 19980514 or 14051998."""
    if len(digits) != 8:
        return False
    for year, month, day in (
        (digits[:4], digits[4:6], digits[6:]),
        (digits[4:], digits[2:4], digits[:2]),
    ):
        if "1900" <= year <= "2100":
            try:
                date(int(year), int(month), int(day))
            except ValueError:
                continue
            return True
    return False


def could_be_bsn(digits: str) -> bool:
    """Eight or nine digits that pass the eleven-test."""
    return len(digits) in (8, 9) and passes_eleven_test(digits.zfill(9))
