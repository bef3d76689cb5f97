"""Finding and registering a family, and the people in and around it."""

from duizend.families.views.finding import families, register
from duizend.families.views.identifiers import bsn, show_bsn
from duizend.families.views.looking import look_together
from duizend.families.views.people import add_person, change_person, people, person_left
from duizend.families.views.pregnancies import birth, due_date, end_pregnancy
from duizend.families.views.team import add_colleague, leave

__all__ = [
    "add_colleague",
    "add_person",
    "birth",
    "bsn",
    "change_person",
    "due_date",
    "end_pregnancy",
    "families",
    "leave",
    "look_together",
    "people",
    "person_left",
    "register",
    "show_bsn",
]
