"""What surrounds every request."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from duizend.core.rls import tell_database

# Addresses of files; they ask nothing of the database.
WITHOUT_DATABASE = ("/static/",)


class RowSecurityMiddleware:
    """One outer transaction per request, in which the database knows who is asking.

    ATOMIC_REQUESTS wraps only the view and would forget the setting before a template
    is rendered lazily or after a view rolled back; here it lives as long as the request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(WITHOUT_DATABASE):
            return self.get_response(request)
        with transaction.atomic():
            # Ends with the transaction; no need to take it back.
            tell_database(request.user.pk)
            return self.get_response(request)
