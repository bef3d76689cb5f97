"""Doing the sums of instruments in plain Python, where FHIRPath says nothing more than that.

Most published scores are a sum of what answers count for, sometimes under a condition. The
tree of such an expression becomes a function over numbers, about a hundred times faster than
walking the response; anything else gives None and runs as FHIRPath.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from duizend.questionnaires.rules.form import ALONE, Form, Item, ItemType
from duizend.questionnaires.rules.options import FHIR

# Under these names every answer that counts for something says so.
STANDARD = tuple(f"{FHIR}StructureDefinition/{name}" for name in ("ordinalValue", "itemWeight"))
Tree = Mapping[str, Any]
Result = Decimal | bool | None


class Numbers(Protocol):
    """The answers of open questions, as numbers."""

    def weights(self, link_id: str) -> Sequence[Decimal]: ...
    def numbers(self, link_id: str) -> Sequence[Decimal]: ...
    def how_many(self, link_id: str) -> int: ...


Run = Callable[[Numbers], Result]


class _NotPlain(Exception):
    """This expression says more than a sum."""


@dataclass(frozen=True)
class _Path:
    """What a path leads to: items, their answers, values, or what those count for."""

    kind: str
    items: tuple[Item, ...] = ()


def plainly(tree: Tree, variables: Mapping[str, Tree], form: Form) -> Run | None:
    """The expression as a function, None when it is of another shape."""
    try:
        found = _Plain(form, variables).read(tree["children"][0])
        return _single(found) if isinstance(found, _Path) else found
    except (_NotPlain, KeyError, IndexError, ValueError):
        return None


def _single(path: _Path) -> Run:
    """One number, where a path can give at most one."""
    if path.kind not in ("weights", "numbers") or len(path.items) > 1:
        raise _NotPlain
    if not path.items:
        return lambda given: None
    item = path.items[0]
    if item.repeats:
        raise _NotPlain
    link_id, weights = item.link_id, path.kind == "weights"

    def run(given: Numbers) -> Result:
        found = given.weights(link_id) if weights else given.numbers(link_id)
        return found[0] if found else None

    return run


def _all_of(path: _Path) -> Callable[[Numbers], list[Decimal]]:
    names = [item.link_id for item in path.items]
    if path.kind == "weights":
        return lambda given: [one for name in names for one in given.weights(name)]
    if path.kind == "numbers":
        return lambda given: [one for name in names for one in given.numbers(name)]
    raise _NotPlain


def _how_many(path: _Path) -> Callable[[Numbers], int]:
    names = [item.link_id for item in path.items]
    if path.kind == "weights":
        return lambda given: sum(len(given.weights(name)) for name in names)
    if path.kind in ("answers", "values", "numbers"):
        return lambda given: sum(given.how_many(name) for name in names)
    raise _NotPlain


class _Plain:
    def __init__(self, form: Form, variables: Mapping[str, Tree]) -> None:
        self.form, self.variables = form, variables

    def read(self, node: Tree) -> Run | _Path:
        children: Sequence[Tree] = node.get("children", ())
        match node["type"]:
            case "TermExpression" | "ParenthesizedTerm" | "InvocationTerm":
                return self.read(children[0])
            case "LiteralTerm":
                return self._literal(children[0])
            case "ExternalConstantTerm":
                return self._constant(node)
            case "MemberInvocation" | "FunctionInvocation":
                return self._step(_Path("root"), node)
            case "InvocationExpression":
                return self._step(self.read(children[0]), children[1])
            case "AdditiveExpression" | "MultiplicativeExpression":
                return self._arithmetic(node)
            case "InequalityExpression" | "EqualityExpression":
                return self._comparison(node)
            case "AndExpression" | "OrExpression":
                return self._logic(node)
        raise _NotPlain

    def number(self, node: Tree) -> Run:
        found = self.read(node)
        return _single(found) if isinstance(found, _Path) else found

    def _literal(self, node: Tree) -> Run:
        match node["type"]:
            case "NumberLiteral":
                number = Decimal(node["text"])
                return lambda given: number
            case "BooleanLiteral":
                truth = node["text"] == "true"
                return lambda given: truth
            case "NullLiteral":
                return lambda given: None
        raise _NotPlain

    def _constant(self, node: Tree) -> Run | _Path:
        name = node["children"][0]["children"][0]["text"].strip("`")
        if name in ("resource", "context"):
            return _Path("root")
        if name in self.variables:
            later = list(self.variables)
            before = {one: self.variables[one] for one in later[: later.index(name)]}
            return _Plain(self.form, before).read(self.variables[name]["children"][0])
        raise _NotPlain

    def _step(self, base: Run | _Path, node: Tree) -> Run | _Path:
        if node["type"] == "MemberInvocation":
            return self._member(base, node["children"][0]["text"].strip("`"))
        if node["type"] != "FunctionInvocation":
            raise _NotPlain
        [function] = node["children"]
        name = function["children"][0]["text"]
        parameters = [p for one in function["children"][1:] for p in one.get("children", ())]
        if isinstance(base, _Path):
            return self._function(base, name, parameters)
        if name == "not" and not parameters:
            return lambda given: None if (found := base(given)) is None else not found
        if name in ("exists", "empty") and not parameters:
            wanted = name == "exists"
            return lambda given: (base(given) is not None) is wanted
        raise _NotPlain

    def _member(self, base: Run | _Path, name: str) -> _Path:
        if not isinstance(base, _Path):
            raise _NotPlain
        if base.kind == "root" and name == "item":
            return _Path("items", self._real(self.form.items))
        if base.kind == "items" and name == "item":
            return _Path("items", tuple(c for one in base.items for c in _under(one)))
        if base.kind == "items" and name == "answer":
            return _Path("answers", base.items)
        if base.kind == "answers" and name in ("value", "valueInteger", "valueDecimal"):
            numeric = (ItemType.INTEGER, ItemType.DECIMAL)
            if base.items and all(item.type in numeric for item in base.items):
                if name != "value":
                    raise _NotPlain
                return _Path("numbers", base.items)
        if base.kind == "answers" and name in ("value", "valueCoding"):
            return _Path("values", base.items)
        if base.kind == "extension" and name in ("value", "valueDecimal"):
            return _Path("weights", base.items)
        raise _NotPlain

    def _real(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """Not the question that this product put in itself."""
        return tuple(item for item in items if item.link_id != ALONE)

    def _function(self, base: _Path, name: str, parameters: Sequence[Tree]) -> Run | _Path:
        match name, len(parameters):
            case "where", 1 if base.kind in ("items", "everything"):
                picks = _picker(parameters[0])
                return _Path("items", tuple(one for one in base.items if picks(one.link_id)))
            case "repeat", 1 if base.kind in ("root", "items") and _text(parameters[0]) == "item":
                tops = self.form.items if base.kind == "root" else base.items
                below = [
                    c for one in tops for c in ((one,) if base.kind == "root" else _under(one))
                ]
                return _Path("items", tuple(x for one in below for x in _through(one)))
            case "descendants", 0 if base.kind == "root":
                return _Path("everything", tuple(self.form.by_link_id.values()))
            case "ordinal" | "ordinalValue" | "weight", 0 if base.kind in ("answers", "values"):
                return _Path("weights", base.items)
            case "extension", 1 if base.kind == "values" and _is_weight(_text(parameters[0])):
                return _Path("extension", base.items)
            case "iif", 2 | 3 if base.kind == "root":
                return self._either(parameters)
        return self._fold(base, name, parameters)

    def _fold(self, base: _Path, name: str, parameters: Sequence[Tree]) -> Run:
        match name, len(parameters):
            case "sum", 0:
                values = _all_of(base)
                return lambda given: sum(found, Decimal(0)) if (found := values(given)) else None
            case "aggregate", 2 if _adds(parameters[0]):
                values, start = _all_of(base), self.number(parameters[1])
                return lambda given: sum(values(given), _decimal(start(given)))
            case "count", 0:
                many = _how_many(base)
                return lambda given: Decimal(many(given))
            case "exists" | "empty", 0:
                many, wanted = _how_many(base), name == "exists"
                return lambda given: (many(given) > 0) is wanted
        raise _NotPlain

    def _either(self, parameters: Sequence[Tree]) -> Run:
        runs = [self.number(one) for one in parameters]
        test, yes = runs[0], runs[1]
        no: Run = runs[2] if len(runs) == 3 else lambda given: None
        return lambda given: yes(given) if test(given) is True else no(given)

    def _arithmetic(self, node: Tree) -> Run:
        first, second = (self.number(one) for one in node["children"])
        work = _ARITHMETIC.get(node["terminalNodeText"][0])
        if work is None:
            raise _NotPlain
        return lambda given: (
            None
            if (a := first(given)) is None or (b := second(given)) is None
            else work(_decimal(a), _decimal(b))
        )

    def _comparison(self, node: Tree) -> Run:
        first, second = (self.number(one) for one in node["children"])
        compare = _COMPARISON.get(node["terminalNodeText"][0])
        if compare is None:
            raise _NotPlain
        return lambda given: (
            None
            if (a := first(given)) is None or (b := second(given)) is None
            else compare(_decimal(a), _decimal(b))
        )

    def _logic(self, node: Tree) -> Run:
        """Three values: what is not known stays so, unless the other side decides."""
        first, second = (self.number(one) for one in node["children"])
        decides = {"and": False, "or": True}.get(node["terminalNodeText"][0])
        if decides is None:
            raise _NotPlain

        def run(given: Numbers) -> Result:
            found = (first(given), second(given))
            if decides in found:
                return decides
            return None if None in found else not decides

        return run


def _decimal(value: Result) -> Decimal:
    if isinstance(value, Decimal):
        return value
    raise TypeError("a number was expected")


_ARITHMETIC: Mapping[str, Callable[[Decimal, Decimal], Result]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b if b else None,
}
_COMPARISON: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}


def _under(item: Item) -> Sequence[Item]:
    """The items in a group. Under a question they stand inside its answer, elsewhere."""
    if item.type is not ItemType.GROUP and item.items:
        raise _NotPlain
    return item.items


def _through(item: Item) -> Iterator[Item]:
    yield item
    for child in _under(item):
        yield from _through(child)


def _text(node: Tree) -> str:
    """The words of a plain term: a name, or a text without its quotes."""
    if node["type"] != "TermExpression":
        raise _NotPlain
    return str(node["text"]).strip("'")


def _is_weight(url: str) -> bool:
    return url in STANDARD


def _adds(node: Tree) -> bool:
    """`$this + $total`, either way round."""
    if node["type"] != "AdditiveExpression" or node["terminalNodeText"] != ["+"]:
        return False
    return {str(one.get("text", "")) for one in node["children"]} == {"$this", "$total"}


def _picker(node: Tree) -> Callable[[str], bool]:
    """A condition on the linkId alone."""
    children = node.get("children", ())
    if node["type"] == "OrExpression":
        first, second = _picker(children[0]), _picker(children[1])
        return lambda link_id: first(link_id) or second(link_id)
    if node["type"] == "EqualityExpression" and node["terminalNodeText"] == ["="]:
        name, wanted = str(children[0].get("text")), str(children[1].get("text"))
        if name == "linkId" and wanted.startswith("'") and "\\" not in wanted:
            return lambda link_id: link_id == wanted[1:-1]
    raise _NotPlain
