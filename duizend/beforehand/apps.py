from django.apps import AppConfig


class BeforehandConfig(AppConfig):
    name = "duizend.beforehand"
