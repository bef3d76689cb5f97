"""Every write about signals."""

from duizend.signals.actions.appraisals import Decision, SomebodyWeighedBefore, appraise
from duizend.signals.actions.content import load_agreements, load_concepts, load_life_domains
from duizend.signals.actions.findings import (
    add,
    add_from_referral,
    enter_in_error,
    resolve,
    set_from_answer,
)

__all__ = [
    "Decision",
    "SomebodyWeighedBefore",
    "add",
    "add_from_referral",
    "appraise",
    "enter_in_error",
    "load_agreements",
    "load_concepts",
    "load_life_domains",
    "resolve",
    "set_from_answer",
]
