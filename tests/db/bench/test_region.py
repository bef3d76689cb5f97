"""The guard that the bench stays true: a small region, every measure, not timed.

It runs as a command of its own, because it makes a database of its own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from duizend.bench.measure import LARGEST, TYPICAL
from duizend.bench.pages import MEASURES
from duizend.launch.environment import PROJECT

FAMILIES = 50
# Their rows are few per family, or of a coalition and no family, and no measured page reads
# them; the vault is sealed besides.
NOT_MEASURED = {
    "beforehand",
    "consultations",
    "exchange",
    "follow_up",
    "instruments",
    "intake",
    "portraits",
    "prenatal",
    "route_cards",
    "safeguarding",
}


def bench(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, PROJECT / "manage.py", "bench", *arguments],
        env={**os.environ, "DUIZEND_VAR": str(var)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_small_region_builds_and_every_page_does_its_work(tmp_path):
    ran = bench(tmp_path, "--families", str(FAMILIES), "--years", "3", "--requests", "2")
    assert ran.returncode == 0, ran.stderr[-3000:]
    figures = json.loads((tmp_path / "bench.json").read_text())
    names = {result["name"] for result in figures["results"]}
    assert names == {m.name for m in MEASURES} | {f"{m.name}, {LARGEST} caseload" for m in MEASURES}
    rows = figures["rows"]
    assert rows["families_family"] == FAMILIES
    assert rows.pop("total") == sum(rows.values())
    # Whoever adds a table of care adds it to the region too, or says here why not.
    empty = {table for table, count in rows.items() if count == 0}
    left_out = tuple(f"{module}_" for module in NOT_MEASURED)
    measured = {table for table in empty if not table.startswith(left_out)}
    # A draft of a list is an administrator's, and is gone once it is published.
    assert measured == {"families_identifier", "questionnaires_questionnairedraft"}
    for result in figures["results"]:
        assert result["n"] == 2
    assert TYPICAL not in ran.stdout


@pytest.mark.parametrize("wrong", [("--families", "3"), ("--only", "nothing"), ("--requests", "0")])
def test_wrong_use_says_so(tmp_path, wrong):
    ran = bench(tmp_path, *wrong)
    assert ran.returncode == 2
    assert not (tmp_path / "bench.json").exists()
