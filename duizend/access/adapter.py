"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from duizend.access import audit
from duizend.access.models import Outcome, User
from duizend.core.rls import acting_as


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves: an administrator does."""
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        with acting_as(user.pk):
            audit.record("access.sign_in", by=user, at=timezone.now())
        return super().post_login(request, user, **kwargs)  # type: ignore[no-any-return]

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A failed attempt is logged for the person whose account it was aimed at."""
        user = User.objects.filter(email__iexact=credentials.get("email", "")).first()
        if user is not None:
            with acting_as(user.pk):
                audit.record("access.sign_in", by=user, at=timezone.now(), outcome=Outcome.REFUSED)
        super().authentication_failed(request, **credentials)
