"""A document in Dutch: its title, its fixed headings and the lines under each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.access.models import CATEGORY_LABELS
from duizend.access.rules import RESTRICTED
from duizend.core.dutch_dates import day_in_words, long_day, moment_in_words
from duizend.documents.rules.document import (
    HEADINGS,
    Document,
    Facts,
    Finding,
    Heading,
    Kind,
    Party,
    Section,
)
from duizend.visits.rules import Kind as Contact

TITLES = {
    Kind.REFERRAL: gettext_lazy("Referral"),
    Kind.FEEDBACK: gettext_lazy("Answer to a referral"),
}
HEADING_LABELS = {
    Heading.QUESTION: gettext_lazy("Reason and question"),
    Heading.STRENGTHS: gettext_lazy("What goes well"),
    Heading.ATTENTION: gettext_lazy("What needs attention"),
    Heading.ASKED: gettext_lazy("What is asked"),
    Heading.HAPPENED: gettext_lazy("What happened"),
    Heading.AGREEMENTS: gettext_lazy("Agreements and terms"),
    Heading.CONSENT: gettext_lazy("Consent"),
    Heading.CONTACT: gettext_lazy("Contact"),
}
# A calendar names nobody: only what kind of contact it is.
CONTACT_LABELS = {
    Contact.HOME_VISIT.value: gettext_lazy("Home visit"),
    Contact.PRENATAL_HOME_VISIT.value: gettext_lazy("Home visit"),
    Contact.CONSULTATION.value: gettext_lazy("Consultation"),
    Contact.PHONE.value: gettext_lazy("Telephone call"),
    Contact.VIDEO.value: gettext_lazy("Video call"),
    Contact.GROUP.value: gettext_lazy("Group"),
}


def write(facts: Facts, kind: Kind, *, document_id: UUID, at: datetime) -> Document:
    """The document of these facts; `at` is when somebody asked for it."""
    if kind is Kind.FEEDBACK:
        facts = _of_the_receiver(facts)
    today = timezone.localdate(at)
    written = {
        Heading.QUESTION: _question,
        Heading.STRENGTHS: _strengths,
        Heading.ATTENTION: _attention,
        Heading.ASKED: _asked,
        Heading.HAPPENED: _happened,
        Heading.AGREEMENTS: _agreements,
        Heading.CONSENT: _consent,
        Heading.CONTACT: _contact,
    }
    return Document(
        id=document_id,
        kind=kind,
        made_at=timezone.localtime(at).replace(microsecond=0),
        title=str(TITLES[kind]),
        introduction=tuple(_introduction(facts, kind, today)),
        facts=facts,
        sections=tuple(
            Section(
                heading,
                str(HEADING_LABELS[heading]),
                tuple(written[heading](facts, today)) or (_("Nothing was told about this."),),
            )
            for heading in HEADINGS[kind]
        ),
    )


def fhir_words() -> Mapping[str, str]:
    """Names for what has no code of its own in a FHIR document."""
    return {
        **{str(code): str(label) for code, label in CATEGORY_LABELS.items()},
        "protective": _("what protects"),
        "risk": _("what weighs"),
        "neutral": _("good to know"),
        "due_date": _("due date"),
        "born_on": _("born on"),
        "asked": _("Asked"),
        "consent": _("Consent"),
        "receiver": _("receiver"),
    }


def _of_the_receiver(facts: Facts) -> Facts:
    """For feedback: whom it is about and what became of the question, no findings again."""
    return replace(facts, told=facts.told.without_findings())


def _introduction(facts: Facts, kind: Kind, today: date) -> list[str]:
    ends = (facts.sender.organization, facts.performer.organization)
    source, target = ends if kind is Kind.REFERRAL else reversed(ends)
    return [
        _("From %(source)s to %(target)s") % {"source": source, "target": target},
        _("Made on %(day)s with duizend") % {"day": long_day(today)},
    ]


def _question(facts: Facts, today: date) -> list[str]:
    lines = [facts.told.request] if facts.told.request else []
    if facts.told.born_on:
        lines.append(_labelled(_("Born on"), long_day(facts.told.born_on)))
    elif facts.told.due_on:
        lines.append(_labelled(_("Due date"), long_day(facts.told.due_on)))
    return lines


def _strengths(facts: Facts, today: date) -> list[str]:
    return [_finding(one, today) for one in facts.told.findings if one.is_strength]


def _attention(facts: Facts, today: date) -> list[str]:
    return [_finding(one, today) for one in facts.told.findings if not one.is_strength]


def _finding(finding: Finding, today: date) -> str:
    label = CATEGORY_LABELS[finding.category]
    return f"- {finding.label} ({label}, {day_in_words(finding.day, today)})"


def _asked(facts: Facts, today: date) -> list[str]:
    lines = [_labelled(_("Offer"), facts.offer)] if facts.offer else []
    return [*lines, _labelled(_("Of whom"), facts.performer.organization)]


def _happened(facts: Facts, today: date) -> list[str]:
    lines = []
    for event in facts.history:
        lines.append(
            f"- {moment_in_words(event.at, today)}: {event.what} "
            f"({event.who}, {event.organization})"
        )
        if event.note:
            lines.append(event.note)
    return lines


def _agreements(facts: Facts, today: date) -> list[str]:
    lines = [
        _labelled(_("How far it is"), facts.status_in_words),
        _labelled(_("Sent on"), long_day(timezone.localdate(facts.sent_at))),
        *(f"- {term}" for term in facts.terms),
    ]
    if facts.due_on is not None:
        what = {"what": facts.due_for, "day": long_day(facts.due_on)}
        lines.append(_("Now waited for: %(what)s, at the latest on %(day)s") % what)
    return lines


def _consent(facts: Facts, today: date) -> list[str]:
    given = facts.consent
    labels = ", ".join(str(CATEGORY_LABELS[code]) for code in facts.told.categories)
    lines = [
        _("The family consented to telling this: %(what)s") % {"what": labels},
        _labelled(_("Told on"), long_day(given.told_on)),
    ]
    if given.holds is False:
        lines.append(_("This consent does not hold any more. Tell nothing further."))
    elif given.until is not None:
        lines.append(_labelled(_("Consent until"), long_day(given.until)))
    if any(code in RESTRICTED for code in facts.told.categories):
        lines.append(_("This document holds shielded data. Keep it apart."))
    return lines


def _contact(facts: Facts, today: date) -> list[str]:
    subject = facts.told.subject
    found = [
        (_("Name"), subject.name),
        (_("Phone"), subject.phone),
        (_("Language"), subject.language),
    ]
    lines = [_labelled(label, value) for label, value in found if value]
    if subject.needs_interpreter:
        lines.append(_("An interpreter is needed"))
    return [
        *lines,
        _labelled(_("Referrer"), _party(facts.sender)),
        _labelled(_("Receiver"), _party(facts.performer)),
    ]


def _party(party: Party) -> str:
    known = (party.person, party.role, party.organization, party.phone)
    return ", ".join(word for word in known if word)


def _labelled(label: str, value: str) -> str:
    return f"{label}: {value}"
