"""Bring a file with offers into the menu: the good lines, with a reason for each other."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from duizend.access.models import KIND_LABELS
from duizend.exchange import actions, queries
from duizend.exchange.rules.files import LARGEST, read_file
from duizend.exchange.rules.plans import Outcome, Outlook, Plan, Wishes
from duizend.exchange.rules.rows import Unreadable
from duizend.exchange.words import column, note, why, why_unreadable


class Command(BaseCommand):
    help = (
        "Bring offers into the menu: HSDS 3.0 as JSON or zip, or the template as XLSX or CSV. "
        "Lines that cannot be used are refused by number; the others go in. Standard output is "
        "JSON. Exit status 0: every line is good, 1: something was refused, 2: wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Write nothing.")
        parser.add_argument(
            "--all-or-nothing", action="store_true", help="Write nothing when a line is refused."
        )
        parser.add_argument(
            "--new-organizations",
            choices=sorted(KIND_LABELS),
            default="",
            metavar="KIND",
            help="The kind of organisations that are not known and of which the file says no kind: "
            + ", ".join(sorted(KIND_LABELS)),
        )
        parser.add_argument(
            "--retire-missing",
            action="store_true",
            help="Offers of the organisations in this file that it does not name leave the menu.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as opened:
                content = opened.read(LARGEST + 1)
        except OSError as problem:
            raise CommandError(
                f"{path} cannot be read: {problem.strerror}.", returncode=2
            ) from problem
        at = timezone.now()
        try:
            read = read_file(content, queries.vocabulary())
        except Unreadable as problem:
            refused = [{"line": problem.line, "id": "", "reason": why_unreadable(problem)}]
            self._say({"added": 0, "changed": 0, "unchanged": 0, "refused": refused})
            raise CommandError("The file was refused; nothing was changed.", returncode=1) from None
        wishes = Wishes(options["new_organizations"], options["retire_missing"])
        plan = queries.plan(read, wishes, path.name, today=timezone.localdate(at))
        stopped = options["all_or_nothing"] and bool(plan.of(Outcome.REFUSED))
        if not options["dry_run"] and not stopped:
            actions.apply(plan, at=at)
        self._say(_told(plan, read.unused))
        if refused_lines := plan.of(Outcome.REFUSED):
            done = "nothing was changed" if stopped or options["dry_run"] else "the others are in"
            raise CommandError(f"Refused {len(refused_lines)} lines; {done}.", returncode=1)

    def _say(self, told: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1, default=str))


def _told(plan: Plan, unused: tuple[str, ...]) -> dict[str, Any]:
    counts = plan.counts
    return {
        **{outcome.value: counts[outcome] for outcome in Outcome if outcome != Outcome.REFUSED},
        "refused": [
            {"line": line.row.line, "id": line.row.id, "reason": " ".join(map(why, line.problems))}
            for line in plan.of(Outcome.REFUSED)
        ],
        "retired": list(plan.retired),
        "organizations_added": [one.name for one in plan.organizations],
        "changes": [_changes(line) for line in plan.of(Outcome.CHANGED)],
        "notes": [
            {"line": line.row.line, "id": line.row.id, "note": note(remark)}
            for line in plan.lines
            for remark in line.remarks
            if line.outcome is not Outcome.REFUSED
        ],
        "columns_not_used": list(unused),
    }


def _changes(line: Outlook) -> dict[str, Any]:
    return {
        "line": line.row.line,
        "id": line.code,
        "fields": {column(change.field): [change.old, change.new] for change in line.changes},
    }
