"""A file with offers that waits to be looked at, for the doors of these tests."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from duizend.access.rules import Role
from duizend.core.rls import acting_as
from duizend.exchange import actions
from duizend.exchange.rules.plans import Wishes
from tests.people import make_user

if TYPE_CHECKING:
    from tests.db.attack.conftest import Everything

FILE = b"Naam;Organisatie;Soort organisatie\nKruidentuin;De Tuin;welfare\n"


def fill(story: Everything, at: datetime) -> None:
    """The process director sent a file, and did nothing with it yet."""
    director = make_user("Roos Vink", story.petra.organization, Role.PROCESS_DIRECTOR)
    with acting_as(director.pk):
        file = actions.keep(uuid.uuid4(), FILE, "tuin.csv", Wishes(), by=director, at=at)
    story.ids |= {"import_id": file.pk}
