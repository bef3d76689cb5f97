"""Which content there is, in the order in which it is loaded: what is pointed to comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from duizend.consents.actions import load_consent_texts, load_legal_bases
from duizend.core.content import LoadSummary
from duizend.directory.actions import (
    load_interventions,
    load_municipalities,
    load_offers,
    load_organizations,
)
from duizend.intake.actions import load_desks
from duizend.pathways.actions import load_route_cards
from duizend.portraits.actions import load_portrait_themes
from duizend.questionnaires.actions import load_instrument_slots, load_questionnaires
from duizend.signals.actions import load_agreements, load_concepts, load_life_domains


class Loader(Protocol):
    """A module's own action that makes its tables what the rows say."""

    def __call__(self, rows: Sequence[Mapping[str, Any]], /, *, at: datetime) -> LoadSummary: ...


@dataclass(frozen=True)
class Kind:
    """A kind of content: its files (under `content/`), its schema and the action that loads it.

    Content without a loader is only held against its schema: nobody shows it yet, or it is
    read from its file. Demo content is loaded only when asked for.
    """

    name: str
    files: str
    schema: str
    loader: Loader | None = None
    demo: bool = False


KINDS = (
    Kind("sources", "sources.json", "sources"),
    Kind("municipalities", "municipalities.json", "municipalities", load_municipalities),
    Kind("legal_bases", "legal_bases.json", "legal_bases", load_legal_bases),
    Kind("consent_texts", "texts/consent.json", "consent_texts", load_consent_texts),
    Kind("life_domains", "life_domains.json", "life_domains", load_life_domains),
    Kind("concepts", "concepts.json", "concepts", load_concepts),
    Kind("portrait_themes", "portrait_themes.json", "portrait_themes", load_portrait_themes),
    Kind("agreements", "agreements.json", "agreements", load_agreements),
    Kind("questionnaires", "questionnaires/*.json", "questionnaire", load_questionnaires),
    Kind("instrument_slots", "instrument_slots.json", "instrument_slots", load_instrument_slots),
    Kind("beforehand_texts", "texts/beforehand/*.json", "beforehand_texts"),
    Kind("pictograms", "pictograms.json", "pictograms"),
    Kind("translations", "translations/*.json", "questionnaire_translation"),
    Kind("interventions", "interventions.json", "interventions", load_interventions),
    Kind("costs", "costs.json", "costs"),
    Kind("meldcode", "meldcode.json", "meldcode"),
    Kind("flags", "texts/flags.json", "flags"),
    Kind("experiences", "texts/experiences.json", "experiences"),
    Kind("route_cards", "route_cards/*.json", "route_card", load_route_cards),
    Kind("example_situations", "example_situations.json", "example_situations"),
    Kind(
        "demo_organizations",
        "demo/organizations.json",
        "organizations",
        load_organizations,
        demo=True,
    ),
    Kind("demo_desks", "demo/desks.json", "desks", load_desks, demo=True),
    Kind("demo_offers", "demo/offers.json", "offers", load_offers, demo=True),
    Kind("demo_figures", "demo/figures.json", "figures", demo=True),
)
BY_NAME = {kind.name: kind for kind in KINDS}
