"""Fatma keeps a case about the El Amrani family; Els is officer of her practice."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import User
from duizend.access.rules import Role
from duizend.core.rls import acting_as
from duizend.safeguarding import actions, queries
from duizend.safeguarding.models import Case
from duizend.safeguarding.rules import Kind, Words
from tests.people import Village, make_user, make_village, signed_in


def make_officer(name: str, like: User) -> User:
    made = make_user(name, like.organization, Role.MIDWIFE)
    with acting_as(None):
        User.objects.filter(pk=made.pk).update(is_safeguarding_officer=True)
    made.is_safeguarding_officer = True
    return made


@dataclass
class Vault:
    """The case with the people around it; `village` has everybody else."""

    village: Village
    case: Case
    fatma: User
    els: User
    hanna: User
    kim: User
    student: User

    def write(self, kind: Kind, text: str, *, by: User | None = None, **more: Any) -> uuid.UUID:
        """A step as its writer would write it now."""
        by, at = by or self.fatma, timezone.now()
        words = Words(kind, timezone.localdate(at), text, **more)
        with acting_as(by.pk):
            return actions.write_step(uuid.uuid4(), self.case, words, by=by, at=at)

    def entries(self, who: User | None = None) -> list[Any]:
        with acting_as((who or self.fatma).pk):
            return queries.entries_of(self.case)

    def deeds(self) -> list[str]:
        """The vault's log, oldest first."""
        with acting_as(self.fatma.pk):
            found = [queries.as_log_line(event) for event in queries.log_of(self.case)]
        return [line.deed for line in sorted(found, key=lambda line: line.recorded)]


@pytest.fixture
def village():
    return make_village()


@pytest.fixture
def vault(village):
    fatma = village.fatma
    with acting_as(fatma.pk):
        case = actions.start(uuid.uuid4(), by=fatma, at=timezone.now(), family_id=village.family.pk)
    return Vault(
        village=village,
        case=case,
        fatma=fatma,
        els=make_officer("Els Brouwer", fatma),
        hanna=make_user("Hanna Smit", fatma.organization, Role.MIDWIFE),
        kim=village.kim,
        student=make_user("Stef Rozema", fatma.organization, Role.STUDENT, supervisor=fatma),
    )


@pytest.fixture
def client(vault):
    """Fatma's browser."""
    return signed_in(vault.fatma)


def page(name: str, *ids: object) -> str:
    return reverse(f"safeguarding:{name}", args=ids)


def said(response: Any) -> str:
    text: str = response.content.decode()
    return text
