"""The themes of the triangle and the web: a proposal of our own, refused whole when wrong."""

import pytest

from duizend.core.content import RowsRefused, read_rows
from duizend.portraits.actions import load_portrait_themes
from duizend.portraits.models import Theme
from duizend.signals.actions import load_life_domains
from tests.people import NOW

ROWS = read_rows("portrait_themes.json", "portrait_themes")
# Names of the instruments that may not be inside without agreement (and what is on their sheets).
OTHERS = ("giz", "caf", "positieve gezondheid", "zingeving", "meedoen", "kwaliteit van leven")


@pytest.fixture
def domains():
    load_life_domains(read_rows("life_domains.json", "life_domains"), at=NOW)


def test_loading_twice_changes_nothing(domains):
    assert load_portrait_themes(ROWS, at=NOW).added == len(ROWS)
    again = load_portrait_themes(ROWS, at=NOW)
    assert (again.added, again.changed, again.unchanged) == (0, 0, len(ROWS))
    assert Theme.objects.filter(picture="web").count() == 8


def test_every_theme_is_marked_as_our_own_with_a_source_and_a_day():
    assert all(row["own_proposal"] and row["sources"] and row["checked_on"] for row in ROWS)
    said = " ".join(f"{row['name']} {row['question']}" for row in ROWS).lower()
    assert [word for word in OTHERS if word in said] == []


def test_no_theme_is_about_what_is_shielded():
    assert "safety" not in {row["life_domain"] for row in ROWS}


def changed(place, **values):
    rows = [dict(row) for row in ROWS]
    rows[place] |= values
    return rows


@pytest.mark.parametrize(
    "rows",
    [
        changed(0, side=None),
        changed(-1, side="child"),
        [row for row in ROWS if row["side"] != "child"],
        [row for row in ROWS if row["picture"] != "web"],
        [*ROWS, {**ROWS[-1], "code": "web_meer"}],
    ],
)
def test_what_cannot_be_drawn_is_refused(domains, rows):
    with pytest.raises(RowsRefused):
        load_portrait_themes(rows, at=NOW)
    assert not Theme.objects.exists()
