"""What is missing for a card or step that nearly applies, in words for a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from duizend.access.rules import RESTRICTED
from duizend.pathways.rules.answers import CardMatch, NearStep, asked_for
from duizend.pathways.rules.cards import Condition, leaves_of
from duizend.pathways.rules.timing import NotYet
from duizend.pathways.words import NOT_YET_WORDS, condition_in_words


@dataclass(frozen=True)
class Lacking:
    """What is missing for a card or a step that nearly applies: things, or only time."""

    missing: list[str]
    needed: int
    not_yet: NotYet | None

    @property
    def words(self) -> str:
        """One sentence."""
        if self.not_yet:
            return str(NOT_YET_WORDS[self.not_yet])
        return _("Would fit with one of these as well: %(what)s") % {
            "what": ", ".join(self.missing)
        }


@dataclass(frozen=True)
class Words:
    """The names that sentences need, without those of what is shielded."""

    domains: Mapping[str, str]
    labels: Mapping[str, str]

    def lacking(self, near: CardMatch | NearStep) -> Lacking | None:
        """None when only something shielded is missing: a page that is looked at together does
        not ask after that.
        """
        missing = [
            condition_in_words(one, self.labels, self.domains)
            for one in asked_for(near.missing)
            if self._may_be_named(one)
        ]
        if near.not_yet is None and not missing:
            return None
        return Lacking(missing, near.needed, near.not_yet)

    def _may_be_named(self, asked: Condition) -> bool:
        return all(
            leaf.get("concept", "") in {"", *self.labels}
            and leaf.get("life_domain", "") not in RESTRICTED
            for leaf in leaves_of(asked)
        )
