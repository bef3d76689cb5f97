"""Forms: a field with its label, help and error tied together. Pages load these tags through `ui`."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
SELECT = "utrecht-select utrecht-select--html-select"
TEXTAREA = "utrecht-textarea utrecht-textarea--html-textarea"
CHECKBOX = "utrecht-checkbox utrecht-checkbox--html-input dz-tick"
RADIO = "utrecht-radio-button utrecht-radio-button--html-input dz-tick"


def widget_class(widget: forms.Widget, invalid: bool) -> str:
    """Return the classes of an input, by what it is."""
    match widget:
        case forms.CheckboxInput() | forms.CheckboxSelectMultiple():
            return CHECKBOX
        case forms.RadioSelect():
            return RADIO
        case forms.Textarea():
            return TEXTAREA + (" utrecht-textarea--invalid" if invalid else "")
        case forms.Select():
            return SELECT + (" utrecht-select--invalid" if invalid else "")
        case _:
            return TEXTBOX + (" utrecht-textbox--invalid" if invalid else "")


def _described_by(bound: BoundField) -> str:
    ids = []
    if bound.help_text:
        ids.append(f"{bound.auto_id}_hulp")
    if bound.errors:
        ids.append(f"{bound.auto_id}_fout")
    return " ".join(ids)


def _attributes(bound: BoundField) -> dict[str, Any]:
    widget = bound.field.widget
    own = widget.attrs.get("class", "")
    attributes: dict[str, Any] = {
        "class": f"{widget_class(widget, bool(bound.errors))} {own}".strip()
    }
    if ids := _described_by(bound):
        attributes["aria-describedby"] = ids
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if widget.attrs.get("placeholder") == bound.label:
        # The label says it already; a placeholder that repeats it disappears while typing.
        attributes["placeholder"] = False
    return attributes


def _options(bound: BoundField, attributes: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the radios or checkboxes of a group, each with its words and the hint under them."""
    # The group carries the description; each option would say it again.
    plain = {key: value for key, value in attributes.items() if key == "class"}
    options = []
    for option in bound.subwidgets:
        option.data["attrs"] = {**option.data["attrs"], **plain}
        options.append(
            {
                "input": option.tag(),
                "id": option.id_for_label,
                "label": option.choice_label,
                "hint": getattr(option.data["label"], "hint", ""),
            }
        )
    return options


@register.simple_tag
def field(bound: BoundField, kind: str = "plain") -> SafeString:
    """A form field of any kind of widget.

    `kind="cards"` draws radios as cards; `kind="filter"` is for a list's filters, where
    every field may stay empty and saying so each time is noise.
    """
    if kind not in ("plain", "cards", "filter"):
        raise ValueError(f"There is no kind {kind!r}. Choose from: plain, cards, filter.")
    widget = bound.field.widget
    if widget.is_hidden:
        return bound.as_hidden()
    attributes = _attributes(bound)
    context = {"field": bound, "kind": kind, "described_by": _described_by(bound)}
    ticked = isinstance(widget, forms.CheckboxInput)
    context["optional"] = not bound.field.required and not ticked and kind != "filter"
    match widget:
        case forms.RadioSelect() | forms.CheckboxSelectMultiple():
            context |= {"options": _options(bound, attributes)}
            template_name = "field_group.html"
        case forms.CheckboxInput():
            context |= {"input": bound.as_widget(attrs=attributes)}
            template_name = "field_tick.html"
        case forms.MultiWidget() | forms.SelectDateWidget():
            context |= {"input": bound.as_widget(attrs=attributes)}
            template_name = "field_group.html"
        case _:
            context |= {"input": bound.as_widget(attrs=attributes)}
            template_name = "field_line.html"
    return render_to_string(f"core/components/{template_name}", context)


@register.simple_block_tag
def fieldset(content: str, legend: str, *, description: str = "") -> SafeString:
    """Fields that belong together, under one legend."""
    context = {"content": content, "legend": legend, "description": description}
    return render_to_string("core/components/fieldset.html", context)


@register.simple_tag
def fields(form: forms.BaseForm) -> SafeString:
    """All fields of a form, one below the other, hidden ones too."""
    return format_html_join("", "{}", ((field(bound),) for bound in form))


@register.inclusion_tag("core/components/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    """The mistakes of a form in one list on top, each a link to its field."""
    fields = [bound for bound in form if bound.errors] if form.is_bound else []
    return {"general": form.non_field_errors() if form.is_bound else [], "fields": fields}


@register.inclusion_tag("core/components/autosave_status.html")
def autosave_status() -> dict[str, Any]:
    """Says "saved" or "not saved yet, trying again" in a form with `data-autosave`."""
    return {}


@register.inclusion_tag("core/components/search_box.html")
def search_box(
    label: str, url: str, *, value: str = "", help: str = "", into: str = "", name: str = "q"
) -> dict[str, Any]:
    """A search by GET; `into="#found"` also shows results while typing, where scripts run."""
    return {
        "label": label,
        "url": url,
        "value": value,
        "help": help,
        "into": into,
        "name": name,
        "id": f"zoek-{name}",
    }
