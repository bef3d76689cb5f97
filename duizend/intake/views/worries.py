"""A parent's own "ik maak me zorgen over …": no account, no name needed, no trace but the words."""

from __future__ import annotations

import hashlib

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from duizend.intake import actions, queries
from duizend.intake.forms import WorryForm

# So many an hour from one place; a family that shares a connection has enough with that.
MOST_AN_HOUR = 5
AN_HOUR = 3600


@login_not_required
@require_http_methods(["GET", "POST"])
def worry(request: HttpRequest) -> HttpResponse:
    form = WorryForm(request.POST or None)
    if request.method == "GET":
        return render(request, "intake/worry.html", {"form": form})
    if not form.is_valid():
        return render(request, "intake/worry.html", {"form": form}, status=422)
    if form.cleaned_data["website"]:
        return redirect("intake:thanks")  # a program; it hears what people hear
    if _too_often(request):
        form.add_error(None, _("Too much was sent from here. Try again in an hour, or call."))
        return render(request, "intake/worry.html", {"form": form}, status=429)
    filled = form.cleaned_data
    desk = queries.desk_of(filled["municipality"].pk)
    if desk is None:  # it stopped while this was filled in
        form.add_error("municipality", _("This municipality has no intake desk now."))
        return render(request, "intake/worry.html", {"form": form}, status=422)
    told = actions.Worry(
        filled["municipality"], filled["words"], filled["name"], filled["reach"], filled["unsafe"]
    )
    actions.send_worry(told, desk, item_id=filled["id"], at=timezone.now())
    return redirect("intake:thanks")


@login_not_required
@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "intake/thanks.html")


def _too_often(request: HttpRequest) -> bool:
    """Counts per address, which is kept for an hour and cannot be read back."""
    address = get_adapter().get_client_ip(request)
    digest = hashlib.sha256(f"{settings.SECRET_KEY}{address}".encode()).hexdigest()
    key = f"intake-worry-{digest}"
    cache.add(key, 0, AN_HOUR)
    return cache.incr(key) > MOST_AN_HOUR
