"""The pages under /meldcode/, through the front door."""

import re
import uuid

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.access.rules import Role
from duizend.core.printing import CannotMakePdf
from duizend.core.rls import acting_as
from duizend.safeguarding import actions, queries
from duizend.safeguarding.models import Case, Entry, Release
from duizend.safeguarding.rules import Kind
from tests.db.safeguarding.conftest import page, said
from tests.people import make_family, make_user, signed_in

TODAY = timezone.localdate


def form(**fields):
    return {"entry": str(uuid.uuid4()), "day": TODAY().isoformat(), "text": "Gezien", **fields}


def test_from_a_family_to_the_five_steps_and_onto_paper(vault):
    """The whole way of Kim's colleague Hanna, who has nothing here yet."""
    family = make_family(vault.hanna)
    client = signed_in(vault.hanna)
    overview = said(client.get(reverse("workspace:family", args=[family.pk])))
    (link,) = re.findall(r'href="(/meldcode/[^"]*)"', overview)
    assert link == f"/meldcode/?gezin={family.pk}"
    assert "Voor dit gezin beginnen" in said(client.get(link))
    start = f"{page('start')}?gezin={family.pk}"
    assert family.name in said(client.get(start))
    response = client.post(start, {"entry": str(uuid.uuid4())})
    with acting_as(vault.hanna.pk):
        case = Case.objects.get()
    assert response["Location"] == page("case", case.pk)
    for path, fields in (
        ("signalen", {}),
        ("overleg", {"function": "adviseur Veilig Thuis", "anonymous": "on"}),
        ("gesprek", {"function": "moeder"}),
        (
            "wegen",
            dict.fromkeys(("still_a_suspicion", "safe", "can_arrange_help"), "yes")
            | {"accept_help": "no", "help_works": "unknown"},
        ),
        ("besluit", {"report": "on", "reported_on": TODAY().isoformat(), "help": "on"}),
    ):
        url = page("step", case.pk, path)
        assert client.get(url).status_code == 200
        assert client.post(url, form(text=f"Bij {path}", **fields)).status_code == 302, path
    client.post(page("ask", case.pk), {"entry": str(uuid.uuid4())})
    officer = signed_in(vault.els)
    assert "tweede persoon is gevraagd" in said(officer.get(page("list")))
    assert (
        officer.post(
            page("look", case.pk),
            {"entry": str(uuid.uuid4()), "view": "differs", "text": "Wacht nog"},
        ).status_code
        == 302
    )
    shown = said(client.get(page("case", case.pk)))
    for words in ("Bij signalen", "adviseur Veilig Thuis", "Bij besluit", "Wacht nog", "0800-2000"):
        assert words in shown
    paper = said(client.get(page("paper", case.pk)))
    assert "Is het veilig? Ja" in paper
    made = client.get(page("pdf", case.pk))
    assert made.content.startswith(b"%PDF")
    assert made["Content-Disposition"] == 'attachment; filename="stuk.pdf"'
    log = said(client.get(page("log", case.pk)))
    for words in ("Els Brouwer", "bewaarde het als pdf", "opende de pagina om af te drukken"):
        assert words in log
    assert mail.outbox == []
    with acting_as(vault.hanna.pk):
        logged = AuditEvent.objects.values_list("action", flat=True)
        assert [line for line in logged if line.startswith("safeguarding")] == []


def test_about_somebody_who_is_not_in_duizend(vault, client):
    response = client.post(page("start"), {"entry": str(uuid.uuid4()), "about": ""})
    assert response.status_code == 422
    assert "Zeg over wie het gaat" in said(response)
    response = client.post(page("start"), {"entry": str(uuid.uuid4()), "about": "Een buurkind"})
    assert "Een buurkind" in said(client.get(response["Location"]))
    # Somebody else's family, or nonsense, in the address: as if nothing was asked.
    other = make_family(vault.village.sam)
    for wrong in (other.pk, "x", uuid.uuid4()):
        assert client.get(f"{page('list')}?gezin={wrong}").status_code == 200
        assert other.name not in said(client.get(f"{page('start')}?gezin={wrong}")).replace(
            vault.village.family.name, ""
        )


