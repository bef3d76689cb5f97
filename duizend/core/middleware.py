"""What surrounds every request."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.db import DataError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict

from duizend.core.rls import tell_database

# Addresses of files; they ask nothing of the database.
WITHOUT_DATABASE = ("/static/",)
NULL = "\0"


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


class NothingStaysBehindMiddleware:
    """Pages are not kept by the browser: the next person at a shared computer reads nothing.

    Style sheets and drawings are no pages, and may stay.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "no-store" not in response.get("Cache-Control", "") and not request.path.startswith(
            WITHOUT_DATABASE
        ):
            response["Cache-Control"] = "no-store, private"
        return response


class ReadableInputMiddleware:
    """Refuse the character that PostgreSQL keeps in no text; nobody types it by accident.

    In a form the form itself says so, so that what else was typed is kept; what no form
    looks at is refused when the database would not have it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NULL in request.path or _has_null(request.GET):
            raise BadRequest("a null character in an address")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, ValueError | DataError) and _has_null(request.POST):
            raise BadRequest("a null character in what was sent") from exception


def _has_null(data: QueryDict) -> bool:
    return any(NULL in text for name, texts in data.lists() for text in (name, *texts))
