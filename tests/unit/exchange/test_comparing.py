"""Lines held against the menu: whose offer it is, and which organisation is meant."""

from datetime import date

from duizend.exchange.rules.comparing import compare
from duizend.exchange.rules.plans import Known, KnownOffer, KnownOrganization, Wishes
from duizend.exchange.rules.rows import EMPTY, FIELDS, Note, Problem, Reason, Row

TODAY = date(2026, 11, 23)
GOOD = {
    "name": "Koffie",
    "summary": "Koffie drinken",
    "municipalities": ("GM1680",),
    "organization": "De Brug",
}
AS_IT_IS = Wishes()
HERE = [KnownOrganization("de-brug", "De Brug")]


def offer(code, **values):
    whole = {name: EMPTY[one.kind] for name, one in FIELDS.items()}
    whole |= {"code": code, "name": code, "summary": "x", "municipalities": ("GM1680",)}
    return KnownOffer(code, "de-brug", {**whole, "checked_on": TODAY, **values})


def compared(*rows, offers=(), organizations=HERE, wishes=AS_IT_IS):
    known = Known({one.code: one for one in offers}, list(organizations))
    made = [row if isinstance(row, Row) else Row(number, row) for number, row in enumerate(rows, 2)]
    return compare(made, known, wishes, today=TODAY, default_source="lijst")


def reasons(plan, at=0):
    return [(one.reason, one.field, one.value) for one in plan.lines[at].problems]


def test_a_code_and_a_mark_of_two_offers_are_refused():
    offers = (offer("a"), offer("b", external_id="x"))
    plan = compared({**GOOD, "code": "a", "external_id": "x"}, offers=offers)
    assert reasons(plan) == [(Reason.TWO_OFFERS, "external_id", "b")]


def test_a_code_and_a_mark_of_one_offer_are_that_offer():
    plan = compared({"code": "a", "external_id": "x"}, offers=[offer("a", external_id="x")])
    assert plan.counts["unchanged"] == 1


def test_an_organisation_is_known_by_code_or_name():
    for named in (
        {"organization": "de  BRUG"},
        {"organization": "de-brug"},
        {"organization": "", "organization_code": "de-brug"},
    ):
        plan = compared({**GOOD, **named})
        assert plan.lines[0].organization == "de-brug"
        assert plan.organizations == ()


def test_two_organisations_of_one_name_need_a_code():
    two = [*HERE, KnownOrganization("de-brug-2", "De brug")]
    assert reasons(compared(GOOD, organizations=two)) == [
        (Reason.TWO_ORGANIZATIONS, "organization", "De Brug")
    ]
    plan = compared({**GOOD, "organization_code": "de-brug-2"}, organizations=two)
    assert plan.lines[0].organization == "de-brug-2"


def test_no_organisation_is_missing_once():
    assert reasons(compared({**GOOD, "organization": ""})) == [(Reason.MISSING, "organization", "")]
    said = (Problem(Reason.STRANGE, "organization", "?"),)
    row = Row(2, {key: GOOD[key] for key in ("name", "summary", "municipalities")}, said)
    assert reasons(compared(row)) == [(Reason.STRANGE, "organization", "?")]


def test_a_wrong_kind_is_said_once():
    said = (Problem(Reason.NOT_KNOWN, "organization_kind", "club"),)
    plan = compared(Row(2, {**GOOD, "organization": "Nieuw"}, said))
    assert reasons(plan) == [(Reason.NOT_KNOWN, "organization_kind", "club")]


def test_new_organisations_get_codes_of_their_own():
    new = [
        {**GOOD, "name": name, "organization": name, "organization_kind": "welfare"}
        for name in ("Het Nest", "Het-Nest", "het nest")
    ]
    plan = compared(*new)
    assert len({one.code for one in plan.organizations}) == len(plan.organizations) == 2
    wanted = {**GOOD, "organization": "Ander", "organization_code": "x", "organization_kind": "y"}
    plan = compared(wanted, {**wanted, "organization": "Nog een", "name": "Thee"})
    assert reasons(plan, 1) == [(Reason.TWO_ORGANIZATIONS, "organization_code", "x")]


def test_an_organisation_of_refused_lines_only_is_not_added():
    plan = compared({**GOOD, "name": "", "organization": "Nieuw", "organization_kind": "welfare"})
    assert plan.organizations == ()


def test_another_organisation_is_a_change():
    other = [*HERE, KnownOrganization("nest", "Het Nest")]
    plan = compared(
        {"code": "a", "organization": "Het Nest"}, offers=[offer("a")], organizations=other
    )
    (change,) = plan.lines[0].changes
    assert (change.field, change.old, change.new) == ("organization", "de-brug", "nest")


def test_the_order_of_a_list_and_spaces_are_no_change():
    one = offer("a", phases=("child", "pregnancy"), name="Koffie  en thee", places=("b", "a"))
    row = {
        "code": "a",
        "phases": ("pregnancy", "child"),
        "name": "Koffie en thee",
        "places": ("a", "b"),
        "sources": (),
    }
    assert compared(row, offers=[one]).counts["unchanged"] == 1


def test_a_waiting_time_says_when_it_was_asked():
    plan = compared({**GOOD, "waiting_days": 7, "checked_on": date(2026, 11, 1)})
    assert plan.lines[0].values["waiting_checked_on"] == date(2026, 11, 1)
    earlier = date(2026, 10, 1)
    known = [offer("a", waiting_days=3, waiting_checked_on=earlier)]
    for row, asked in (
        ({"waiting_days": 9}, TODAY),
        ({"waiting_days": 9, "checked_on": date(2026, 11, 5)}, date(2026, 11, 5)),
        ({"waiting_days": 9, "waiting_checked_on": date(2026, 11, 6)}, date(2026, 11, 6)),
        ({"waiting_days": 3, "waiting_checked_on": None}, earlier),
        ({"name": "Thee"}, earlier),
    ):
        plan = compared({"code": "a", **row}, offers=known)
        assert plan.lines[0].values["waiting_checked_on"] == asked
    gone = compared(
        {"code": "a", "waiting_days": None},
        offers=[offer("a", waiting_days=3, waiting_checked_on=TODAY)],
    )
    assert gone.lines[0].values["waiting_checked_on"] is None


def test_what_a_line_cannot_be_found_by_is_noted():
    plan = compared(GOOD)
    assert {one.field for one in plan.lines[0].remarks if one.note is Note.NOT_FOUND_BY} == {
        "phases",
        "life_domains",
        "forms",
        "languages",
    }


def test_the_fingerprint_tells_two_plans_apart():
    first, second = compared(GOOD), compared({**GOOD, "name": "Thee"})
    assert first.fingerprint == compared(GOOD).fingerprint != second.fingerprint
    assert first.changes_something
    assert not compared({**GOOD, "name": ""}).changes_something
