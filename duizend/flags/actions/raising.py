"""An answer asks a person to act today; the flag stands by itself from then on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from duizend.access import audit
from duizend.access.models import User
from duizend.access.rules import Category
from duizend.core.permissions import NotAllowed
from duizend.families.actions import add_colleague
from duizend.families.models import CareRelation, Family
from duizend.families.permissions import check_can_change
from duizend.flags.kinds import kinds
from duizend.flags.models import Flag
from duizend.flags.permissions import check_can_be_asked
from duizend.flags.queries import longest_in_team
from duizend.flags.rules import Raised, kind_of


@transaction.atomic
def raise_flag(
    family: Family,
    raised: Raised,
    *,
    reference: UUID,
    talk: UUID,
    source_name: str,
    by: User,
    at: datetime,
) -> User:
    """Raise one flag, for an answer or a result (`reference`) of a conversation (`talk`).

    Somebody who does not see what is shielded may raise one too, and cannot read it back.
    Twice the same changes nothing. Gives the person who must say what was done.
    """
    check_can_change(by, family)
    owner = _who_acts(family, by, at)
    _add(family, {_code(raised)}, owner, reference, talk, source_name, by=by, at=at)
    return owner


@transaction.atomic(savepoint=False)
def set_from_answer(
    family: Family,
    raised: Collection[Raised],
    *,
    reference: UUID,
    talk: UUID,
    source_name: str,
    by: User,
    at: datetime,
) -> None:
    """Make the flags of one answer what it says now.

    What it no longer says is marked as changed and still asks what was done; nothing is
    closed. The same answer again changes nothing. The caller checked that `by` may answer.
    """
    codes = {_code(one) for one in raised}
    if _mark(reference, codes, at):
        _log("flags.answer_changed", family, by=by, at=at)
    if codes:
        owner = _who_acts(family, by, at)
        _add(family, codes, owner, reference, talk, source_name, by=by, at=at)


def _code(raised: Raised) -> str:
    return kind_of(raised, ((kind.code, kind.concepts) for kind in kinds().values()))


def _add(
    family: Family,
    codes: Collection[str],
    owner: User,
    reference: UUID,
    talk: UUID,
    source_name: str,
    *,
    by: User,
    at: datetime,
) -> None:
    # Who raised it may not be able to see it: the database itself keeps it to one each.
    Flag.objects.bulk_create(
        [
            Flag(
                family=family,
                code=code,
                reference=reference,
                talk=talk,
                source_name=source_name,
                owner=owner,
                recorder=by,
                recorder_organization_id=by.organization_id,
                recorded=at,
            )
            for code in sorted(codes)
        ],
        ignore_conflicts=True,
    )
    _log("flags.raise", family, by=by, at=at)


def _mark(reference: UUID, codes: Collection[str], at: datetime) -> bool:
    """Also for who cannot see the flags; whether something was marked or unmarked."""
    with connection.cursor() as cursor:
        cursor.execute("select rls.mark_flags(%s, %s, %s)", [reference, sorted(codes), at])
        row = cursor.fetchone()
    return bool(row and row[0])


def _who_acts(family: Family, by: User, at: datetime) -> User:
    """Who asked; or, when that person may not see what is shielded, somebody who may.

    The supervisor, brought into the team around the family when they are not in it yet;
    otherwise the colleague who works longest with this family. Without either it stays
    with who asked: better seen by one who should not be alone with it than by nobody.
    """
    if by.sees_restricted:
        return by
    if by.supervisor is not None and _can_come(family, by.supervisor, by, at):
        return by.supervisor
    return longest_in_team(family, by) or by


def _can_come(family: Family, supervisor: User, by: User, at: datetime) -> bool:
    try:
        check_can_be_asked(by, supervisor)
        if not _is_in_team(family, supervisor):
            with transaction.atomic():
                add_colleague(family, supervisor, by=by, at=at)
    except NotAllowed:
        return False
    return True


def _is_in_team(family: Family, colleague: User) -> bool:
    return CareRelation.objects.current().of(colleague).filter(family=family).exists()


def _log(verb: str, family: Family, *, by: User, at: datetime) -> None:
    audit.record(verb, by=by, at=at, family_id=family.pk, category=Category.SAFETY)
