"""What is asked about families."""

from duizend.families.queries.finding import (
    MOST_HITS,
    LooksLike,
    caseload,
    possible_duplicates,
    search,
)
from duizend.families.queries.frame import (
    Moment,
    day_line,
    moment,
    moment_in_words,
    page_context,
    second_birthday,
)
from duizend.families.queries.mine import Mine, families_of
from duizend.families.queries.people import (
    care_team,
    colleagues_outside,
    masked_bsns,
    mother,
    people_of_now,
    pregnancy_of_now,
    who_can_decide,
)

__all__ = [
    "MOST_HITS",
    "LooksLike",
    "Mine",
    "Moment",
    "care_team",
    "caseload",
    "colleagues_outside",
    "day_line",
    "families_of",
    "masked_bsns",
    "moment",
    "moment_in_words",
    "mother",
    "page_context",
    "people_of_now",
    "possible_duplicates",
    "pregnancy_of_now",
    "search",
    "second_birthday",
    "who_can_decide",
]
