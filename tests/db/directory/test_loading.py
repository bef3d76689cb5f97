"""The menu is what the content files say."""

import copy
from datetime import timedelta

import pytest
from django.utils import timezone

from duizend.access.models import Municipality, Organization
from duizend.content.actions import read_all
from duizend.core.content import LoadSummary, RowsRefused
from duizend.directory import actions
from duizend.directory.models import Intervention, Offer
from tests.people import NOW

LATER = NOW + timedelta(days=1)


@pytest.fixture(scope="module")
def ours():
    return {
        name: [document.rows[index] for document, index in places]
        for name, places in read_all().items()
    }


@pytest.fixture
def rows(ours):
    return copy.deepcopy(ours)


def offer_row(rows, code="demo-schuldhulp"):
    return next(row for row in rows["demo_offers"] if row["code"] == code)


def test_loading_again_changes_nothing(menu, rows):
    assert menu["demo_offers"].added == len(rows["demo_offers"])
    for load, name in (
        (actions.load_municipalities, "municipalities"),
        (actions.load_organizations, "demo_organizations"),
        (actions.load_interventions, "interventions"),
        (actions.load_offers, "demo_offers"),
    ):
        assert load(rows[name], at=LATER) == LoadSummary(unchanged=len(rows[name]))


def test_rows_are_called_by_their_name(menu):
    assert str(Offer.objects.get(code="demo-mamacafe")) == "Mamacafé"
    assert str(Intervention.objects.get(code="voorzorg")) == "VoorZorg"


def test_an_offer_takes_over_what_changed(menu, rows):
    row = offer_row(rows)
    row |= {"waiting_days": 3, "municipalities": ["GM1680"], "interventions": []}

    summary = actions.load_offers(rows["demo_offers"], at=LATER)

    offer = Offer.objects.get(code=row["code"])
    assert (summary.changed, offer.waiting_days) == (1, 3)
    assert [place.code for place in offer.municipalities.all()] == ["GM1680"]
    assert not offer.interventions.exists()


def test_what_is_no_longer_in_the_file_is_kept_but_off_the_menu(menu, rows):
    row = offer_row(rows)
    rows["demo_offers"].remove(row)

    assert actions.load_offers(rows["demo_offers"], at=LATER).retired == 1
    offer = Offer.objects.get(code=row["code"])
    assert offer.retired_on == timezone.localdate(LATER)
    assert offer not in Offer.objects.on_the_menu()

    rows["demo_offers"].append(row)
    assert actions.load_offers(rows["demo_offers"], at=LATER).changed == 1
    assert offer in Offer.objects.on_the_menu()


def test_demo_offers_do_not_retire_real_ones(menu, rows):
    real = offer_row(rows) | {"code": "echt-aanbod", "demo": False}
    actions.load_offers([real], at=NOW)

    summary = actions.load_offers(rows["demo_offers"], at=LATER)

    assert summary.retired == 0
    assert Offer.objects.on_the_menu().filter(code="echt-aanbod").exists()


def test_an_intervention_takes_over_what_changed(menu, rows):
    rows["interventions"][0]["evidence"]["date"] = "2026-01-05"
    rows["interventions"].pop()

    summary = actions.load_interventions(rows["interventions"], at=LATER)

    assert (summary.changed, summary.retired) == (1, 1)
    changed = Intervention.objects.get(code=rows["interventions"][0]["code"])
    assert changed.evidence_date == "2026-01-05"


def test_a_municipality_takes_over_its_name(menu, rows):
    rows["municipalities"][0]["name"] = "Aa & Hunze"

    summary = actions.load_municipalities(rows["municipalities"], at=LATER)

    assert summary == LoadSummary(changed=1, unchanged=len(rows["municipalities"]) - 1)
    assert Municipality.objects.get(code="GM1680").name == "Aa & Hunze"


def test_an_organization_takes_over_what_changed(menu, rows):
    rows["demo_organizations"][0]["phone"] = "055-000 99 99"

    assert actions.load_organizations(rows["demo_organizations"], at=LATER).changed == 1


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"organization": "nergens"}, ("organization",)),
        ({"interventions": ["niets"]}, ("interventions",)),
        ({"municipalities": ["GM9999"]}, ("municipalities",)),
        ({"contact": {"phone": "", "email": "geen adres", "website": ""}}, ("email",)),
    ],
)
def test_a_bad_offer_is_refused_at_its_row_and_changes_nothing(menu, rows, changes, path):
    index = rows["demo_offers"].index(offer_row(rows))
    rows["demo_offers"][0]["summary"] = "Zou veranderen."
    rows["demo_offers"][index] |= changes

    with pytest.raises(RowsRefused) as refused:
        actions.load_offers(rows["demo_offers"], at=LATER)

    assert [(p.index, p.path) for p in refused.value.problems] == [(index, path)]
    assert not Offer.objects.filter(summary="Zou veranderen.").exists()


def test_demo_content_never_takes_over_a_real_organization(menu, rows):
    Organization.objects.filter(code="de-wieg").update(is_demo=False)
    rows["demo_organizations"][1]["municipalities"] = ["GM9999"]

    with pytest.raises(RowsRefused) as refused:
        actions.load_organizations(rows["demo_organizations"], at=LATER)

    assert {p.path for p in refused.value.problems} == {("code",), ("municipalities",)}
