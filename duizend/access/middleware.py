"""Always a second factor; and a refusal becomes a page that gives its reason."""

from collections.abc import Callable
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin

from duizend.access import audit
from duizend.access.models import Outcome, User
from duizend.core.permissions import Hidden, NotAllowed

# Where a person without a second factor may go: to set one up, or out.
WITHOUT_SECOND_FACTOR = (
    "/account/2fa/",
    "/account/logout/",
    "/account/reauthenticate/",
    "/static/",
)
# Recovery codes alone are no second factor: they are for when the first one is lost.
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
CHANGES_SECOND_FACTOR = "/account/2fa/"
SECOND_FACTOR_SEEN = "second_factor_seen"


class SecondFactorMiddleware:
    """Nobody works here with a password alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(CHANGES_SECOND_FACTOR):
            # Whoever takes it away here is asked for a new one on the next page.
            request.session.pop(SECOND_FACTOR_SEEN, None)
        if (
            request.user.is_authenticated
            and not request.path.startswith(WITHOUT_SECOND_FACTOR)
            and not request.session.get(SECOND_FACTOR_SEEN)
        ):
            if not is_mfa_enabled(request.user, SECOND_FACTORS):
                return redirect("mfa_activate_totp")
            request.session[SECOND_FACTOR_SEEN] = True
        return self.get_response(request)


class RefusalMiddleware(MiddlewareMixin):
    """Turn a refusal into a page with its reason, and write the attempt in the log.

    Something hidden stays a plain 404 for the one who asks; the log knows better.
    """

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotAllowed | Hidden):
            return None
        hidden = isinstance(exception, Hidden)
        if isinstance(request.user, User):
            match = request.resolver_match
            family_id = match.kwargs.get("family_id") if match else None
            audit.record(
                # As the log names deeds: module.verb.
                match.view_name.replace(":", ".") if match else request.path[:60],
                by=request.user,
                at=timezone.now(),
                family_id=family_id if isinstance(family_id, UUID) else None,
                # The words of something hidden are for us; the family reads this log.
                reason="" if hidden else str(exception),
                outcome=Outcome.REFUSED,
                category=getattr(exception, "category", ""),
            )
        if hidden:
            return None
        context = {"reason": str(exception), "refusal": exception}
        template = getattr(exception, "template", "core/not_allowed.html")
        return render(request, template, context, status=403)
