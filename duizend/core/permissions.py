"""Refusal is information: a check raises the reason, in words for the person who asks."""

from collections.abc import Callable
from typing import ParamSpec

from django.http import Http404
from django.utils.functional import Promise

Asked = ParamSpec("Asked")


class NotAllowed(Exception):
    """A refusal. Its text is shown on the button, on the page and in the tests.

    `category` is of the data that the words speak of, when that itself is not for
    everybody: the log keeps the words, and shows them to whom may know it.
    """

    def __init__(self, reason: str | Promise, *, category: str = "") -> None:
        super().__init__(str(reason))
        self.category = category


def why_not(check: Callable[Asked, None], *args: Asked.args, **kwargs: Asked.kwargs) -> str:
    """The reason why `check` refuses, or an empty string when it does not."""
    try:
        check(*args, **kwargs)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


class Hidden(Http404):
    """For this person it does not exist. Shown as any unknown page, but the attempt is logged."""
