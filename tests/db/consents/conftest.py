"""Every page about consent needs the explanations and the legal bases."""

import pytest
from django.utils import timezone

from duizend.consents import actions
from duizend.core.content import read_rows


@pytest.fixture
def content(db):
    """The product's own texts and legal bases, loaded."""
    at = timezone.now()
    actions.load_consent_texts(read_rows("texts/consent.json", "consent_texts"), at=at)
    actions.load_legal_bases(read_rows("legal_bases.json", "legal_bases"), at=at)
