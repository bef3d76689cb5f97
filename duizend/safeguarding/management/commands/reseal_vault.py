"""Write everything in the vault anew under the first key of VAULT_KEY."""

from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from duizend.safeguarding import vault
from duizend.safeguarding.models import Case, Entry, Release, VaultEvent

SEALED = (Case, Entry, VaultEvent, Release)


class Command(BaseCommand):
    help = (
        "After VAULT_KEY=new,old: seal everything under the new key. Runs as the owner of the "
        "database (DUIZEND_DB_ROLE=owner), since nobody else reads the whole vault. Exit status "
        "1 when a row does not open; then nothing is changed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.AS_OWNER:
            raise CommandError("Run this as the owner of the database: bin/manage reseal_vault.")
        with transaction.atomic():
            done = sum(self._reseal(kind) for kind in SEALED)
        self.stdout.write(f"{done} rows stand under the first key.")

    def _reseal(self, kind: type[Case | Entry | VaultEvent | Release]) -> int:
        done = 0
        for row in kind._default_manager.only("pk", "sealed").iterator():
            try:
                again = vault.sealed_again(row.sealed)
            except InvalidToken as problem:
                name = kind._meta.db_table
                raise CommandError(f"{name} {row.pk} does not open with these keys.") from problem
            done += kind._default_manager.filter(pk=row.pk).update(sealed=again)
        return done
