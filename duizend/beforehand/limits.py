"""How often somebody may try a link from one place, whichever links they try."""

from __future__ import annotations

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MOST_MISSES = 20
WITHIN = 15 * 60  # seconds


def is_too_often(request: HttpRequest) -> bool:
    return int(cache.get(_key(request), 0)) >= MOST_MISSES


def count_miss(request: HttpRequest) -> None:
    """Another link or code that was not right, from this place."""
    key = _key(request)
    cache.set(key, int(cache.get(key, 0)) + 1, WITHIN)


def _key(request: HttpRequest) -> str:
    place = get_adapter(request).get_client_ip(request)
    return "beforehand:" + hashlib.sha256(place.encode()).hexdigest()
