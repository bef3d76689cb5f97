"""What a draft is made of, and what one deed makes of it. Drafts are plain data; nothing here
changes what it is given.

A draft is kept part by part, so that two people can write in it at once. A stamp says how a part
looked to the one who changes it: `about`, `scope`, `condition`, `step:CODE`, `step_condition:CODE`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

Content = Mapping[str, Any]
ABOUT = ("name", "why", "note", "certainty", "sources")
SCOPE = ("municipalities", "phases", "gestation_days", "child_age_days")
# What a step of a file may leave out.
OWN_TO_A_STEP: Content = {
    "after": [],
    "phases": [],
    "gestation_days": None,
    "child_age_days": None,
    "condition": None,
}
# What is only known when a card is set.
AT_SETTING = ("version", "set_on", "set_by", "checked_on")


def empty(code: str, name: str) -> dict[str, Any]:
    """A new card: nothing but its name."""
    return {
        "code": code,
        "name": name,
        "demo": False,
        "municipalities": [],
        "phases": [],
        "gestation_days": None,
        "child_age_days": None,
        "condition": None,
        "why": "",
        "note": "",
        "certainty": "own",
        "sources": [],
        "steps": [],
    }


def from_card(content: Content) -> dict[str, Any]:
    """A draft of a card as it was set, in the order in which its steps are read."""
    kept = {name: value for name, value in content.items() if name not in AT_SETTING}
    steps = sorted(content["steps"], key=lambda step: step["order"])
    return _numbered({**kept, "steps": [{**OWN_TO_A_STEP, **step} for step in steps]})


def stamp(value: Any) -> str:
    """A short mark that differs when the value differs."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:16]


def step_of(content: Content, code: str) -> dict[str, Any] | None:
    return next((dict(step) for step in content["steps"] if step["code"] == code), None)


def part(content: Content, name: str) -> Any:
    """A part as it is now; None for a step that is not there.

    Raises ValueError for a part that no draft has.
    """
    kind, _colon, code = name.partition(":")
    if kind == "about":
        return {key: content[key] for key in ABOUT}
    if kind == "scope":
        return {key: content[key] for key in SCOPE}
    if kind == "condition":
        return content["condition"]
    step = step_of(content, code)
    if kind == "step":
        return step and {key: step[key] for key in step if key not in {"order", "condition"}}
    if kind == "step_condition":
        return step and step.get("condition")
    raise ValueError(f"A draft has no part {name!r}.")


def with_part(content: Content, name: str, value: Any) -> dict[str, Any]:
    """The draft with this part instead; a step that is not there comes last."""
    kind, _colon, code = name.partition(":")
    if kind in {"about", "scope"}:
        return {**content, **value}
    if kind == "condition":
        return {**content, "condition": value}
    old = step_of(content, code)
    if kind == "step_condition":
        new = {**(old or {}), "condition": value}
    else:
        new = {**value, "code": code, "condition": (old or {}).get("condition")}
    if old is None:
        return _numbered({**content, "steps": [*content["steps"], new]})
    steps = [new if step["code"] == code else step for step in content["steps"]]
    return _numbered({**content, "steps": steps})


def moved(content: Content, code: str, by: int) -> dict[str, Any]:
    """The draft with a step so many places later; earlier when negative. Ends stay ends."""
    steps = list(content["steps"])
    at = next((at for at, step in enumerate(steps) if step["code"] == code), None)
    if at is not None and 0 <= at + by < len(steps):
        steps.insert(at + by, steps.pop(at))
    return _numbered({**content, "steps": steps})


def without_step(content: Content, code: str) -> dict[str, Any]:
    """The draft without this step; no other step waits for it any more."""
    steps = [
        {**step, "after": [one for one in step.get("after", []) if one != code]}
        for step in content["steps"]
        if step["code"] != code
    ]
    return _numbered({**content, "steps": steps})


def _numbered(content: Content) -> dict[str, Any]:
    steps = [{**step, "order": at} for at, step in enumerate(content["steps"], 1)]
    return {**content, "steps": steps}
