from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "duizend.safeguarding"
