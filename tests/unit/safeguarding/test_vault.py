"""What is sealed opens with its own key and for its own row, and for nothing else."""

import uuid

import pytest
from cryptography.fernet import Fernet, InvalidToken
from hypothesis import given
from hypothesis import strategies as st

from duizend.safeguarding import vault

ROW = uuid.UUID("11111111-1111-4111-8111-111111111111")
texts = st.text(st.characters(codec="utf-8"), max_size=600)


@given(texts)
def test_what_goes_in_comes_out(text):
    assert vault.opened(vault.sealed({"text": text}, ROW), ROW) == {"text": text}


@given(st.text("abcdefghij", max_size=300), st.text("abcdefghij", max_size=300))
def test_the_length_does_not_tell_how_much_was_written(one, other):
    assert len(vault.sealed({"text": one}, ROW)) == len(vault.sealed({"text": other}, ROW))


def test_twice_the_same_looks_different():
    assert vault.sealed({"text": "x"}, ROW) != vault.sealed({"text": "x"}, ROW)


def test_it_opens_for_its_own_row_only():
    with pytest.raises(vault.OfAnotherRow):
        vault.opened(vault.sealed({"text": "x"}, ROW), uuid.uuid4())


def test_another_key_opens_nothing_and_an_older_one_still_reads(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.VAULT_KEYS = [old]
    kept = vault.sealed({"text": "x"}, ROW)
    settings.VAULT_KEYS = [new, old]
    assert vault.opened(kept, ROW) == {"text": "x"}
    again = vault.sealed_again(kept)
    settings.VAULT_KEYS = [new]
    assert vault.opened(again, ROW) == {"text": "x"}
    with pytest.raises(InvalidToken):
        vault.opened(kept, ROW)


def test_the_key_is_not_the_one_of_the_bsn(settings):
    kept = vault.sealed({"text": "x"}, ROW)
    with pytest.raises(InvalidToken):
        Fernet(settings.BSN_KEY).decrypt(kept)
