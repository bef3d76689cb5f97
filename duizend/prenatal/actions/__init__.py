"""Everything that happens around a prenatal home visit; what is lasting is done by other modules."""

from duizend.prenatal.actions.answering import Yes, agree, decline, think
from duizend.prenatal.actions.visiting import held, missed, plan, stop, tell_back

__all__ = ["Yes", "agree", "decline", "held", "missed", "plan", "stop", "tell_back", "think"]
