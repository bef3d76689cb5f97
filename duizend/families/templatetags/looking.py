"""How the frame of a family's page looks: for the professional, or for looking together."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template import Context

from duizend.families import together

register = template.Library()


@dataclass(frozen=True)
class Look:
    """is_on: the family looks along. is_ready: this page was made for that."""

    is_on: bool
    is_ready: bool
    back: str


@register.simple_tag(takes_context=True)
def look_together(context: Context) -> Look:
    """Whether the page of `family` is looked at together, and whether it can be."""
    request = context["request"]
    ready = "together" in context
    is_on = together.is_on(request.session, context["family"].pk)
    return Look(is_on or bool(context.get("together")), ready, request.path)
