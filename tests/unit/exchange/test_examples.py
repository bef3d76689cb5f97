"""What the documentation shows can be brought in."""

from datetime import date
from pathlib import Path

import pytest

import duizend
from duizend.exchange.rules.comparing import compare
from duizend.exchange.rules.files import read_file
from duizend.exchange.rules.plans import Known, Wishes
from tests.unit.exchange.words import WORDS

EXAMPLES = Path(duizend.__file__).parent.parent / "docs" / "examples"


@pytest.mark.parametrize("name", ["offers.csv", "offers_hsds.json"])
def test_an_example_is_good_to_the_last_line(name):
    read = read_file((EXAMPLES / name).read_bytes(), WORDS)
    plan = compare(
        read.rows, Known({}, []), Wishes("welfare"), today=date(2026, 11, 23), default_source=name
    )
    assert [line.problems for line in plan.lines] == [(), ()]
    assert read.unused == ()
    assert plan.counts["added"] == 2
