"""The components of the house style, as tags; docs/reference/components.md lists them with examples.

Class names of NL Design System stand only here, in `ui_forms` and in `templates/core/components/`. A component knows no
care. It takes a kind from a short list; a wrong kind raises ValueError.
"""

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.context import RequestContext
from django.utils.crypto import get_random_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from duizend.core.charts import day_line as line_geometry
from duizend.core.charts.balance import BalanceRow
from duizend.core.charts.bars import Bar, drawn
from duizend.core.charts.steps import Step
from duizend.core.icons import icon_shape
from duizend.core.templatetags import dutch, ui_boxes, ui_forms

register = template.Library()
# One library for the pages, four short files for the reader.
for part in (ui_boxes.register, ui_forms.register, dutch.register):
    register.tags.update(part.tags)
    register.filters.update(part.filters)

BUTTONS = {
    "primary": "nl-button--primary",
    "secondary": "nl-button--secondary",
    "quiet": "nl-button--subtle",
    "shielded": "nl-button--primary dz-button--shielded",
}
TAGS = ("neutral", "wait", "done", "shielded")


def one_of(kind: str, kinds: Sequence[str] | dict[str, str]) -> str:
    """Return the kind. Raises ValueError with the list when it is not in it."""
    if kind not in kinds:
        raise ValueError(f"There is no kind {kind!r}. Choose from: {', '.join(kinds)}.")
    return kind


def _button(label: str, kind: str, why_not: object, **more: Any) -> dict[str, Any]:
    return {
        "label": label,
        "css": BUTTONS[one_of(kind, BUTTONS)],
        # Only str(): a NotAllowed says its reason that way.
        "why_not": str(why_not or ""),
        "reason_id": f"reden-{get_random_string(8)}",
        **more,
    }


@register.inclusion_tag("core/components/button.html")
def button(
    label: str,
    *,
    kind: str = "secondary",
    why_not: object = "",
    name: str = "",
    value: str = "",
    icon: str = "",
    id: str = "",
    form: str = "",
    type: str = "submit",
) -> dict[str, Any]:
    """A submit button. With `why_not` it cannot fire and shows the reason beside it.

    `form` names a form elsewhere on the page; `type` is `button` where only a script acts on it.
    """
    one_of(type, ("submit", "button"))
    more = {"name": name, "value": value, "icon": icon, "id": id, "form": form, "type": type}
    return _button(label, kind, why_not, **more)


@register.inclusion_tag("core/components/link_button.html")
def link_button(
    label: str, url: str, *, kind: str = "secondary", why_not: object = "", icon: str = ""
) -> dict[str, Any]:
    """A link that looks like a button. With `why_not` it leads nowhere and shows the reason."""
    return _button(label, kind, why_not, url=url, icon=icon)


@register.inclusion_tag("core/components/post_button.html", takes_context=True)
def post_button(
    context: RequestContext,
    label: str,
    url: str,
    *,
    kind: str = "secondary",
    why_not: object = "",
    name: str = "",
    value: str = "",
    icon: str = "",
) -> dict[str, Any]:
    """A form of one button, sent by POST."""
    more = {"url": url, "kind": kind, "name": name, "value": value, "icon": icon}
    return {"label": label, "why_not": why_not, "csrf_token": context.get("csrf_token"), **more}


@register.inclusion_tag("core/components/print_button.html")
def print_button() -> dict[str, Any]:
    """Prints the page; appears only where scripts run."""
    return {}


@register.inclusion_tag("core/components/copy_button.html")
def copy_button(target: str) -> dict[str, Any]:
    """Copies the text of the field with this id; appears only where scripts run."""
    return {"target": target}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon that screen readers skip: a word always stands beside it."""
    # Trusted: the shape comes from our own table, never from input.
    shape = mark_safe(icon_shape(name))  # noqa: S308
    return format_html(
        '<svg class="dz-icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">{}</svg>',
        shape,
    )


@register.simple_tag
def tag(text: str, kind: str = "neutral") -> SafeString:
    """A short state in words: neutral, wait, done or shielded (with a small lock)."""
    lock = icon("lock") if one_of(kind, TAGS) == "shielded" else ""
    return format_html(
        '<span class="nl-data-badge dz-tag dz-tag--{}">{}{}</span>', kind, lock, text
    )


@register.inclusion_tag("core/components/factor.html")
def factor(
    label: str, kind: str, source: str = "", url: str = "", shielded: bool = False
) -> dict[str, Any]:
    """What protects (circle, solid) or weighs (diamond, dashed)."""
    one_of(kind, ("protective", "risk"))
    return {"label": label, "kind": kind, "source": source, "url": url, "shielded": shielded}


@register.inclusion_tag("core/components/why.html")
def why(text: str, source: str = "", url: str = "") -> dict[str, Any]:
    """Why something is proposed or shown, with its source."""
    return {"text": text, "source": source, "url": url}


@register.inclusion_tag("core/components/quote.html")
def quote(text: str, who: str = "") -> dict[str, Any]:
    """Words of a person, as said."""
    return {"text": text, "who": who}


@register.simple_tag
def person_face(initials: str, kind: str = "professional") -> SafeString:
    """A circle with initials; the name stands beside it."""
    one_of(kind, ("professional", "family"))
    return format_html(
        '<span class="dz-face dz-face--{}" aria-hidden="true">{}</span>', kind, initials[:2]
    )


@register.inclusion_tag("core/components/person.html")
def person(
    name: str, *, role: str = "", initials: str = "", kind: str = "professional", url: str = ""
) -> dict[str, Any]:
    """One person in a `dz-people` list."""
    letters = initials or initials_of(name)
    return {"name": name, "role": role, "initials": letters, "kind": kind, "url": url}


def initials_of(name: str) -> str:
    """Return the first letters of the first and last word: `Samira El Amrani` gives SA."""
    words = name.split()
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.inclusion_tag("core/components/day_line.html")
def day_line(line: line_geometry.DayLine) -> dict[str, Any]:
    """The thousand-day line, with its words and its events as a list."""
    events = sorted(line.events, key=lambda event: event.day)
    return {"line": line, "drawing": line_geometry.draw(line), "events": events}


@register.inclusion_tag("core/components/balance.html")
def balance(rows: Sequence[BalanceRow], caption: str = "") -> dict[str, Any]:
    """What protects left, what weighs right, life domains between."""
    return {"rows": rows, "caption": caption}


@register.inclusion_tag("core/components/bars.html")
def bars(bars: Sequence[Bar], caption: str, *, what: str, count: str) -> dict[str, Any]:
    """A table of numbers with a length beside each; `what` and `count` head its columns."""
    return {"bars": drawn(bars), "caption": caption, "what": what, "count": count}


@register.inclusion_tag("core/components/steps.html")
def steps(steps: Sequence[Step], label: str = "") -> dict[str, Any]:
    """Where we are: a row of steps, one of them now."""
    number = next((at for at, step in enumerate(steps, 1) if step.state == "now"), 0)
    now = steps[number - 1] if number else None
    return {"steps": steps, "label": label, "now": now, "number": number, "total": len(steps)}


@register.inclusion_tag("core/components/pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any]) -> dict[str, Any]:
    """Earlier and later pages; the rest of the query string stays as it is."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query:
        query.pop("page", None)
    rest = f"&{query.urlencode()}" if query else ""
    return {"page": page, "rest": rest}
