from django.apps import AppConfig


class PrenatalConfig(AppConfig):
    name = "duizend.prenatal"
