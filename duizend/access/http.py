from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from duizend.access.models import User


class SignedInRequest(HttpRequest):
    """What a view receives behind LoginRequiredMiddleware."""

    user: User
    htmx: HtmxDetails
