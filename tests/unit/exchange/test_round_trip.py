"""Whatever stands on the menu comes back as it went, in every form of file (property)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duizend.exchange.rules.comparing import compare
from duizend.exchange.rules.files import read_file
from duizend.exchange.rules.plans import Known, KnownOffer, KnownOrganization, Outcome, Wishes
from duizend.exchange.rules.rows import FIELDS
from duizend.exchange.writing import FORMATS
from tests.unit.exchange.words import WORDS

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
ORGANIZATION = {
    "organization": "Stichting De Brug",
    "organization_code": "de-brug",
    "organization_kind": "welfare",
    "organization_phone": "0592 00 00 00",
    "organization_email": "info@debrug.example.nl",
}
# Words as they stand in a database: without what no text holds, and no space around them.
PLAIN = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


def texts(longest, least=0):
    def tidy(text):
        return " ".join(text.split())

    found = st.text(PLAIN, min_size=least, max_size=longest).map(tidy)
    return found.filter(
        lambda text: len(text) >= least and text[:1] not in ("=", "@") and "\\" not in text
    )


def codes(name):
    return st.lists(st.sampled_from(sorted(WORDS.labels[name])), unique=True, max_size=4).map(tuple)


DAYS = st.dates(date(1990, 1, 1), TODAY)
EMAIL = st.sampled_from(["", "info@voorbeeld.example.nl", "a.b+c@x-y.nl"])
COST = st.none() | st.fixed_dictionaries(
    {
        "amount_eur": st.none() | st.integers(0, 90_000) | st.sampled_from([12.5, 0.25]),
        "unit": texts(30, 1),
        "year": st.none() | st.integers(1990, 2030),
        "note": texts(30),
        "source": st.none() | texts(20, 1),
        "kind": st.sampled_from(["cost", "benefit"]),
    }
)
SOURCES = st.lists(
    st.fixed_dictionaries({"ref": texts(30, 1), "year": st.none() | st.integers(1990, 2030)}),
    unique_by=lambda one: (one["ref"], one["year"]),
    max_size=2,
).map(tuple)
BY_KIND = {
    "text": lambda one: texts(min(one.longest, 25), 1 if one.name == "name" else 0),
    "long": lambda one: texts(60, 1 if one.name == "summary" else 0),
    "texts": lambda one: st.lists(texts(20, 1), unique=True, max_size=3).map(tuple),
    "code": lambda one: st.sampled_from(["", *WORDS.labels[one.words]]),
    "codes": lambda one: codes(one.words),
    "yes_no": lambda one: st.booleans(),
    "number": lambda one: st.none() | st.integers(0, 700),
    "date": lambda one: st.none() | DAYS,
    "email": lambda one: EMAIL,
    "website": lambda one: st.sampled_from(["", "https://x.example.nl/a?b=c"]),
    "slug": lambda one: st.just(""),
    "cost": lambda one: COST,
    "sources": lambda one: SOURCES,
}


@st.composite
def menus(draw):
    offers = []
    for number in range(draw(st.integers(1, 3))):
        values = {name: draw(BY_KIND[one.kind](one)) for name, one in FIELDS.items()}
        values |= {"code": f"aanbod-{number}", "checked_on": draw(DAYS)}
        values["external_id"] = values["external_id"] and f"{number} {values['external_id']}"
        values["municipalities"] = values["municipalities"] or ("GM1680",)
        if values["waiting_days"] is None:
            values["waiting_checked_on"] = None
        elif values["waiting_checked_on"] is None:
            values["waiting_checked_on"] = values["checked_on"]
        offers.append(values)
    return offers


def known(offers):
    by_code = {one["code"]: KnownOffer(one["code"], "de-brug", one) for one in offers}
    return Known(by_code, [KnownOrganization("de-brug", ORGANIZATION["organization"])])


def plan_for(content, now, wishes=None):
    read = read_file(content, WORDS)
    return compare(read.rows, now, wishes or Wishes(), today=TODAY, default_source="lijst")


@pytest.mark.parametrize("kind", ["xlsx", "csv", "hsds", "hsds-zip"])
@settings(
    max_examples=15,
    deadline=timedelta(seconds=5),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(offers=menus())
def test_out_and_in_again_is_unchanged(kind, offers):
    content = FORMATS[kind].write([{**one, **ORGANIZATION} for one in offers], WORDS, AT)
    plan = plan_for(content, known(offers))
    told = [(line.changes, line.problems) for line in plan.lines]
    assert plan.counts[Outcome.UNCHANGED] == len(offers), told
    # The same file on an empty menu, and from there back: nothing is lost on the way.
    fresh = plan_for(content, Known({}, []))
    assert fresh.counts[Outcome.ADDED] == len(offers), [line.problems for line in fresh.lines]
    again = Known(
        {line.code: KnownOffer(line.code, line.organization, line.values) for line in fresh.lines},
        [KnownOrganization(one.code, one.name) for one in fresh.organizations],
    )
    assert plan_for(content, again).counts[Outcome.UNCHANGED] == len(offers)


@pytest.mark.parametrize("kind", list(FORMATS))
def test_an_empty_menu_can_be_written(kind):
    assert FORMATS[kind].write([], WORDS, AT)
