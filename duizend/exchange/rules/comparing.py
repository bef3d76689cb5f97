"""What a file would change: each line held against what is on the menu now."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from duizend.exchange.rules.plans import (
    Change,
    Known,
    KnownOffer,
    NewOrganization,
    Outcome,
    Outlook,
    Plan,
    Wishes,
)
from duizend.exchange.rules.rows import (
    EMPTY,
    FIELDS,
    Field,
    Kind,
    Note,
    Problem,
    Reason,
    Remark,
    Row,
)
from duizend.exchange.rules.vocabulary import folded

# What a new offer cannot do without. Every other field may be unknown.
NEEDED = ("name", "summary", "municipalities")
# What the menu is searched by; without it an offer is found less easily.
SEARCHED_BY = ("phases", "life_domains", "forms", "languages")
LONGEST_CODE = 60
_IDENTITY = frozenset({"code"})
_UNORDERED = frozenset({Kind.CODES, Kind.TEXTS})


def compare(
    rows: Iterable[Row], known: Known, wishes: Wishes, *, today: date, default_source: str
) -> Plan:
    """The plan for these rows.

    `default_source` is the source of offers that name none: how the file is called.
    """
    work = _Comparison(known, wishes, today, default_source)
    lines = tuple(work.outlook(row) for row in rows)
    refused = [line for line in lines if line.outcome is Outcome.REFUSED]
    waits = wishes.retire_missing and bool(refused)
    gone = work.missing(lines) if wishes.retire_missing and not waits else ()
    used = {line.organization for line in lines if line.outcome is not Outcome.REFUSED}
    brought = tuple(one for one in work.brought.values() if one.code in used)
    return Plan(lines, brought, gone, waits)


def code_for(
    name: str, organization: str, taken: Collection[str] = (), external_id: str = ""
) -> str:
    """A code for an offer without one: from its name and who gives it, always the same."""
    words = f"{name} {organization}"
    plain = normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if slug and len(slug) <= LONGEST_CODE and slug not in taken:
        return slug
    only = sha256(f"{words}\n{external_id}".encode()).hexdigest()[:8]
    return f"{slug[:49].strip('-') or 'aanbod'}-{only}"


class _Comparison:
    """Holds lines against what is known, and remembers which were seen already."""

    def __init__(self, known: Known, wishes: Wishes, today: date, default_source: str) -> None:
        self.known, self.wishes, self.today = known, wishes, today
        self.default_source = default_source
        self.external = known.by_external_id()
        self.by_code = {one.code: one for one in known.organizations}
        self.by_name: dict[str, list[str]] = defaultdict(list)
        for one in known.organizations:
            self.by_name[folded(one.name)].append(one.code)
        self.brought: dict[str, NewOrganization] = {}
        self.seen: dict[tuple[str, str], int] = {}
        self.codes: set[str] = set()

    def outlook(self, row: Row) -> Outlook:
        problems = list(row.problems)
        present = self._present(row, problems)
        organization = self._organization(row, present, problems)
        code = self._code(row, present, organization)
        self._only_once(row, code, problems)
        values = self._values(row, present, code)
        self._needed(values, row, present, problems)
        if problems:
            once = tuple(dict.fromkeys(problems))
            return Outlook(row, Outcome.REFUSED, code, problems=once, remarks=row.remarks)
        remarks = (*row.remarks, *self._remarks(row, values, present))
        changes = _changes(present, values, organization, offered=row.offered)
        outcome = Outcome.ADDED
        if present is not None:
            outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
        return Outlook(row, outcome, code, organization, values, changes, (), remarks)

    def missing(self, lines: Sequence[Outlook]) -> tuple[str, ...]:
        named = {line.code for line in lines}
        theirs = {line.organization for line in lines}
        return tuple(
            sorted(
                offer.code
                for offer in self.known.offers.values()
                if offer.organization in theirs and offer.code not in named and not offer.retired
            )
        )

    def _present(self, row: Row, problems: list[Problem]) -> KnownOffer | None:
        by_code = self.known.offers.get(row.values.get("code", ""))
        by_id = self.external.get(row.values.get("external_id", ""))
        if by_code and by_id and by_code is not by_id:
            problems.append(Problem(Reason.TWO_OFFERS, "external_id", by_id.code))
        found = by_code or by_id
        if found is None and not row.values.get("code") and not row.values.get("external_id"):
            name, organization = (row.values.get(key, "") for key in ("name", "organization"))
            wanted = self._code_of_organization(row) or organization
            found = self.known.offers.get(code_for(name, wanted))
        return found

    def _code(self, row: Row, present: KnownOffer | None, organization: str) -> str:
        if present is not None:
            return present.code
        if row.values.get("code"):
            return str(row.values["code"])
        external_id = row.values.get("external_id", "")
        # With a key of its own, two offers of one name are two offers.
        taken = self.known.offers.keys() | self.codes if external_id else ()
        return code_for(row.values.get("name", ""), organization, taken, external_id)

    def _only_once(self, row: Row, code: str, problems: list[Problem]) -> None:
        # Without a name there is no code to hold against others: it is refused anyhow.
        named = row.values.get("code") or row.values.get("name") or code in self.known.offers
        keys = [("code", code)] if named else []
        if row.values.get("external_id"):
            keys.append(("external_id", row.values["external_id"]))
        for key in keys:
            if key in self.seen:
                problems.append(Problem(Reason.TWICE, key[0], str(self.seen[key])))
                return
        self.codes.add(code)
        for key in keys:
            self.seen[key] = row.line

    def _code_of_organization(self, row: Row) -> str:
        """The code of the organisation that a line names, when it is known; else empty."""
        code, name = row.values.get("organization_code", ""), row.values.get("organization", "")
        if code in self.by_code:
            return str(code)
        if name in self.by_code:
            return str(name)
        named = self.by_name.get(folded(name), [])
        return named[0] if len(named) == 1 else ""

    def _organization(self, row: Row, present: KnownOffer | None, problems: list[Problem]) -> str:
        name = row.values.get("organization", "") or row.values.get("organization_code", "")
        if not name:
            if present is None and not _says(row.problems, "organization"):
                problems.append(Problem(Reason.MISSING, "organization"))
            return present.organization if present else ""
        found = self._code_of_organization(row)
        if found:
            return found
        if len(self.by_name.get(folded(name), [])) > 1:
            problems.append(Problem(Reason.TWO_ORGANIZATIONS, "organization", name))
            return ""
        return self._bring(row, name, problems)

    def _bring(self, row: Row, name: str, problems: list[Problem]) -> str:
        kind = row.values.get("organization_kind", "") or self.wishes.kind_of_new
        key = folded(name)
        if key in self.brought:
            return self.brought[key].code
        if not kind:
            if not _says(row.problems, "organization_kind"):
                problems.append(Problem(Reason.NO_KIND, "organization", name))
            return ""
        taken = self.by_code.keys() | {one.code for one in self.brought.values()}
        code = row.values.get("organization_code", "") or code_for(name, "", taken)
        if code in taken:
            problems.append(Problem(Reason.TWO_ORGANIZATIONS, "organization_code", code))
            return ""
        phone, email = (row.values.get(f"organization_{k}", "") for k in ("phone", "email"))
        self.brought[key] = NewOrganization(code, name, kind, phone, email)
        return str(code)

    def _values(self, row: Row, present: KnownOffer | None, code: str) -> dict[str, Any]:
        before = present.values if present else {n: EMPTY[f.kind] for n, f in FIELDS.items()}
        given = {name: value for name, value in row.values.items() if name in FIELDS}
        values = {**before, **given, "code": code}
        # An empty cell says nothing of where it stands: what was known stays.
        values["sources"] = values["sources"] or before["sources"]
        if present is None and not values["sources"]:
            values["sources"] = ({"ref": self.default_source, "year": None},)
        values["checked_on"] = values["checked_on"] or before["checked_on"] or self.today
        values["waiting_checked_on"] = self._asked_on(row, values, before)
        return values

    def _asked_on(
        self, row: Row, values: Mapping[str, Any], before: Mapping[str, Any]
    ) -> date | None:
        """When the waiting time was asked; a new time without a day was asked with the rest."""
        if values["waiting_days"] is None:
            return None
        told: date | None = row.values.get("waiting_checked_on")
        checked: date = row.values.get("checked_on") or self.today
        if told is None and values["waiting_days"] != before["waiting_days"]:
            return checked
        kept: date | None = told or before["waiting_checked_on"]
        return kept or checked

    def _needed(
        self,
        values: Mapping[str, Any],
        row: Row,
        present: KnownOffer | None,
        problems: list[Problem],
    ) -> None:
        for name in NEEDED:
            if not values[name] and not _says(row.problems, name):
                problems.append(Problem(Reason.MISSING, name))
        for name in ("checked_on", "waiting_checked_on"):
            if row.values.get(name) and row.values[name] > self.today:
                problems.append(Problem(Reason.IN_THE_FUTURE, name, row.values[name].isoformat()))
        if present is None and not row.offered:
            problems.append(Problem(Reason.NOT_OFFERED))

    def _remarks(
        self, row: Row, values: Mapping[str, Any], present: KnownOffer | None
    ) -> list[Remark]:
        found = []
        if present is None and not row.values.get("checked_on"):
            found.append(Remark(Note.NO_CHECK_DATE, "checked_on"))
        found += [Remark(Note.NOT_FOUND_BY, name) for name in SEARCHED_BY if not values[name]]
        return found


def same(one: Field, left: Any, right: Any) -> bool:
    """Whether two values of a field mean the same; the order of a list means nothing."""
    if one.kind in _UNORDERED:
        return set(left) == set(right)
    if one.kind in (Kind.TEXT, Kind.LONG):
        return str(left).split() == str(right).split()
    if one.kind is Kind.SOURCES:
        return list(left) == list(right)
    return bool(left == right)


def _changes(
    present: KnownOffer | None, values: Mapping[str, Any], organization: str, *, offered: bool
) -> tuple[Change, ...]:
    if present is None:
        return ()
    found = [
        Change(name, present.values[name], values[name])
        for name, one in FIELDS.items()
        if name not in _IDENTITY and not same(one, present.values[name], values[name])
    ]
    if present.organization != organization:
        found.insert(0, Change("organization", present.organization, organization))
    if present.retired is offered:
        found.append(Change("on_the_menu", not present.retired, offered))
    return tuple(found)


def _says(problems: Iterable[Problem], name: str) -> bool:
    """Whether something was said of this field already: it was given, but wrong."""
    return any(problem.field == name for problem in problems)
