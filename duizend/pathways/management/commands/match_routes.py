"""Hold route cards against one situation: which steps apply and why, and which nearly do."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from duizend.pathways.programs import Refused, answer


class Command(BaseCommand):
    help = (
        "Hold route cards against a situation, without any family and without the database "
        "(docs/reference/route-cards.md). Standard output is JSON; exit status 0: done, "
        "1: refused, 2: wrong use."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("cards", type=Path)
        parser.add_argument("situation", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = answer(options["cards"], options["situation"], today=timezone.localdate())
        except Refused as refused:
            told = [refusal.as_data() for refusal in refused.refusals]
            self.stdout.write(json.dumps({"refusals": told}, ensure_ascii=False, indent=1))
            raise CommandError("\n".join(map(str, refused.refusals)), returncode=1) from refused
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
