"""The fixed one-time code of the demo. Settings refuse to start production with one."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from duizend.access.second_factor import AuthenticateForm, ReauthenticateForm


class _DemoCode:
    """Accepts the code of the demo beside a real one, for a person with a TOTP device."""

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]  # type: ignore[attr-defined]
        if settings.DEMO_CODE and code.replace(" ", "") == settings.DEMO_CODE:
            self.authenticator = Authenticator.objects.filter(
                user=self.user,  # type: ignore[attr-defined]
                type=Authenticator.Type.TOTP,
            ).first()
            if self.authenticator is not None:
                return code
        return super().clean_code()  # type: ignore[misc,no-any-return]


class DemoAuthenticateForm(_DemoCode, AuthenticateForm):
    pass


class DemoReauthenticateForm(_DemoCode, ReauthenticateForm):
    pass
