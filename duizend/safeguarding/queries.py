"""What is asked of the vault. Every question starts from who asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from duizend.access.models import User
from duizend.access.rules import MAY_SAFEGUARD
from duizend.core.permissions import Hidden
from duizend.families.models import Family
from duizend.safeguarding import vault
from duizend.safeguarding.models import Case, Entry, Release, ReleaseReading, VaultEvent
from duizend.safeguarding.permissions import check_may_safeguard
from duizend.safeguarding.rules import (
    SecondPerson,
    Written,
    is_finished,
    second_person,
    steps_done,
)
from duizend.safeguarding.rules import from_content as words_from
from duizend.safeguarding.subject import Subject, from_content

# Older ones stand with the log of the family itself.
MOST_RELEASES = 25


def cases_of(user: User) -> QuerySet[Case]:
    """The cases that this person may read, newest first."""
    check_may_safeguard(user)
    readable = Case.objects.readable_by(user)
    return readable.select_related("keeper", "reporter", "supervisor").order_by("-opened", "pk")


def case_of(user: User, case_id: UUID) -> Case:
    """One case that may be read; raises Hidden, the same for a stranger's and for none."""
    found = cases_of(user).filter(pk=case_id).first()
    if found is None:
        raise Hidden(f"no case {case_id} for user {user.pk}")
    return found


def subject_of(case: Case) -> Subject:
    return from_content(vault.opened(case.sealed, case.pk))


def entries_of(case: Case) -> list[Written]:
    """Everything written in a case, in the order of writing."""
    return [entry.opened() for entry in Entry.objects.filter(case=case).order_by("recorded", "pk")]


@dataclass(frozen=True)
class Line:
    """A case in the list: whom it is about and where it stands."""

    case: Case
    subject: Subject
    done: Sequence[str]
    finished: bool
    second: SecondPerson


def lines(cases: Iterable[Case]) -> list[Line]:
    """The cases of one page with where they stand; one query for all of them."""
    shown = list(cases)
    written: dict[UUID, list[Written]] = defaultdict(list)
    found = Entry.objects.filter(case_id__in=[case.pk for case in shown])
    for entry in found.order_by("recorded", "pk"):
        written[entry.case_id].append(entry.opened())
    return [
        Line(
            case,
            subject_of(case),
            steps_done(written[case.pk]),
            is_finished(written[case.pk]),
            second_person(written[case.pk]),
        )
        for case in shown
    ]


def people_who_may_supervise(user: User) -> QuerySet[User]:
    """Colleagues whom this person may name: of the own organisation, and never a student."""
    colleagues = User.objects.filter(
        organization_id=user.organization_id, is_active=True, role__in=MAY_SAFEGUARD
    )
    return colleagues.exclude(pk=user.pk).order_by("given_name", "family_name", "pk")


def officers_of(user: User) -> list[User]:
    """Who is meldcode officer at the organisation of this person."""
    return list(people_who_may_supervise(user).filter(is_safeguarding_officer=True))


def family_to_start_from(user: User, family_id: UUID) -> Family | None:
    """A family that this person may open now. No line in its log: that would tell of a case."""
    return Family.objects.visible_to(user).filter(pk=family_id).first()


@dataclass(frozen=True)
class LogLine:
    """One line of the vault's log."""

    who: User
    recorded: datetime
    deed: str
    words: str


def log_of(case: Case) -> QuerySet[VaultEvent]:
    """The vault's log of a case, newest first."""
    events = VaultEvent.objects.filter(case=case).select_related("agent")
    return events.order_by("-recorded", "-pk")


def as_log_line(event: VaultEvent) -> LogLine:
    content = vault.opened(event.sealed, event.pk)
    return LogLine(event.agent, event.recorded, content["deed"], content["words"])


def releases_of(case: Case) -> list[Release]:
    """What was released of a case, also what was taken back; newest first."""
    found = Release.objects.filter(case=case).select_related("recorder")
    return list(found.order_by("-recorded", "pk"))


def released_about(family: Family, user: User) -> list[Release]:
    """What is released now about a family, as far as the one who asks may see it."""
    found = Release.objects.visible_to(user).filter(family_id=family.pk, withdrawn_at=None)
    return list(found.select_related("recorder").order_by("-recorded", "pk"))


def released_to(user: User) -> list[tuple[Release, str]]:
    """What colleagues let out about the families that one works with now, with its name."""
    found = Release.objects.visible_to(user).filter(withdrawn_at=None)
    found = found.exclude(case_id__in=Case.objects.readable_by(user).values("pk"))
    newest = found.select_related("recorder").order_by("-recorded", "pk")[:MOST_RELEASES]
    return [(release, shown_by(release).name) for release in newest]


def release_for(user: User, release_id: UUID) -> Release:
    """A release that may be read; raises Hidden, the same for a stranger's and for none."""
    # Without the case itself: who reads what was released does not read that.
    found = Release.objects.visible_to(user).select_related("recorder", "recorder_organization")
    release = found.filter(pk=release_id).first()
    if release is None:
        raise Hidden(f"no release {release_id} for user {user.pk}")
    return release


@dataclass(frozen=True)
class Shown:
    """What a release shows: whom it is about, and the steps as they were then."""

    name: str
    entries: Sequence[Written]


def shown_by(release: Release) -> Shown:
    content = vault.opened(release.sealed, release.pk)
    return Shown(content["name"], [written_from(one) for one in content["entries"]])


def written_from(content: Mapping[str, Any]) -> Written:
    """An entry as a release keeps it."""
    return Written(
        UUID(content["id"]),
        words_from(content["words"]),
        content["recorder"],
        datetime.fromisoformat(content["recorded"]),
    )


def readings_of(release: Release) -> QuerySet[ReleaseReading]:
    """Who read a release, newest first."""
    found = ReleaseReading.objects.filter(release=release).select_related("agent")
    return found.order_by("-recorded", "pk")
