"""Everything that keeps a question from staying silent; each deed leaves a line."""

from duizend.follow_up.actions.asking import call, choose, settle
from duizend.follow_up.actions.climbing import climb, note, set_ladder

__all__ = ["call", "choose", "climb", "note", "set_ladder", "settle"]
