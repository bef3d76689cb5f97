"""Families with their people, their pregnancy, and the professionals around them."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from django.db import connection

from duizend.access.models import User
from duizend.access.rules import OrganizationKind
from duizend.bench.names import LANGUAGES, MEN, RELATIONSHIPS, STREETS, WOMEN, family_names
from duizend.families.models import PersonRole
from duizend.families.rules.names import family_name, trigrams
from duizend.families.rules.time import SECOND_BIRTHDAY_DAYS

if TYPE_CHECKING:
    from duizend.bench.region import Region

# Who else works with a family, and how often; the one who registers it is a midwife.
TEAM = (
    (OrganizationKind.MIDWIFERY_PRACTICE, 0.6),
    (OrganizationKind.YOUTH_HEALTH_CARE, 0.95),
    (OrganizationKind.MATERNITY_CARE, 0.5),
    (OrganizationKind.NEIGHBOURHOOD_TEAM, 0.45),
    (OrganizationKind.GENERAL_PRACTICE, 0.25),
    (OrganizationKind.MENTAL_HEALTH, 0.1),
    (OrganizationKind.DEBT_SUPPORT, 0.1),
    (OrganizationKind.WELFARE, 0.1),
    (OrganizationKind.HOSPITAL_OBSTETRICS, 0.08),
    (OrganizationKind.HOUSING, 0.03),
)
# In some practices one person is around every family of the practice, up to this many.
LARGEST_CASELOAD = 600
# The municipalities where the route cards hold have half of the families.
WITH_ROUTES = ("GM1680", "GM0118")


@dataclass(frozen=True)
class Course:
    """The days of one family: registered, due, born and closed."""

    registered: datetime
    due: date
    born: date | None
    closed: date | None


class Staff:
    """Who there is to work with a family, by kind of organisation and municipality."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.by_place: dict[tuple[str, str], list[list[User]]] = {}
        members: dict[int, list[User]] = {}
        people = User.objects.filter(email__startswith="bench-").select_related("organization")
        for user in people.order_by("pk"):
            members.setdefault(user.organization_id, []).append(user)
        for users in members.values():
            organization = users[0].organization
            for code in organization.municipalities.values_list("code", flat=True):
                self.by_place.setdefault((organization.kind, code), []).append(users)
        # Some work full time and some one day a week.
        self.hours = {
            users[0].organization_id: list(accumulate(dice.uniform(0.5, 1.5) for _user in users))
            for users in members.values()
        }
        busy = sorted(members.values(), key=lambda users: users[0].pk)[:3]
        self.in_every_family = {users[0].organization_id: users[0] for users in busy}
        self.open_families: dict[int, int] = {}

    def choose(self, kind: OrganizationKind, municipality: str) -> User | None:
        teams = self.by_place.get((kind, municipality))
        if not teams:
            return None
        users = self.dice.choice(teams)
        return self.dice.choices(users, cum_weights=self.hours[users[0].organization_id])[0]

    def team(self, municipality: str, *, is_open: bool) -> list[User]:
        """The midwife who registers the family, and who came after."""
        found = [
            user
            for kind, share in ((OrganizationKind.MIDWIFERY_PRACTICE, 1.0), *TEAM)
            if self.dice.random() < share and (user := self.choose(kind, municipality))
        ]
        everywhere = self.in_every_family.get(found[0].organization_id)
        if everywhere and is_open:
            count = self.open_families.get(everywhere.pk, 0)
            if count < LARGEST_CASELOAD:
                self.open_families[everywhere.pk] = count + 1
                found.append(everywhere)
        return list({user.pk: user for user in found}.values())


def register(region: Region) -> None:
    """Every family, evenly over the years, with who is in it and who works with it."""
    dice = random.Random(2)  # noqa: S311  # invented people, the same every time
    staff = Staff(dice)
    codes = sorted({code for _kind, code in staff.by_place})
    routed = [code for code in WITH_ROUTES if code in codes]
    names = family_names()
    files = _Files()
    for _number in range(region.families):
        municipality = dice.choice(routed if routed and dice.random() < 0.5 else codes)
        course = _course(region, dice)
        team = staff.team(municipality, is_open=course.closed is None)
        files.add(region, course, municipality, team, dice, names)
    files.copy()


def _course(region: Region, dice: random.Random) -> Course:
    registered = region.now - timedelta(minutes=dice.randrange(1, region.years * 365 * 24 * 60))
    due = registered.date() + timedelta(days=dice.randrange(40, 230))
    born = due + timedelta(days=dice.randrange(-21, 13))
    closed = born + timedelta(days=SECOND_BIRTHDAY_DAYS)
    is_born, is_closed = born < region.today, closed < region.today
    return Course(registered, due, born if is_born else None, closed if is_closed else None)


