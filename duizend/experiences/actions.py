"""Counting what one parent answered; without who, for whom and when."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from duizend.experiences import codes
from duizend.experiences.questions import questions
from duizend.experiences.rules import kept


class AlreadyUsed(ValueError):
    """Somebody answered with this link before."""


@transaction.atomic
def keep(code: str, given: Mapping[str, str], *, at: datetime) -> None:
    """Add these answers (code of the question to code of the answer) to the counts.

    Nothing filled in counts for nothing, and leaves the link as it was. No line in the log:
    it would say when somebody answered. Raises codes.NotValid or AlreadyUsed.
    """
    about = codes.read(code)
    known = {one.code: [choice.code for choice in one.choices] for one in questions()}
    answers = kept(given, known)
    if not answers:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "select rls.keep_experience(%s, %s, %s, %s, %s::jsonb)",
            [
                codes.fingerprint(code),
                about.organization_id,
                about.version_id,
                timezone.localdate(at),
                json.dumps(answers),
            ],
        )
        row = cursor.fetchone()
    if not (row and row[0]):
        raise AlreadyUsed("this code was used before")
