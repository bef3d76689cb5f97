"""What is filled in at the doors of a desk; her consent before anything else."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duizend.access.models import Municipality, User
from duizend.consents.rules import EXPLAINED
from duizend.core.choices import WordedChoice
from duizend.core.inputs import DayInput
from duizend.intake import queries
from duizend.intake.models import OUTCOME_LABELS, WORD_LABELS, Item
from duizend.intake.permissions import LONGEST, LONGEST_REASON, LONGEST_SORTING
from duizend.intake.rules import Kind, Outcome, Word
from duizend.referrals.models import Referral

AGREES = "yes"
EXPLAINED_WORDS = {
    "what": _("I told her what the intake desk is and what happens there."),
    "why": _("I told her why I think of it."),
    "which_data": _("I told her which data I send: her name, how to reach her and what I write."),
}


class ConsentForm(forms.Form):
    """The first and only question, until it is answered with yes."""

    use_required_attribute = False

    consent = forms.ChoiceField(
        label=_("Did you discuss it with her, and does she agree?"),
        widget=forms.RadioSelect,
        choices=[
            (
                AGREES,
                WordedChoice(
                    _("Yes, she agrees"),
                    _("She knows that her name and how to reach her go to the intake desk."),
                ),
            ),
            ("no", WordedChoice(_("No, she does not want it"), _("Nothing is sent or kept."))),
            (
                "not_yet",
                WordedChoice(_("Not discussed yet"), _("First talk with her. Nothing is kept.")),
            ),
        ],
    )
    explained = forms.MultipleChoiceField(
        label=_("What did you tell her?"),
        help_text=_("Only when she agrees. All three are needed."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(code, EXPLAINED_WORDS[code]) for code in EXPLAINED],
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        told = set(cleaned.get("explained", ()))
        if cleaned.get("consent") == AGREES and not set(EXPLAINED) <= told:
            self.add_error("explained", gettext("First explain all three, and tick them."))
        return cleaned

    @property
    def agrees(self) -> bool:
        return bool(self.cleaned_data.get("consent") == AGREES)


class NoticeForm(forms.Form):
    """What goes to the desk, once she said yes."""

    use_required_attribute = False

    id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Her name"), max_length=200)
    phone = forms.CharField(
        label=_("How can she be reached?"),
        help_text=_("Phone or e-mail, and when it suits her."),
        max_length=200,
    )
    municipality = forms.ModelChoiceField(
        label=_("In which municipality does she live?"),
        queryset=Municipality.objects.none(),
        empty_label=_("Choose"),
    )
    birth_date = forms.DateField(label=_("Date of birth"), widget=DayInput, required=False)
    language = forms.CharField(label=_("Language in which to talk"), max_length=60, required=False)
    due_on = forms.DateField(label=_("Due date"), widget=DayInput, required=False)
    goes_well = forms.CharField(
        label=_("What is going well, and who helps already?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    asks = forms.CharField(
        label=_("What does she want help with?"),
        help_text=_("In her words where you can. Only what the desk needs."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    shielded = forms.CharField(
        label=_("About safety (shielded)"),
        help_text=_("Read only by people at the desk who may see what is shielded."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["municipality"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  for the type checker
        field.queryset = queries.municipalities_with_a_desk()
        self.initial.setdefault("id", uuid4())

    def clean_birth_date(self) -> Any:
        day = self.cleaned_data["birth_date"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(gettext("A day of birth cannot lie in the future."))
        return day


class WorryForm(forms.Form):
    """What a parent wants to say. Nothing else is needed."""

    use_required_attribute = False

    id = forms.UUIDField(widget=forms.HiddenInput)
    municipality = forms.ModelChoiceField(
        label=_("Where do you live?"),
        queryset=Municipality.objects.none(),
        empty_label=_("Choose"),
    )
    words = forms.CharField(
        label=_("What are you worried about?"),
        help_text=_("In your own words. You need not name anybody."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    unsafe = forms.BooleanField(label=_("I do not always feel safe"), required=False)
    name = forms.CharField(label=_("Your name"), max_length=200, required=False)
    reach = forms.CharField(
        label=_("How may we reach you?"),
        help_text=_("Phone or e-mail, and when it is safe. Without it we cannot answer you."),
        max_length=200,
        required=False,
    )
    # Nobody sees this; a program that fills in everything does.
    website = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["municipality"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  for the type checker
        field.queryset = queries.municipalities_with_a_desk()
        self.initial.setdefault("id", uuid4())


class WordsForm(forms.Form):
    """A few words: for the desk itself, or for the sender."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("Your words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class SortForm(forms.Form):
    """Where this question goes first, and why."""

    use_required_attribute = False

    word = forms.ChoiceField(
        label=_("Where does this question go first?"),
        help_text=_("A word for the question, never for her. It is gone when it has a place."),
        widget=forms.RadioSelect,
        choices=[
            (
                Word.MEDICAL.value,
                WordedChoice(
                    WORD_LABELS[Word.MEDICAL.value],
                    _("To a midwife, GP or hospital."),
                ),
            ),
            (
                Word.SOCIAL.value,
                WordedChoice(
                    WORD_LABELS[Word.SOCIAL.value],
                    _("To the neighbourhood team, help with money or housing, or volunteers."),
                ),
            ),
            (
                Word.RAISED.value,
                WordedChoice(
                    WORD_LABELS[Word.RAISED.value],
                    _(
                        "More than one thing at once: a professional first talks with her at length."
                    ),
                ),
            ),
        ],
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("In a sentence, about the question. Only your own desk reads it."),
        max_length=LONGEST_SORTING,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ColleagueForm(forms.Form):
    """Whom of the desk to ask to take it over."""

    use_required_attribute = False

    colleague = forms.ModelChoiceField(
        label=_("Which colleague?"), queryset=User.objects.none(), empty_label=_("Choose")
    )

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["colleague"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  for the type checker
        field.queryset = colleagues


class MoveForm(forms.Form):
    """To the desk of another municipality, with her knowing."""

    use_required_attribute = False

    municipality = forms.ModelChoiceField(
        label=_("Where does she live?"),
        queryset=Municipality.objects.none(),
        empty_label=_("Choose"),
    )
    agreed = forms.BooleanField(
        label=_("She knows that another desk will read this, and finds it good"), required=False
    )

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["municipality"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  for the type checker
        field.queryset = queries.municipalities_with_a_desk().exclude(deskarea__desk=item.desk_id)


class NoMoveForm(forms.Form):
    """Why it is not taken over, for the desk that asked."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why not?"),
        max_length=LONGEST_SORTING,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RegisterForm(forms.Form):
    """The one it is about, as a family to register."""

    use_required_attribute = False

    given_name = forms.CharField(label=_("First name"), max_length=100)
    family_name = forms.CharField(label=_("Last name"), max_length=100)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    birth_date = forms.DateField(label=_("Date of birth"), widget=DayInput, required=False)
    due_date = forms.DateField(label=_("Due date"), widget=DayInput, required=False)


class ReferralField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Requests of the desk's organisation, called by whom they were put to."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.performer)


class CloseForm(forms.Form):
    """How it left the desk."""

    use_required_attribute = False

    outcome = forms.ChoiceField(label=_("How does it leave the desk?"))
    referral = ReferralField(
        label=_("Taken over by"),
        queryset=Referral.objects.none(),
        required=False,
        empty_label=_("Choose"),
        help_text=_("Only for something that another organisation has taken over."),
    )
    reason = forms.CharField(
        label=_("In a sentence, for the sender"),
        help_text=_("What you did. Nothing about the family itself."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, item: Item, linked: bool, asked: list[Referral], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        outcome, referral = self.fields["outcome"], self.fields["referral"]
        assert isinstance(outcome, forms.ChoiceField)  # noqa: S101  for the type checker
        assert isinstance(referral, ReferralField)  # noqa: S101
        hidden = {Outcome.RETURNED} if item.kind == Kind.WORRY else set()
        if not linked:
            hidden |= {Outcome.HANDED, Outcome.OURS}
        outcome.choices = [
            ("", gettext("Choose")),
            *((code, label) for code, label in OUTCOME_LABELS.items() if code not in hidden),
        ]
        if not asked:
            del self.fields["referral"]
            return
        referral.queryset = Referral.objects.filter(
            pk__in=[one.pk for one in asked]
        ).select_related("performer")
