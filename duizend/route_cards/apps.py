from django.apps import AppConfig


class RouteCardsConfig(AppConfig):
    name = "duizend.route_cards"
