"""In what order items can be looked at: each after all that it hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from duizend.questionnaires.rules.form import Form
from duizend.questionnaires.rules.problems import Findings, Problem


def in_dependence(form: Form, found: Findings) -> Form:
    """The form with its order; what hangs on itself is refused.

    An item hangs on its parent, on the questions of its enableWhen and, where its value is
    worked out, on the questions it draws on.
    """
    order = _order(form, found)
    asked = {c.question for item in form.by_link_id.values() for c in item.enable_when}
    return replace(
        form,
        order=order,
        calculated=tuple(link_id for link_id in order if link_id in form.calculated),
        asked_of=frozenset(asked & set(form.calculated)),
    )


def _order(form: Form, found: Findings) -> tuple[str, ...]:
    """Depth first without recursion: a chain of a thousand items is no chain of calls."""
    done: dict[str, None] = {}
    for start in form.by_link_id:
        if start in done:
            continue
        path: list[tuple[str, Iterator[str]]] = [(start, _hangs_on(form, start))]
        on_path = {start}
        while path:
            link_id, rest = path[-1]
            further = next(rest, None)
            if further is None:
                done[link_id] = None
                on_path.discard(link_id)
                path.pop()
            elif further in on_path:
                found.add(start, Problem.CIRCULAR, further)
            elif further not in done:
                on_path.add(further)
                path.append((further, _hangs_on(form, further)))
    return tuple(done)


def _hangs_on(form: Form, link_id: str) -> Iterator[str]:
    if link_id in form.parents:
        yield form.parents[link_id]
    item = form.by_link_id[link_id]
    if item.ask_alone:
        yield form.gate
    for condition in item.enable_when:
        yield condition.question
    if item.calculation is not None:
        yield from item.calculation.inputs
