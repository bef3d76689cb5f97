"""Which content there is, in the order in which it is loaded: what is pointed to comes first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of content: its files (under `content/`), its schema and the action that loads it.

    Content without a loader is only held against its schema: nobody shows it yet, or it is
    read from its file. Demo content is loaded only when asked for.
    """

    name: str
    files: str
    schema: str
    loader: str = ""
    demo: bool = False


KINDS = (
    Kind("sources", "sources.json", "sources"),
    Kind(
        "municipalities",
        "municipalities.json",
        "municipalities",
        "duizend.directory.actions.load_municipalities",
    ),
    Kind(
        "legal_bases",
        "legal_bases.json",
        "legal_bases",
        "duizend.consents.actions.load_legal_bases",
    ),
    Kind(
        "consent_texts",
        "texts/consent.json",
        "consent_texts",
        "duizend.consents.actions.load_consent_texts",
    ),
    Kind(
        "life_domains",
        "life_domains.json",
        "life_domains",
        "duizend.signals.actions.load_life_domains",
    ),
    Kind("concepts", "concepts.json", "concepts", "duizend.signals.actions.load_concepts"),
    Kind("agreements", "agreements.json", "agreements", "duizend.signals.actions.load_agreements"),
    Kind(
        "questionnaires",
        "questionnaires/*.json",
        "questionnaire",
        "duizend.questionnaires.actions.load_questionnaires",
    ),
    Kind(
        "instrument_slots",
        "instrument_slots.json",
        "instrument_slots",
        "duizend.questionnaires.actions.load_instrument_slots",
    ),
    Kind(
        "interventions",
        "interventions.json",
        "interventions",
        "duizend.directory.actions.load_interventions",
    ),
    Kind("costs", "costs.json", "costs"),
    Kind(
        "route_cards",
        "route_cards/*.json",
        "route_card",
        "duizend.pathways.actions.load_route_cards",
    ),
    Kind(
        "demo_organizations",
        "demo/organizations.json",
        "organizations",
        "duizend.directory.actions.load_organizations",
        demo=True,
    ),
    Kind(
        "demo_offers",
        "demo/offers.json",
        "offers",
        "duizend.directory.actions.load_offers",
        demo=True,
    ),
    Kind("demo_figures", "demo/figures.json", "figures", demo=True),
)
BY_NAME = {kind.name: kind for kind in KINDS}
