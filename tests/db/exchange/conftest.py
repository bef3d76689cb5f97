import pytest

from duizend.access.rules import OrganizationKind, Role
from duizend.content.actions import load, read_all
from duizend.content.registry import KINDS
from tests.people import NOW, make_municipality, make_organization, make_user, signed_in

DIRECTORY = {"municipalities", "interventions", "demo_organizations", "demo_offers"}


@pytest.fixture
def menu():
    """The demo's offers, from the real content files through the real loaders."""
    return load(read_all(), [kind for kind in KINDS if kind.name in DIRECTORY], at=NOW)


@pytest.fixture
def village():
    """The two municipalities that the files of these tests name."""
    return [make_municipality(), make_municipality("GM0118", "Hoogeveen")]


@pytest.fixture
def petra():
    """Petra leads the coalition's programme."""
    gemeente = make_organization("Gemeente Aa en Hunze", OrganizationKind.MUNICIPALITY)
    return make_user("Petra Vos", gemeente, Role.PROGRAMME_MANAGER)


@pytest.fixture
def noor():
    jgz = make_organization("JGZ Drentse Aa", OrganizationKind.YOUTH_HEALTH_CARE)
    return make_user("Noor Bakker", jgz, Role.YOUTH_NURSE)


@pytest.fixture
def petras(village, petra):
    return signed_in(petra)
