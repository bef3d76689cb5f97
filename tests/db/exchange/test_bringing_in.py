"""A file is looked at first, and then does exactly what was shown."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duizend.access.models import Organization
from duizend.access.rules import OrganizationKind
from duizend.core.rls import acting_as
from duizend.directory.models import Offer
from duizend.exchange import actions
from duizend.exchange.models import Import
from duizend.exchange.rules.plans import Outcome, Wishes
from tests.db.exchange.sending import BEGIN, bring_in, done, kept, looked_at, send
from tests.offer_files import FOREIGN, GOOD, as_csv, as_json, as_xlsx, as_zip, row
from tests.people import NOW, make_offer, make_organization


@pytest.mark.parametrize(
    "content",
    [
        as_csv(GOOD),
        as_csv(GOOD, encoding="cp1252"),
        as_csv(GOOD, delimiter=","),
        b"sep=;\r\n" + as_csv(GOOD, encoding="utf-8"),
        as_csv(GOOD, encoding="utf-16"),
        as_xlsx(GOOD),
    ],
)
def test_a_list_of_ones_own_comes_in(petras, content):
    url, page = looked_at(petras, content)
    assert page.context["plan"].counts["added"] == 1, page.context["lines"]
    assert not Offer.objects.filter(external_id="rolde-7").exists()
    assert bring_in(petras, url).status_code == 302
    offer = Offer.objects.get(external_id="rolde-7")
    assert offer.organization.name == "Welzijn Rolde"
    assert offer.summary == "Samen koffie drinken, iedere dinsdag één uur."
    assert [offer.phases, offer.days] == [["pregnancy", "postpartum"], ["tue"]]
    assert [offer.languages, offer.who_may_refer] == [["nl", "ti"], ["self", "midwifery_practice"]]
    assert offer.cost
    assert offer.cost["amount_eur"] == 12.5
    assert offer.website == "https://www.welzijnrolde.example.nl"
    assert offer.sources == [{"ref": "Sociale kaart", "year": 2026}]
    assert [place.code for place in offer.municipalities.all()] == ["GM1680"]
    assert not offer.organization.members.exists()
    offer.full_clean()


def test_an_hsds_service_of_anybody_comes_in(petras):
    url, page = looked_at(petras, as_json(FOREIGN), kind_of_new="welfare")
    (line,) = page.context["lines"]
    assert any("Elfentaal" in remark for remark in line.remarks)
    bring_in(petras, url)
    offer = Offer.objects.get(external_id=FOREIGN["id"])
    assert [offer.days, offer.languages, offer.free] == [["mon", "fri"], ["nl"], True]
    assert offer.for_whom == "Ouders in de buurt.\nLeeftijd in jaren: 18–\nMeenemen: legitimatie"
    assert [offer.places, offer.neighbourhoods] == [["Dorpshuis, Brink 1, Rolde"], ["Rolde-Zuid"]]
    assert offer.phone == "0592 00 00 01"
    assert offer.sources == [{"ref": "lijst.csv", "year": None}]
    again = petras.get(looked_at(petras, as_json(FOREIGN))[0])
    assert again.context["plan"].counts["unchanged"] == 1


def test_afterwards_it_says_what_to_do_with_refused_lines(petras):
    content = as_csv(GOOD, row(Naam="Ver weg", Gemeenten="Nergenshuizen", **{"Kenmerk elders": ""}))
    url, _ = looked_at(petras, content)
    bring_in(petras, url)
    assert "De geweigerde regels zijn niet ingevoerd" in petras.get(url).content.decode()
    url, _ = looked_at(petras, as_csv(GOOD | {"Naam": "Koffie en thee"}))
    bring_in(petras, url)
    assert "De geweigerde regels" not in petras.get(url).content.decode()


def test_a_second_time_nothing_changes(village, petra):
    content = as_csv(GOOD, row(Naam="Zonder kenmerk", **{"Kenmerk elders": ""}))
    assert done(petra, content).counts["added"] == 2
    plan = done(petra, content)
    assert plan.counts == {"added": 0, "changed": 0, "unchanged": 2, "refused": 0}


def test_a_change_is_shown_per_field_and_the_rest_stays(petras, petra):
    done(petra, as_csv(GOOD))
    only = {"Kenmerk elders": "rolde-7", "Wachttijd in dagen": "14", "Gratis": "nee"}
    url, page = looked_at(petras, as_csv(only))
    (line,) = page.context["lines"]
    assert line.name == GOOD["Naam"]
    changed = {name: (old, new) for name, old, new in line.changes}
    assert changed["Wachttijd in dagen"] == ("0", "14")
    assert changed["Gratis"] == ("ja", "nee")
    assert changed["Wachttijd gevraagd op"][0] == "maandag 2 november 2026"
    bring_in(petras, url)
    offer = Offer.objects.get(external_id="rolde-7")
    assert [offer.waiting_days, offer.free, offer.name] == [14, False, GOOD["Naam"]]


def test_bad_lines_are_refused_by_number_and_the_good_come_in(petras):
    content = as_csv(
        GOOD,
        row(Naam="", Gemeenten="Nergenshuizen", **{"Kenmerk elders": "b"}),
        row(Naam="Dubbel", **{"Kenmerk elders": "rolde-7"}),
        row(Naam="Laat", **{"Kenmerk elders": "d", "Gecontroleerd op": "2027-01-01"}),
    )
    url, page = looked_at(petras, content)
    refused = {line.number: line.reasons for line in page.context["lines"] if line.reasons}
    assert set(refused) == {3, 4, 5}
    assert len(refused[3]) == 2
    bring_in(petras, url)
    assert Offer.objects.filter(organization__name="Welzijn Rolde").count() == 1
    assert petras.get(url).context["file"].counts["refused"] == 3


def test_an_organisation_that_nobody_knows_needs_a_kind(petras):
    content = as_csv(row(**{"Soort organisatie": ""}))
    _url, page = looked_at(petras, content)
    assert page.context["plan"].counts["refused"] == 1
    url, page = looked_at(petras, content, kind_of_new="neighbourhood_team")
    assert [one.name for one in page.context["plan"].organizations] == ["Welzijn Rolde"]
    bring_in(petras, url)
    made = Organization.objects.get(name="Welzijn Rolde")
    assert made.kind == OrganizationKind.NEIGHBOURHOOD_TEAM
    assert [place.code for place in made.municipalities.all()] == ["GM1680"]


def test_what_the_file_lacks_leaves_the_menu_only_when_asked(petras, petra):
    make_offer(make_organization("Elders", OrganizationKind.WELFARE), "Elders")
    two = (GOOD, row(Naam="Tweede", **{"Kenmerk elders": "rolde-8"}))
    done(petra, as_csv(*two))
    done(petra, as_csv(GOOD))
    assert Offer.objects.filter(retired_on=None, organization__name="Welzijn Rolde").count() == 2
    _url, page = looked_at(petras, as_csv(GOOD, row(Naam="")), retire_missing="on")
    assert page.context["plan"].retiring_waits
    url, page = looked_at(petras, as_csv(GOOD), retire_missing="on")
    assert page.context["retired"] == ["Tweede"]
    bring_in(petras, url)
    assert Offer.objects.get(external_id="rolde-8").retired_on is not None
    # Only of organisations in the file; and it comes back when a file names it again.
    assert Offer.objects.get(code="elders").retired_on is None
    plan = done(petra, as_csv(*two))
    assert plan.counts["changed"] == 1
    assert Offer.objects.get(external_id="rolde-8").retired_on is None


def test_a_service_that_ended_elsewhere_leaves_the_menu(village, petra):
    done(petra, as_json(FOREIGN), Wishes("welfare"))
    plan = done(petra, as_json({**FOREIGN, "status": "inactive"}))
    assert [(c.field, c.old, c.new) for c in plan.lines[0].changes] == [
        ("on_the_menu", True, False)
    ]
    assert Offer.objects.get(external_id=FOREIGN["id"]).retired_on is not None
    assert done(petra, as_json({**FOREIGN, "status": "defunct"})).counts["unchanged"] == 1
    new = {**FOREIGN, "id": "x", "name": "Ander", "status": "inactive"}
    assert done(petra, as_json(new)).counts["refused"] == 1


def test_when_the_menu_moved_it_is_shown_again(petras, petra):
    url, page = looked_at(petras, as_csv(GOOD))
    seen = page.context["plan"].fingerprint
    done(petra, as_csv(row(Naam="Anders")))
    answer = bring_in(petras, url, seen)
    assert answer.status_code == 409
    assert Offer.objects.get(external_id="rolde-7").name == "Anders"
    assert bring_in(petras, url).status_code == 302


def test_twice_in_is_once_in(petras):
    url, page = looked_at(petras, as_csv(GOOD))
    seen = page.context["plan"].fingerprint
    assert bring_in(petras, url, seen).status_code == 302
    assert bring_in(petras, url, seen).status_code == 403
    assert petras.post(f"{url}weggooien/").status_code == 403
    assert Offer.objects.filter(external_id="rolde-7").count() == 1
    assert bytes(Import.objects.get().content or b"") == b""


def test_a_file_sent_twice_is_one_file(village, petra):
    its_id = uuid.uuid4()
    with acting_as(petra.pk):
        for _time in range(2):
            actions.keep(its_id, as_csv(GOOD), "lijst.csv", Wishes(), by=petra, at=NOW)
        assert str(Import.objects.get()) == "lijst.csv"


def test_a_file_is_thrown_away_by_hand_or_after_a_week(petras, petra):
    url, _page = looked_at(petras, as_csv(GOOD))
    assert petras.post(f"{url}weggooien/").status_code == 302
    assert petras.get(url).status_code == 404
    kept(petra, as_csv(GOOD), at=NOW - timedelta(days=8))
    kept(petra, as_csv(GOOD))
    with acting_as(petra.pk):
        assert Import.objects.count() == 1


def test_a_file_that_is_no_longer_what_was_sent_is_refused(village, petra):
    file = kept(petra, as_csv(GOOD))
    file.content = as_csv(row(Naam="Iets anders"))
    with acting_as(petra.pk), pytest.raises(actions.FileRefused):
        actions.outlook(file, at=NOW)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "leeg"),
        (b"   \n ", "leeg"),
        (b"Onzin\nniets", "Naam"),
        (b"Naam;Naam\nx;y", "twee keer"),
        (b"Naam\n", "geen aanbod"),
        (b"{", "regel 1"),
        (b'[\n{"name": NaN}]', "regel 2"),
        (b'{"a": 1}', "HSDS"),
        (b"PK\x03\x04rest", "beschadigd"),
        (b"\xd0\xcf\x11\xe0rest", "oude soort"),
        (b"\x00\x01\x02", "geen tekst"),
        (as_zip(readme__txt="hallo"), "geen werkmap"),
        (as_zip(**{"../services__csv": "id,name\n1,x"}), "wijst naar buiten"),
        (as_zip(services__csv="id,name\n"), "services.csv"),
        (as_zip(services__csv="id\n1", datapackage__json="{"), "datapackage.json"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(petras, content, why):
    answer = send(petras, content)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not Import.objects.exists()


def test_no_file_and_nonsense_are_refused(petras):
    assert petras.post(BEGIN, {"entry": uuid.uuid4()}).status_code == 422
    assert petras.post(BEGIN, {"entry": "x"}).status_code == 422
    assert send(petras, as_csv(GOOD), kind_of_new="keizerrijk").status_code == 422


def test_script_in_a_name_is_text(petras):
    nasty = "<script>alert(1)</script>"
    url, page = looked_at(petras, as_csv(row(Naam=nasty, Organisatie=nasty)))
    assert nasty not in page.content.decode()
    bring_in(petras, url)
    offer = Offer.objects.get(external_id="rolde-7")
    assert nasty not in petras.get(offer.get_absolute_url()).content.decode()
    assert nasty not in petras.get(BEGIN).content.decode()


def test_the_page_asks_as_much_for_many_lines_as_for_few(petras):
    few, _page = looked_at(petras, as_csv(GOOD))
    rows = [row(Naam=f"Aanbod {n}", **{"Kenmerk elders": f"r{n}"}) for n in range(90)]
    many, _page = looked_at(petras, as_csv(*rows))
    counts = []
    for url in (few, many):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            petras.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25


def test_the_lines_of_one_kind_can_be_seen(petras):
    url, _page = looked_at(petras, as_csv(GOOD, row(Naam="", **{"Kenmerk elders": "z"})))
    assert len(petras.get(url, {"toon": "refused"}).context["lines"]) == 1
    assert len(petras.get(url, {"toon": "unchanged"}).context["lines"]) == 0
    assert len(petras.get(url, {"toon": "onzin", "page": "99"}).context["lines"]) == 2


def test_lines_of_the_plan_keep_their_order(village, petra):
    plan = done(petra, as_csv(GOOD, row(Naam="B", **{"Kenmerk elders": "b"})))
    assert [line.row.line for line in plan.lines] == [2, 3]
    assert {line.outcome for line in plan.lines} == {Outcome.ADDED}
