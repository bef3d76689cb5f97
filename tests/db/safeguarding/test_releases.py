"""Letting steps out of the vault: who then reads what, and taking it back."""

import uuid

import pytest
from django.utils import timezone

from duizend.access.rules import Role
from duizend.core.permissions import Hidden, NotAllowed
from duizend.core.rls import acting_as
from duizend.safeguarding import actions, queries
from duizend.safeguarding.models import Entry, Release
from duizend.safeguarding.rules import Kind, Words
from duizend.workspace import actions as workspace
from tests.people import add_to_team, leaves_the_team, make_user


def release(vault, steps=("signals",), reason="Samen met moeder gelezen", by=None):
    by = by or vault.fatma
    with acting_as(by.pk):
        return actions.release(uuid.uuid4(), vault.case, steps, reason, by=by, at=timezone.now())


def read_by(vault, who):
    with acting_as(who.pk):
        return queries.released_about(vault.village.family, who)


@pytest.fixture
def nel(vault):
    """A colleague in the team around the family; the vault was never opened to her."""
    nel = make_user("Nel Visser", vault.fatma.organization, Role.MIDWIFE)
    add_to_team(vault.village.family, nel, by=vault.fatma)
    return nel


@pytest.fixture
def told(vault):
    first = vault.write(Kind.SIGNALS, "Blauwe plek")
    vault.write(Kind.CONSULT, "Anoniem gebeld", function="adviseur", anonymous=True)
    at = timezone.now()
    words = Words(Kind.ADDITION, timezone.localdate(at), "Links", about=first)
    with acting_as(vault.fatma.pk):
        actions.add_to(uuid.uuid4(), vault.case, words, by=vault.fatma, at=at)
    return vault


def test_the_team_reads_what_was_chosen_and_nothing_more(told, nel):
    assert read_by(told, nel) == []
    made = release(told)
    assert read_by(told, nel) == [made]
    told.write(Kind.SIGNALS, "Van later")
    with acting_as(nel.pk):
        shown = queries.shown_by(queries.release_for(nel, made.pk))
        assert not Entry.objects.exists()
        with pytest.raises(Hidden):
            queries.case_of(nel, told.case.pk)
    assert [entry.words.text for entry in shown.entries] == ["Blauwe plek", "Links"]


def test_who_is_never_told(told, nel):
    release(told)
    village = told.village
    add_to_team(village.family, told.student, by=told.fatma)
    assistant = make_user("Anouk Wolters", told.fatma.organization, Role.MATERNITY_ASSISTANT)
    add_to_team(village.family, assistant, by=told.fatma)
    leaves_the_team(village.family, nel)
    for who in (told.student, assistant, nel, village.noor, village.sam, village.petra):
        assert read_by(told, who) == [], who
        with acting_as(who.pk):
            assert not Release.objects.exists(), who


def test_emergency_access_sees_only_what_was_released(told):
    kim, family = told.kim, told.village.family
    with acting_as(kim.pk):
        workspace.open_in_emergency(family.pk, "Nood", by=kim, at=timezone.now())
        assert not Release.objects.exists()
    release(told)
    assert len(read_by(told, kim)) == 1
    with acting_as(kim.pk):
        assert not Entry.objects.exists()


def test_taken_back_only_the_three_read_it(told, nel):
    made = release(told)
    with acting_as(nel.pk):
        actions.read_release(made, by=nel, at=timezone.now())
    with acting_as(told.fatma.pk):
        for _ in range(2):
            actions.take_back(made, "Te vroeg", by=told.fatma, at=timezone.now())
        kept = queries.release_for(told.fatma, made.pk)
        assert kept.family_id is None
        assert [reading.agent for reading in queries.readings_of(kept)] == [nel]
    assert read_by(told, nel) == []
    with acting_as(nel.pk):
        assert not Release.objects.exists()
        for deed in (queries.release_for,):
            with pytest.raises(Hidden):
                deed(nel, made.pk)
        with pytest.raises(Hidden):
            actions.read_release(made, by=nel, at=timezone.now())
    assert told.deeds()[-2:] == ["release", "take_back"]


def test_only_who_keeps_it_releases_and_says_why(told, nel):
    def refused(words, *, by=told.fatma, steps=("signals",), reason="Omdat"):
        with pytest.raises(NotAllowed, match=words):
            release(told, steps, reason, by)

    refused("Alleen Fatma", by=told.els)
    refused("waarom u dit nu", reason=" ")
    for nothing in ((), ("talk",), ("finish",), ("nonsense",)):
        refused("ten minste één stap", steps=nothing)
    with pytest.raises(Hidden):
        release(told, by=nel)
    made = release(told)
    with acting_as(told.els.pk), pytest.raises(NotAllowed, match="Alleen Fatma"):
        actions.take_back(made, "Omdat", by=told.els, at=timezone.now())
    with acting_as(told.fatma.pk), pytest.raises(NotAllowed, match="terughaalt"):
        actions.take_back(made, "", by=told.fatma, at=timezone.now())


def test_nothing_to_release_to(told):
    kim = told.kim
    with acting_as(kim.pk):
        mine = actions.start(uuid.uuid4(), by=kim, at=timezone.now(), about="Een buurkind")
        with pytest.raises(NotAllowed, match="geen team"):
            actions.release(uuid.uuid4(), mine, ["signals"], "x", by=kim, at=timezone.now())


def test_not_for_an_organisation_that_does_not_know_the_family(told, monkeypatch):
    monkeypatch.setattr("duizend.safeguarding.permissions.organization_knows", lambda _: False)
    with pytest.raises(NotAllowed, match="werkt in duizend niet"):
        release(told)


def test_released_twice_by_one_form_is_once(told):
    entry, fatma = uuid.uuid4(), told.fatma
    with acting_as(fatma.pk):
        for _ in range(2):
            actions.release(entry, told.case, ["signals"], "x", by=fatma, at=timezone.now())
        assert Release.objects.count() == 1
