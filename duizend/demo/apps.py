from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "duizend.demo"
