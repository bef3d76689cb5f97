"""A FHIR R4 document: it holds together, says what the text says, and nothing undisclosed.

The rules are those of FHIR R4 (4.0.1): Bundle bdl-3, 4, 7 to 12, Composition cmp-1, Organization
org-1, Consent ppc-1, Task inv-1, and the elements that each resource must have.
"""

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.access.models import CATEGORY_LABELS
from duizend.documents import words
from duizend.documents.rules.document import HEADINGS, Consented, Kind, Party
from duizend.documents.rules.fhir import as_bundle
from duizend.referrals.rules.states import Status
from tests.unit.documents.made import (
    NOW,
    answered,
    categories,
    document,
    facts,
    pasted,
    told,
)

# Elements with a minimum of one in FHIR R4.
REQUIRED = {
    "Composition": {"status", "type", "date", "author", "title"},
    "Patient": set(),
    "Organization": {"name"},  # org-1: a name or an identifier
    "Practitioner": set(),
    "PractitionerRole": set(),
    "ServiceRequest": {"status", "intent", "subject"},
    "Task": {"status", "intent"},
    "Consent": {"status", "scope", "category", "policyRule"},  # ppc-1: a policy or a policyRule
    "Observation": {"status", "code"},
}
# Where a reference of each element may lead.
LEADS_TO = {
    "subject": {"Patient"},
    "patient": {"Patient"},
    "for": {"Patient"},
    "author": {"PractitionerRole", "Organization"},
    "requester": {"PractitionerRole", "Organization"},
    "owner": {"PractitionerRole", "Organization"},
    "performer": {"PractitionerRole", "Organization"},
    "practitioner": {"Practitioner"},
    "organization": {"Organization"},
    "focus": {"ServiceRequest"},
    "supportingInfo": {"Observation"},
}
STATES = {
    "ServiceRequest": {"active", "completed", "revoked"},
    "Task": {state.value for state in Status},
    "Consent": {"active", "inactive"},
    "Observation": {"final"},
    "Composition": {"final"},
}
kinds = st.sampled_from(list(Kind))


def bundle_of(made=None) -> dict[str, Any]:
    return as_bundle(made or document(), words.fhir_words())


def resources(bundle, kind=""):
    found = [entry["resource"] for entry in bundle["entry"]]
    return [one for one in found if not kind or one["resourceType"] == kind]


def values(node, path=()):
    """Every value with the names that lead to it."""
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from values(value, (*path, key))
    elif isinstance(node, list):
        for value in node:
            yield from values(value, path)


def references(node):
    return [
        (path[-2], value)
        for path, value in values(node)
        if path and path[-1] == "reference" and isinstance(value, str)
    ]


def check(bundle):
    """Everything that FHIR asks of a document and that can be looked at without a server."""
    assert bundle["resourceType"] == "Bundle"
    assert bundle["type"] == "document"
    assert {"system", "value"} <= set(bundle["identifier"])  # bdl-9
    assert bundle["timestamp"]  # bdl-10
    by_address = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
    assert len(by_address) == len(bundle["entry"])  # bdl-7
    first = bundle["entry"][0]["resource"]
    assert first["resourceType"] == "Composition"  # bdl-11
    for entry in bundle["entry"]:
        assert set(entry) == {"fullUrl", "resource"}  # bdl-2, 3, 4
        check_resource(entry, by_address)
    reached, to_visit = set(), [bundle["entry"][0]["fullUrl"]]
    while to_visit:
        address = to_visit.pop()
        if address not in reached:
            reached.add(address)
            to_visit += [where for _name, where in references(by_address[address])]
    assert reached == set(by_address), "everything in a document is reached from its Composition"
    for _path, value in values(bundle):
        assert value not in ("", [], {}, None)  # ele-1, and FHIR's JSON
        if isinstance(value, str):
            assert re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", value) is None


def check_resource(entry, by_address):
    resource = entry["resource"]
    kind = resource["resourceType"]
    assert entry["fullUrl"] == f"urn:uuid:{resource['id']}"
    assert REQUIRED[kind] <= set(resource)
    assert resource["status"] in STATES[kind] if "status" in resource else kind not in STATES
    for name, where in references(resource):
        assert where in by_address
        if name in LEADS_TO:
            assert by_address[where]["resourceType"] in LEADS_TO[name], (kind, name)
    for path, value in values(resource):
        if path and path[-1] == "div":
            ElementTree.fromstring(value)  # noqa: S314 - our own text
        if path and path[-1] == "section" and isinstance(value, dict):
            assert value["title"]
            assert value["text"]  # cmp-1


@given(categories, kinds, pasted, st.sampled_from(list(STATES["Task"])))
def test_any_disclosure_gives_a_document_that_holds_together(which, kind, pasted, status):
    request = f"{pasted} Wilt u bellen?"
    changes = answered(pasted) if kind is Kind.FEEDBACK else {}
    made = document(kind, told=told(which, request), **changes | {"status": status})
    check(bundle_of(made))


@given(categories)
def test_nothing_undisclosed_ever_appears(which):
    made = document(told=told(which))
    said = json.dumps(bundle_of(made), ensure_ascii=False)
    for code in CATEGORY_LABELS:
        for kind in ("protective", "risk", "neutral"):
            disclosed = code in which and code not in ("contact", "plan")
            assert (f"{kind}-{code}-merkteken" in said) is disclosed
    assert ("2027-02-19" in said) is ("pregnancy" in which)


@given(categories)
def test_feedback_repeats_no_finding(which):
    made = document(Kind.FEEDBACK, told=told(which), **answered())
    said = json.dumps(bundle_of(made), ensure_ascii=False)
    assert "merkteken" not in said
    assert "2027-02-19" not in said
    assert "Ze heeft een afspraak op maandag." in said


