"""Who may do what at a desk: a table of people and deeds."""

import pytest

from duizend.core.permissions import Hidden, NotAllowed
from duizend.core.rls import acting_as
from duizend.intake.permissions import check_at_desk, check_can_read, check_can_take
from tests.db.intake.conftest import send

READS = {"josien", "mees", "hans", "greet"}
HANDLES = {"josien", "mees"}
PEOPLE = ["josien", "mees", "hans", "greet", "fatma", "noor", "sam", "petra"]


def person(place, name):
    return getattr(place, name, None) or getattr(place.village, name)


@pytest.mark.parametrize("name", PEOPLE)
def test_who_may_read_and_who_may_handle(place, name):
    item, user = send(place), person(place, name)
    with acting_as(user.pk):
        if name not in READS:
            for check in (check_can_read, check_at_desk, check_can_take):
                with pytest.raises(Hidden):
                    check(user, item)
            return
        check_can_read(user, item)
        if name in HANDLES:
            check_can_take(user, item)
            return
        with pytest.raises(NotAllowed, match="Alleen het aanmeldpunt"):
            check_at_desk(user, item)
