"""One page of a family for both sides, and the figures of a region."""

from duizend.prenatal.views.asking import answer, withdraw
from duizend.prenatal.views.page import home_visit
from duizend.prenatal.views.region import region
from duizend.prenatal.views.visiting import held, missed, plan, stop, tell_back

__all__ = [
    "answer",
    "held",
    "home_visit",
    "missed",
    "plan",
    "region",
    "stop",
    "tell_back",
    "withdraw",
]
