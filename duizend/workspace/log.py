"""Who looked along: the log of one family, in words that can be read aloud.

NEN 7513 asks that one can see who (organisation, role), which data, which deed, on which
ground and whether the emergency door was used, in order of time, for a period.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duizend.access.models import AuditEvent
from duizend.families.models import Family

# What each deed is called. A deed without a name here is shown as its verb, never hidden.
DEEDS = {
    "families.register": _("registered the family"),
    "families.open": _("opened the family"),
    "families.people": _("read who is in the family"),
    "families.search": _("found the family in a search"),
    "families.add_person": _("added somebody"),
    "families.change_person": _("changed what is known of somebody"),
    "families.remove_person": _("recorded that somebody left"),
    "families.record_birth": _("recorded the birth"),
    "families.change_due_date": _("changed the due date"),
    "families.record_bsn": _("recorded a BSN"),
    "families.show_bsn": _("read a BSN"),
    "families.add_colleague": _("added a colleague to the team"),
    "families.leave": _("left the team"),
    "families.emergency_access": _("used the emergency door"),
    "consents.read": _("read the consents"),
    "consents.list": _("read the consents"),
    "consents.give": _("recorded a consent"),
    "consents.withdraw": _("recorded that a consent was withdrawn"),
    "consents.permit_exchange": _("recorded that data may stay available"),
    "consents.end_exchange": _("recorded that data may no longer stay available"),
    "consents.set_ground": _("recorded the legal basis"),
    "workspace.family": _("opened the family"),
    "workspace.log": _("read this log"),
    "signals.list": _("read the signals"),
    "signals.add": _("added a signal"),
    "signals.note": _("added a signal"),
    "signals.resolve": _("recorded that a signal is over"),
    "signals.appraise": _("read the weighing"),
    "signals.decide": _("recorded a weighing"),
    "questionnaires.choose": _("read which conversations were held"),
    "questionnaires.start": _("started a conversation"),
    "questionnaires.fill": _("read a conversation"),
    "questionnaires.answer": _("recorded an answer"),
    "questionnaires.complete": _("finished a conversation"),
    "pathways.route": _("read the route"),
    "pathways.accept": _("chose a step of the route"),
    "pathways.adapt": _("adapted a step of the route"),
    "pathways.decline": _("set a step of the route aside"),
    "referrals.list": _("read the referrals"),
    "referrals.detail": _("read a referral"),
    "referrals.send": _("sent a referral"),
    "referrals.take": _("took a referral"),
    "referrals.decline": _("declined a referral"),
    "referrals.report": _("reported on a referral"),
    "referrals.withdraw": _("withdrew a referral"),
    "plans.plan": _("read the plan"),
    "plans.history": _("read the history of the plan"),
    "plans.print": _("printed the plan"),
    "plans.export": _("saved the plan as a file"),
    "visits.list": _("read the contacts"),
    "visits.plan": _("planned a contact"),
    "visits.record": _("recorded a contact"),
}
GROUPS = {
    "read": _("reading"),
    "refused": _("refused attempts"),
    "emergency": _("emergency access"),
    "changed": _("changes"),
}
# Deeds that only read; all others change something.
READS = frozenset(
    {
        "families.open",
        "families.people",
        "families.search",
        "families.show_bsn",
        "consents.read",
        "consents.list",
        "workspace.family",
        "workspace.log",
        "signals.list",
        "signals.appraise",
        "questionnaires.choose",
        "questionnaires.fill",
        "pathways.route",
        "referrals.list",
        "referrals.detail",
        "plans.plan",
        "plans.history",
        "visits.list",
    }
)


def lines(
    family: Family, *, since: date | None = None, until: date | None = None, group: str = ""
) -> QuerySet[AuditEvent]:
    """The log of a family as far as the one who asks may see it, newest first.

    `since` and `until` are whole days in Dutch time, both included.
    """
    found = (
        AuditEvent.objects.filter(family_id=family.pk)
        .select_related("agent", "agent_organization")
        .order_by("-recorded", "-pk")
    )
    if since is not None:
        found = found.filter(recorded__gte=_start_of(since))
    if until is not None:
        found = found.filter(recorded__lt=_start_of(until + timedelta(days=1)))
    if group == "refused":
        found = found.filter(outcome="refused")
    elif group == "emergency":
        found = found.filter(emergency=True)
    elif group == "read":
        found = found.filter(action__in=READS, outcome="success")
    elif group == "changed":
        found = found.exclude(action__in=READS).filter(outcome="success")
    return found


def in_words(event: AuditEvent) -> str:
    """The deed, as somebody would say it."""
    return str(DEEDS.get(event.action, event.action.partition(".")[2].replace("_", " ")))


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
