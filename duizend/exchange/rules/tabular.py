"""HSDS 3.0 as a zip of tables with a `datapackage.json`: to documents, and from them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from duizend.exchange.rules.archive import unpacked
from duizend.exchange.rules.csv_text import not_run, read_csv
from duizend.exchange.rules.hsds import id_of
from duizend.exchange.rules.hsds_read import read_service
from duizend.exchange.rules.rows import MOST_ROWS, Read, Unreadable
from duizend.exchange.rules.vocabulary import Vocabulary

Doc = dict[str, Any]
Table = list[tuple[int, Doc]]

# The tables we use: name in the schema, its file, and which list of which parent it is.
TABLES: Mapping[str, str] = {
    "organization": "organizations",
    "service": "services",
    "service_at_location": "service_at_locations",
    "location": "locations",
    "address": "addresses",
    "contact": "contacts",
    "phone": "phones",
    "schedule": "schedules",
    "service_area": "service_areas",
    "language": "languages",
    "cost_option": "cost_options",
    "required_document": "required_documents",
    "attribute": "attributes",
    "taxonomy_term": "taxonomy_terms",
    "taxonomy": "taxonomies",
}
OF_SERVICE = (
    "phone", "schedule", "service_area", "service_at_location", "language", "cost_option",
    "required_document", "contact",
)  # fmt: skip
PACKAGE = "datapackage.json"
NUMBERS = frozenset({"amount", "minimum_age", "maximum_age"})
# A moment of its own would make two exports of one menu differ.
_STAMP = (2000, 1, 1, 0, 0, 0)


def is_tabular(files: Mapping[str, bytes]) -> bool:
    return any(PurePosixPath(name).name == PACKAGE for name in files) or bool(
        _file(files, "service")
    )


def read_zip(content: bytes, words: Vocabulary) -> Read:
    """The services in a zip; `line` is the line in `services.csv`. Raises Unreadable."""
    files = unpacked(content)
    named = _named_by_package(files)
    tables = {name: _table(named.get(name) or _file(files, name), files) for name in TABLES}
    if not tables["service"]:
        raise Unreadable("no_services_table")
    if len(tables["service"]) > MOST_ROWS:
        raise Unreadable("too_many_rows", str(MOST_ROWS))
    used = {named.get(name) or _file(files, name) for name in TABLES}
    rows = tuple(read_service(doc, line, words) for line, doc in _documents(tables))
    return Read(rows, tuple(sorted(n for n in files if n not in used and not n.endswith(PACKAGE))))


def write_zip(documents: Sequence[Doc]) -> bytes:
    """The documents of `hsds_write` as tables, with a `datapackage.json` that names them."""
    tables: dict[str, dict[str, Doc]] = {name: {} for name in TABLES}
    for document in documents:
        _spread(document, tables)
    out = BytesIO()
    resources = []
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            if not rows:
                continue
            columns = list(dict.fromkeys(key for row in rows.values() for key in row))
            path = f"{TABLES[name]}.csv"
            fields = [{"name": column, "type": "string"} for column in columns]
            resources.append(
                {
                    "name": TABLES[name],
                    "path": path,
                    "profile": "tabular-data-resource",
                    "format": "csv",
                    "mediatype": "text/csv",
                    "encoding": "utf-8",
                    "schema": {"fields": fields, "primaryKey": "id"},
                }
            )
            archive.writestr(_entry(path), _as_csv(columns, rows.values()))
        package = {
            "name": "duizend-menukaart",
            "profile": "tabular-data-package",
            "resources": resources,
        }
        archive.writestr(_entry(PACKAGE), json.dumps(package, indent=1))
    return out.getvalue()


def _spread(document: Doc, tables: dict[str, dict[str, Doc]]) -> None:
    """Put a service and all that hangs on it in their tables."""
    its_id, organization = document["id"], document["organization"]
    _keep(tables, "service", document)
    _keep(tables, "organization", organization)
    for name in OF_SERVICE:
        for one in document.get(TABLES[name], ()):
            links: Doc = {"service_id": its_id}
            if name == "service_at_location":
                links["location_id"] = one["location"]["id"]
                _keep(
                    tables, "location", {**one["location"], "organization_id": organization["id"]}
                )
            _keep(tables, name, {**one, **links})
    for phone in organization.get("phones", ()):
        _keep(tables, "phone", {**phone, "organization_id": organization["id"]})
    for holder in (document, organization):
        for one in holder.get("attributes", ()):
            term = one["taxonomy_term"]
            # In tables a taxonomy is a row of its own.
            urn = term["taxonomy"]
            _keep(tables, "taxonomy_term", {**term, "taxonomy_id": id_of("taxonomy", urn)})
            taxonomy = {"id": id_of("taxonomy", urn), "name": urn, "description": urn, "uri": urn}
            _keep(tables, "taxonomy", taxonomy)
            _keep(tables, "attribute", one)


def _keep(tables: dict[str, dict[str, Doc]], name: str, row: Doc) -> None:
    flat = {key: value for key, value in row.items() if not isinstance(value, dict | list)}
    tables[name].setdefault(flat["id"], flat)


def _documents(tables: Mapping[str, Table]) -> Iterator[tuple[int, Doc]]:
    terms = {row.get("id"): row for _line, row in tables["taxonomy_term"]}
    attributes = _by(tables["attribute"], "link_id")
    children = {name: _by(tables[name], "service_id") for name in OF_SERVICE}
    locations = {row.get("id"): row for _line, row in tables["location"]}
    addresses = _by(tables["address"], "location_id")
    location_phones = _by(tables["phone"], "location_id")
    at_location = {
        name: _by(tables[name], "service_at_location_id") for name in ("schedule", "service_area")
    }
    organizations = {row.get("id"): row for _line, row in tables["organization"]}
    phones = _by(tables["phone"], "organization_id")

    def described(row: Doc) -> Doc:
        found = [
            {**one, "taxonomy_term": terms.get(one.get("taxonomy_term_id"))}
            for one in attributes.get(row.get("id"), [])
        ]
        return {**row, "attributes": found} if found else dict(row)

    def placed(row: Doc) -> Doc:
        location = locations.get(row.get("location_id"))
        made = dict(row)
        for name, by_id in at_location.items():
            made[TABLES[name]] = by_id.get(row.get("id"), [])
        if location is not None:
            its_id = location.get("id")
            made["location"] = {
                **location,
                "addresses": addresses.get(its_id, []),
                "phones": location_phones.get(its_id, []),
            }
        return made

    for line, row in tables["service"]:
        document = described(row)
        for name in OF_SERVICE:
            held = children[name].get(row.get("id"), [])
            if name == "service_at_location":
                held = [placed(one) for one in held]
            if held:
                document[TABLES[name]] = held
        organization = organizations.get(row.get("organization_id"))
        if organization is not None:
            its_phones = phones.get(organization.get("id"), [])
            document["organization"] = {**described(organization), "phones": its_phones}
        yield line, document


def _by(table: Table, key: str) -> dict[Any, list[Doc]]:
    found: dict[Any, list[Doc]] = {}
    for _line, row in table:
        if row.get(key):
            found.setdefault(row[key], []).append(row)
    return found


def _table(path: str | None, files: Mapping[str, bytes]) -> Table:
    if path is None or not files[path].strip():
        return []
    heads, rows = read_csv(files[path])
    names = [head.strip() for head in heads]
    return [
        (line, {name: _value(name, cell) for name, cell in zip(names, cells, strict=False) if cell})
        for line, cells in rows
        if any(map(str.strip, cells))
    ]


def _value(name: str, cell: str) -> str | float:
    """Text, except where the schema has a number; what is no number stays text."""
    if name in NUMBERS:
        try:
            return float(cell)
        except ValueError:
            return cell
    return cell


def _file(files: Mapping[str, bytes], table: str) -> str | None:
    """The file of a table by its usual name, in any folder."""
    wanted = {f"{table}.csv", f"{TABLES[table]}.csv"}
    return next((name for name in sorted(files) if PurePosixPath(name).name in wanted), None)


def _named_by_package(files: Mapping[str, bytes]) -> dict[str, str]:
    """Which file holds which table, as `datapackage.json` says. Raises Unreadable."""
    package = next((n for n in sorted(files) if PurePosixPath(n).name == PACKAGE), None)
    if package is None:
        return {}
    try:
        said = json.loads(files[package].decode("utf-8-sig"))
        resources = said.get("resources", [])
        pairs = [(one["name"], one["path"]) for one in resources if isinstance(one["path"], str)]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise Unreadable("bad_datapackage") from problem
    folder = PurePosixPath(package).parent
    found = {}
    for name, path in pairs:
        held = str(folder / path)
        table = next((t for t, plural in TABLES.items() if name in (t, plural)), None)
        if table and held in files:
            found[table] = held
    return found


def _as_csv(columns: Sequence[str], rows: Any) -> str:
    out = StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(
        {key: not_run(value) if isinstance(value, str) else value for key, value in row.items()}
        for row in rows
    )
    return out.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _STAMP)
    entry.compress_type = ZIP_DEFLATED
    return entry
