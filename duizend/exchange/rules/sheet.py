"""Our own template: one row per offer, Dutch heads. The same for a workbook and for CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from duizend.exchange.rules.line import Line
from duizend.exchange.rules.rows import (
    COST_PARTS,
    FIELDS,
    MOST_ROWS,
    ORGANIZATION_FIELDS,
    Kind,
    Read,
    Row,
    Unreadable,
)
from duizend.exchange.rules.values import source_text
from duizend.exchange.rules.vocabulary import Vocabulary, folded

# The head of each column, in the order of the template. Part of the format: they never follow a
# change of the words on screen.
COLUMNS: Mapping[str, str] = {
    "code": "Code",
    "name": "Naam",
    "organization": "Organisatie",
    "organization_kind": "Soort organisatie",
    "summary": "Wat is het",
    "for_whom": "Voor wie",
    "goal": "Doel",
    "municipalities": "Gemeenten",
    "neighbourhoods": "Wijken",
    "phases": "Fase",
    "life_domains": "Gaat over",
    "forms": "Vorm",
    "intensity": "Hoe intensief",
    "languages": "Talen",
    "days": "Dagen",
    "places": "Plaatsen",
    "waiting_days": "Wachttijd in dagen",
    "waiting_checked_on": "Wachttijd gevraagd op",
    "priority_for_pregnant": "Voorrang bij zwangerschap",
    "for_fathers": "Ook voor vaders",
    "informal": "Informeel",
    "free": "Gratis",
    "indication_needed": "Indicatie nodig",
    "who_may_refer": "Wie mag aanmelden",
    "price": "Prijs voor het gezin",
    "financing": "Wie betaalt",
    "cost_amount_eur": "Kosten in euro",
    "cost_unit": "Kosten per",
    "cost_year": "Kosten jaar",
    "cost_note": "Kosten toelichting",
    "cost_source": "Kosten bron",
    "cost_kind": "Kosten of baten",
    "phone": "Telefoon",
    "email": "E-mail",
    "website": "Website",
    "owner_name": "Eigenaar naam",
    "owner_email": "Eigenaar e-mail",
    "interventions": "Interventies",
    "checked_on": "Gecontroleerd op",
    "stops_on": "Stopt op",
    "sources": "Bronnen",
    "external_id": "Kenmerk elders",
    "organization_code": "Code organisatie",
    "organization_phone": "Telefoon organisatie",
    "organization_email": "E-mail organisatie",
}
# Other heads that people use for the same.
ALIASES: Mapping[str, str] = {
    "aanbod": "name",
    "titel": "name",
    "naam aanbod": "name",
    "aanbieder": "organization",
    "naam organisatie": "organization",
    "organisation": "organization",
    "organisatiesoort": "organization_kind",
    "omschrijving": "summary",
    "beschrijving": "summary",
    "description": "summary",
    "doelgroep": "for_whom",
    "gemeente": "municipalities",
    "municipality": "municipalities",
    "wijk": "neighbourhoods",
    "fasen": "phases",
    "fases": "phases",
    "phase": "phases",
    "leefgebied": "life_domains",
    "leefgebieden": "life_domains",
    "life_domain": "life_domains",
    "thema": "life_domains",
    "vormen": "forms",
    "form": "forms",
    "intensiteit": "intensity",
    "taal": "languages",
    "language": "languages",
    "dag": "days",
    "plaats": "places",
    "locatie": "places",
    "wachttijd": "waiting_days",
    "wachttijd (dagen)": "waiting_days",
    "voorrang voor zwangeren": "priority_for_pregnant",
    "voorrang zwangeren": "priority_for_pregnant",
    "vaders": "for_fathers",
    "voor vaders": "for_fathers",
    "indicatie": "indication_needed",
    "wie mag verwijzen": "who_may_refer",
    "verwijzers": "who_may_refer",
    "prijs": "price",
    "eigen bijdrage": "price",
    "financiering": "financing",
    "telefoonnummer": "phone",
    "telephone": "phone",
    "mail": "email",
    "emailadres": "email",
    "e-mailadres": "email",
    "url": "website",
    "site": "website",
    "eigenaar": "owner_name",
    "interventie": "interventions",
    "bron": "sources",
    "laatst gecontroleerd": "checked_on",
    "id": "external_id",
}
IDENTIFYING = ("code", "name", "external_id")
COST_COLUMNS = {f"cost_{part}": part for part in COST_PARTS}
# A sheet with more columns than this is no list of offers.
MOST_COLUMNS = 200


def read_table(
    heads: Sequence[object], rows: Iterable[tuple[int, Sequence[object]]], words: Vocabulary
) -> Read:
    """The rows of a table. `rows` are (line number, cells); empty rows are passed over.

    Raises Unreadable when no column says which offer a row is about, when a head stands
    there twice, or when there are no rows or too many.
    """
    columns, unused = _columns(heads)
    found: list[Row] = []
    for number, cells in rows:
        told = {name: cells[at] if at < len(cells) else "" for at, name in columns.items()}
        if all(_empty(value) for value in told.values()):
            continue
        if len(found) == MOST_ROWS:
            raise Unreadable("too_many_rows", str(MOST_ROWS), number)
        found.append(_row(number, told, words))
    if not found:
        raise Unreadable("no_rows")
    return Read(tuple(found), tuple(unused))


def table_row(
    values: Mapping[str, Any], words: Vocabulary
) -> list[str | int | float | date | None]:
    """The cells of one offer, in the order of COLUMNS. `values` also has the organisation."""
    return [_cell(name, values, words) for name in COLUMNS]


def _columns(heads: Sequence[object]) -> tuple[dict[int, str], list[str]]:
    if len(heads) > MOST_COLUMNS:
        raise Unreadable("too_many_columns", str(MOST_COLUMNS))
    known = {name: name for name in COLUMNS} | dict(ALIASES)
    known |= {folded(head): name for name, head in COLUMNS.items()}
    columns: dict[int, str] = {}
    unused = []
    for at, head in enumerate(heads):
        written = str(head).strip() if head is not None else ""
        name = known.get(folded(written.rstrip("*")))
        if name is None:
            unused += [written] if written else []
        elif name in columns.values():
            raise Unreadable("head_twice", written)
        else:
            columns[at] = name
    if not set(IDENTIFYING) & set(columns.values()):
        raise Unreadable("no_heads", ", ".join(map(str, unused[:6])))
    return columns, unused


def _row(number: int, told: Mapping[str, object], words: Vocabulary) -> Row:
    line = Line(number, words)
    cost: dict[str, object] = {}
    for name, value in told.items():
        if name in COST_COLUMNS:
            cost[COST_COLUMNS[name]] = value
        else:
            line.put(name, value)
    if cost:
        line.put_cost(cost)
    return line.row()


def _empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _cell(
    name: str, values: Mapping[str, Any], words: Vocabulary
) -> str | int | float | date | None:
    if name in COST_COLUMNS:
        cost = values["cost"]
        part = COST_COLUMNS[name]
        found = cost[part] if cost else None
        if part == "kind" and found is not None:
            return {"cost": "kosten", "benefit": "baten"}[found]
        return found
    one = FIELDS.get(name) or ORGANIZATION_FIELDS[name]
    value = values[name]
    match one.kind:
        case Kind.CODES:
            return "; ".join(_word(one.words, code, words) for code in value)
        case Kind.CODE:
            return _word(one.words, value, words) if value else ""
        case Kind.TEXTS:
            return "; ".join(text.replace(";", "\\;") for text in value)
        case Kind.SOURCES:
            return "; ".join(source_text(one).replace(";", "\\;") for one in value)
        case Kind.YES_NO:
            return "ja" if value else "nee"
        case _:
            return value  # type: ignore[no-any-return]


def _word(list_: str, code: str, words: Vocabulary) -> str:
    """The label of a code where it comes back as that code, else the code itself."""
    label = words.label(list_, code)
    cut = any(sign in label for sign in ",;|")
    return label if not cut and words.code(list_, label) == code else code
