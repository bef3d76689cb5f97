"""Every change to a family, and opening one: each leaves a line in the log."""

from duizend.families.actions.identifiers import record_bsn, show_bsn
from duizend.families.actions.opening import (
    family_name_of,
    open_family,
    record_doubles_shown,
    record_search,
    register,
)
from duizend.families.actions.people import (
    NewPerson,
    add_person,
    change_person,
    one_at_a_time,
    person_left,
)
from duizend.families.actions.pregnancies import (
    add_pregnancy,
    change_due_date,
    end_pregnancy,
    record_birth,
)
from duizend.families.actions.team import (
    add_colleague,
    join,
    leave,
    use_emergency_access,
)

__all__ = [
    "NewPerson",
    "add_colleague",
    "add_person",
    "add_pregnancy",
    "change_due_date",
    "change_person",
    "end_pregnancy",
    "family_name_of",
    "join",
    "leave",
    "one_at_a_time",
    "open_family",
    "person_left",
    "record_birth",
    "record_bsn",
    "record_doubles_shown",
    "record_search",
    "register",
    "show_bsn",
    "use_emergency_access",
]
