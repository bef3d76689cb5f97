"""Build the region and say what each page costs in it; writes var/bench.json."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import replace
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from duizend.bench import database, lists, measure, pages, region, report, routes
from duizend.bench.database import APPLICATION, OWNER, BenchProblem

LEAST_FAMILIES = 50


class Command(BaseCommand):
    help = (
        "A region of invented families in a database of its own, and what each page and "
        "action costs in it. Prints a table, writes bench.json in the state folder. Exit "
        "status 1: a target was missed (or why the bench cannot run), 2: wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--families", type=int, default=20_000)
        parser.add_argument("--years", type=int, default=5)
        parser.add_argument("--requests", type=int, default=60, help="Per measure.")
        parser.add_argument("--keep", action="store_true", help="Keep the region for next time.")
        parser.add_argument("--only", action="append", metavar="NAME", help="Only this measure.")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("The bench is not for production.", returncode=1)
        if options["families"] < LEAST_FAMILIES or options["years"] < 1:
            raise CommandError(f"At least {LEAST_FAMILIES} families and a year.", returncode=2)
        known = {m.name for m in pages.MEASURES}
        only = set(options["only"] or known)
        if not only <= known or options["requests"] < 1:
            raise CommandError(f"Choose from: {', '.join(sorted(known))}", returncode=2)
        name = database.bench_database()
        try:
            outcome = self._bench(name, only, options)
        except BenchProblem as problem:
            raise CommandError(str(problem), returncode=1) from problem
        self.stdout.write(report.table(outcome))
        file = settings.VAR_DIR / "bench.json"
        file.write_text(json.dumps(outcome.as_json(), indent=1, ensure_ascii=False) + "\n")
        self._say(f"Written to {file}")
        if missed := outcome.missed():
            raise CommandError("Target missed: " + "; ".join(missed), returncode=1)

    def _bench(self, name: str, only: set[str], options: dict[str, Any]) -> report.Outcome:
        # As the product runs: with its texts in Dutch and its files named by their content.
        call_command("messages", compile=True, stdout=StringIO())
        call_command("collectstatic", interactive=False, verbosity=0)
        try:
            standing = self._region(name, options)
            database.sign_in(name, OWNER)
            rows = region.rows()
            lists.publish_hundred()
            cases = measure.choose_cases(options["requests"])
            database.sign_in(name, APPLICATION)
            doors = measure.Doors()
            results = []
            for one in pages.MEASURES:
                for kind, chosen in cases.items() if one.name in only else ():
                    self._say(f"{one.name}, {kind}")
                    results.append(measure.run(one, kind, chosen, doors, options["requests"]))
            self._say("the engines alone")
            return report.outcome(
                rows, results, standing.build_seconds, lists.engine(), routes.matching()
            )
        finally:
            connection.close()
            if not options["keep"]:
                database.drop_database(name)

    def _region(self, name: str, options: dict[str, Any]) -> database.Standing:
        """The region that stands in the database: the one of last time where it fits."""
        now = timezone.now()
        asked = database.region_asked(
            options["families"], options["years"], timezone.localdate(now)
        )
        standing = database.standing(name)
        if standing and standing.fits(asked):
            self._say(f"The region of last time still stands in {name}.")
            return standing
        started = timezone.now()
        database.make_database(name)
        database.sign_in(name, OWNER)
        self._say("Preparing the database")
        call_command("prepare_database")
        database.sign_in(name, APPLICATION)
        call_command("load_content", demo=True, stdout=StringIO())
        database.sign_in(name, OWNER)
        region.build(region.Region(options["families"], options["years"], now), self._say)
        seconds = (timezone.now() - started).total_seconds()
        made = replace(asked, build_seconds=round(seconds, 1))
        database.remember(name, made)
        return made

    def _say(self, text: str) -> None:
        self.stderr.write(f"{timezone.localtime():%H:%M:%S}  {text}")
