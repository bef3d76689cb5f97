from duizend.signals.models.appraisals import Appraisal, AppraisalConcept
from duizend.signals.models.findings import Discussed, Signal
from duizend.signals.models.reference import Agreement, Concept, LifeDomain

__all__ = [
    "Agreement",
    "Appraisal",
    "AppraisalConcept",
    "Concept",
    "Discussed",
    "LifeDomain",
    "Signal",
]
