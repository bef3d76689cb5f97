from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    name = "duizend.follow_up"
