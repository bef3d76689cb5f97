from django.urls import path

from duizend.route_cards.views import cards, conditions, drafts, setting, steps, trying

DRAFT = "routekaarten/ontwerp/<uuid:card_draft_id>/"
STEP = f"{DRAFT}stap/<slug:step>/"
VERSION = "routekaarten/kaart/<slug:card>/<int:version>/"

app_name = "route_cards"
urlpatterns = [
    path("routekaarten/", cards.cards, name="list"),
    path("routekaarten/nieuw/", drafts.new, name="new"),
    path("routekaarten/bestand/", drafts.upload, name="upload"),
    path("routekaarten/kaart/<slug:card>/", cards.card, name="card"),
    path("routekaarten/kaart/<slug:card>/ontwerp/", drafts.from_card, name="from_card"),
    path(VERSION, cards.version, name="version"),
    path(f"{VERSION}bestand/", cards.file, name="file"),
    path(f"{VERSION}intrekken/", cards.withdraw, name="withdraw"),
    path(f"{VERSION}proberen/", trying.version, name="try_version"),
    path(DRAFT, drafts.draft, name="draft"),
    path(f"{DRAFT}kaart/", drafts.about, name="about"),
    path(f"{DRAFT}voor-wie/", drafts.scope, name="scope"),
    path(f"{DRAFT}voorwaarde/", conditions.of_card, name="condition"),
    path(f"{DRAFT}nieuwe-stap/", steps.new, name="new_step"),
    path(STEP, steps.write, name="step"),
    path(f"{STEP}voorwaarde/", conditions.of_step, name="step_condition"),
    path(f"{STEP}<slug:where>/verplaatsen/", steps.move, name="move_step"),
    path(f"{STEP}weghalen/", steps.remove, name="remove_step"),
    path(f"{DRAFT}vergelijken/", drafts.compare, name="compare"),
    path(f"{DRAFT}proberen/", trying.draft, name="try"),
    path(f"{DRAFT}vaststellen/", setting.set_draft, name="set"),
    path(f"{DRAFT}weggooien/", drafts.discard, name="discard"),
]
