"""Publish a FHIR R4 Questionnaire from a file, or say of every item why it cannot be."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from duizend.access.rules import Category
from duizend.questionnaires.actions.publishing import ListRefused, Published, publish
from duizend.questionnaires.rules.form import ALONE, Form, Item
from duizend.questionnaires.rules.json_files import NotJson, loads
from duizend.questionnaires.rules.problems import CannotRun
from duizend.questionnaires.rules.usage import Usage
from duizend.questionnaires.words import why

# What a list that says nothing of it is about, until the installation says otherwise.
UNSAID = "health"


class Command(BaseCommand):
    help = (
        "Import a FHIR R4 Questionnaire and publish it as a version. Standard output is JSON; "
        "exit status 0: published, unchanged or only tried, 1: refused and nothing changed, "
        "2: wrong use or no JSON."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Write nothing.")
        parser.add_argument(
            "--life-domain",
            choices=sorted(set(Category) - {Category.CONTACT, Category.PLAN}),
            help=f"What answers are about where the list does not say ({UNSAID}).",
        )
        parser.add_argument("--shielded", action="store_true", help="For few eyes, all of it.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
            resource = loads(content)
        except OSError as problem:
            raise CommandError(f"{options['file']}: {problem.strerror}", returncode=2) from problem
        except NotJson as problem:
            raise CommandError(f"{options['file']}: {problem}", returncode=2) from problem
        domain = options["life_domain"] or UNSAID
        usage = Usage(
            life_domain="safety" if options["shielded"] else domain,
            is_shielded=options["shielded"],
        )
        try:
            done = publish(
                resource,
                by=None,
                at=timezone.now(),
                usage=usage,
                source=content.decode("utf-8-sig"),
                dry_run=options["dry_run"],
            )
        except CannotRun as refused:
            self._refuse(
                resource,
                [
                    {"linkId": one.link_id, "problem": one.problem, "reason": why(one)}
                    for one in refused.problems
                ],
            )
        except ListRefused as refused:
            entry = {"linkId": refused.link_id, "problem": "not_here", "reason": str(refused)}
            self._refuse(resource, [entry])
        else:
            self._say({**_told(done, options["dry_run"]), "refusals": []})

    def _refuse(self, resource: Any, refusals: list[dict[str, Any]]) -> None:
        found = resource if isinstance(resource, dict) else {}
        named = {name: _plain(found.get(name)) for name in ("url", "version", "title")}
        self._say({**named, "items": 0, "status": "refused", "refusals": refusals})
        raise CommandError(
            f"Refused for {len(refusals)} reasons; nothing was changed.", returncode=1
        )

    def _say(self, told: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(told, ensure_ascii=True))


def _plain(value: Any) -> str | None:
    return value[:300] if isinstance(value, str) else None


def _told(done: Published, dry_run: bool) -> dict[str, Any]:
    identity, form = done.identity, done.form
    new = "would publish" if dry_run else "published"
    return {
        "url": identity.url,
        "version": identity.version,
        "title": identity.title,
        "items": len(own_items(form)),
        "questions": sum(item.is_asked for item in own_items(form)),
        "scores": list(form.calculated),
        "status": new if done.is_new else "unchanged",
    }


def own_items(form: Form) -> list[Item]:
    """The items of the file: without the question that this product asks itself."""
    return [item for item in form.by_link_id.values() if item.link_id != ALONE]
