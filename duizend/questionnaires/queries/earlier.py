"""What was said before about what a question asks, as far as the one who asks may see.

The policies of the database decide that: this only looks for it. What is shielded is
found for a shielded question only, which is on the screen only when nobody else listens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


def earlier(response: QuestionnaireResponse, items: Iterable[Item]) -> dict[str, Earlier]:
    """For each of these questions, by linkId, what was said before; without those with nothing.

    A constant number of queries, however many questions and however much was said.
    """
    wanted = {item.link_id: (item, asks_about(item)) for item in items}
    concepts = frozenset(code for _item, about in wanted.values() for code in about)
    if not concepts:
        return {}
    said = _said(response, concepts)
    found = {
        link_id: _of(item, [one for one in said if one.about & about])
        for link_id, (item, about) in wanted.items()
    }
    return {link_id: one for link_id, one in found.items() if one is not None}


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


def _said(response: QuestionnaireResponse, concepts: frozenset[str]) -> list[Said]:
    family = response.family
    signals = list(
        Signal.objects.filter(family=family, concept__in=concepts).select_related(
            "concept", "recorder", "recorder_organization"
        )
    )
    before = list(
        Asking.objects.filter(family=family, concepts__overlap=list(concepts))
        .exclude(response=response)
        .exclude(outcome=Outcome.NOT_NOW)
        .select_related(
            "answer", "response__version", "answer__recorder", "answer__recorder_organization"
        )
        .defer("response__version__resource")
    )
    over = {(s.reference, s.concept_id) for s in signals if s.status != Status.PRESENT}
    answers = [said for asking in before if (said := _answered(asking)) is not None]
    answers = [one for one in answers if not any((one.reference, c) in over for c in one.concepts)]
    told = {one.reference for one in answers}
    own = set(response.answers.values_list("pk", flat=True))
    loose = [s for s in signals if s.status == Status.PRESENT and s.reference not in told | own]
    found = [*answers, *map(_seen, loose), *_known_of_the_mother(family, concepts)]
    return _confirmed(found, before)


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
