"""The gallery: every component in every state, on one page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duizend.core import gallery as examples
from duizend.core.icons import ICONS


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the components. Holds no data of anyone, so nobody has to sign in."""
    messages.success(request, "Opgeslagen. Zo ziet een bericht na een handeling eruit.")
    return render(request, "core/gallery.html", {"examples": examples, "icons": sorted(ICONS)})
