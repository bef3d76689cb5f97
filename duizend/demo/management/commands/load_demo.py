"""Fill the database with the invented coalition and print who can sign in."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from duizend.access.models import ROLE_LABELS, Organization, User
from duizend.beforehand.rules.keys import in_groups
from duizend.core.content import read_rows
from duizend.demo import stories
from duizend.demo.stories.at_home import CARD
from duizend.demo.village import PASSWORD, settle_people


class Command(BaseCommand):
    help = "Load the invented coalition, its professionals and four families."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("The demo is not for production.", returncode=1)
        organizations = {o.code: o for o in Organization.objects.filter(is_demo=True)}
        if not organizations:
            raise CommandError("First load the content: load_content --demo", returncode=1)
        people = settle_people(read_rows("demo/people.json", "people"), organizations)
        families = stories.tell(people, organizations, now=timezone.now())
        self._introduce(people)
        summary = {
            "organizations": len(organizations),
            "people": len(people),
            "families_added": families,
        }
        self.stdout.write(json.dumps(summary))

    def _introduce(self, people: dict[str, User]) -> None:
        lines = ["", "Demo-accounts (verzonnen mensen):", ""]
        lines += [
            f"  {user.email:<22} {user.full_name}, {ROLE_LABELS[user.role]}, {user.organization}"
            for user in people.values()
        ]
        lines += ["", f"  wachtwoord: {PASSWORD}    eenmalige code: {settings.DEMO_CODE}", ""]
        card = f"kaart: {in_groups(CARD.link, 4)}    code: {CARD.code}"
        lines += [f"  thuis invullen, zonder account: {settings.SITE_URL}/thuis/    {card}", ""]
        self.stderr.write("\n".join(lines))
