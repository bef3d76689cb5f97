"""What was said before about what a question asks, as far as the one who asks may see.

The policies of the database decide that: this only looks for it. What is shielded is
found for a shielded question only, which is on the screen only when nobody else listens.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from duizend.access.models import Organization, User
from duizend.access.rules import RESTRICTED
from duizend.families.models import Family, Literacy, Person
from duizend.families.queries import mother
from duizend.questionnaires.models import Asking, QuestionnaireResponse
from duizend.questionnaires.queries.conversations import form_of
from duizend.questionnaires.rules.asking import (
    answer_by_concepts,
    asks_about,
    is_same_question,
    same_answer,
    words_of,
)
from duizend.questionnaires.rules.codes import Outcome
from duizend.questionnaires.rules.enabling import Value
from duizend.questionnaires.rules.form import Item
from duizend.questionnaires.rules.meaning import concepts_of, says_something
from duizend.signals.models import Signal
from duizend.signals.rules.codes import Status

MOST_LINES = 3
DUTCH = "nederlands"


@dataclass(frozen=True)
class Said:
    """Something that was said or seen before: in words, by whom it was written down, when.

    `about` are the concepts it tells about, `concepts` those it says are so. `question` is
    the question it answered, and `values` its FHIR answer; without them it was no answer.
    """

    reference: UUID
    words: str
    about: frozenset[str]
    concepts: frozenset[str]
    recorder: User
    organization: Organization
    recorded: datetime
    is_shielded: bool = False
    question: Item | None = None
    values: Sequence[Value] = ()
    confirmed: bool = False


@dataclass(frozen=True)
class Earlier:
    """What a question may show before it is asked again, newest first.

    `values`: the answer that "still so" gives here; empty when it fits no choice, then only
    that it is still so is kept.
    """

    lines: tuple[Said, ...]
    values: tuple[Value, ...]

    @property
    def newest(self) -> Said:
        return self.lines[0]


@dataclass(frozen=True)
class LookBack:
    """What is known about some questions, for who asks.

    earlier: what was said before, by linkId. noted: how these questions went in this
    conversation so far. present: the signals that hold now and that others made.
    """

    earlier: dict[str, Earlier]
    noted: dict[str, Asking]
    present: list[Signal]


def look_back(response: QuestionnaireResponse, items: Iterable[Item]) -> LookBack:
    """What was said before about each of these questions; without those with nothing.

    A constant number of queries, however many questions and however much was said.
    """
    wanted = [(item, asks_about(item)) for item in items]
    concepts = frozenset(code for _item, about in wanted for code in about)
    if not concepts:
        return LookBack({}, {}, [])
    askings = list(
        Asking.objects.filter(family=response.family_id, concepts__overlap=list(concepts))
        .select_related(
            "answer", "response__version", "answer__recorder", "answer__recorder_organization"
        )
        .defer("response__version__resource")
    )
    now = [asking for asking in askings if asking.response_id == response.pk]
    before = [asking for asking in askings if asking.response_id != response.pk]
    signals = _signals_of_others(response.family, concepts, {asking.answer_id for asking in now})
    said = _said(response.family, concepts, before, signals)
    found = {
        item.link_id: _of(item, [one for one in said if one.about & about])
        for item, about in wanted
    }
    return LookBack(
        {link_id: one for link_id, one in found.items() if one is not None},
        {asking.link_id: asking for asking in now},
        [signal for signal in signals if signal.status == Status.PRESENT],
    )


def earlier(response: QuestionnaireResponse, items: Iterable[Item]) -> dict[str, Earlier]:
    return look_back(response, items).earlier


def askings(response: QuestionnaireResponse) -> dict[str, Asking]:
    """How the questions of this conversation went so far, by linkId."""
    return {one.link_id: one for one in Asking.objects.filter(response=response)}


def _of(item: Item, said: Sequence[Said]) -> Earlier | None:
    here = [one for one in said if item.restricted or not one.is_shielded]
    here.sort(key=lambda one: one.recorded, reverse=True)
    if not here:
        return None
    same = [one for one in here if one.question and is_same_question(item, one.question)]
    if same:
        # What was said to this very question, and what came up about it since.
        newer = [one for one in here if one.recorded > same[0].recorded and not one.question]
        lines = (*newer, same[0])
        values = same_answer(item, same[0].values)
    else:
        lines = tuple(here)
        values = answer_by_concepts(item, {code for one in here for code in one.concepts})
    return Earlier(tuple(_once(lines))[:MOST_LINES], values)


def _once(lines: Iterable[Said]) -> list[Said]:
    """The same words once, as they were said last."""
    return list({one.words: one for one in reversed(list(lines))}.values())[::-1]


def _signals_of_others(
    family: Family, concepts: frozenset[str], own: Collection[UUID | None]
) -> list[Signal]:
    """Signals of whatever status about these concepts, not made by answers of this talk."""
    signals = Signal.objects.filter(family=family, concept__in=concepts).select_related(
        "concept", "recorder", "recorder_organization"
    )
    return [s for s in signals if s.reference is None or s.reference not in own]


def _said(
    family: Family,
    concepts: frozenset[str],
    before: Sequence[Asking],
    signals: Sequence[Signal],
) -> list[Said]:
    kept = [asking for asking in before if asking.outcome != Outcome.NOT_NOW]
    over = {(s.reference, s.concept_id) for s in signals if s.status != Status.PRESENT}
    answers = [said for asking in kept if (said := _answered(asking)) is not None]
    answers = [one for one in answers if not any((one.reference, c) in over for c in one.concepts)]
    told = {one.reference for one in answers}
    loose = [s for s in signals if s.status == Status.PRESENT and s.reference not in told]
    found = [*answers, *map(_seen, loose), *_known_of_the_mother(family, concepts)]
    return _confirmed(found, kept)


def _answered(asking: Asking) -> Said | None:
    """The answer that was given then; None when it was declined or taken back."""
    answer, version = asking.answer, asking.response.version
    item = form_of(version).by_link_id.get(asking.link_id)
    if answer is None or item is None or not says_something(answer.values):
        return None
    return Said(
        reference=answer.pk,
        words=words_of(item, answer.values, yes=_("yes"), no=_("no")),
        about=frozenset(asking.concepts),
        concepts=concepts_of(item, answer.values),
        recorder=answer.recorder,
        organization=answer.recorder_organization,
        recorded=answer.recorded,
        is_shielded=answer.category in RESTRICTED,
        question=item,
        values=answer.values,
    )


def _seen(signal: Signal) -> Said:
    return Said(
        reference=signal.pk,
        words=signal.concept.label,
        about=frozenset((signal.concept_id,)),
        concepts=frozenset((signal.concept_id,)),
        recorder=signal.recorder,
        organization=signal.recorder_organization,
        recorded=signal.recorded,
        is_shielded=signal.category in RESTRICTED,
    )


def _known_of_the_mother(family: Family, concepts: frozenset[str]) -> list[Said]:
    """What stands with her name already: her language, an interpreter, how reading goes."""
    if not concepts & {"spoken_language", "interpreter_wanted", "reading_ease"}:
        return []
    woman = mother(family)
    if woman is None:
        return []
    found = []
    if woman.language:
        language = [woman.language] + ([_("with an interpreter")] * woman.needs_interpreter)
        codes = {"speaks_dutch"} if woman.language.strip().casefold() == DUTCH else set()
        codes |= {"interpreter_wanted"} if woman.needs_interpreter else set()
        found.append(_fact(woman, "spoken_language", ", ".join(language), codes))
    if woman.literacy:
        codes = {"low_literacy"} if woman.literacy == Literacy.EFFORT else set()
        found.append(_fact(woman, "reading_ease", woman.get_literacy_display(), codes))
    return [one for one in found if one.about & concepts]


def _fact(woman: Person, topic: str, words: str, codes: set[str]) -> Said:
    return Said(
        reference=uuid5(woman.pk, topic),
        words=words,
        about=frozenset({topic, *codes}),
        concepts=frozenset(codes),
        recorder=woman.recorder,
        organization=woman.recorder_organization,
        recorded=woman.recorded,
    )


def _confirmed(found: Iterable[Said], before: Iterable[Asking]) -> list[Said]:
    """With the day that somebody last said it was still so, where no answer tells that."""
    last: Mapping[UUID | None, Asking] = {
        asking.confirms: asking
        for asking in sorted(before, key=lambda asking: asking.recorded)
        if asking.outcome == Outcome.CONFIRMED and asking.answer_id is None
    }
    return [
        replace(said, recorded=last[said.reference].recorded, confirmed=True)
        if said.reference in last
        else said
        for said in found
    ]
