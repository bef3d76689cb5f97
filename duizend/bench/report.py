"""The figures, as a table for people and as JSON for later."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from duizend.bench.lists import Engine
from duizend.bench.measure import Result
from duizend.bench.routes import LONGEST_SECONDS, Matching

MOST_QUERIES = 25
# With fewer requests a 95th percentile says nothing about time; queries are always judged.
ENOUGH_REQUESTS = 60


@dataclass(frozen=True)
class Outcome:
    """All figures of one run, and of where it ran."""

    machine: str
    cores: int
    python: str
    postgres: str
    commit: str
    date: datetime
    rows: Mapping[str, int]
    memory_mb: float
    build_seconds: float
    results: Sequence[Result]
    engine: Engine | None = None
    matching: Matching | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "machine": self.machine,
            "cores": self.cores,
            "python": self.python,
            "postgres": self.postgres,
            "commit": self.commit,
            "date": self.date.isoformat(timespec="seconds"),
            "rows": dict(self.rows),
            "memory_mb": self.memory_mb,
            "build_seconds": self.build_seconds,
            "results": [
                {
                    "name": result.name,
                    "queries": result.queries,
                    "p50_ms": result.p50_ms,
                    "p95_ms": result.p95_ms,
                    "n": result.n,
                }
                for result in self.results
            ],
            **({"engine": asdict(self.engine)} if self.engine else {}),
            **({"matching": asdict(self.matching)} if self.matching else {}),
        }

    def missed(self) -> list[str]:
        """Each target that was missed, in words."""
        reasons = [why for result in self.results if result.target for why in why_missed(result)]
        if self.matching and self.matching.is_missed:
            took = f"{self.matching.seconds} s (at most {LONGEST_SECONDS:.0f} s)"
            reasons.append(f"matching {self.matching.families:,} families: {took}")
        return reasons


def why_missed(result: Result) -> list[str]:
    reasons = []
    if result.queries > MOST_QUERIES:
        reasons.append(f"{result.name}: {result.queries} queries (at most {MOST_QUERIES})")
    if result.n >= ENOUGH_REQUESTS and result.p95_ms > result.longest_ms:
        reasons.append(
            f"{result.name}: p95 {result.p95_ms} ms (at most {result.longest_ms:.0f} ms)"
        )
    return reasons


def outcome(
    rows: Mapping[str, int],
    results: Sequence[Result],
    build_seconds: float,
    engine: Engine | None = None,
    matching: Matching | None = None,
) -> Outcome:
    """The figures with what is known of this machine, its database and this code."""
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        postgres = cursor.fetchone()[0]
    return Outcome(
        machine=machine(),
        cores=os.cpu_count() or 1,
        python=platform.python_version(),
        postgres=postgres,
        commit=commit(),
        date=timezone.localtime(),
        rows=rows,
        memory_mb=memory_mb(),
        build_seconds=build_seconds,
        results=results,
        engine=engine,
        matching=matching,
    )


def table(outcome: Outcome) -> str:
    """What a person reads: first the region, then a line for each measure."""
    rows = ", ".join(f"{name} {count:,}" for name, count in outcome.rows.items())
    lines = [
        f"{outcome.machine}, {outcome.cores} cores",
        f"Python {outcome.python}, PostgreSQL {outcome.postgres}, commit {outcome.commit}",
        f"Rows: {rows}",
        f"Built in {outcome.build_seconds:.0f} s; this process holds {outcome.memory_mb:.0f} MB",
        "",
        f"{'':<42}{'queries':>9}{'p50 ms':>9}{'p95 ms':>9}{'n':>5}",
    ]
    for result in outcome.results:
        mark = "  MISSED" if result.target and why_missed(result) else ""
        lines.append(
            f"{result.name:<42}{result.queries:>9}{result.p50_ms:>9.1f}{result.p95_ms:>9.1f}"
            f"{result.n:>5}{mark}"
        )
    if outcome.engine is not None:
        lines.append(
            f"One core: {outcome.engine.answers_per_second:,} answers a second; "
            f"fhirpathpy naively {outcome.engine.naive_answers_per_second:,}"
        )
    if outcome.matching is not None:
        lines.append(_matching_line(outcome.matching))
    return "\n".join(lines)


def _matching_line(found: Matching) -> str:
    """`One core: 10,000 families held against 200 steps in 0.50 s (at most 1 s); …`"""
    each = f"{found.applying_steps / found.families:.1f} steps apply"
    near = f"{found.nearly_steps / found.families:.1f} nearly"
    mark = "  MISSED" if found.is_missed else ""
    return (
        f"One core: {found.families:,} families held against {found.steps} steps "
        f"in {found.seconds:.2f} s (at most {LONGEST_SECONDS:.0f} s); "
        f"to a family {each}, {near}{mark}"
    )


def machine() -> str:
    """The processor where the system says it, else the architecture."""
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()


def memory_mb() -> float:
    """What this process holds in memory now; where the system does not say: the most it held."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmRSS:"):
                return round(int(line.split()[1]) / 1024, 1)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)


def commit() -> str:
    """The commit of this code, with a + when something was changed since; empty outside git."""
    try:
        said = subprocess.run(
            ["git", "describe", "--always", "--dirty=+", "--exclude=*"],  # noqa: S607
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return said.stdout.strip()