class _Files:
    """Rows per table, in the order of the columns named here."""

    COLUMNS = {
        "families_family": "id name municipality_id closed_on",
        "families_person": "id family_id role given_name family_name relationship birth_date "
        "phone street postal_code city language needs_interpreter literacy search_trigrams",
        "families_pregnancy": "id family_id due_date born_on",
    }
    RECORDER = "recorder_id recorder_organization_id recorded"
    RELATION = (
        "id family_id practitioner_id organization_id kind reason period_start period_end "
        "recorder_id"
    )

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in self.COLUMNS}
        self.relations: list[tuple[Any, ...]] = []

    def add(
        self,
        region: Region,
        course: Course,
        municipality: str,
        team: Sequence[User],
        dice: random.Random,
        names: Sequence[str],
    ) -> None:
        family_id = _id(dice)
        first = team[0]
        recorder = (first.pk, first.organization_id, course.registered)
        people = list(_people(course, dice, names))
        parents = (p[2] for p in people if p[0] in {PersonRole.PREGNANT, PersonRole.PARTNER})
        self.rows["families_family"].append(
            (family_id, family_name(parents), municipality, course.closed, *recorder)
        )
        street = f"{dice.choice(STREETS)} {dice.randrange(1, 200)}"
        code = f"{dice.randrange(9400, 9500)} {dice.choice('ABCDE')}{dice.choice('ABCDEFGH')}"
        language = dice.choice(LANGUAGES)
        for role, given, last, relationship, birth in people:
            home = (street, code, "Gieten") if role == PersonRole.PREGNANT else ("", "", "")
            speaks = (language, language != "Nederlands", dice.choice(("", "easy", "effort")))
            words = [given, last, *home[1:]]
            self.rows["families_person"].append(
                (
                    _id(dice),
                    family_id,
                    role,
                    given,
                    last,
                    relationship,
                    birth,
                    "06 0000 0000",
                    *home,
                    *speaks,
                    _trigrams(words),
                    *recorder,
                )
            )
        self.rows["families_pregnancy"].append(
            (_id(dice), family_id, course.due, course.born, *recorder)
        )
        for seat, user in enumerate(team):
            # Who came later, came in the weeks after; in time for today.
            start = min(course.registered + timedelta(days=seat * 20), region.now)
            self.relations.append(
                (
                    _id(dice),
                    family_id,
                    user.pk,
                    user.organization_id,
                    "care",
                    "",
                    start,
                    course.closed,
                    first.pk,
                )
            )

    def copy(self) -> None:
        for table, rows in self.rows.items():
            copy_rows(table, f"{self.COLUMNS[table]} {self.RECORDER}", rows)
        copy_rows("families_carerelation", self.RELATION, self.relations)


def _people(
    course: Course, dice: random.Random, names: Sequence[str]
) -> Iterator[tuple[str, str, str, str, date | None]]:
    mother = dice.choice(names)
    born = course.due - timedelta(days=dice.randrange(18 * 365, 42 * 365))
    yield PersonRole.PREGNANT, dice.choice(WOMEN), mother, "", born
    last = mother
    if dice.random() < 0.8:
        last = dice.choice(names)
        yield PersonRole.PARTNER, dice.choice(MEN), last, "", born - timedelta(days=500)
    for older in range(dice.choice((0, 0, 0, 1, 1, 2))):
        day = course.due - timedelta(days=700 * (older + 1) + dice.randrange(90))
        yield PersonRole.CHILD, dice.choice(WOMEN + MEN), last, "", day
    if course.born:
        yield PersonRole.CHILD, dice.choice(WOMEN + MEN), last, "", course.born
    for _person in range(dice.choice((0, 1, 1, 2))):
        yield PersonRole.NETWORK, dice.choice(WOMEN), "", dice.choice(RELATIONSHIPS), None


def _id(dice: random.Random) -> uuid.UUID:
    return uuid.UUID(int=dice.getrandbits(128), version=4)


@lru_cache(maxsize=100_000)
def _trigrams_of_word(word: str) -> frozenset[str]:
    return trigrams(word)


def _trigrams(words: Iterable[str]) -> list[str]:
    return sorted(frozenset().union(*(_trigrams_of_word(word) for word in words if word)))


def copy_rows(table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Fill a table by COPY; `columns` are names with blanks between them."""
    command = f"copy {table} ({', '.join(columns.split())}) from stdin"
    with connection.cursor() as cursor, cursor.copy(command) as file:
        for row in rows:
            file.write_row(row)
