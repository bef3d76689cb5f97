"""What forms of every module share: choices with a sentence, and a day as the browser's own date field."""

from typing import Any

from django import forms
from django.utils.functional import Promise


class WordedChoice:
    """A choice with a sentence under its name, for radios drawn as cards."""

    def __init__(self, label: str | Promise, hint: str | Promise = "") -> None:
        self.label = label
        self.hint = hint

    def __str__(self) -> str:
        return str(self.label)


class DayInput(forms.DateInput):
    """A date as `<input type="date">`; the value travels as 2026-12-03 in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A date and time as `<input type="datetime-local">`."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
