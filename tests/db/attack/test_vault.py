"""The vault of the meldcode, tried at every address by everybody who is not one of the three."""

from __future__ import annotations

import logging
import re

import pytest

from duizend.access.models import AuditEvent
from duizend.core.rls import acting_as
from tests.db.attack.test_doors import (
    ALL,
    OUTSIDE,
    WITHOUT_SAFETY,
    address,
    asked,
    browser,
    everything_sent,
    found,
)
from tests.db.attack.vault import VAULT_WORDS

VAULT = [one for one in ALL if one[0].startswith("safeguarding:")]
OF_A_CASE = [one for one in VAULT if {"case_id", "release_id"} & set(one[1])]
EVERYBODY = (*OUTSIDE, *WITHOUT_SAFETY, "emergency")
# Who may keep a case of their own finds a page there; the others nothing at all.
WITHOUT_A_VAULT = ("petra", "student", "yara")


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_address_opens_and_none_differs_from_one_that_is_not_there(everything, who, caplog):
    for name in ("django", "duizend"):
        caplog.set_level(logging.DEBUG, name)
    client, wrong = browser(everything, who), []
    before = log_of_the_family(everything)
    for name, converters in OF_A_CASE:
        url = address(name, converters, everything)
        for method, response in asked(client, url):
            said = everything_sent(response)
            if response.status_code not in (302, 404, 405):
                wrong.append((method, name, response.status_code))
            if response.status_code == 302 and who not in (None, "inactive"):
                wrong.append((method, name, response["Location"]))
            if leak := found(said, VAULT_WORDS):
                wrong.append((method, name, leak))
    assert wrong == []
    assert found(caplog.text, VAULT_WORDS) == []
    assert log_of_the_family(everything) == before


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_page_of_the_product_says_a_word_of_it(everything, who):
    client, wrong = browser(everything, who), []
    ids = [str(everything.ids["case_id"]), str(everything.ids["release_id"])]
    for name, converters in ALL:
        if name == "families:leave":
            continue
        url = address(name, converters, everything)
        said = everything_sent(client.get(url)).replace(url, "")
        if leak := found(said, (*VAULT_WORDS, *ids)):
            wrong.append((name, leak))
    assert wrong == []


def test_no_page_of_the_family_says_a_word_of_it_to_the_keeper_either(everything):
    """Her screen may be turned; only the vault itself shows what is in the vault."""
    client, wrong = browser(everything, "fatma"), []
    ids = [str(everything.ids["case_id"]), str(everything.ids["release_id"])]
    for name, converters in ALL:
        if name.startswith("safeguarding:") or name == "families:leave":
            continue
        url = address(name, converters, everything)
        said = everything_sent(client.get(url)).replace(url, "")
        if leak := found(said, (*VAULT_WORDS, *ids)):
            wrong.append((name, leak))
    assert wrong == []


def test_the_keeper_does_read_it(everything):
    """Without this the tests above would prove nothing."""
    client = browser(everything, "fatma")
    said = "".join(
        everything_sent(client.get(address(name, converters, everything)))
        for name, converters in VAULT
    )
    assert set(found(said, VAULT_WORDS)) == set(VAULT_WORDS)


@pytest.mark.parametrize("who", WITHOUT_A_VAULT)
def test_for_who_may_not_there_is_no_vault_at_all(everything, who):
    client = browser(everything, who)
    for name, converters in VAULT:
        for _, response in asked(client, address(name, converters, everything)):
            assert response.status_code in (404, 405), name
    assert "/meldcode/" not in everything_sent(client.get("/"))


def test_a_refused_attempt_does_not_stand_in_the_log_of_the_family(everything):
    """Not even for who tried: the line does not say at what."""
    client = browser(everything, "kim")
    for name, converters in VAULT:
        client.get(address(name, converters, everything))
    with acting_as(everything.kim.pk):
        lines = AuditEvent.objects.filter(action__startswith="safeguarding")
        assert lines.exists()
        assert [line for line in lines if line.family_id or line.entity or line.reason] == []


def test_the_log_of_the_family_is_the_same_after_everything_the_keeper_does(everything):
    before = log_of_the_family(everything)
    client = browser(everything, "fatma")
    for name, converters in VAULT:
        for _ in asked(client, address(name, converters, everything)):
            pass
    assert log_of_the_family(everything) == before
    with acting_as(everything.fatma.pk):
        shown = "\n".join(str(line.__dict__) for line in AuditEvent.objects.all())
    assert not re.search("safeguarding", shown)


def log_of_the_family(everything):
    with acting_as(everything.fatma.pk):
        return AuditEvent.objects.filter(family_id=everything.family.pk).count()
