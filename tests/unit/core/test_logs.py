"""The log of the server holds no link that opens something."""

import logging
from typing import Any

import pytest
from django.conf import settings

from duizend.core.logs import WithoutLinks


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/menukaart/klopt-dit-nog/0123abc:Xyz-_9/", "/menukaart/klopt-dit-nog/…/"),
        ("/thuis/ar/k/abcdefgh/", "/thuis/ar/k/…/"),
        ("/account/password/reset/key/1-set-9f/?x=1", "/account/password/reset/key/…/?x=1"),
        ("/menukaart/aanbod/koffie/klopt/", "/menukaart/aanbod/koffie/klopt/"),
    ],
)
def test_what_was_refused_is_written_without_what_opens_it(path, written):
    args = ("Unprocessable Entity", path, 422)
    record = logging.LogRecord("django.request", 30, "", 0, "%s: %s (%d)", args, None)

    assert WithoutLinks().filter(record)

    assert record.getMessage() == f"Unprocessable Entity: {written} (422)"


def test_a_line_without_parts_stays_as_it_is():
    record = logging.LogRecord("x", 30, "", 0, "ready", None, None)
    assert WithoutLinks().filter(record)
    assert record.getMessage() == "ready"


def test_every_line_goes_through_it():
    handlers: Any = settings.LOGGING["handlers"]
    assert all("links" in one["filters"] for one in handlers.values())
