"""The invented professionals; from `content/demo/people.json`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from duizend.access.models import Organization, User

# One password for everybody in the demo; the one-time code is in the settings.
PASSWORD = "duizend-dagen-samen"  # noqa: S105  # not a secret: printed by `make demo`


@transaction.atomic
def settle_people(
    rows: Sequence[Mapping[str, Any]], organizations: Mapping[str, Organization]
) -> dict[str, User]:
    """Make the professionals that are not there yet, with a second factor; by first name."""
    people: dict[str, User] = {}
    for row in rows:
        user = User.objects.filter(email=row["email"]).first()
        if user is None:
            user = User.objects.create_user(
                row["email"],
                PASSWORD,
                given_name=row["given_name"],
                family_name=row["family_name"],
                role=row["role"],
                organization=organizations[row["organization"]],
                supervisor=User.objects.filter(email=row["supervisor"]).first(),
                phone=row["phone"],
                is_safeguarding_officer=row.get("is_safeguarding_officer", False),
            )
        if not Authenticator.objects.filter(user=user).exists():
            TOTP.activate(user, generate_totp_secret())
        people[user.given_name] = user
    return people
