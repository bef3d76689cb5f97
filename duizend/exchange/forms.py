from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.access.models import KIND_LABELS
from duizend.exchange.rules.files import LARGEST
from duizend.exchange.rules.plans import Wishes


class FileForm(forms.Form):
    """A file with offers, and what should happen with what it brings or lacks."""

    use_required_attribute = False
    entry = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("File"),
        help_text=_("Our template as .xlsx or .csv, or Open Referral HSDS 3.0 as .json or .zip."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.json,.zip"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty."),
            "missing": _("Choose a file."),
        },
    )
    kind_of_new = forms.ChoiceField(
        label=_("Organisations that we do not know yet"),
        required=False,
        help_text=_("Only where the file itself does not say what kind it is."),
        choices=[("", _("refuse their lines")), *KIND_LABELS.items()],
    )
    retire_missing = forms.BooleanField(
        label=_("Take offers off the menu that are not in this file"),
        required=False,
        help_text=_(
            "Only of organisations that are in this file. Their other offers stay without this."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].initial = uuid4()

    @property
    def entry_id(self) -> UUID:
        entry: UUID = self.cleaned_data["entry"]
        return entry

    @property
    def content(self) -> bytes:
        """Only after `is_valid()`. One byte more than fits at most."""
        read: bytes = self.cleaned_data["file"].read(LARGEST + 1)
        return read

    @property
    def file_name(self) -> str:
        name: str = self.cleaned_data["file"].name
        return name

    @property
    def wishes(self) -> Wishes:
        asked = self.cleaned_data
        return Wishes(asked["kind_of_new"], asked["retire_missing"])
