from duizend.portraits.actions.content import load_portrait_themes
from duizend.portraits.actions.drawing import (
    Kept,
    Words,
    enter_in_error,
    finish,
    say,
    set_mark,
    start,
)
from duizend.portraits.actions.paper import record_export, record_print

__all__ = [
    "Kept",
    "Words",
    "enter_in_error",
    "finish",
    "load_portrait_themes",
    "record_export",
    "record_print",
    "say",
    "set_mark",
    "start",
]
