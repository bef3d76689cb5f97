"""Reading one item of a Questionnaire with all that stands under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from duizend.questionnaires.rules.conditions import read_conditions
from duizend.questionnaires.rules.elements import LONGEST_LINK_ID, Element
from duizend.questionnaires.rules.form import Bounds, CutOff, Form, Item, ItemType
from duizend.questionnaires.rules.options import FHIR, read_options
from duizend.questionnaires.rules.problems import Findings, Problem
from duizend.questionnaires.rules.values import KINDS, in_order, is_value

MOST_ITEMS = 1000
DEEPEST = 20
STRUCTURE = f"{FHIR}StructureDefinition/"
WITH_LENGTH = frozenset(
    (
        ItemType.BOOLEAN,
        ItemType.DECIMAL,
        ItemType.INTEGER,
        ItemType.STRING,
        ItemType.TEXT,
        ItemType.URL,
        ItemType.OPEN_CHOICE,
    )
)


@dataclass
class Reader:
    """What is shared while a file is read: its value sets, how much was read, what was found.

    `elements` are the items as they came in: what they work out is read when all are known.
    """

    found: Findings
    value_sets: Mapping[str, Element]
    count: int = 0
    elements: dict[str, Element] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def items(self, element: Element, life_domain: str, path: str, depth: int) -> tuple[Item, ...]:
        """The items of a list or of an item; a place without linkId is named by its path."""
        read = []
        for number, raw in enumerate(element.objects("item")):
            self.count += 1
            if self.count > MOST_ITEMS:
                self.found.add("", Problem.TOO_LARGE)
                break
            item = self._item(raw.raw, life_domain, f"{path}item[{number}]", depth)
            if item is not None:
                read.append(item)
        return tuple(read)

    def _item(self, raw: Mapping[str, Any], life_domain: str, path: str, depth: int) -> Item | None:
        element = self._placed(raw, path)
        if depth > DEEPEST:
            element.refuse(Problem.TOO_DEEP)
            return None
        own = element.own()
        domain = str(next(iter(own.get("life-domain", [])), life_domain))
        items = self.items(element, domain, f"{path}.", depth + 1)
        try:
            kind = ItemType(element.text("type"))
        except ValueError:
            element.refuse(Problem.UNKNOWN_TYPE, element.text("type")[:80])
            return None
        element.check_no_modifier()
        conditions, is_any = read_conditions(element)
        item = Item(
            link_id=element.place,
            type=kind,
            text=element.text("text"),
            items=items,
            options=read_options(element, kind, self.value_sets),
            repeats=element.flag("repeats"),
            max_length=element.whole("maxLength") or 0,
            enable_when=conditions,
            enable_any=is_any,
            life_domain=domain,
            restricted=True in own.get("restricted", []),
            ask_alone=True in own.get("ask-alone", []),
            for_professional="professional" in own.get("for", []),
            is_deeper="deeper" in own.get("depth", []),
            phases=tuple(map(str, own.get("phase", []))),
            conversation_card=str(next(iter(own.get("conversation-card", [])), "")),
            asks=tuple(map(str, own.get("asks", []))),
            prefix=element.text("prefix", 255),
            codes=tuple(one.raw for one in element.objects("code")),
            initial=_initial(element, kind),
            required=element.flag("required"),
            read_only=element.flag("readOnly"),
            hidden=_is_hidden(element),
            bounds=_bounds(element),
            unit=_unit(element),
            cut_offs=_cut_offs(element),
            needs_all=True in own.get("needs-all", []),
        )
        self.elements[item.link_id] = element
        _check(element, item)
        return item

    def elements_in_order(self, form: Form) -> list[tuple[str, Element]]:
        """The items as they came in, a parent before its children; not those that we added."""
        return [
            (name, self.elements[name])
            for name in form.by_link_id
            if name and name in self.elements
        ]

    def _placed(self, raw: Mapping[str, Any], path: str) -> Element:
        """An item at its linkId; where it has none, that is refused with its path and words."""
        link_id = raw.get("linkId")
        if isinstance(link_id, str) and link_id.strip() and len(link_id) <= LONGEST_LINK_ID:
            self.named.add(link_id)
            return Element(raw, link_id, self.found)
        words = raw.get("text")
        where = f"{path} “{words[:80]}”" if isinstance(words, str) else path
        if link_id is None or (isinstance(link_id, str) and not link_id.strip()):
            self.found.add("", Problem.NO_LINK_ID, where)
        elif isinstance(link_id, str):
            self.found.add("", Problem.TOO_LONG, f"{where}: linkId")
        else:
            self.found.add("", Problem.WRONG_KIND, f"{where}: linkId")
        return Element(raw, "", self.found)


def _check(element: Element, item: Item) -> None:
    """The rules of R4 for what may stand where (its que-constraints)."""
    raw = element.raw
    if item.type is ItemType.GROUP:
        if not raw.get("item"):
            element.refuse(Problem.EMPTY_GROUP)
        if item.repeats and item.bounds.max_occurs != 1:
            element.refuse(Problem.REPEATING_GROUP)
    if item.type is ItemType.DISPLAY:
        names = ("item", "code", "required", "repeats", "readOnly", "initial")
        wrong = [name for name in names if raw.get(name) not in (None, False)]
        if wrong:
            element.refuse(Problem.NOT_FOR_DISPLAY, ", ".join(wrong))
    if item.max_length and item.type not in WITH_LENGTH:
        element.refuse(Problem.LENGTH_NOT_HERE)
    if raw.get("initial") and item.options:
        element.refuse(Problem.INITIAL_AND_OPTIONS)
    chosen = sum(option.is_initial for option in item.options)
    if max(chosen, len(item.initial)) > 1 and not item.repeats:
        element.refuse(Problem.TWO_INITIALS)


def _initial(element: Element, kind: ItemType) -> tuple[Mapping[str, Any], ...]:
    if kind is ItemType.DISPLAY:
        return ()
    if kind is ItemType.GROUP:
        if element.objects("initial"):
            element.refuse(Problem.NOT_FOR_GROUP, "initial")
        return ()
    found = []
    for one in element.objects("initial"):
        value = one.kept("value")
        [(name, plain)] = value.items() if len(value) == 1 else [("", None)]
        short = name.removeprefix("value")
        if short in KINDS[kind] and is_value(short, plain):
            found.append(value)
        else:
            element.refuse(Problem.VALUE_NOT_HERE, "initial")
    return tuple(found)


def _is_hidden(element: Element) -> bool:
    return any(
        url == f"{STRUCTURE}questionnaire-hidden" and one.flag("valueBoolean")
        for url, one in element.extensions()
    )


def _bounds(element: Element) -> Bounds:
    """Standard extensions; our own content and that of others write them the same way."""
    found: dict[str, Any] = {}
    for url, one in element.extensions():
        name = url.removeprefix(STRUCTURE)
        if name in ("minValue", "maxValue"):
            found[name] = _bound(one)
        elif name in ("minLength", "maxDecimalPlaces"):
            found[name] = one.whole("valueInteger")
        elif name in ("questionnaire-minOccurs", "questionnaire-maxOccurs"):
            found[name.removeprefix("questionnaire-")] = one.whole("valueInteger")
    least, most = found.get("minValue"), found.get("maxValue")
    if least is not None and most is not None and not _no_more(least, most):
        element.refuse(Problem.BOUNDS, f"{least} > {most}")
    return Bounds(
        least=least,
        most=most,
        min_length=found.get("minLength") or 0,
        decimals=found.get("maxDecimalPlaces"),
        min_occurs=found.get("minOccurs") or 0,
        max_occurs=found.get("maxOccurs"),
    )


def _bound(element: Element) -> Decimal | str | None:
    for name, given in element.kept("value").items():
        kind = name.removeprefix("value")
        if kind in ("Integer", "Decimal", "Date", "DateTime", "Time") and is_value(kind, given):
            return given if isinstance(given, str) else Decimal(str(given))
    element.refuse(Problem.BOUNDS, element.text("url").rpartition("/")[2])
    return None


def _no_more(least: Decimal | str, most: Decimal | str) -> bool:
    if isinstance(least, str) and isinstance(most, str):
        return least <= most
    return isinstance(least, Decimal) and isinstance(most, Decimal) and least <= most


def _unit(element: Element) -> str:
    for url, one in element.extensions():
        coding = one.object("valueCoding") if url == f"{STRUCTURE}questionnaire-unit" else None
        if coding is not None:
            return coding.text("display", 80) or coding.text("code", 80)
    return ""


def _cut_offs(element: Element) -> tuple[CutOff, ...]:
    found = []
    for url, one in element.extensions():
        if url != "urn:duizend:cut-off":
            continue
        parts = {part.text("url"): part for part in one.objects("extension")}
        least = parts["from"].raw.get("valueDecimal") if "from" in parts else None
        if least is None or in_order("Decimal", least) is None or "meaning" not in parts:
            element.refuse(Problem.WRONG_KIND, "cut-off")
            continue
        source = parts["source"].text("valueString") if "source" in parts else ""
        meaning = parts["meaning"].text("valueString")
        found.append(CutOff(Decimal(str(least)), meaning, source))
    return tuple(sorted(found, key=lambda one: one.least))
