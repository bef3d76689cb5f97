"""Choices that need a sentence under their name."""

from django.utils.functional import Promise


class WordedChoice:
    """A choice with a sentence under its name, for radios drawn as cards."""

    def __init__(self, label: str | Promise, hint: str | Promise = "") -> None:
        self.label = label
        self.hint = hint

    def __str__(self) -> str:
        return str(self.label)
