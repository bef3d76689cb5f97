"""Changing the key of the vault, as the owner of the database does it."""

from io import StringIO

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.management import CommandError, call_command
from django.db import connection

from duizend.core.rls import acting_as
from duizend.safeguarding import queries
from duizend.safeguarding.models import Case
from duizend.safeguarding.rules import Kind
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def owner(settings):
    settings.AS_OWNER = True
    sign_in(connection, "DATABASE_OWNER_URL")
    yield
    sign_in(connection, "DATABASE_APP_URL")


@pytest.fixture
def written(vault):
    vault.write(Kind.SIGNALS, "Blauwe plek")
    return vault


def reseal():
    said = StringIO()
    call_command("reseal_vault", stdout=said)
    return said.getvalue()


def test_everything_stands_under_the_new_key(written, owner, settings):
    old, new = settings.VAULT_KEYS[0], Fernet.generate_key().decode()
    settings.VAULT_KEYS = [new, old]
    assert "4 rows" in reseal()  # the case, the entry, and the two lines of the log
    sign_in(connection, "DATABASE_APP_URL")
    settings.VAULT_KEYS = [new]
    assert [entry.words.text for entry in written.entries()] == ["Blauwe plek"]
    assert written.deeds() == ["start", "signals"]
    settings.VAULT_KEYS = [old]
    with acting_as(written.fatma.pk), pytest.raises(InvalidToken):
        queries.subject_of(Case.objects.get())


def test_a_key_that_is_missing_changes_nothing(written, owner, settings):
    kept = settings.VAULT_KEYS
    settings.VAULT_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="does not open"):
        reseal()
    settings.VAULT_KEYS = kept
    sign_in(connection, "DATABASE_APP_URL")
    assert len(written.entries()) == 1


def test_the_application_itself_does_not(written):
    with pytest.raises(CommandError, match="owner"):
        reseal()
