"""What is filled in about a card as a whole: what it is, for whom, and when it is set."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from duizend.core.inputs import DayInput
from duizend.directory.words import PHASES
from duizend.pathways.rules.checking import SENTENCE_WORDS, sentence_words
from duizend.route_cards.files import LARGEST_FILE
from duizend.route_cards.forms.fields import Range, Sources
from duizend.route_cards.rules.drafting import Content
from duizend.route_cards.words import CERTAINTY, Names


def sentence(label: Any, *, rows: int = 2, required: bool = True, **more: Any) -> forms.CharField:
    """A few lines of text."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=more.pop("max_length", 500),
        widget=forms.Textarea(attrs={"rows": rows}),
        **more,
    )


def only_known_words(text: str) -> None:
    """A validator: what stands between braces is filled in, so it must be known."""
    for word in sentence_words(text):
        if word not in SENTENCE_WORDS:
            raise forms.ValidationError(
                _("“%(word)s” cannot be filled in. Only {labels} and {life_domains} can."),
                params={"word": word},
            )


class CalmForm(forms.Form):
    """An empty field is no mistake before anything was sent."""

    use_required_attribute = False


class NewForm(CalmForm):
    """A new card, by its name."""

    entry = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name of the card"),
        max_length=200,
        help_text=_("As colleagues would call it, for example “Money worries”."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].initial = uuid4()


class UploadForm(CalmForm):
    """A card as a file, or its text."""

    entry = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("A card as it is saved here, in JSON, at most 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
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
        """Only after `is_valid()`; one byte more than fits at most."""
        file = self.cleaned_data["file"]
        if file:
            read: bytes = file.read(LARGEST_FILE + 1)
            return read
        text: str = self.cleaned_data["text"]
        return text.encode(errors="surrogatepass")


class PartForm(CalmForm):
    """A part of a draft. `seen` is the stamp of that part when the page was made."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)

    def value(self) -> dict[str, Any]:
        """What the part becomes; only after `is_valid()`."""
        raise NotImplementedError


class AboutForm(PartForm):
    """What the card is called and why it is there."""

    name = forms.CharField(label=_("Name of the card"), max_length=200)
    why = sentence(
        _("Why, in a sentence"),
        help_text=_(
            "Stands at a family as the reason. Write {labels} where the things that were talked "
            "about should stand."
        ),
    )
    note = sentence(_("Note"), required=False)
    certainty = forms.ChoiceField(label=_("How sure is this?"), choices=list(CERTAINTY.items()))

    def __init__(self, content: Content, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "why", "note", "certainty"):
            self.fields[name].initial = content[name]
        self.sources = Sources(self, content["sources"])

    def value(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in ("name", "why", "note", "certainty")}
        return {**said, "sources": self.sources.chosen()}


class ScopeForm(PartForm):
    """For which phase, age and municipality the card is."""

    phases = forms.MultipleChoiceField(
        label=_("For which phase?"),
        choices=list(PHASES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    municipalities = forms.MultipleChoiceField(
        label=_("For which municipalities?"),
        help_text=_("Nothing ticked: for every municipality."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, content: Content, names: Names, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phases"].initial = content["phases"]
        places = self.fields["municipalities"]
        places.choices = list(names.municipalities.items())  # type: ignore[attr-defined]
        places.initial = content["municipalities"]
        self.gestation = Range(self, "gestation", content["gestation_days"])
        self.child_age = Range(self, "child_age", content["child_age_days"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.gestation.clean()
        self.child_age.clean()
        return self.cleaned_data

    def value(self) -> dict[str, Any]:
        return {
            "municipalities": self.cleaned_data["municipalities"],
            "phases": self.cleaned_data["phases"],
            "gestation_days": self.gestation.chosen(),
            "child_age_days": self.child_age.chosen(),
        }


class SetForm(CalmForm):
    """From when it counts, and who decided that. `seen` is the stamp of the draft on the page."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    set_on = forms.DateField(label=_("Counts from"), widget=DayInput)
    set_by = forms.CharField(
        label=_("Who decided this?"),
        max_length=200,
        help_text=_("For example: the coalition of Aa en Hunze."),
    )
    decision = sentence(
        _("What was decided, and where?"),
        help_text=_("In one sentence, for who reads this later."),
    )


class WithdrawForm(CalmForm):
    note = sentence(_("Why is this card withdrawn?"))
