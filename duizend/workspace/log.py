"""Who looked along: the log of one family, in words that can be read aloud.

NEN 7513 asks that one can see who (organisation, role), which data, which deed, on which
ground and whether the emergency door was used, in order of time, for a period.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duizend.access.models import AuditEvent
from duizend.families.models import Family

# What each deed is called. A deed without a name here is shown as its verb, never hidden.
DEEDS = {
    "access.sign_in": _("signed in"),
    "access.second_factor": _("gave a one-time code that was not right"),
    "families.register": _("registered the family"),
    "families.open": _("opened the family"),
    "families.people": _("read who is in the family"),
    "families.search": _("found the family in a search"),
    "families.possible_duplicates": _("looked whether the family is already known"),
    "families.add_person": _("added somebody"),
    "families.change_person": _("changed what is known of somebody"),
    "families.remove_person": _("recorded that somebody left"),
    "families.record_birth": _("recorded the birth"),
    "families.add_pregnancy": _("recorded a pregnancy"),
    "families.end_pregnancy": _("recorded the end of a pregnancy"),
    "families.change_due_date": _("changed the due date"),
    "families.record_bsn": _("recorded a BSN"),
    "families.show_bsn": _("read a BSN"),
    "families.add_colleague": _("added a colleague to the team"),
    "families.leave": _("left the team"),
    "families.look_together": _("turned the screen to the family, or back"),
    "families.emergency_access": _("used the emergency door"),
    "consents.list": _("read the consents"),
    "consents.give": _("recorded a consent"),
    "consents.withdraw": _("recorded that a consent was withdrawn"),
    "consents.permit_exchange": _("recorded that data may stay available"),
    "consents.end_exchange": _("recorded that data may no longer stay available"),
    "consents.set_ground": _("recorded the legal basis"),
    "exchange.keep": _("sent a file with offers to look at"),
    "exchange.bring_in": _("brought offers into the menu"),
    "exchange.throw_away": _("threw a file with offers away"),
    "exchange.take_out": _("took the menu along as a file"),
    "workspace.family": _("opened the family"),
    "workspace.log": _("read this log"),
    "visits.list": _("read the contacts"),
    "visits.plan": _("planned a contact"),
    "visits.record": _("recorded a contact"),
    "visits.finish": _("recorded a contact"),
    "visits.miss": _("recorded that nobody was there"),
    "visits.report": _("wrote a report"),
    "visits.reschedule": _("moved a contact"),
    "visits.cancel": _("cancelled a contact"),
    "signals.list": _("read the signals"),
    "signals.add": _("added a signal"),
    "signals.note": _("recorded what was discussed"),
    "signals.resolve": _("recorded that a signal is over"),
    "signals.withdraw": _("took back a signal"),
    "signals.enter_in_error": _("corrected a signal"),
    "signals.appraise": _("read the weighing"),
    "signals.decide": _("recorded a weighing"),
    "questionnaires.choose": _("read which conversations were held"),
    "questionnaires.start": _("started a conversation"),
    "questionnaires.fill": _("read a conversation"),
    "questionnaires.answer": _("recorded an answer"),
    "questionnaires.confirm": _("recorded that what was said before is still so"),
    "questionnaires.leave_for_now": _("left a question for another time"),
    "questionnaires.begin_with_strengths": _("recorded what goes well"),
    "questionnaires.card": _("read how to begin a conversation"),
    "questionnaires.asked": _("read what was asked before"),
    "questionnaires.complete": _("finished a conversation"),
    "questionnaires.stop": _("stopped a conversation"),
    "questionnaires.summary": _("read the summary of a conversation"),
    "directory.suggest": _("suggested a change of an offer"),
    "directory.accept": _("took over a change of an offer"),
    "directory.decline": _("did not take over a change of an offer"),
    "directory.confirm": _("confirmed that an offer is still right"),
    "beforehand.overview": _("read what was sent home to fill in"),
    "beforehand.send": _("sent a list home to fill in"),
    "beforehand.renew": _("made a new card and code"),
    "beforehand.withdraw": _("withdrew a link for at home"),
    "beforehand.look_to_open": _("was about to open what was filled in at home"),
    "beforehand.open_together": _("opened together what was filled in at home"),
    "instruments.list": _("read the outcomes of lists of others"),
    "instruments.result": _("read an outcome of a list of others"),
    "instruments.record": _("recorded an outcome of a list of others"),
    "instruments.document": _("saved the PDF of an outcome"),
    "instruments.enter_in_error": _("marked an outcome as a mistake"),
    "questionnaires.add_draft": _("looked at a new list"),
    "questionnaires.set_usage": _("said how a list is used"),
    "questionnaires.discard_draft": _("threw away a draft of a list"),
    "questionnaires.publish": _("published a list"),
    "questionnaires.retire": _("took a list out of use"),
    "questionnaires.take_up": _("took a list in use again"),
    "pathways.route": _("read the route"),
    "pathways.accept": _("chose a step of the route"),
    "pathways.adapt": _("adapted a step of the route"),
    "pathways.decline": _("set a step of the route aside"),
    "pathways.say_unmet": _("wrote down that nothing on the menu fitted"),
    "pathways.say_found": _("said that something was found after all"),
    "pathways.reconsider": _("opened a step of the route again"),
    "pathways.carry_out": _("acted on a step of the route"),
    "pathways.set_card": _("wrote down a route card that the coalition set"),
    "pathways.withdraw_card": _("withdrew a route card"),
    "route_cards.add_draft": _("began a draft of a route card"),
    "route_cards.change_draft": _("changed a draft of a route card"),
    "route_cards.discard_draft": _("threw a draft of a route card away"),
    "referrals.list": _("read the referrals"),
    "referrals.new": _("wrote a referral"),
    "referrals.draft": _("wrote a referral"),
    "referrals.detail": _("read a referral"),
    "referrals.received": _("read a request"),
    "referrals.inbox": _("read the requests"),
    "referrals.send": _("sent a referral"),
    "referrals.take": _("took a referral"),
    "referrals.decline": _("declined a referral"),
    "referrals.answer": _("answered the referrer"),
    "referrals.report": _("reported on a referral"),
    "referrals.withdraw": _("withdrew a referral"),
    "referrals.take_back": _("took back a referral"),
    "follow_up.what_now": _("read what was asked when help did not come about"),
    "follow_up.choose": _("recorded what was chosen when help did not come about"),
    "follow_up.talk": _("read what was asked of who coordinates"),
    "follow_up.settle": _("recorded that there was a talk about what help fits"),
    "follow_up.call": _("called again about a referral"),
    "follow_up.silent": _("read which questions between organisations have no answer"),
    "follow_up.note": _("wrote down a talk between organisations"),
    "follow_up.set_ladder": _("set who hears when an answer stays away"),
    "prenatal.page": _("read about the home visit before the birth"),
    "prenatal.think": _("kept that she thinks about a home visit"),
    "flags.raise": _("kept that a talk asks something today"),
    "flags.answer_changed": _("changed an answer that asked something"),
    "flags.read": _("read what a talk asks"),
    "flags.settle": _("recorded what was done after a talk"),
    "flags.hand_over": _("asked a colleague to do something today"),
    "flags.accept": _("took something over from a colleague"),
    "flags.decline": _("could not take something over"),
    "flags.take_over": _("took something over from a colleague"),
    "portraits.overview": _("looked at the pictures of the family"),
    "portraits.balance": _("looked at the balance over time"),
    "portraits.triangle": _("looked at the triangle"),
    "portraits.triangle_side": _("opened a side of the triangle"),
    "portraits.web": _("looked at the web of a parent"),
    "portraits.draw_web": _("opened the web to draw on it"),
    "portraits.start": _("began a picture with the family"),
    "portraits.mark": _("kept a mark on the web"),
    "portraits.say": _("kept words on the triangle"),
    "portraits.finish": _("kept a picture as ready"),
    "portraits.enter_in_error": _("put a picture aside"),
    "portraits.print": _("printed a picture"),
    "portraits.export": _("made a file of a picture"),
    "intake.queue": _("read the queue of the intake desk"),
    "intake.item": _("read what came in at the intake desk"),
    "intake.before_desk": _("looked at the door to the intake desk"),
    "intake.send": _("sent something to the intake desk"),
    "intake.taken": _("took something up at the intake desk"),
    "intake.sorted": _("sorted a question at the intake desk"),
    "intake.asked": _("asked a colleague to take something over at the intake desk"),
    "intake.moved": _("took something over from another intake desk"),
    "intake.told": _("kept that a parent heard what became of it"),
    "intake.ask_desk": _("asked another intake desk to take something over"),
    "intake.decline_move": _("did not take something over from another intake desk"),
    "intake.take_back_move": _("took back a question to another intake desk"),
    "intake.linked": _("said which family it was about at the intake desk"),
    "intake.note": _("wrote a note at the intake desk"),
    "intake.answered": _("answered the sender from the intake desk"),
    "intake.closed": _("closed something at the intake desk"),
    "consultations.list": _("read consultations without a name"),
    "consultations.detail": _("read a consultation without a name"),
    "consultations.ask": _("consulted without a name"),
    "consultations.say": _("answered in a consultation without a name"),
    "consultations.close": _("closed a consultation without a name"),
    "plans.plan": _("read the plan"),
    "plans.history": _("read the history of the plan"),
    "plans.print": _("printed the plan"),
    "plans.export": _("saved the plan as a file"),
    "documents.referral_pdf": _("took a referral along as PDF"),
    "documents.referral_text": _("took a referral along as text"),
    "documents.referral_fhir": _("took a referral along as FHIR"),
    "documents.feedback_pdf": _("took an answer along as PDF"),
    "documents.feedback_text": _("took an answer along as text"),
    "documents.feedback_fhir": _("took an answer along as FHIR"),
    "documents.calendar": _("put a contact in a calendar"),
    "plans.add_goal": _("added a goal"),
    "plans.change_goal": _("changed a goal"),
    "plans.set_goal_status": _("recorded how a goal goes"),
    "plans.add_task": _("added a task"),
    "plans.change_task": _("changed a task"),
    "plans.set_task_status": _("recorded how a task goes"),
    "plans.add_agreement": _("recorded an agreement"),
    "plans.end_agreement": _("ended an agreement"),
    "plans.go_to_step": _("moved to another step"),
    "plans.propose_coordinator": _("asked somebody to coordinate"),
    "plans.accept_coordination": _("agreed to coordinate"),
    "plans.decline_coordination": _("declined to coordinate"),
    "plans.end_coordination": _("no longer coordinates"),
    "plans.take_back_proposal": _("took back a request to coordinate"),
    "plans.inform_of_emergency": _("was told of emergency access"),
    "plans.read_notice": _("read a notice"),
}
GROUPS = {
    "read": pgettext_lazy("log", "reading"),
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
        "families.possible_duplicates",
        "families.show_bsn",
        "consents.list",
        "workspace.family",
        "workspace.log",
        "visits.list",
        "signals.list",
        "signals.appraise",
        "questionnaires.choose",
        "questionnaires.fill",
        "questionnaires.summary",
        "flags.read",
        "portraits.overview",
        "portraits.balance",
        "portraits.triangle",
        "portraits.triangle_side",
        "portraits.web",
        "portraits.draw_web",
        "beforehand.overview",
        "beforehand.look_to_open",
        "instruments.list",
        "instruments.result",
        "instruments.document",
        "pathways.route",
        "referrals.list",
        "referrals.detail",
        "referrals.received",
        "referrals.inbox",
        "documents.referral_pdf",
        "documents.referral_text",
        "documents.referral_fhir",
        "documents.feedback_pdf",
        "documents.feedback_text",
        "documents.feedback_fhir",
        "documents.calendar",
        "prenatal.page",
        "intake.queue",
        "intake.item",
        "intake.before_desk",
        "consultations.list",
        "consultations.detail",
        "plans.plan",
        "plans.history",
        "plans.read_notice",
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
    if until is not None and until < date.max:
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
    """The deed, as somebody would say it. A refused attempt may have no name."""
    return str(DEEDS.get(event.action, _("tried to do something")))


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
