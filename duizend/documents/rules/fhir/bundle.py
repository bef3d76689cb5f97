"""The document itself: a Composition first, then everything it leads to and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duizend.documents.rules.document import Document, Heading, Kind, Section
from duizend.documents.rules.fhir import names
from duizend.documents.rules.fhir.course import (
    Cast,
    consent,
    observations,
    service_request,
    task,
)
from duizend.documents.rules.fhir.people import organization, patient, practitioner_role
from duizend.documents.rules.fhir.writing import (
    Book,
    Resource,
    concept,
    instant,
    narrative,
    reference,
    references,
)

_TYPES = {Kind.REFERRAL: names.REFERRAL_NOTE, Kind.FEEDBACK: names.CONSULT_NOTE}
_SECTION_CODES = {Heading.QUESTION: names.REASON_FOR_REFERRAL}


def as_bundle(document: Document, words: Mapping[str, str]) -> dict[str, Any]:
    """The document as a Bundle.

    `words` are the Dutch names of what has no code of its own: every data category and
    kind of finding by its code, and due_date, born_on, asked, consent, receiver.
    """
    book = Book(document.id)
    facts = document.facts
    sender = organization(book, "sender", facts.sender)
    performer = organization(book, "performer", facts.performer)
    cast = Cast(
        patient=patient(book, facts.told.subject),
        sender=practitioner_role(book, "sender", facts.sender, sender),
        sender_organization=sender,
        performer=practitioner_role(book, "performer", facts.performer, performer),
        performer_organization=performer,
    )
    told = observations(book, facts, cast, words)
    request = service_request(book, facts, cast, told, words)
    course = task(book, document, cast, request)
    leads_to = {
        Heading.QUESTION: [request],
        Heading.STRENGTHS: _findings(document, told, strengths=True),
        Heading.ATTENTION: _findings(document, told, strengths=False),
        Heading.HAPPENED: [course],
        Heading.AGREEMENTS: [course],
        Heading.CONSENT: [consent(book, facts, cast, words)],
        Heading.CONTACT: [cast.patient, cast.sender, cast.performer],
    }
    composition = _composition(document, cast, leads_to)
    others = list(book.entries)
    book.entries.clear()
    book.add("composition", composition)
    return {
        "resourceType": "Bundle",
        "id": str(document.id),
        "meta": {"lastUpdated": instant(document.made_at)},
        "language": "nl-NL",
        "identifier": {"system": names.ANY_URI, "value": f"urn:uuid:{document.id}"},
        "type": "document",
        "timestamp": instant(document.made_at),
        "entry": [*book.entries, *others],
    }


def _findings(document: Document, told: Mapping[str, str], *, strengths: bool) -> list[str]:
    return [
        told[f"finding-{number}"]
        for number, finding in enumerate(document.facts.told.findings)
        if finding.is_strength is strengths
    ]


def _composition(document: Document, cast: Cast, leads_to: Mapping[Heading, list[str]]) -> Resource:
    author = cast.sender if document.kind is Kind.REFERRAL else cast.performer
    content = {
        "language": "nl-NL",
        "status": "final",
        "type": concept(document.title, _TYPES[document.kind]),
        "subject": reference(cast.patient),
        "date": instant(document.made_at),
        "author": [reference(author)],
        "title": document.title,
        "confidentiality": "R" if document.facts.told.is_shielded else "N",
        "section": [
            _section(section, leads_to.get(section.heading, [])) for section in document.sections
        ],
    }
    return Resource("Composition", content, "\n".join([document.title, *document.introduction]))


def _section(section: Section, addresses: list[str]) -> dict[str, Any]:
    coding = _SECTION_CODES.get(section.heading)
    written: dict[str, Any] = {
        "title": section.title,
        "code": concept(section.title, *([coding] if coding else [])),
        "text": narrative(section.lines),
    }
    if addresses:
        written["entry"] = references(addresses)
    return written
