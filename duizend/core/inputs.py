"""Days and moments as the browser's own date fields."""

from typing import Any

from django import forms


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


class TimeOfDayInput(forms.TimeInput):
    """A time as `<input type="time">`."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")
