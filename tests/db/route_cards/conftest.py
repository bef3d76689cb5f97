"""The village, with the content of the installation, and who writes down what a coalition sets."""

from io import StringIO

import pytest
from django.core.management import call_command

from duizend.access.rules import OrganizationKind, Role
from tests.people import make_organization, make_user, make_village, signed_in


@pytest.fixture
def village():
    call_command("load_content", stdout=StringIO())
    return make_village()


@pytest.fixture
def roos(village):
    """The process director of the coalition."""
    town = make_organization("Gemeente Aa en Hunze", OrganizationKind.MUNICIPALITY)
    return make_user("Roos Meijer", town, Role.PROCESS_DIRECTOR)


@pytest.fixture
def petra(village):
    """Leads the programme; here as a browser."""
    return signed_in(village.petra)


@pytest.fixture
def director(roos):
    return signed_in(roos)


@pytest.fixture
def fatma(village):
    return signed_in(village.fatma)
