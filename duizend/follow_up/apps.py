from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    name = "duizend.follow_up"

    def ready(self) -> None:
        # Models can be imported only now.
        from duizend.follow_up.words import beside
        from duizend.referrals.beside import register

        register(beside)
