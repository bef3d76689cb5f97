"""The states of a referral as a page of documentation, made from the tables."""

from __future__ import annotations

from collections.abc import Iterator

from duizend.core.working_days import Origin, Unit
from duizend.referrals.rules.states import ENDED, TRANSITIONS, Status, responsible
from duizend.referrals.rules.terms import DEFAULTS, SOURCE_OF_DEFAULTS, Term

_NAMES = {status: status.value.replace("-", "_") for status in Status}
_WAITS = {
    Status.SENT: (Term.ANSWER,),
    Status.TAKEN: (Term.CONTACT, Term.START),
    Status.STARTED: (Term.FEEDBACK,),
    Status.COMPLETED: (Term.FEEDBACK,),
}


def as_page() -> str:
    """The whole page in Markdown, with the diagram in Mermaid."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# States of a referral"
    yield ""
    yield "Made from `duizend/referrals/rules/states.py` and `terms.py`; a test keeps it equal."
    yield "The codes are those of FHIR Task.status."
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {_NAMES[Status.DRAFT]}"
    for transition in TRANSITIONS:
        for status in sorted(transition.at):
            after = transition.to or status
            words = f"{transition.deed} ({transition.who})"
            yield f"    {_NAMES[status]} --> {_NAMES[after]}: {words}"
    for status in sorted(ENDED):
        yield f"    {_NAMES[status]} --> [*]"
    yield "```"
    yield ""
    yield "| Deed | Who | From | To | Needs words |"
    yield "|---|---|---|---|---|"
    for transition in TRANSITIONS:
        cells = [
            transition.deed.value,
            transition.who.value,
            ", ".join(sorted(transition.at)),
            transition.to.value if transition.to else "stays",
            "yes" if transition.needs_words else "no",
        ]
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield "| State | Responsible | Waited for |"
    yield "|---|---|---|"
    for status in Status:
        waits = ", ".join(term.value for term in _WAITS.get(status, ())) or "nothing"
        yield f"| {status.value} | {responsible(status).value} | {waits} |"
    yield ""
    yield "| Term | Usual length | From |"
    yield "|---|---|---|"
    for term, within in DEFAULTS.items():
        unit = "working days" if within.unit is Unit.WORKING_DAYS else "days"
        origin = SOURCE_OF_DEFAULTS if within.origin is Origin.SOURCE else "proposal of duizend"
        yield f"| {term.value} | {within.value} {unit} | {origin} |"
