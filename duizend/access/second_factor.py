"""The second step of signing in: a wrong code is written in the log of whom it was aimed at."""

from allauth.mfa.base import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from duizend.access import audit
from duizend.access.models import Outcome, User
from duizend.core.rls import acting_as


class _Logged:
    user: User

    def clean_code(self) -> str:
        try:
            return super().clean_code()  # type: ignore[misc,no-any-return]
        except ValidationError:
            with acting_as(self.user.pk):
                audit.record(
                    "access.second_factor",
                    by=self.user,
                    at=timezone.now(),
                    outcome=Outcome.REFUSED,
                )
            raise


class AuthenticateForm(_Logged, forms.AuthenticateForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(_Logged, forms.ReauthenticateForm):  # type: ignore[misc]
    pass
