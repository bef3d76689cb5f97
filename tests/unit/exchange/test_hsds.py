"""HSDS 3.0 of anybody: what is taken over, what is noted, what is refused."""

import json
from datetime import date

import pytest

from duizend.exchange import words
from duizend.exchange.rules.comparing import compare
from duizend.exchange.rules.files import read_file
from duizend.exchange.rules.hsds_read import read_service
from duizend.exchange.rules.hsds_write import service_documents
from duizend.exchange.rules.plans import Known, Wishes
from duizend.exchange.rules.rows import EMPTY, FIELDS, Note, Reason
from tests.offer_files import FOREIGN, as_json, as_zip
from tests.unit.exchange.words import WORDS


def read(**changes):
    return read_service({**FOREIGN, **changes}, 1, WORDS)


def reasons(row):
    return [(problem.reason, problem.field) for problem in row.problems]


def test_a_page_of_an_api_and_one_service_alone_are_read():
    page = {"total_items": 1, "contents": [FOREIGN]}
    for content in (json.dumps(page).encode(), json.dumps(FOREIGN).encode()):
        (row,) = read_file(content, WORDS).rows
        assert row.values["name"] == FOREIGN["name"]


def test_what_is_no_service_is_refused_at_its_line():
    rows = read_file(b'[\n"tekst",\n{"name": "x"}]', WORDS).rows
    assert [row.line for row in rows] == [2, 3]
    assert reasons(rows[0]) == [(Reason.NOT_TEXT, "name")]
    assert (Reason.MISSING, "external_id") in reasons(rows[1])


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"status": "misschien"}, (Reason.NOT_KNOWN, "status")),
        ({"status": ["active"]}, (Reason.NOT_KNOWN, "status")),
        ({"name": 5.5, "phones": "bel maar"}, (Reason.NOT_TEXT, "phones")),
        ({"organization": "De Brug"}, (Reason.NOT_TEXT, "organization")),
        ({"service_areas": [{"name": "Nergenshuizen"}]}, (Reason.NOT_KNOWN, "municipalities")),
        ({"eligibility_description": ["a"]}, (Reason.NOT_TEXT, "for_whom")),
        ({"email": "geen"}, (Reason.NOT_AN_EMAIL, "email")),
    ],
)
def test_what_is_wrong_is_said_at_its_place(changes, refused):
    assert refused in reasons(read(**changes))


def test_a_municipality_is_found_by_code_by_name_or_by_the_city():
    by_uri = [{"uri": "https://cbs.example.nl/GM1680"}, {"description": "Heel GM0106", "name": 3}]
    assert read(service_areas=by_uri).values["municipalities"] == ("GM1680", "GM0106")
    unknown_code = [{"uri": "GM9999", "name": "Assen"}]
    assert read(service_areas=unknown_code).values["municipalities"] == ("GM0106",)
    place = {"location": {"addresses": [{"city": "Hoogeveen"}, {"city": "Rolde"}]}}
    at_place = read(service_areas=None, service_at_locations=[place, {"location": None}])
    assert at_place.values["municipalities"] == ("GM0118",)
    nowhere = read(service_areas=None, service_at_locations=None)
    assert "municipalities" not in nowhere.values


def test_places_areas_and_days_at_a_location_count():
    place = {
        "service_areas": [{"name": "Assen"}],
        "schedules": [{"byday": "2tu, onzin"}, {"byday": None}],
        "location": {"location_type": "virtual", "name": "Online"},
    }
    row = read(service_areas=None, schedules=None, service_at_locations=[place])
    assert row.values["municipalities"] == ("GM0106",)
    assert row.values["days"] == ("tue",)
    assert "places" not in row.values


def test_the_first_telephone_number_is_taken():
    no_number = [{"id": "x"}]
    contact = [{"phones": [{"number": '"+31 6 0000 0000"'}]}]
    assert read(phones=no_number, contacts=contact).values["phone"] == "+31 6 0000 0000"
    other = {"taxonomy_term": {"taxonomy": "urn:duizend:phases", "code": "pregnancy"}}
    organization = {
        "name": "Humanitas",
        "phones": [{"number": 592000001}],
        "email": "a@b.nl",
        "attributes": [other],
    }
    row = read(phones=None, organization=organization)
    assert row.values["phone"] == row.values["organization_phone"] == "592000001"
    assert row.values["organization_email"] == "a@b.nl"
    assert "phone" not in read(phones=None, organization=None).values


