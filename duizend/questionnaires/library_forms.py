"""What an administrator fills in about a list: the file, and how it is used here."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS
from duizend.questionnaires.actions.library import LARGEST_FILE, SUBJECTS
from duizend.questionnaires.rules.form import Form, Item, ItemType
from duizend.questionnaires.rules.usage import Usage, every
from duizend.signals.models import Concept

AS_ABOVE = _("as the whole list")


def _subjects(nothing: Any) -> list[tuple[str, Any]]:
    named = [(code, label) for code, label in CATEGORY_LABELS.items() if code in SUBJECTS]
    return [("", nothing), *named]


class FileForm(forms.Form):
    """A file, or its text. `content` is what came in, one byte more than fits at most."""

    use_required_attribute = False
    entry = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("A FHIR R4 Questionnaire as JSON, at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json,application/fhir+json"}),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].initial = uuid4()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("file") and not given.get("text", "").strip() and not self.errors:
            raise forms.ValidationError(_("Choose a file, or paste the text of it."))
        return given

    @property
    def entry_id(self) -> UUID:
        entry: UUID = self.cleaned_data["entry"]
        return entry

    @property
    def content(self) -> bytes:
        """Only after `is_valid()`."""
        file = self.cleaned_data["file"]
        if file:
            read: bytes = file.read(LARGEST_FILE + 1)
            return read
        text: str = self.cleaned_data["text"]
        return text.encode(errors="surrogatepass")


class UsageForm(forms.Form):
    """How the list as a whole and its groups are used."""

    use_required_attribute = False
    life_domain = forms.ChoiceField(
        label=_("The answers are about"),
        required=False,
        help_text=_("This decides who may see them: others only with consent for this kind."),
    )
    is_shielded = forms.BooleanField(
        label=_("The whole list is shielded"),
        required=False,
        help_text=_("Then only who works with safety sees it, and it is never sent to a parent."),
    )
    for_professional = forms.BooleanField(
        label=_("The professional fills it in, not the parent"), required=False
    )

    def __init__(self, form: Form, usage: Usage, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usage = usage
        self.groups = [item for item in every(form.items) if item.type is ItemType.GROUP]
        about = self.fields["life_domain"]
        about.choices = _subjects(_("Choose…"))  # type: ignore[attr-defined]
        about.initial = usage.life_domain
        self.fields["is_shielded"].initial = usage.is_shielded
        self.fields["for_professional"].initial = usage.for_professional
        for number, group in enumerate(self.groups, 1):
            self.fields[f"g{number}"] = forms.ChoiceField(
                label=group.text or group.link_id,
                choices=_subjects(AS_ABOVE),
                required=False,
                initial=usage.domains.get(group.link_id, ""),
            )

    @property
    def group_fields(self) -> list[Any]:
        return [self[f"g{number}"] for number in range(1, len(self.groups) + 1)]

    def changed(self) -> Usage:
        """Only after `is_valid()`; what was said of questions stays."""
        asked = self.cleaned_data
        named = {group.link_id for group in self.groups}
        domains = {link: one for link, one in self.usage.domains.items() if link not in named}
        for number, group in enumerate(self.groups, 1):
            if asked[f"g{number}"]:
                domains[group.link_id] = asked[f"g{number}"]
        return Usage(
            life_domain=asked["life_domain"],
            domains=domains,
            is_shielded=asked["is_shielded"],
            for_professional=asked["for_professional"],
            concepts=self.usage.concepts,
        )


class MeaningForm(forms.Form):
    """What one question is about, and which factor each answer points to."""

    use_required_attribute = False
    life_domain = forms.ChoiceField(label=_("This question is about"), required=False)

    def __init__(
        self, item: Item, usage: Usage, concepts: list[Concept], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.item, self.usage = item, usage
        about = self.fields["life_domain"]
        about.choices = _subjects(AS_ABOVE)  # type: ignore[attr-defined]
        about.initial = usage.domains.get(item.link_id, "")
        said = usage.concepts.get(item.link_id, {})
        named: list[tuple[str, Any]] = [("", _("nothing"))]
        named += [(one.pk, f"{one.life_domain.name}: {one.label}") for one in concepts]
        for number, option in enumerate(item.options, 1):
            self.fields[f"o{number}"] = forms.ChoiceField(
                label=option.label or option.key,
                choices=named,
                required=False,
                initial=said.get(option.key, ""),
            )

    @property
    def option_fields(self) -> list[Any]:
        return [self[f"o{number}"] for number in range(1, len(self.item.options) + 1)]

    def changed(self) -> Usage:
        """Only after `is_valid()`."""
        asked, link = self.cleaned_data, self.item.link_id
        domains = {place: one for place, one in self.usage.domains.items() if place != link}
        if asked["life_domain"]:
            domains[link] = asked["life_domain"]
        concepts = {place: one for place, one in self.usage.concepts.items() if place != link}
        pointed = {
            option.key: asked[f"o{number}"]
            for number, option in enumerate(self.item.options, 1)
            if asked[f"o{number}"]
        }
        if pointed:
            concepts[link] = pointed
        return Usage(
            life_domain=self.usage.life_domain,
            domains=domains,
            is_shielded=self.usage.is_shielded,
            for_professional=self.usage.for_professional,
            concepts=concepts,
        )
