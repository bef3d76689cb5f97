"""FHIRPath as other people write it: parsed strictly, checked before anything runs.

`fhirpathpy` recovers silently from what it cannot parse and fails only when it runs; here an
expression is refused when it comes in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import fhirpathpy
from antlr4 import CommonTokenStream, InputStream, Token
from antlr4.error.ErrorListener import ErrorListener
from antlr4.tree.Tree import ParseTreeWalker
from fhirpathpy.engine.invocations import invocation_registry
from fhirpathpy.models import models
from fhirpathpy.parser.ASTPathListener import ASTPathListener
from fhirpathpy.parser.generated.FHIRPathLexer import FHIRPathLexer
from fhirpathpy.parser.generated.FHIRPathParser import FHIRPathParser

from duizend.questionnaires.rules.options import weight_of

LONGEST = 10_000
Tree = Mapping[str, Any]
# Regular expressions and powers of other people can run for hours; tracing writes to the screen.
NOT_HERE = frozenset(("matches", "replaceMatches", "power", "exp", "trace", "encode", "decode"))
WEIGHT_NAMES = ("ordinal", "ordinalValue", "weight")
CONSTANTS = frozenset(("resource", "context", "questionnaire", "ucum"))


class BadExpression(ValueError):
    """An expression that cannot be run, in words for who wrote it."""


class _Strict(ErrorListener):  # type: ignore[misc]  # antlr4 is not typed
    def syntaxError(
        self, recognizer: Any, symbol: Any, line: int, column: int, msg: str, e: Any
    ) -> None:
        raise BadExpression(f"{line}:{column + 1} {msg}"[:200])


def parse(text: str) -> Tree:
    """The tree of an expression. Raises BadExpression where the whole of it is not FHIRPath."""
    if not text.strip() or len(text) > LONGEST:
        raise BadExpression("empty" if not text.strip() else f"over {LONGEST} characters")
    try:
        lexer = FHIRPathLexer(InputStream(text))
        lexer.removeErrorListeners()
        lexer.addErrorListener(_Strict())
        parser = FHIRPathParser(CommonTokenStream(lexer))
        parser.removeErrorListeners()
        parser.addErrorListener(_Strict())
        found = parser.expression()
        if parser.getCurrentToken().type != Token.EOF:
            raise BadExpression(f"… {parser.getCurrentToken().text}"[:200])
        listener = ASTPathListener()  # type: ignore[no-untyped-call]
        ParseTreeWalker().walk(listener, found)
    except RecursionError:
        raise BadExpression("too deep") from None
    tree: Tree = listener.parentStack[0]
    return tree


def nodes(tree: Tree) -> Iterator[Tree]:
    """The tree and everything in it."""
    left = [tree]
    while left:
        one = left.pop()
        yield one
        left.extend(reversed(one.get("children", ())))


def functions(tree: Tree) -> set[str]:
    return {
        str(one["children"][0]["text"])
        for one in nodes(tree)
        if one.get("type") == "Functn" and one.get("children")
    }


def constants(tree: Tree) -> set[str]:
    """The names behind a percent sign."""
    return {
        str(one["children"][0].get("text", one["children"][0].get("terminalNodeText", [""]))).strip(
            "`'"
        )
        for one in nodes(tree)
        if one.get("type") == "ExternalConstant" and one.get("children")
    }


def strings(tree: Tree) -> set[str]:
    """The texts that stand in an expression: among them the linkIds it asks for."""
    return {str(n["text"])[1:-1] for n in nodes(tree) if n.get("type") == "StringLiteral"}


def check(tree: Tree, variables: Sequence[str]) -> None:
    """Raises BadExpression for a function or a name that is not known here."""
    known = (set(invocation_registry) | set(WEIGHT_NAMES)) - NOT_HERE
    if unknown := functions(tree) - known:
        raise BadExpression(", ".join(f"{name}()" for name in sorted(unknown)))
    if unknown := constants(tree) - CONSTANTS - set(variables):
        raise BadExpression(", ".join(f"%{name}" for name in sorted(unknown)))


def _weights(inputs: Sequence[Any]) -> list[Decimal]:
    """What answers or their codings count for."""
    found = []
    for one in inputs:
        if isinstance(one, Mapping):
            inside = [given for given in one.values() if isinstance(given, Mapping)]
            weight = weight_of(one, *inside)
            if weight is not None:
                found.append(weight)
    return found


def _sum(inputs: Sequence[Any]) -> list[Decimal]:
    """fhirpathpy adds only bare numbers, not those that stand in an extension."""
    return [sum((Decimal(str(one)) for one in inputs), Decimal(0))] if inputs else []


OPTIONS = {
    "userInvocationTable": {
        **{name: {"fn": _weights, "arity": {0: []}} for name in WEIGHT_NAMES},
        "sum": {"fn": _sum, "arity": {0: []}},
    }
}


class Expression:
    """An expression that was checked, ready to run many times."""

    def __init__(self, text: str, variables: Sequence[str] = ()) -> None:
        self.text = text
        self.tree = parse(text)
        check(self.tree, variables)

    def run(self, response: Mapping[str, Any], names: Mapping[str, Any]) -> list[Any]:
        """What it gives for a QuestionnaireResponse. Raises BadExpression when it fails."""
        try:
            found = fhirpathpy.apply_parsed_path(  # type: ignore[no-untyped-call]
                response, self.tree, dict(names), models["r4"], OPTIONS
            )
        except Exception as failure:
            raise BadExpression(str(failure)[:200]) from failure
        return list(found) if isinstance(found, list) else [found]