def test_what_it_costs():
    paid = [{"amount": 5, "currency": "EUR", "option": "per keer"}, {"amount": None}]
    assert read(cost_options=paid).values["price"] == "EUR 5 per keer"
    said = read(cost_options=paid, fees_description="Vijf euro")
    assert said.values["price"] == "Vijf euro"
    assert "free" not in said.values


def test_texts_that_are_longer_there_are_cut_and_said():
    row = read(name="n" * 300, fees_description="p" * 300, phones=[{"number": "0" * 40}])
    assert [len(row.values[name]) for name in ("name", "price", "phone")] == [200, 200, 30]
    cut = {remark.field for remark in row.remarks if remark.note is Note.SHORTENED}
    assert cut == {"name", "price", "phone"}
    assert all(words.note(remark) for remark in row.remarks)


def test_no_known_language_leaves_it_as_it_was():
    assert "languages" not in read(languages=[{"name": "Elfentaal"}]).values


def test_our_own_attributes_may_come_from_anybody():
    def attribute(taxonomy, code, value=None):
        term = {"taxonomy": f"urn:duizend:{taxonomy}", "code": code, "name": code}
        return {"value": value, "taxonomy_term": term}

    row = read(
        attributes=[
            attribute("phases", "pregnancy"),
            attribute("intensity", "light"),
            attribute("facts", "waiting_days", "7"),
            attribute("facts", "iets-anders", "7"),
            {"taxonomy_term": {"taxonomy": "urn:duizend:phases", "code": 5}},
        ]
    )
    assert [row.values[n] for n in ("phases", "intensity", "waiting_days")] == [
        ("pregnancy",), "light", 7,
    ]  # fmt: skip
    broken = read(attributes=[attribute("facts", "cost", "{")])
    assert reasons(broken) == [(Reason.NOT_TEXT, "cost")]
    listed = read(attributes=[attribute("facts", "cost", "[1]")])
    assert reasons(listed) == [(Reason.NOT_TEXT, "cost")]


def test_of_our_own_what_is_not_there_is_empty():
    offer = {name: EMPTY[one.kind] for name, one in FIELDS.items()} | {
        "code": "koffie", "name": "Koffie", "summary": "Koffie", "municipalities": ("GM1680",),
        "checked_on": date(2026, 11, 1), "organization": "De Brug", "organization_code": "de-brug",
        "organization_kind": "welfare", "organization_phone": "", "organization_email": "",
    }  # fmt: skip
    (document,) = service_documents([offer], WORDS)
    row = read_service(document, 1, WORDS)
    assert row.problems == ()
    assert {name for name in FIELDS if name not in row.values} == set()
    assert row.values["phone"] == row.values["price"] == ""


def test_tables_with_names_of_their_own():
    package = {
        "resources": [
            {"name": "service", "path": "data/diensten.csv"},
            {"name": "service_area", "path": "data/weg.csv"},
            {"name": "iets", "path": "data/iets.csv"},
            {"name": "organization", "path": 3},
        ]
    }
    content = as_zip(**{
        "hsds/datapackage__json": json.dumps(package),
        "hsds/data/diensten__csv": "id,name,description,status,organization_id,minimum_age\n"
        "1,Koffie,Thee,active,o,4\n,,,,,\n2,Los,Los,active,weg,jong\n",
        "hsds/organizations__csv": "id,name\no,De Brug\n",
        "hsds/service_at_location__csv": "id,service_id,location_id\ns,1,l\nt,1,weg\n",
        "hsds/location__csv": "id,name,location_type\nl,Dorpshuis,physical\n",
        "hsds/address__csv": "id,location_id,city\na,l,Assen\n",
        "hsds/schedules__csv": "id,service_at_location_id,byday\nx,s,MO\n",
        "hsds/phones__csv": "",
        "hsds/lees__txt": "hallo",
    })  # fmt: skip
    found = read_file(content, WORDS)
    first, second = found.rows
    assert [first.line, second.line] == [2, 4]
    assert first.values["organization"] == "De Brug"
    assert first.values["municipalities"] == ("GM0106",)
    assert first.values["days"] == ("mon",)
    assert first.values["places"] == ("Dorpshuis, Assen",)
    assert "Leeftijd" in first.values["for_whom"]
    assert "organization" not in second.values
    assert found.unused == ("hsds/lees.txt",)


def test_a_list_of_services_from_elsewhere_is_new_each_with_its_own_code():
    other = {**FOREIGN, "id": "x2"}
    plan = compare(
        read_file(as_json(FOREIGN, other), WORDS).rows,
        Known({}, []),
        Wishes("welfare"),
        today=date(2026, 11, 23),
        default_source="lijst",
    )
    assert plan.counts["added"] == 2
    assert len({line.code for line in plan.lines}) == 2
