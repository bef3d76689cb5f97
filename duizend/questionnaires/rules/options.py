"""The answers that can be chosen: from the item itself, or from a value set in the same file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from duizend.questionnaires.rules.elements import Element
from duizend.questionnaires.rules.form import DECLINED, ItemType, Option
from duizend.questionnaires.rules.problems import Problem
from duizend.questionnaires.rules.values import is_value

FHIR = "http://hl7.org/fhir/"
# The names under which R4, later versions and SDC write what an answer counts for.
WEIGHTS = frozenset(
    (
        "ordinalValue",
        "itemWeight",
        "questionnaire-ordinalValue",
        "valueset-ordinalValue",
        "codesystem-ordinalValue",
        "sdc-questionnaire-itemWeight",
    )
)
WITH_OPTIONS = frozenset(
    (
        ItemType.CHOICE,
        ItemType.OPEN_CHOICE,
        ItemType.INTEGER,
        ItemType.DECIMAL,
        ItemType.DATE,
        ItemType.DATE_TIME,
        ItemType.TIME,
        ItemType.STRING,
    )
)
_V2 = "http://terminology.hl7.org/CodeSystem/v2-0136"
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
# The only value set that is known here without standing in the file: three codes, printed in
# full on hl7.org/fhir/R4 (valueset-example-yesnodontknow, read 2026-11-23). Those of LOINC are
# under a licence of their own and have to come with the list.
KNOWN: Mapping[str, Sequence[Mapping[str, Any]]] = {
    f"{FHIR}ValueSet/yesnodontknow": (
        {"system": _V2, "code": "Y", "display": "Yes"},
        {"system": _V2, "code": "N", "display": "No"},
        {"system": _ABSENT, "code": "asked-unknown", "display": "Don't know"},
    )
}


def weight_of(*carriers: Mapping[str, Any]) -> Decimal | None:
    """What an answer counts for, from the extensions of a coding or an option."""
    for carrier in carriers:
        extensions = carrier.get("extension")
        for one in extensions if isinstance(extensions, list) else ():
            url = one.get("url") if isinstance(one, Mapping) else None
            if not isinstance(url, str) or not url.startswith(FHIR):
                continue
            raw = one.get("valueDecimal", one.get("valueInteger"))
            if url.rpartition("/")[2] in WEIGHTS and is_value("Decimal", raw):
                return Decimal(str(raw))
    return None


def read_options(
    element: Element, kind: ItemType, value_sets: Mapping[str, Element]
) -> tuple[Option, ...]:
    """The options of an item; refuses what cannot be chosen from."""
    own, named = element.objects("answerOption"), element.text("answerValueSet")
    if not own and not named:
        if kind in (ItemType.CHOICE, ItemType.OPEN_CHOICE):
            element.refuse(Problem.NO_OPTIONS)
        return ()
    if own and named:
        element.refuse(Problem.TWO_KINDS_OF_OPTIONS)
        return ()
    if kind not in WITH_OPTIONS or (named and kind not in (ItemType.CHOICE, ItemType.OPEN_CHOICE)):
        element.refuse(Problem.OPTIONS_NOT_HERE)
        return ()
    options = [_option(one) for one in own] if own else list(_of_set(element, named, value_sets))
    return tuple(_distinct(element, [one for one in options if one is not None]))


def _distinct(element: Element, options: Sequence[Option]) -> Iterator[Option]:
    """Each option with a key of its own, which is its code where that says enough."""
    seen: set[str] = set()
    keys: set[str] = set()
    for number, option in enumerate(options, 1):
        mark = json.dumps(option.value, sort_keys=True)
        if mark in seen:
            element.refuse(Problem.DOUBLE_OPTION, option.label[:80])
            continue
        seen.add(mark)
        key = option.key if option.key and option.key not in keys else f"{number}:{option.key}"
        keys.add(key)
        yield option if key == option.key else _with_key(option, key)


def _with_key(option: Option, key: str) -> Option:
    return Option(**{**option.__dict__, "key": key})


def _option(element: Element) -> Option | None:
    element.check_no_modifier()
    value = element.kept("value")
    [(name, plain)] = value.items() if len(value) == 1 else [("", None)]
    kind = name.removeprefix("value")
    if kind not in ("Integer", "Date", "Time", "String", "Coding") or not is_value(kind, plain):
        element.refuse(Problem.WRONG_KIND, "answerOption")
        return None
    own = element.own()
    coding: Mapping[str, Any] = plain if isinstance(plain, Mapping) else {}
    beside = element.raw.get(f"_{name}")
    key = str(coding.get("code", "")) if coding else str(plain)
    return Option(
        key=key,
        label=str(coding.get("display") or key) if coding else str(plain),
        value=value,
        concepts=tuple(map(str, own.get("concept", []))),
        talk_now=str(next(iter(own.get("talk-now", [])), "")),
        direct_flag=str(next(iter(own.get("direct-flag", [])), "")),
        weight=None
        if key == DECLINED
        else weight_of(element.raw, coding, beside if isinstance(beside, Mapping) else {}),
        is_initial=element.flag("initialSelected"),
    )


def _of_set(
    element: Element, named: str, value_sets: Mapping[str, Element]
) -> Iterator[Option | None]:
    if named in KNOWN:
        codings: Sequence[Mapping[str, Any]] = KNOWN[named]
    elif named.startswith("#") and named[1:] in value_sets:
        codings = list(_codings(value_sets[named[1:]]))
    else:
        codings = ()
    if not codings:
        element.refuse(Problem.NO_SUCH_VALUE_SET, named[:200])
    for coding in codings:
        if is_value("Coding", coding):
            code = str(coding.get("code", ""))
            label = str(coding.get("display") or code)
            yield Option(code, label, {"valueCoding": coding}, weight=weight_of(coding))
        else:
            element.refuse(Problem.WRONG_KIND, named[:200])


def _codings(value_set: Element) -> Iterator[Mapping[str, Any]]:
    """The codes that a value set lists itself. None where it leaves them to a terminology
    server: by a filter, another set, or what it leaves out."""
    expansion, compose = value_set.object("expansion"), value_set.object("compose")
    if expansion is not None:
        for one in expansion.objects("contains"):
            if not one.flag("abstract"):
                yield _coding(one, one.text("system"))
    elif compose is not None and not compose.objects("exclude"):
        included = compose.objects("include")
        if all(one.raw.get("concept") and "filter" not in one.raw for one in included):
            for part in included:
                for one in part.objects("concept"):
                    yield _coding(one, part.text("system"))


def _coding(element: Element, system: str) -> Mapping[str, Any]:
    kept = {"system": system, "code": element.text("code"), "display": element.text("display")}
    found: dict[str, Any] = {name: given for name, given in kept.items() if given}
    if isinstance(element.raw.get("extension"), list):
        found["extension"] = element.raw["extension"]
    return found
