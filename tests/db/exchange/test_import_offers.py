"""`bin/manage import_offers`: JSON out, the good lines in, exit status 1 when a line is refused."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from duizend.access.models import Organization
from duizend.directory.models import Offer
from tests.offer_files import FOREIGN, GOOD, as_csv, as_json, as_xlsx, as_zip, row


@pytest.fixture(autouse=True)
def _here(village):
    return village


@pytest.fixture
def run(tmp_path):
    def run_it(content, *options, name="lijst.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        out = StringIO()
        status = 0
        try:
            call_command("import_offers", str(path), *options, stdout=out, stderr=StringIO())
        except CommandError as refused:
            status = refused.returncode
        return status, json.loads(out.getvalue())

    return run_it


def test_good_lines_go_in_and_bad_ones_are_refused_by_number(run):
    content = as_csv(
        GOOD, row(Naam="Fout", **{"Kenmerk elders": "f", "Wachttijd in dagen": "veel"})
    )
    status, told = run(content)
    assert status == 1
    assert {key: told[key] for key in ("added", "changed", "unchanged")} == {
        "added": 1,
        "changed": 0,
        "unchanged": 0,
    }
    (refused,) = told["refused"]
    assert [refused["line"], refused["id"]] == [3, "f"]
    assert "veel" in refused["reason"]
    assert told["organizations_added"] == ["Welzijn Rolde"]
    assert Offer.objects.count() == 1


def test_a_second_time_everything_is_unchanged(run):
    assert run(as_xlsx(GOOD))[0] == 0
    status, told = run(as_csv(GOOD))
    assert [status, told["unchanged"], told["changed"], told["added"]] == [0, 1, 0, 0]


def test_a_change_is_told_per_field(run):
    run(as_csv(GOOD))
    _status, told = run(as_csv(row(Naam="Thee", **{"Gecontroleerd op": "2026-11-03"})))
    (change,) = told["changes"]
    assert change["fields"] == {
        "Naam": [GOOD["Naam"], "Thee"],
        "Gecontroleerd op": ["2026-11-02", "2026-11-03"],
    }


def test_a_dry_run_changes_nothing(run):
    status, told = run(as_csv(GOOD), "--dry-run")
    assert [status, told["added"]] == [0, 1]
    assert not Offer.objects.exists()
    assert not Organization.objects.exists()


def test_all_or_nothing(run):
    status, told = run(as_csv(GOOD, row(Naam="")), "--all-or-nothing")
    assert [status, told["added"]] == [1, 1]
    assert not Offer.objects.exists()


def test_unknown_organisations_get_the_kind_that_was_asked(run):
    assert run(as_json(FOREIGN))[0] == 1
    status, told = run(as_json(FOREIGN), "--new-organizations", "welfare")
    assert status == 0
    assert {one["line"] for one in told["notes"]} == {2}
    assert Organization.objects.get().kind == "welfare"


def test_offers_that_the_file_lacks_leave_when_asked(run):
    run(as_csv(GOOD, row(Naam="Tweede", **{"Kenmerk elders": "t"})))
    _status, told = run(as_csv(GOOD), "--retire-missing")
    assert len(told["retired"]) == 1
    assert Offer.objects.filter(retired_on=None).count() == 1


def test_a_file_that_cannot_be_read_is_refused_with_its_line(run):
    status, told = run(b"[\n\n{]")
    assert status == 1
    assert [told["added"], told["refused"][0]["line"]] == [0, 3]
    assert run(as_zip(x="y"))[0] == 1


def test_columns_that_nothing_is_done_with_are_named(run):
    assert run(as_csv(row(Kleur="rood")))[1]["columns_not_used"] == ["Kleur"]


def test_a_file_that_is_not_there_is_wrong_use(tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("import_offers", str(tmp_path / "weg.csv"))
    assert refused.value.returncode == 2


def test_five_hundred_lines_take_seconds(run, django_assert_max_num_queries):
    rows = [row(Naam=f"Aanbod {n}", **{"Kenmerk elders": f"r{n}"}) for n in range(500)]
    with django_assert_max_num_queries(40):
        assert run(as_csv(*rows))[1]["added"] == 500
