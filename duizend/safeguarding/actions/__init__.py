"""Everything that is done in the vault; each deed and each reading is in the vault's own log."""

from duizend.safeguarding.actions.cases import name_supervisor, start, take_over
from duizend.safeguarding.actions.journal import note, note_for_each
from duizend.safeguarding.actions.releases import read_release, release, take_back
from duizend.safeguarding.actions.steps import (
    add_to,
    ask_second_person,
    finish,
    look_along,
    reopen,
    write_step,
)

__all__ = [
    "add_to",
    "ask_second_person",
    "finish",
    "look_along",
    "name_supervisor",
    "note",
    "note_for_each",
    "read_release",
    "release",
    "reopen",
    "start",
    "take_back",
    "take_over",
    "write_step",
]
