"""Whatever is read or changed of a family, there is a line of it."""

from django.urls import reverse

from duizend.access.models import AuditEvent
from duizend.core.rls import acting_as
from tests.db.attack.test_doors import ABOUT_A_FAMILY, address, body, browser
from tests.db.attack.test_nonsense import attempt


def lines(everything, who="fatma", **which):
    with acting_as(everything.user(who).pk):
        return AuditEvent.objects.filter(family_id=everything.family.pk, **which).count()


def test_every_page_of_a_family_that_opens_leaves_a_line(everything):
    client, without = browser(everything, "fatma"), []
    for name, converters in ABOUT_A_FAMILY:
        before = lines(everything, agent=everything.fatma)
        response = client.get(address(name, converters, everything))
        if response.status_code == 200 and lines(everything, agent=everything.fatma) == before:
            without.append(name)
    assert without == []


def test_every_attempt_of_a_colleague_leaves_a_line(everything):
    client, without = browser(everything, "kim"), []
    for name, converters in ABOUT_A_FAMILY:
        before = lines(everything, "kim", outcome="refused")
        response = client.get(address(name, converters, everything))
        if response.status_code == 403 and lines(everything, "kim", outcome="refused") == before:
            without.append(name)
    assert without == []


def test_every_page_seen_in_an_emergency_says_so(everything):
    client = browser(everything, "emergency")
    before = lines(everything, "emergency", emergency=True)
    pages = ("workspace:family", "signals:list", "plans:plan", "visits:list", "workspace:log")
    for name in pages:
        assert client.get(reverse(name, args=[everything.family.pk])).status_code == 200
    assert lines(everything, "emergency", emergency=True) == before + len(pages)


def test_no_line_holds_a_word_of_the_family(everything):
    from tests.db.attack.conftest import NAMES, SHIELDED, WORDS

    client = browser(everything, "fatma")
    for name, converters in ABOUT_A_FAMILY:
        url = address(name, converters, everything)
        client.get(url)
        attempt(client, "post", url, body())
    with acting_as(everything.fatma.pk):
        reasons = "\n".join(AuditEvent.objects.values_list("reason", flat=True)).lower()
    assert [w for w in (*NAMES, *WORDS, *SHIELDED) if w.lower() in reasons] == []
