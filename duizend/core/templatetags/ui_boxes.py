"""Boxes and lists: tags with something inside. Pages load them through `ui`."""

from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

CARDS = ("plain", "warm", "cool", "shielded")
ALERTS = {
    "info": ("info", "info"),
    "wait": ("warning", "clock"),
    "done": ("ok", "check"),
    "error": ("error", "attention"),
    "shielded": ("info", "lock"),
}


def _checked(kind: str, kinds: tuple[str, ...] | dict[str, tuple[str, str]]) -> str:
    if kind not in kinds:
        raise ValueError(f"There is no kind {kind!r}. Choose from: {', '.join(kinds)}.")
    return kind


def _filled(name: str, content: str, **context: Any) -> SafeString:
    return render_to_string(f"core/components/{name}.html", {"content": content, **context})


@register.simple_block_tag
def page_head(content: str, title: str, *, note: str = "") -> SafeString:
    """The h1 of a page, a sentence under it, and its actions at the right."""
    # An empty box of actions would still take its place.
    return _filled("page_head", content if content.strip() else "", title=title, note=note)


@register.simple_block_tag
def card(
    content: str,
    title: str = "",
    *,
    kind: str = "plain",
    link: str = "",
    url: str = "",
    id: str = "",
    level: int = 2,
) -> SafeString:
    """A white sheet with a heading; `link` and `url` stand at the right of the heading."""
    more = {"title": title, "kind": _checked(kind, CARDS), "link": link, "url": url, "id": id}
    return _filled("card", content, tag=f"h{int(level)}", css_level=int(level), **more)


@register.simple_block_tag
def alert(content: str, *, kind: str = "info", title: str = "") -> SafeString:
    """Something to know now. An error is announced at once; the others when there is a pause."""
    nl, icon = ALERTS[_checked(kind, ALERTS)]
    return _filled("alert", content, kind=kind, nl=nl, icon=icon, title=title)


@register.simple_block_tag
def disclosure(content: str, summary: str, *, is_open: bool = False) -> SafeString:
    """Folded text that opens with one press, without scripts; `is_open` unfolds it beforehand."""
    return _filled("disclosure", content, summary=summary, is_open=is_open)


@register.simple_block_tag
def table(content: str, caption: str) -> SafeString:
    """A table that scrolls inside itself when the screen is narrow."""
    return _filled("table", content, caption=caption)


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """What is known: a list of `fact`."""
    return format_html('<dl class="dz-facts">{}</dl>', content)


@register.simple_block_tag
def fact(content: str, term: str) -> SafeString:
    """One term with its value."""
    return format_html('<div class="dz-facts__row"><dt>{}</dt><dd>{}</dd></div>', term, content)


@register.simple_block_tag
def rows(content: str) -> SafeString:
    """A work list of `row` and `open_row`."""
    return format_html('<ul class="dz-rows">{}</ul>', content)


def _row(title: str, url: str, *, sub: str, icon: str, kind: str, **more: Any) -> dict[str, Any]:
    _checked(kind, ("plain", "warm"))
    return {"title": title, "url": url, "sub": sub, "icon": icon, "kind": kind, **more}


@register.inclusion_tag("core/components/row.html")
def row(
    title: str,
    url: str = "",
    *,
    sub: str = "",
    icon: str = "dot",
    kind: str = "plain",
    tag: str = "",
    tag_kind: str = "neutral",
) -> dict[str, Any]:
    """One line of a work list: what, for whom, when; one press away from acting."""
    return _row(title, url, sub=sub, icon=icon, kind=kind, tag=tag, tag_kind=tag_kind)


@register.simple_block_tag
def open_row(
    content: str,
    title: str,
    url: str = "",
    *,
    sub: str = "",
    icon: str = "dot",
    kind: str = "plain",
) -> SafeString:
    """A line with own content at the right: buttons, tags."""
    return render_to_string(
        "core/components/row.html", _row(title, url, sub=sub, icon=icon, kind=kind, content=content)
    )


@register.simple_tag
def heading(text: str, level: int = 3) -> SafeString:
    """A heading inside a page or card; the `h1` comes from `page_head`."""
    if level not in (2, 3, 4):
        raise ValueError(f"There is no level {level!r}. Choose from: 2, 3, 4.")
    return format_html(
        '<h{0} class="nl-heading nl-heading--level-{1}">{2}</h{0}>', level, min(level, 3), text
    )


@register.simple_tag
def nothing(text: str) -> SafeString:
    """A calm sentence where a list is empty."""
    return format_html('<p class="dz-nothing">{}</p>', text)


@register.inclusion_tag("core/components/breadcrumbs.html")
def breadcrumbs(*pairs: str) -> dict[str, Any]:
    """The way back: label, url, label, url, and last the label of this page."""
    links = list(zip(pairs[0:-1:2], pairs[1:-1:2], strict=True))
    return {"links": links, "current": pairs[-1]}


@register.simple_tag(takes_context=True)
def current(context: Context, path: str) -> str:
    """`aria-current="page"` when the reader is at this address or below it."""
    request = context.get("request")
    here = request.path if request else ""
    at_home = path == "/"
    if (at_home and here == "/") or (not at_home and here.startswith(path)):
        return mark_safe(' aria-current="page"')
    return ""
