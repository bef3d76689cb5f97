"""What the pages of the vault leave behind, and what everybody else meets instead."""

import re
import uuid

from django.urls import reverse
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.safeguarding import actions
from duizend.safeguarding.models import Case, Entry, Release, ReleaseReading, VaultEvent
from duizend.safeguarding.rules import Kind
from tests.db.safeguarding.conftest import page, said
from tests.people import make_family, signed_in

TODAY = timezone.localdate


def test_titles_and_names_of_files_say_nothing(vault, client):
    name = vault.village.family.name
    vault.write(Kind.DECIDE, "Hulp", help=True)
    for url in (
        page("list"),
        page("case", vault.case.pk),
        page("step", vault.case.pk, "wegen"),
        page("log", vault.case.pk),
        page("paper", vault.case.pk),
    ):
        response = client.get(url)
        (title,) = re.findall(r"<title>(.*?)</title>", said(response), re.DOTALL)
        assert title == "Meldcode – duizend"
        assert name not in url
        assert "no-store" in response["Cache-Control"]


def test_what_a_student_or_a_stranger_meets_is_an_unknown_page(vault):
    """Byte for byte as an address that never was, apart from the token of the form."""

    def plain(response):
        return response.status_code, re.sub(r'value="[A-Za-z0-9]{64}"', "", said(response))

    vault.write(Kind.SIGNALS, "Blauwe plek")
    for who in (vault.student, vault.kim, vault.village.sam, vault.village.petra):
        client = signed_in(who)
        client.raise_request_exception = False
        real = plain(client.get(page("case", vault.case.pk)))
        assert real == plain(client.get(page("case", uuid.uuid4())))
        assert real == plain(client.get("/meldcode/bestaat/niet/"))
        assert real[0] == 404
    for who in (vault.student, vault.village.petra, vault.village.yara):
        client = signed_in(who)
        assert client.get(page("list")).status_code == 404
        assert client.get(page("start")).status_code == 404
        assert client.post(page("start"), {"about": "x"}).status_code == 404
        assert "/meldcode/" not in said(client.get("/"))


def test_the_door_is_not_on_a_screen_that_is_shared(vault, client):
    url = reverse("signals:appraise", args=[vault.village.family.pk])
    assert "/meldcode/" in said(client.get(url))
    assert "/meldcode/" not in said(client.get(f"{url}?samen=1"))


def test_while_looking_together_the_vault_stays_shut(vault, client):
    family = vault.village.family
    turn = reverse("families:look_together", args=[family.pk])
    client.post(turn, {"samen": "1"})
    for url in (page("list"), page("case", vault.case.pk), page("case", uuid.uuid4())):
        response = client.get(url)
        assert response.status_code == 403
        assert "eigen scherm" in said(response)
        assert f'action="{turn}"' in said(response)
    assert "/meldcode/" not in said(client.get("/"))
    vault.write(Kind.SIGNALS, "Blauwe plek")
    with acting_as(vault.fatma.pk):
        made = actions.release(
            uuid.uuid4(), vault.case, ["signals"], "x", by=vault.fatma, at=timezone.now()
        )
    shown = client.get(page("released", made.pk))
    assert "Blauwe plek" in said(shown)  # that is what it is for
    assert 'href="/meldcode/' not in said(shown)
    client.post(turn, {"samen": ""})
    assert client.get(page("list")).status_code == 200


def test_the_family_pages_are_the_same_with_and_without_a_case(vault, client):
    """For the keeper too: their screen may be turned."""
    other = make_family(vault.fatma)

    def shown(family):
        text = "".join(
            said(client.get(reverse(name, args=[family.pk])))
            for name in ("workspace:family", "plans:plan", "signals:list", "workspace:log")
        ) + said(client.get("/"))
        return text.count("meldcode"), text.count("Meldcode")

    vault.write(Kind.SIGNALS, "Blauwe plek")
    assert shown(vault.village.family) == shown(other)


def test_the_name_of_a_row_says_nothing(vault):
    """It may come by in an error message."""
    vault.write(Kind.SIGNALS, "Blauwe plek")
    with acting_as(vault.fatma.pk):
        made = actions.release(
            uuid.uuid4(), vault.case, ["signals"], "x", by=vault.fatma, at=timezone.now()
        )
        actions.read_release(made, by=vault.fatma, at=timezone.now())
        for kind in (Case, Entry, VaultEvent, Release, ReleaseReading):
            names = {str(row).split()[1] for row in kind.objects.all()}
            assert names == {str(row.pk) for row in kind.objects.all()} != set()
