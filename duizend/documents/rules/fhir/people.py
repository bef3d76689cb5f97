"""Whom a document is about, and who writes and reads it."""

from __future__ import annotations

from typing import Any

from duizend.documents.rules.document import Party, Subject
from duizend.documents.rules.fhir import names
from duizend.documents.rules.fhir.writing import Book, Resource, concept, telephone


def patient(book: Book, subject: Subject) -> str:
    """The parent, as far as name and contact were told."""
    content: dict[str, Any] = {"telecom": telephone(subject.phone)}
    if subject.name:
        content["name"] = [{"text": subject.name}]
    if subject.language:
        content["communication"] = [{"language": concept(subject.language)}]
    if subject.needs_interpreter:
        content["extension"] = [{"url": names.INTERPRETER, "valueBoolean": True}]
    return book.add(
        "patient", Resource("Patient", content, subject.name or "-", profile=names.PATIENT)
    )


def organization(book: Book, side: str, party: Party) -> str:
    content = {"name": party.organization, "telecom": telephone(party.phone)}
    if party.kind:
        content["type"] = [concept(party.kind)]
    return book.add(
        f"{side}-organization",
        Resource("Organization", content, party.organization, names.ORGANIZATION, party.is_care),
    )


def practitioner_role(book: Book, side: str, party: Party, organization: str) -> str:
    """The person in their role, with the person apart, as the Dutch profiles ask.

    An organisation of which nobody acts yet stands for itself.
    """
    if not party.person:
        return organization
    person = book.add(
        f"{side}-practitioner",
        Resource(
            "Practitioner",
            {"name": [{"text": party.person}]},
            party.person,
            names.PRACTITIONER,
            party.is_care,
        ),
    )
    content: dict[str, Any] = {
        "practitioner": {"reference": person, "display": party.person},
        "organization": {"reference": organization, "display": party.organization},
    }
    if party.role:
        content["code"] = [concept(party.role)]
    words = ", ".join(word for word in (party.person, party.role, party.organization) if word)
    return book.add(
        f"{side}-role",
        Resource("PractitionerRole", content, words, names.PRACTITIONER_ROLE, party.is_care),
    )
