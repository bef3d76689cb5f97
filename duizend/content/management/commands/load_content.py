"""Load content files into the database: all of it, or nothing and every reason why."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from duizend.content.actions import load, read_all
from duizend.content.registry import BY_NAME, KINDS
from duizend.core.content import ContentRefused


class Command(BaseCommand):
    help = (
        "Load the files in content/ (or PATHs of one kind). Standard output is JSON; exit "
        "status 0: loaded, 1: refused and nothing changed, 2: wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, help="Files of the one --only kind.")
        parser.add_argument("--only", action="append", metavar="KIND", help="Only this kind.")
        parser.add_argument("--demo", action="store_true", help="Also the invented demo content.")
        parser.add_argument("--check", action="store_true", help="Write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        only: list[str] = options["only"] or []
        if unknown := sorted(set(only) - BY_NAME.keys()):
            names = ", ".join(BY_NAME)
            raise CommandError(
                f"No such kind: {', '.join(unknown)}. Choose from: {names}", returncode=2
            )
        if options["paths"] and len(only) != 1:
            raise CommandError("Files need exactly one --only KIND.", returncode=2)
        kinds = [
            kind
            for kind in KINDS
            if (kind.name in only if only else options["demo"] or not kind.demo)
        ]
        try:
            placed = read_all({only[0]: options["paths"]} if options["paths"] else None)
            done = {} if options["check"] else load(placed, kinds, at=timezone.now())
        except ContentRefused as refused:
            self._say([], [asdict(error) for error in refused.errors])
            for error in refused.errors:
                self.stderr.write(str(error))
            raise CommandError(
                f"Refused for {len(refused.errors)} reasons; nothing was changed.", returncode=1
            ) from refused
        self._say([{"kind": name, **asdict(summary)} for name, summary in done.items()], [])

    def _say(self, kinds: list[dict[str, Any]], refused: list[dict[str, Any]]) -> None:
        self.stdout.write(json.dumps({"kinds": kinds, "refused": refused}, ensure_ascii=False))
