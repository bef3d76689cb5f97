"""Words from facts: the sentence of an agreement or a card, filled in with what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from duizend.signals.rules.conditions import Evaluation


def joined(words: Sequence[str], conjunction: str = "en") -> str:
    """`schulden, klein netwerk en roken`. Content is Dutch, so its conjunction is too."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def sentence(template: str, evaluation: Evaluation, life_domain_names: Mapping[str, str]) -> str:
    """Fill in a template of content (`{labels}`, `{count}`, `{life_domains}`, …).

    `life_domain_names` gives the name of each life domain by its code, in their order.
    Raises KeyError when the template asks for something else.
    """
    there = {fact.life_domain for fact in evaluation.matched}
    names = [name.lower() for code, name in life_domain_names.items() if code in there]
    return template.format_map(
        {
            "labels": joined([fact.label for fact in evaluation.matched]),
            "count": evaluation.count,
            "life_domains": joined(names),
            "life_domain_count": len(names),
        }
    )
