"""What came of talks: an answer that asks a talk today, one that was settled, how it was."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID, uuid4

from duizend.core.rls import acting_as
from duizend.demo.stories.telling import Teller
from duizend.experiences import actions as experiences
from duizend.experiences import codes
from duizend.families.models import Family
from duizend.flags import actions as flags
from duizend.flags import queries as flag_queries
from duizend.flags.rules import Raised
from duizend.questionnaires.models import Questionnaire
from duizend.questionnaires.queries import latest_version

# What twenty-three parents said after a Startgesprek: heard, doable, pleasant; twenty are shown.
SAID = (
    [("no", "yes", "")] * 2
    + [("yes", "no", "partly")]
    + [("partly", "partly", "partly")] * 4
    + [("yes", "partly", "yes")] * 5
    + [("yes", "yes", "yes")] * 11
)


def asked_today(teller: Teller, family: Family, name: str) -> None:
    """An EPDS on paper this morning; its last question asks a talk, and nobody said what yet."""
    _epds(teller, family, name, teller.ago(0))


def settled(teller: Teller, family: Family, name: str, days: int) -> None:
    """The same some time ago, and what was done that day."""
    talk = _epds(teller, family, name, teller.ago(days))
    done_at = teller.ago(days, time(12, 0))
    with teller.being(name) as by:
        flags.settle(
            uuid4(),
            flag_queries.of_family(family).get(talk=talk),
            ["talked", "called_gp", "next_contact"],
            "De huisarts belt haar morgen; ik kom vrijdag weer.",
            done_at=done_at,
            by=by,
            at=done_at,
        )


def how_it_was(teller: Teller, name: str) -> None:
    """Parents answered on their own phone, each with a link of their own."""
    organization = teller.people[name].organization_id
    version = latest_version(Questionnaire.objects.get(slug="startgesprek"))
    with acting_as(None):
        for heard, doable, pleasant in SAID:
            code = codes.make(codes.About(organization, version.pk))
            given = {"heard": heard, "doable": doable, "pleasant": pleasant}
            experiences.keep(code, given, at=teller.now)


def _epds(teller: Teller, family: Family, name: str, at: datetime) -> UUID:
    talk = uuid4()
    with teller.being(name) as by:
        flags.raise_flag(
            family,
            Raised("thoughts_of_death"),
            reference=uuid4(),
            talk=talk,
            source_name="EPDS",
            by=by,
            at=at,
        )
    return talk
