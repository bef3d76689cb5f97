"""Weighing together: what people chose is kept, with what they looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.families.models import Family
from duizend.signals.models import Appraisal, AppraisalConcept, Signal
from duizend.signals.permissions import check_can_appraise, check_is_complete
from duizend.signals.queries import current_appraisal, present_signals


class SomebodyWeighedBefore(NotAllowed):
    """Between opening the page and sending it, somebody else weighed with this family."""


@dataclass(frozen=True)
class Decision:
    """What people decided together, as they filled it in; days are Dutch calendar days."""

    situation: str
    reason: str
    parent_view: str
    decided_on: date
    again_on: date
    parent_words: str = ""
    parent_was_there: bool = False
    strengths_not_discussed: bool = False


@transaction.atomic
def appraise(
    appraisal_id: UUID,
    family: Family,
    decision: Decision,
    *,
    seen: UUID | None,
    by: User,
    at: datetime,
) -> Appraisal:
    """Keep what people chose, and the concepts that were present for the one who wrote it.

    `seen` is the appraisal they had before them (None: the first). `appraisal_id` travels
    in the form, so that a double click makes one. Raises SomebodyWeighedBefore.
    """
    check_can_appraise(by, family)
    # One at a time per family: the second one sees what the first one did.
    Family.objects.select_for_update().get(pk=family.pk)
    before = current_appraisal(family)
    if before is not None and before.pk == appraisal_id:
        return before
    if (before.pk if before else None) != seen:
        raise SomebodyWeighedBefore(
            _("Somebody else just weighed with this family. Look at that first, then save again.")
        )
    present = list(present_signals(family))
    check_is_complete(
        situation=decision.situation,
        reason=decision.reason,
        parent_view=decision.parent_view,
        decided_on=decision.decided_on,
        again_on=decision.again_on,
        strengths_not_discussed=decision.strengths_not_discussed,
        present=present,
        today=timezone.localdate(at),
    )
    appraisal = Appraisal(
        pk=appraisal_id,
        family=family,
        predecessor=before,
        recorder=by,
        recorder_organization_id=by.organization_id,
        recorded=at,
        **asdict(decision),
    )
    appraisal.full_clean(validate_unique=False, validate_constraints=False)
    appraisal.save(force_insert=True)
    _keep(appraisal, present)
    audit.record(
        "signals.appraise",
        appraisal,
        by=by,
        at=at,
        family_id=family.pk,
        category=appraisal.category,
    )
    return appraisal


def _keep(appraisal: Appraisal, present: Iterable[Signal]) -> None:
    """One row per concept, as the own organisation knows it when it does."""
    ours = appraisal.recorder_organization_id
    best: dict[str, Signal] = {}
    for signal in present:
        known = best.get(signal.concept_id)
        if known is None or (
            known.recorder_organization_id != ours and signal.recorder_organization_id == ours
        ):
            best[signal.concept_id] = signal
    AppraisalConcept.objects.bulk_create(
        AppraisalConcept(
            appraisal=appraisal,
            family_id=appraisal.family_id,
            concept_id=signal.concept_id,
            category=signal.category,
            recorder_id=appraisal.recorder_id,
            recorder_organization_id=signal.recorder_organization_id,
            recorded=appraisal.recorded,
        )
        for signal in best.values()
    )
