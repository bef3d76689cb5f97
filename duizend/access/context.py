"""What every page knows about this installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    return {"demo_code": settings.DEMO_CODE, "has_gallery": settings.DUIZEND_GALLERY}
