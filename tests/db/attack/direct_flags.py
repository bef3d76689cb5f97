"""What the answer about safety asked: one flag that waits and one that was settled."""

from uuid import uuid4

from duizend.access.rules import Role
from duizend.core.rls import acting_as
from duizend.flags import actions, queries
from duizend.flags.rules import Raised
from tests.people import make_user

# Words in what was done; only for who may see what is shielded.
DONE = "zonnedauwbeek"


def fill(story, at):
    family, fatma, ids = story.family, story.fatma, story.ids
    hilde = make_user("Hilde Mulder", fatma.organization, Role.MIDWIFE)
    with acting_as(fatma.pk):
        # Of the answer about violence in the start conversation.
        waiting = queries.of_family(family).get(talk=ids["response_id"])
        ids["shielded_flag"] = ids["flag_id"] = waiting.pk
        ids["flag_reference"] = waiting.reference
        ids["hand_over_id"] = actions.hand_over(uuid4(), waiting, hilde, by=fatma, at=at).pk
        talk = uuid4()
        actions.raise_flag(
            family,
            Raised("thoughts_of_death"),
            reference=uuid4(),
            talk=talk,
            source_name="EPDS",
            by=fatma,
            at=at,
        )
        settled = queries.of_family(family).get(talk=talk)
        actions.settle(
            uuid4(), settled, ["other"], f"Bij {DONE} gezeten", done_at=at, by=fatma, at=at
        )
        ids["settled_flag"] = settled.pk
