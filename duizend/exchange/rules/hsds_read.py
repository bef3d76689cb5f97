"""HSDS 3.0 service documents, of ours or of anybody, as rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from duizend.exchange.rules.hsds import (
    CLASSIFIED,
    DAYS,
    FACT,
    FACTS,
    NEIGHBOURHOOD,
    ORGANIZATION_CODE,
    ORGANIZATION_KIND,
    OURS,
    STATUSES,
    is_number,
    own_attributes,
    unquoted,
)
from duizend.exchange.rules.line import Line
from duizend.exchange.rules.rows import FIELDS, Kind, Reason, Row
from duizend.exchange.rules.vocabulary import Vocabulary

_CBS = re.compile(r"(?<![A-Z0-9])GM\d{4}(?!\d)")
_DAY = re.compile(r"[+-]?\d{0,2}([A-Z]{2})")
_BY_ICAL = {ical: day for day, ical in DAYS.items()}


def read_service(document: object, number: int, words: Vocabulary) -> Row:
    """One service document as a row."""
    line = Line(number, words)
    if not isinstance(document, Mapping):
        line.refuse(Reason.NOT_TEXT, "name", document)
        return line.row()
    _Service(document, line).read()
    return line.row()


class _Service:
    """Walks through one document and gives the line what it finds."""

    def __init__(self, document: Mapping[str, Any], line: Line) -> None:
        self.document, self.line = document, line
        self.attributes = self._attributes(document)
        self.is_ours = any(a[:2] == (FACT, OURS) for a in self.attributes)

    def read(self) -> None:
        self._identity()
        self._texts()
        self._organization()
        self._areas()
        self._places()
        self._phone()
        self._languages()
        self._days()
        self._cost()
        self._classified()
        self._facts()
        status = self.document.get("status", STATUSES[0])
        if status not in STATUSES:
            self.line.refuse(Reason.NOT_KNOWN, "status", status)
        self.line.offered = status == STATUSES[0]

    def _identity(self) -> None:
        if self.is_ours:
            return
        if not self.document.get("id"):
            self.line.refuse(Reason.MISSING, "external_id")
        self.line.put("external_id", self.document.get("id"))

    def _texts(self) -> None:
        for name, theirs in (
            ("website", "url"),
            ("email", "email"),
            ("owner_email", "assurer_email"),
            ("checked_on", "assured_date"),
        ):
            if self.document.get(theirs) or self.is_ours:
                self.line.put(name, self.document.get(theirs))
        for name, theirs in (
            ("name", "name"),
            ("summary", "description"),
            ("price", "fees_description"),
        ):
            if self.document.get(theirs) or self.is_ours:
                self.line.put_shortened(name, self.document.get(theirs))
        self._for_whom()

    def _for_whom(self) -> None:
        """Who it is for, with the ages and papers that HSDS keeps apart."""
        told = [self.document.get("eligibility_description")]
        phrases = self.line.vocabulary.phrases
        ages = [self.document.get(key) for key in ("minimum_age", "maximum_age")]
        if any(age is not None for age in ages):
            low, high = (
                "" if age is None else f"{age:g}" if is_number(age) else age for age in ages
            )
            told.append(f"{phrases['ages']}: {low}–{high}")
        papers = [one.get("document") for one in self._list(self.document, "required_documents")]
        if any(papers):
            told.append(f"{phrases['papers']}: {', '.join(map(str, filter(None, papers)))}")
        given = [one for one in told if one]
        if all(isinstance(one, str) for one in given):
            if given or self.is_ours:
                self.line.put_shortened("for_whom", "\n".join(map(str, given)))
        else:
            self.line.refuse(Reason.NOT_TEXT, "for_whom", given[0])

    def _organization(self) -> None:
        found = self.document.get("organization")
        if found is None:
            return
        if not isinstance(found, Mapping):
            self.line.refuse(Reason.NOT_TEXT, "organization", found)
            return
        self.line.put_shortened("organization", found.get("name"))
        for taxonomy, code, value in self._attributes(found):
            if taxonomy == ORGANIZATION_KIND:
                self.line.put("organization_kind", code)
            elif (taxonomy, code) == (FACT, ORGANIZATION_CODE):
                self.line.put("organization_code", value)
        if found.get("email"):
            self.line.put("organization_email", found["email"])
        phones = self._list(found, "phones")
        if phones:
            number = phones[0].get("number")
            number = number if self.is_ours else unquoted(number)
            self.line.put_shortened("organization_phone", number)

    def _areas(self) -> None:
        """Municipalities by CBS code or by name; what is no municipality is a neighbourhood."""
        areas = self._list(self.document, "service_areas")
        for one in self._list(self.document, "service_at_locations"):
            areas += self._list(one, "service_areas")
        found, others = [], []
        for area in areas:
            code = self._municipality(area)
            if code:
                found.append(code)
            elif area.get("name"):
                others.append(area["name"])
        if not found and not self.is_ours:
            found = [code for city in self._cities() if (code := self._known_place(city))]
        if found:
            self.line.put("municipalities", found)
        elif others:
            # What was named is no municipality that we know: said with its name, not as missing.
            self.line.refuse(Reason.NOT_KNOWN, "municipalities", ", ".join(map(str, others)))
        if others or self.is_ours:
            self.line.put_shortened("neighbourhoods", others)

    def _municipality(self, area: Mapping[str, Any]) -> str | None:
        if area.get("uri") == NEIGHBOURHOOD:
            return None
        for key in ("uri", "extent", "description", "name"):
            written = area.get(key)
            named = _CBS.search(written) if isinstance(written, str) else None
            if named and self.line.vocabulary.code("municipalities", named[0]):
                return named[0]
        return self._known_place(area.get("name"))

    def _known_place(self, name: object) -> str | None:
        return self.line.vocabulary.code("municipalities", name) if isinstance(name, str) else None

    def _cities(self) -> Iterator[object]:
        for location in self._locations():
            for address in self._list(location, "addresses"):
                yield address.get("city")

    def _locations(self) -> Iterator[Mapping[str, Any]]:
        for one in self._list(self.document, "service_at_locations"):
            if isinstance(one.get("location"), Mapping):
                yield one["location"]

    def _places(self) -> None:
        named = []
        for location in self._locations():
            if location.get("location_type") == "virtual":
                continue
            addresses = self._list(location, "addresses")
            parts = [location.get("name")]
            parts += [addresses[0].get(key) for key in ("address_1", "city")] if addresses else []
            named.append(", ".join(str(part) for part in parts if part))
        if named or self.is_ours:
            self.line.put_shortened("places", [one for one in named if one])

    def _phone(self) -> None:
        holders = [self.document, *self._list(self.document, "contacts"), *self._locations()]
        organization = self.document.get("organization")
        if isinstance(organization, Mapping) and not self.is_ours:
            holders.append(organization)
        for holder in holders:
            for phone in self._list(holder, "phones"):
                if phone.get("number"):
                    number = phone["number"] if self.is_ours else unquoted(phone["number"])
                    self.line.put_shortened("phone", number)
                    return
        if self.is_ours:
            self.line.put("phone", None)

    def _languages(self) -> None:
        spoken = self._list(self.document, "languages")
        named = [one.get("code") or one.get("name") for one in spoken]
        if self.is_ours:
            self.line.put("languages", named)
        elif named:
            self.line.put_known("languages", named)

    def _days(self) -> None:
        schedules = self._list(self.document, "schedules")
        for one in self._list(self.document, "service_at_locations"):
            schedules += self._list(one, "schedules")
        open_on = set()
        for one in schedules:
            for written in str(one.get("byday") or "").upper().replace(" ", "").split(","):
                found = _DAY.fullmatch(written)
                if found and found[1] in _BY_ICAL:
                    open_on.add(_BY_ICAL[found[1]])
        if open_on or self.is_ours:
            self.line.put("days", [day for day in DAYS if day in open_on])

    def _cost(self) -> None:
        """Price and free from the options of HSDS, where the service does not say it itself."""
        options = self._list(self.document, "cost_options")
        amounts = [one.get("amount") for one in options]
        if self.is_ours or not options:
            return
        if all(is_number(one) and float(one) == 0 for one in amounts):  # type: ignore[arg-type]
            self.line.put("free", True)
        elif not self.document.get("fees_description"):
            said = [
                " ".join(
                    str(one[key])
                    for key in ("currency", "amount", "amount_description", "option")
                    if one.get(key)
                )
                for one in options
            ]
            self.line.put_shortened("price", "; ".join(filter(None, said)))

    def _classified(self) -> None:
        for name in CLASSIFIED:
            codes = [code for taxonomy, code, _value in self.attributes if taxonomy == name]
            if FIELDS[name].kind is Kind.CODE:
                codes = codes[:1]
            if codes or self.is_ours:
                single = FIELDS[name].kind is Kind.CODE
                self.line.put(name, (codes or [""])[0] if single else codes)

    def _facts(self) -> None:
        told: dict[str, list[str]] = {}
        for taxonomy, code, value in self.attributes:
            if taxonomy == FACT and code in FACTS:
                told.setdefault(code, []).append(value)
        for name in FACTS:
            if name not in told and not self.is_ours:
                continue
            values = told.get(name, [])
            if name == "sources":
                self.line.put(name, values)
            elif name == "cost":
                self._whole_cost(values[0] if values else "")
            else:
                self.line.put(name, values[0] if values else None)

    def _whole_cost(self, written: str) -> None:
        try:
            parts = json.loads(written) if written else {}
        except (ValueError, RecursionError):
            parts = None
        if isinstance(parts, dict):
            self.line.put_cost(parts)
        else:
            self.line.refuse(Reason.NOT_TEXT, "cost", written)

    def _attributes(self, holder: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        return list(own_attributes(self._list(holder, "attributes")))

    def _list(self, holder: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
        """The objects in a list; what is no list of objects is refused once, by its name."""
        found = holder.get(name)
        if found is None:
            return []
        if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
            self.line.refuse(Reason.NOT_TEXT, name, found)
            return []
        return list(found)