def test_it_says_who_asks_whom_about_whom():
    found = bundle_of()
    [patient] = resources(found, "Patient")
    assert patient["name"] == [{"text": "Samira El Amrani"}]
    assert patient["telecom"] == [{"system": "phone", "value": "06 0000 0001"}]
    assert patient["communication"] == [{"language": {"text": "Arabisch"}}]
    assert patient["extension"][0]["valueBoolean"] is True
    [request] = resources(found, "ServiceRequest")
    assert request["reasonCode"] == [{"text": "Belt u haar?"}]
    assert request["code"] == {"text": "Hulp bij geld"}
    assert request["intent"] == "order"
    [task] = resources(found, "Task")
    assert task["status"] == "requested"
    assert task["restriction"] == {"period": {"end": "2026-11-30"}}
    [consent] = resources(found, "Consent")
    assert consent["provision"]["period"] == {"start": "2026-11-23", "end": "2027-11-23"}
    assert [code["text"] for code in consent["provision"]["code"]] == [
        "Naam en contact",
        "Zwangerschap",
        "Geld en werk",
    ]


def test_dutch_profiles_are_named_where_they_fit():
    found: dict[str, list[Any]] = {}
    for one in resources(bundle_of(document(**answered()))):
        found.setdefault(one["resourceType"], []).append(one.get("meta", {}).get("profile"))
    core = "http://nictiz.nl/fhir/StructureDefinition/nl-core-"
    assert found["Patient"] == [[f"{core}Patient"]]
    # The midwives are care providers, the debt support is not.
    assert found["Organization"] == [[f"{core}HealthcareProvider-Organization"], None]
    assert found["Practitioner"] == [[f"{core}HealthProfessional-Practitioner"], None]
    assert found["PractitionerRole"] == [[f"{core}HealthProfessional-PractitionerRole"], None]
    assert [f"{core}Pregnancy.EstimatedDateOfDelivery"] in found["Observation"]
    assert found["ServiceRequest"] == [None]


def test_strengths_and_worries_stand_under_their_own_heading():
    found = bundle_of()
    by_address = {entry["fullUrl"]: entry["resource"] for entry in found["entry"]}
    sections = found["entry"][0]["resource"]["section"]
    assert len(sections) == len(HEADINGS[Kind.REFERRAL])
    labels = [
        [by_address[one["reference"]]["code"]["text"] for one in section.get("entry", [])]
        for section in sections[1:3]
    ]
    assert labels == [
        ["protective-pregnancy-merkteken", "protective-money-merkteken"],
        [
            "risk-pregnancy-merkteken",
            "neutral-pregnancy-merkteken",
            "risk-money-merkteken",
            "neutral-money-merkteken",
        ],
    ]


def test_what_is_shielded_says_so():
    open_one, shielded = (
        bundle_of(document(told=told(which)))["entry"][0]["resource"]["confidentiality"]
        for which in ({"contact"}, {"contact", "safety"})
    )
    assert (open_one, shielded) == ("N", "R")


def test_an_answer_is_written_by_who_took_it():
    found = bundle_of(document(Kind.FEEDBACK, **answered()))
    composition = found["entry"][0]["resource"]
    assert composition["type"]["coding"][0]["code"] == "11488-4"
    by_address = {entry["fullUrl"]: entry["resource"] for entry in found["entry"]}
    author = by_address[composition["author"][0]["reference"]]
    assert author["practitioner"]["display"] == "Ruud Klein"
    [task] = resources(found, "Task")
    assert [note["text"] for note in task["note"]] == [
        "aangenomen",
        "antwoord aan de verwijzer: Ze heeft een afspraak op maandag.",
    ]
    assert task["note"][0]["authorString"] == "Ruud Klein, Schuldhulp Drenthe"


@pytest.mark.parametrize(
    ("holds", "until", "status", "period"),
    [
        (True, NOW.date() + timedelta(days=365), "active", {"start", "end"}),
        (None, None, "active", {"start"}),
        (False, None, "inactive", {"start"}),
    ],
)
def test_the_state_of_the_consent_goes_along(holds, until, status, period):
    found = bundle_of(document(consent=Consented(NOW.date(), until, holds)))
    [consent] = resources(found, "Consent")
    assert consent["status"] == status
    assert set(consent["provision"]["period"]) == period


def test_the_same_document_is_written_the_same_way_twice():
    assert bundle_of() == bundle_of()


def test_another_making_has_other_addresses():
    again = words.write(facts(told()), Kind.REFERRAL, document_id=uuid4(), at=NOW)
    addresses = [
        {entry["fullUrl"] for entry in one["entry"]} for one in (bundle_of(), bundle_of(again))
    ]
    assert addresses[0].isdisjoint(addresses[1])


def test_a_parent_of_whom_nothing_is_known_but_a_name():
    bare = {"contact": {"request": "Belt u?", "family": "El Amrani"}}
    [patient] = resources(bundle_of(document(told=bare)), "Patient")
    assert patient["name"] == [{"text": "El Amrani"}]
    assert "telecom" not in patient


def test_who_is_hardly_known_is_not_made_up():
    nameless = document(told={"contact": {"request": "Belt u?"}}, sender=Party("X", person="Y"))
    found = bundle_of(nameless)
    check(found)
    [patient] = resources(found, "Patient")
    assert "name" not in patient
    assert "type" not in resources(found, "Organization")[0]
    [role] = resources(found, "PractitionerRole")
    assert "code" not in role
