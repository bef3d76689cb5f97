"""Every address of the product. Each module keeps its own; this only joins them."""

from django.conf import settings
from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

from duizend.access.views import not_found, server_error

MODULES = (
    "workspace",
    "families",
    "consents",
    "visits",
    "signals",
    "flags",
    "portraits",
    "questionnaires",
    "instruments",
    "experiences",
    "beforehand",
    "directory",
    "exchange",
    "pathways",
    "route_cards",
    "referrals",
    "prenatal",
    "plans",
    "intake",
    "follow_up",
    "documents",
    "palette",
    "consultations",
    "safeguarding",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    *(path("", include(f"duizend.{module}.urls")) for module in MODULES),
]
if settings.DUIZEND_GALLERY:
    urlpatterns += [path("componenten/", include("duizend.core.urls"))]

handler404 = not_found
handler500 = server_error
