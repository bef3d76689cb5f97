"""What was asked, how far it is, on which consent it rests, and what was told besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from duizend.access.rules import Category
from duizend.documents.rules.document import Document, Facts, Finding, Happened
from duizend.documents.rules.fhir import names
from duizend.documents.rules.fhir.writing import (
    Book,
    Resource,
    concept,
    instant,
    reference,
    references,
)

# FHIR R4 ServiceRequest.status beside Task.status; what is not here still runs.
_REQUEST_STATUS = {"completed": "completed", "rejected": "revoked", "cancelled": "revoked"}


@dataclass(frozen=True)
class Cast:
    """The addresses of whom it is about and who act in it."""

    patient: str
    sender: str
    sender_organization: str
    performer: str
    performer_organization: str


def observations(book: Book, facts: Facts, cast: Cast, words: Mapping[str, str]) -> dict[str, str]:
    """Strengths and worries that were told, and the due date: name -> address."""
    found = {
        f"finding-{number}": _finding(book, number, finding, cast, words)
        for number, finding in enumerate(facts.told.findings)
    }
    for name, day, label, coding, profile in (
        (
            "due-date",
            facts.told.due_on,
            words["due_date"],
            [names.ESTIMATED_DELIVERY],
            names.DUE_DATE,
        ),
        ("born-on", facts.told.born_on, words["born_on"], [], ""),
    ):
        if day is not None:
            content = {
                "status": "final",
                "category": [concept(words[Category.PREGNANCY])],
                "code": concept(label, *coding),
                "subject": reference(cast.patient),
                "valueDateTime": day.isoformat(),
            }
            shown = Resource("Observation", content, f"{label}: {day.isoformat()}", profile)
            found[name] = book.add(name, shown)
    return found


def _finding(
    book: Book, number: int, finding: Finding, cast: Cast, words: Mapping[str, str]
) -> str:
    """Present on that day, in the words of the list of signals; no measure and no weight."""
    content = {
        "status": "final",
        "category": [concept(words[finding.category]), concept(words[finding.kind])],
        "code": concept(finding.label),
        "subject": reference(cast.patient),
        "effectiveDateTime": finding.day.isoformat(),
        "performer": [reference(cast.sender_organization)],
        "valueBoolean": True,
    }
    shown = f"{finding.label} ({finding.day.isoformat()})"
    return book.add(f"finding-{number}", Resource("Observation", content, shown))


def service_request(
    book: Book, facts: Facts, cast: Cast, told: Mapping[str, str], words: Mapping[str, str]
) -> str:
    asked = facts.offer or facts.performer.organization
    content = {
        "identifier": [{"system": names.ANY_URI, "value": f"urn:uuid:{facts.referral_id}"}],
        "status": _REQUEST_STATUS.get(facts.status, "active"),
        "intent": "order",
        "code": concept(asked),
        "subject": reference(cast.patient),
        "authoredOn": instant(facts.sent_at),
        "requester": reference(cast.sender),
        "performer": [reference(cast.performer_organization)],
        "reasonCode": [concept(facts.told.request)] if facts.told.request else [],
        "supportingInfo": references(told.values()),
    }
    return book.add("request", Resource("ServiceRequest", content, f"{words['asked']}: {asked}"))


def task(book: Book, document: Document, cast: Cast, request: str) -> str:
    facts = document.facts
    content: dict[str, Any] = {
        "status": facts.status,
        "businessStatus": concept(facts.status_in_words),
        "intent": "order",
        "focus": reference(request),
        "for": reference(cast.patient),
        "authoredOn": instant(facts.sent_at),
        "lastModified": instant(max(facts.changed_at or facts.sent_at, facts.sent_at)),
        "requester": reference(cast.sender),
        "owner": reference(cast.performer),
        "note": [_annotation(event) for event in facts.history],
    }
    if facts.due_on is not None:
        content["restriction"] = {"period": {"end": facts.due_on.isoformat()}}
    return book.add("task", Resource("Task", content, facts.status_in_words))


def _annotation(event: Happened) -> dict[str, str]:
    return {
        "authorString": f"{event.who}, {event.organization}",
        "time": instant(event.at),
        "text": f"{event.what}: {event.note}" if event.note else event.what,
    }


def consent(book: Book, facts: Facts, cast: Cast, words: Mapping[str, str]) -> str:
    """That the sender may tell the receiver these categories; refusals are never here."""
    given = facts.consent
    period = {"start": given.told_on.isoformat()}
    if given.until is not None:
        period["end"] = given.until.isoformat()
    content = {
        "status": "inactive" if given.holds is False else "active",
        "scope": concept(
            words["consent"], {"system": names.CONSENT_SCOPE, "code": "patient-privacy"}
        ),
        "category": [concept(words["consent"], names.PATIENT_CONSENT)],
        "patient": reference(cast.patient),
        "dateTime": given.told_on.isoformat(),
        "organization": [reference(cast.sender_organization)],
        "policyRule": concept(words["consent"], {"system": names.ACT_CODE, "code": "OPTIN"}),
        "provision": {
            "type": "permit",
            "period": period,
            "actor": [
                {
                    "role": concept(
                        words["receiver"], {"system": names.PARTICIPATION, "code": "IRCP"}
                    ),
                    "reference": reference(cast.performer_organization),
                }
            ],
            "code": [concept(words[code]) for code in facts.told.categories],
        },
    }
    shown = ", ".join(words[code] for code in facts.told.categories)
    return book.add("consent", Resource("Consent", content, f"{words['consent']}: {shown}"))