@pytest.mark.parametrize(
    ("path", "fields", "words"),
    [
        ("signalen", {"text": ""}, "veld"),
        ("signalen", {"day": "2999-01-01"}, "tot en met vandaag"),
        ("signalen", {"day": "gisteren"}, "datum"),
        ("overleg", {}, ""),
        ("wegen", {"safe": "misschien"}, ""),
        ("besluit", {"reported_on": "2026-01-01"}, "hoort bij het besluit"),
        ("signalen", {"entry": "x"}, ""),
        ("signalen", {"text": "a\0b"}, ""),
    ],
)
def test_bad_input_changes_nothing(vault, client, path, fields, words):
    response = client.post(page("step", vault.case.pk, path), form(**fields))
    assert response.status_code == 422
    assert words in said(response)
    assert vault.entries() == []


def test_a_double_click_writes_once(vault, client):
    sent = form()
    for _ in range(2):
        assert client.post(page("step", vault.case.pk, "signalen"), sent).status_code == 302
    assert len(vault.entries()) == 1


def test_an_unknown_step_and_an_unknown_entry_are_not_found(vault, client):
    assert client.get(page("step", vault.case.pk, "anders")).status_code == 404
    assert client.get(page("add", vault.case.pk, uuid.uuid4())).status_code == 404


def test_correcting_is_adding(vault, client):
    entry = vault.write(Kind.SIGNALS, "Linkerarm")
    url = page("add", vault.case.pk, entry)
    assert "Linkerarm" in said(client.get(url))
    assert client.post(url, form(text="")).status_code == 422
    client.post(url, form(text="Rechterarm"))
    shown = said(client.get(page("case", vault.case.pk)))
    assert shown.index("Linkerarm") < shown.index("Later toegevoegd") < shown.index("Rechterarm")


def test_looking_along_needs_a_decision_and_somebody_else(vault, client):
    officer = signed_in(vault.els)
    assert officer.get(page("look", vault.case.pk)).status_code == 403
    vault.write(Kind.DECIDE, "Hulp", help=True)
    assert officer.get(page("look", vault.case.pk)).status_code == 200
    assert client.get(page("look", vault.case.pk)).status_code == 403
    wrong = {"entry": str(uuid.uuid4()), "view": "differs", "text": ""}
    assert officer.post(page("look", vault.case.pk), wrong).status_code == 422
    assert client.post(page("ask", vault.case.pk), {}).status_code == 403
    assert len(vault.entries()) == 1


def test_finishing_with_a_reason_and_going_on(vault, client):
    url = page("finish", vault.case.pk)
    assert client.post(url, {"entry": str(uuid.uuid4()), "reason": ""}).status_code == 422
    for reason in ("De hulp werkt", "Toch weer zorgen"):
        assert client.get(url).status_code == 200
        client.post(url, {"entry": str(uuid.uuid4()), "reason": reason})
    assert "Toch weer zorgen" in said(client.get(page("case", vault.case.pk)))


def test_naming_who_looks_along(vault, client):
    url = page("supervisor", vault.case.pk)
    offered = said(client.get(url))
    assert "Hanna Smit" in offered
    assert "Stef Rozema" not in offered  # a student
    for wrong in (vault.student.pk, vault.village.noor.pk, "x"):
        sent = {"entry": str(uuid.uuid4()), "supervisor": wrong}
        assert client.post(url, sent).status_code == 422
    client.post(url, {"entry": str(uuid.uuid4()), "supervisor": vault.hanna.pk})
    other = signed_in(vault.hanna)
    assert vault.village.family.name in said(other.get(page("list")))
    assert "Alleen Fatma Aydin schrijft" in said(other.get(page("case", vault.case.pk)))
    for name in ("supervisor", "release", "finish"):
        assert other.get(page(name, vault.case.pk)).status_code == 403
    assert other.get(page("step", vault.case.pk, "signalen")).status_code == 403
    client.post(url, {"entry": str(uuid.uuid4()), "supervisor": ""})
    assert other.get(page("case", vault.case.pk)).status_code == 404


def test_taking_over(vault, client):
    officer = signed_in(vault.els)
    assert officer.post(page("take_over", vault.case.pk)).status_code == 403
    with acting_as(None):
        type(vault.fatma).objects.filter(pk=vault.fatma.pk).update(
            organization=vault.village.sam.organization
        )
    assert "werkt hier niet meer" in said(officer.get(page("case", vault.case.pk)))
    assert client.get(page("case", vault.case.pk)).status_code == 404
    assert officer.post(page("take_over", vault.case.pk)).status_code == 302
    assert "begonnen door Fatma Aydin" in said(officer.get(page("case", vault.case.pk)))


