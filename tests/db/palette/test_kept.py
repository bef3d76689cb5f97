"""What stands in the database and in the code too is the same; and what is said of overlap."""

from importlib import import_module

from duizend.palette import words
from duizend.palette.rules.overlap import Alike, overlaps
from duizend.palette.rules.suppression import SHOWN_FROM
from tests.unit.palette.test_matrix import offered
from tests.unit.palette.test_overlap import FEEDING

PLACES = {"A": "Aa en Hunze"}


def test_the_database_tells_from_the_same_number_on():
    migration = import_module("duizend.palette.migrations.0001_unmet_needs_counted")
    assert migration.SHOWN_FROM == SHOWN_FROM == 10


def test_three_of_a_kind_are_said_with_all_that_they_share():
    [found] = overlaps([offered(code, **FEEDING) for code in ("een", "twee", "drie")])
    assert words.why_alike(found, PLACES) == (
        "Allemaal: Kind, in een groep, licht, niet speciaal voor vaders; "
        "in Aa en Hunze, voor: zwangerschap en eerste zes weken."
    )
    fathers = [offered(code, **FEEDING, for_fathers=True) for code in ("een", "twee", "drie")]
    assert "ook voor vaders" in words.why_alike(overlaps(fathers)[0], PLACES)


def test_the_same_intervention_is_said_by_its_name():
    same = {"interventions": frozenset({"Home-Start"})}
    [found] = overlaps([offered("een", **same), offered("twee", **same)])
    assert found.alike is Alike.INTERVENTION
    said = "Dit is allemaal “Home-Start”, in Aa en Hunze, voor: zwangerschap."
    assert words.why_alike(found, PLACES) == said
