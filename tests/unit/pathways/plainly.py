"""The same answers as the engine, worked out the long way: card by card, word for word.

Nothing of the compiled engine is used here, only the evaluator that agreements use.
"""

from duizend.core.working_days import agreed_day
from duizend.pathways.rules.answers import Outcome
from duizend.pathways.rules.timing import fits_in_time, fits_later
from duizend.signals.rules.conditions import Evaluation, evaluate

HOLDS = Evaluation(True)


def asked(condition, where):
    return HOLDS if condition is None else evaluate(condition, where.facts)


def plainly(cards, where):
    """For each card that applies or nearly does: (code, outcome, evaluation, missing, not yet,
    steps that apply with their days and own evaluation, steps that nearly do with what lacks).
    """
    return [found for card in cards if (found := one_card(card, where)) is not None]


def one_card(card, where):
    if card.municipalities and where.municipality not in card.municipalities:
        return None
    if card.condition is None and not where.phase:
        return None
    fits = fits_in_time(card, where)
    later = None if fits else fits_later(card, where)
    said = asked(card.condition, where)
    if said.holds and fits:
        days = all_days(card, where)
        steps = [
            (step.code, *days[step.code], own(step, where))
            for step in card.steps
            if step_applies(step, where)
        ]
        near = [found for step in card.steps if (found := near_step(step, where)) is not None]
        return (card.code, Outcome.APPLIES, said, (), None, steps, near)
    if said.holds and later:
        near = [
            (step.code, (), 0, later) for step in card.steps if asked(step.condition, where).holds
        ]
        return (card.code, Outcome.ALMOST, said, (), later, [], near)
    if fits and not said.holds and said.needed <= 1 and said.matched:
        near = [
            (step.code, said.missing, said.needed, None)
            for step in card.steps
            if step_applies(step, where)
        ]
        return (card.code, Outcome.ALMOST, said, said.missing, None, [], near)
    return None


def own(step, where):
    return None if step.condition is None else asked(step.condition, where)


def step_applies(step, where):
    return fits_in_time(step, where) and asked(step.condition, where).holds


def near_step(step, where):
    said = asked(step.condition, where)
    if fits_in_time(step, where):
        if not said.holds and said.needed <= 1:
            return (step.code, said.missing, said.needed, None)
    elif said.holds and fits_later(step, where):
        return (step.code, (), 0, fits_later(step, where))
    return None


def all_days(card, where):
    by_code = {step.code: step for step in card.steps}
    ends = {}

    def end(code):
        """The last day of a step and of all before it; a card of a test has no circles."""
        if code not in ends:
            step = by_code[code]
            start = max([where.today, *(end(before) for before in step.after)])
            day = agreed(step, start) if step_applies(step, where) else None
            ends[code] = max(start, day) if day else start
        return ends[code]

    def agreed(step, start):
        if step.within is None:
            return None
        return agreed_day(start, step.within, due_date=where.due_date, born_on=where.born_on)

    found = {}
    for code, step in by_code.items():
        start = max([where.today, *(end(before) for before in step.after)])
        day = agreed(step, start)
        if day is None:
            found[code] = (None, None)
        elif day < where.today:
            found[code] = (where.today, day)
        else:
            found[code] = (day, None)
    return found