def test_releasing_reading_and_taking_back(vault, client):
    family = vault.village.family
    nel = make_user("Nel Visser", vault.fatma.organization, Role.MIDWIFE)
    with acting_as(vault.fatma.pk):
        from duizend.families import actions as families

        families.add_colleague(family, nel, by=vault.fatma, at=timezone.now())
    colleague, log = signed_in(nel), reverse("workspace:log", args=[family.pk])
    url = page("release", vault.case.pk)
    vault.write(Kind.SIGNALS, "Blauwe plek")
    vault.write(Kind.TALK, "Bang voor thuis")
    before = said(colleague.get(log))
    assert "meldcode" not in before.replace("/meldcode/", "").replace(">Meldcode<", "").lower()
    assert client.get(url).status_code == 200
    for wrong in ({"reason": "x"}, {"steps": "signals"}, {"steps": "decide", "reason": "x"}):
        assert client.post(url, {"entry": str(uuid.uuid4()), **wrong}).status_code == 422
    sent = {"entry": str(uuid.uuid4()), "steps": "signals", "reason": "Geheime reden"}
    shown_at = client.post(url, sent)["Location"]
    assert shown_at in said(colleague.get(log))
    assert shown_at in said(colleague.get(page("list")))
    shown = said(colleague.get(shown_at))
    assert "Blauwe plek" in shown
    assert "Nel Visser" in shown  # who read it
    for hidden in ("Bang voor thuis", "Geheime reden"):
        assert hidden not in shown
    with acting_as(vault.fatma.pk):
        release = Release.objects.get()
    back = page("take_back", release.pk)
    assert colleague.get(back).status_code == 404
    assert client.get(back).status_code == 200
    assert client.post(back, {"entry": str(uuid.uuid4()), "reason": ""}).status_code == 422
    assert client.post(back, {"entry": str(uuid.uuid4()), "reason": "Te vroeg"}).status_code == 302
    assert colleague.get(shown_at).status_code == 404
    assert said(colleague.get(log)).count("Vrijgegeven") == 0
    assert "Teruggehaald" in said(client.get(shown_at))


def test_a_case_about_nobody_in_duizend_cannot_be_released(vault, client):
    with acting_as(vault.fatma.pk):
        own = actions.start(uuid.uuid4(), by=vault.fatma, at=timezone.now(), about="Een buurkind")
    assert client.get(page("release", own.pk)).status_code == 403


def test_the_list_asks_as_much_for_twenty_as_for_one(vault, client):
    def asked():
        client.get(page("list"))
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(page("list"))
        return len(found)

    one = asked()
    with acting_as(vault.fatma.pk):
        for number in range(20):
            actions.start(uuid.uuid4(), by=vault.fatma, at=timezone.now(), about=f"Gezin {number}")
    assert asked() == one <= 25


def test_a_case_asks_as_much_for_much_as_for_little(vault, client):
    def asked():
        with CaptureQueriesContext(connection) as found:
            client.get(page("case", vault.case.pk))
        return len(found)

    client.get(page("case", vault.case.pk))
    vault.write(Kind.DECIDE, "Hulp", help=True)
    little = asked()
    for kind in (Kind.SIGNALS, Kind.TALK, Kind.WEIGH, Kind.DECIDE) * 3:
        vault.write(kind, "Nog eens")
    assert asked() == little <= 25
    with acting_as(vault.fatma.pk):
        assert Entry.objects.count() == 13
        assert queries.lines([vault.case])[0].finished is False


def test_without_a_maker_of_files_one_prints_the_page(vault, client, monkeypatch):
    def broken(html, stylesheet):
        raise CannotMakePdf("Kan hier niet")

    monkeypatch.setattr("duizend.safeguarding.views.paper.as_pdf", broken)
    response = client.get(page("pdf", vault.case.pk), follow=True)
    assert "Kan hier niet" in said(response)
    assert response.redirect_chain == [(page("paper", vault.case.pk), 302)]
    assert "export" not in vault.deeds()
