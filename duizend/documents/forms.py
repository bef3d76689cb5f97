"""The text of a document in a field, where it can be selected without scripts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

# More lines than this make the page longer than anybody reads at once.
MOST_ROWS = 40


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("The text of this document"),
        help_text=_("Select it all (Ctrl+A), copy it (Ctrl+C) and paste it in your record."),
        required=False,
        widget=forms.Textarea(attrs={"readonly": True, "spellcheck": "false"}),
    )

    @classmethod
    def holding(cls, text: str) -> TextForm:
        form = cls(initial={"text": text})
        form.fields["text"].widget.attrs["rows"] = min(text.count("\n") + 1, MOST_ROWS)
        return form
