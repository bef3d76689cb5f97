"""What a schema found wrong, in words for the person who wrote the file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from jsonschema.exceptions import ValidationError

from duizend.core.json_lines import Path

TYPES = {
    "string": lambda: _("text"),
    "integer": lambda: _("a whole number"),
    "number": lambda: _("a number"),
    "boolean": lambda: _("true or false"),
    "object": lambda: _("an object { }"),
    "array": lambda: _("a list [ ]"),
    "null": lambda: _("null"),
}


def explain(problem: ValidationError) -> Iterator[tuple[Path, str]]:
    """Where each mistake is and what is wrong, following a choice into its nearest branch."""
    if problem.validator in {"anyOf", "oneOf"} and problem.context:
        for nearer in _nearest_branch(problem):
            yield from explain(nearer)
        return
    where = tuple(problem.absolute_path)
    instance: Any = problem.instance
    rule: Any = problem.validator_value
    schema: Any = problem.schema
    match problem.validator:
        case "required":
            missing = [key for key in rule if key not in instance]
            yield where, _("Missing: %(keys)s.") % {"keys": ", ".join(missing)}
        case "additionalProperties":
            for key in sorted(set(instance) - set(schema.get("properties", {}))):
                yield (*where, key), _("“%(key)s” is not a known key.") % {"key": key}
        case _:
            yield where, _reason(problem)


def _reason(problem: ValidationError) -> str:
    found = _short(problem.instance)
    rule: Any = problem.validator_value
    match problem.validator:
        case "type":
            return _("Expected %(type)s, found %(found)s.") % {
                "type": TYPES[rule](),
                "found": found,
            }
        case "enum":
            words = ", ".join(map(str, rule))
            return _("%(found)s is not one of: %(words)s.") % {"found": found, "words": words}
        case "const":
            return _("Expected %(rule)s, found %(found)s.") % {
                "rule": _short(rule),
                "found": found,
            }
        case "pattern" | "format":
            return _("%(found)s does not have the right form.") % {"found": found}
        case "minLength" | "minItems":
            return _("This may not be empty.")
        case "uniqueItems":
            return _("The same thing is listed twice.")
        case "maxLength" | "maximum" | "minimum":
            return _("%(found)s is too long, too large or too small.") % {"found": found}
        case _:
            return _("This does not fit: %(what)s.") % {"what": problem.message[:200]}


def _nearest_branch(problem: ValidationError) -> list[ValidationError]:
    """The errors of the branch that comes closest: the one that fails deepest, then least."""
    branches: dict[int, list[ValidationError]] = defaultdict(list)
    for nested in problem.context or ():
        branches[int(nested.relative_schema_path[0])].append(nested)

    def distance(errors: list[ValidationError]) -> tuple[int, int]:
        at_the_top = sum(1 for error in errors if not error.relative_path)
        return at_the_top, len(errors)

    return min(branches.values(), key=distance)


def _short(value: Any) -> str:
    """The value as its writer wrote it, cut off when it is long."""
    words = f"“{value}”" if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return words if len(words) <= 60 else f"{words[:57]}…"
