"""What is typed about a family, in words that say what is wrong and keep the rest."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duizend.access.models import Municipality, User
from duizend.core.inputs import DayInput
from duizend.families.actions import NewPerson
from duizend.families.models import Literacy, Person, PersonRole
from duizend.families.rules.bsn import normalised, passes_eleven_test
from duizend.families.rules.time import LATEST_DAYS_PAST_DUE, why_not_a_due_date

EARLIEST_BIRTH = date(1900, 1, 1)
_POSTAL_CODE = re.compile(r"^([1-9]\d{3})\s*([A-Za-z]{2})$")
_PHONE = re.compile(r"^\+?[\d ()./-]{6,30}$")
# Suggestions beside a free field: languages that are often spoken at home.
LANGUAGES = (
    _("Dutch"),
    _("English"),
    _("Arabic"),
    _("Dari"),
    _("Farsi"),
    _("Kurdish"),
    _("Polish"),
    _("Somali"),
    _("Spanish"),
    _("Tigrinya"),
    _("Turkish"),
    _("Ukrainian"),
    _("Dutch Sign Language"),
)


def check_day_of_birth(day: date | None, today: date) -> None:
    if day is not None and day > today:
        raise forms.ValidationError(gettext("A day of birth cannot lie in the future."))
    if day is not None and day < EARLIEST_BIRTH:
        raise forms.ValidationError(gettext("Is the year right? Write it with four digits."))


def check_due_date(day: date, today: date) -> None:
    """Refuse a due date that cannot be one (rules.time)."""
    reason = why_not_a_due_date(day, today)
    if reason == "past":
        raise forms.ValidationError(
            gettext(
                "This day is more than %(days)d days ago. Is the baby there already? "
                "Then leave this empty and add the child afterwards."
            )
            % {"days": LATEST_DAYS_PAST_DUE}
        )
    if reason == "far":
        raise forms.ValidationError(
            gettext("This day is more than nine months away. Is the year right?")
        )


class PostalCodeField(forms.CharField):
    """A Dutch postcode, kept as `9461 AA`."""

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        match = _POSTAL_CODE.match(text)
        if match is None:
            raise forms.ValidationError(gettext("A postcode looks like 9461 AA."))
        return f"{match[1]} {match[2].upper()}"


class PhoneField(forms.CharField):
    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).strip()
        if text and not _PHONE.match(text):
            raise forms.ValidationError(
                gettext("A phone number has only digits, such as 06 1234 5678.")
            )
        return text


class PersonForm(forms.Form):
    """Somebody of a family. Which fields there are follows from the role."""

    given_name = forms.CharField(label=_("First name"), max_length=100)
    family_name = forms.CharField(label=_("Last name"), max_length=100, required=False)
    relationship = forms.CharField(
        label=_("Who is this for the family?"),
        help_text=_("For example: neighbour, grandmother, friend."),
        max_length=100,
        required=False,
    )
    birth_date = forms.DateField(label=_("Date of birth"), widget=DayInput, required=False)
    phone = PhoneField(label=_("Phone"), max_length=30, required=False)
    street = forms.CharField(label=_("Street and number"), max_length=200, required=False)
    postal_code = PostalCodeField(label=_("Postcode"), max_length=10, required=False)
    city = forms.CharField(label=_("Place"), max_length=100, required=False)
    language = forms.CharField(
        label=_("Language in which to talk"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "languages", "autocomplete": "off"}),
    )
    needs_interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    literacy = forms.ChoiceField(
        label=_("Reading"), choices=Literacy.choices, widget=forms.RadioSelect, required=False
    )

    FIELDS = {
        PersonRole.CHILD: ("given_name", "family_name", "birth_date"),
        PersonRole.NETWORK: ("given_name", "family_name", "relationship", "phone"),
    }

    def __init__(self, *args: Any, role: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role = PersonRole(role)
        self.today = today
        adult = tuple(name for name in self.fields if name != "relationship")
        wanted = self.FIELDS.get(self.role, adult)
        for name in list(self.fields):
            if name not in wanted:
                del self.fields[name]

    @classmethod
    def of(cls, person: Person, today: date, data: Any = None) -> PersonForm:
        """The form with what is known of this person."""
        form = cls(data, role=person.role, today=today)
        form.initial = {name: getattr(person, name) for name in form.fields}
        return form

    def clean_birth_date(self) -> date | None:
        day: date | None = self.cleaned_data["birth_date"]
        check_day_of_birth(day, self.today)
        return day

    def as_new_person(self) -> NewPerson:
        details = dict(self.cleaned_data)
        return NewPerson(
            self.role, details.pop("given_name"), details.pop("family_name", ""), details
        )


class RegisterForm(PersonForm):
    """A pregnant person with her due date, her partner and where they live."""

    due_date = forms.DateField(
        label=_("Due date"),
        help_text=_("Not pregnant yet, or is the baby there already? Leave this empty."),
        widget=DayInput,
        required=False,
    )
    municipality = forms.ModelChoiceField(
        label=_("Municipality"), queryset=Municipality.objects.all(), empty_label=_("Choose")
    )
    partner_given_name = forms.CharField(label=_("First name"), max_length=100, required=False)
    partner_family_name = forms.CharField(label=_("Last name"), max_length=100, required=False)
    partner_birth_date = forms.DateField(label=_("Date of birth"), widget=DayInput, required=False)
    once = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("given_name", "family_name", "birth_date", "due_date")

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, role=PersonRole.PREGNANT, today=today, **kwargs)
        self.fields["family_name"].required = True
        own = user.organization.municipalities.first()
        self.initial.setdefault("municipality", own.pk if own else None)

    def clean_due_date(self) -> date | None:
        day: date | None = self.cleaned_data["due_date"]
        if day is not None:
            check_due_date(day, self.today)
        return day

    def clean_partner_birth_date(self) -> date | None:
        day: date | None = self.cleaned_data["partner_birth_date"]
        check_day_of_birth(day, self.today)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        about_partner = cleaned.get("partner_family_name") or cleaned.get("partner_birth_date")
        if about_partner and not cleaned.get("partner_given_name"):
            self.add_error("partner_given_name", gettext("What is the partner's first name?"))
        return cleaned

    def people(self) -> list[NewPerson]:
        cleaned = dict(self.cleaned_data)
        partner = [cleaned.pop(f"partner_{name}") for name in ("given_name", "family_name")]
        born_on = cleaned.pop("partner_birth_date")
        for name in ("due_date", "municipality", "once"):
            del cleaned[name]
        pregnant = NewPerson(
            PersonRole.PREGNANT, cleaned.pop("given_name"), cleaned.pop("family_name"), cleaned
        )
        if not partner[0]:
            return [pregnant]
        return [
            pregnant,
            NewPerson(PersonRole.PARTNER, partner[0], partner[1], {"birth_date": born_on}),
        ]


class BirthForm(forms.Form):
    """The child is there."""

    born_on = forms.DateField(label=_("Day of birth"), widget=DayInput)
    given_name = forms.CharField(label=_("First name of the child"), max_length=100)
    family_name = forms.CharField(label=_("Last name"), max_length=100, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_born_on(self) -> date:
        day: date = self.cleaned_data["born_on"]
        check_day_of_birth(day, self.today)
        return day


class DueDateForm(forms.Form):
    due_date = forms.DateField(label=_("Due date"), widget=DayInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_date(self) -> date:
        day: date = self.cleaned_data["due_date"]
        check_due_date(day, self.today)
        return day


class DayForm(forms.Form):
    """On which day something happened; not later than today."""

    day = forms.DateField(label=_("On which day?"), widget=DayInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not EARLIEST_BIRTH <= day <= self.today:
            raise forms.ValidationError(gettext("This day cannot lie in the future."))
        return day


class BsnForm(forms.Form):
    """A BSN, only after somebody looked at an identity document (Wabvpz)."""

    number = forms.CharField(
        label=_("BSN"),
        max_length=14,
        help_text=_("Nine digits, as on the identity document."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    identity_checked_on = forms.DateField(label=_("Identity document seen on"), widget=DayInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_number(self) -> str:
        try:
            digits = normalised(self.cleaned_data["number"])
        except ValueError as error:
            raise forms.ValidationError(gettext("A BSN has nine digits.")) from error
        if not passes_eleven_test(digits):
            raise forms.ValidationError(
                gettext("This cannot be a BSN: the digits do not add up. Check them once more.")
            )
        return digits

    def clean_identity_checked_on(self) -> date:
        day: date = self.cleaned_data["identity_checked_on"]
        check_day_of_birth(day, self.today)
        return day


class ColleagueForm(forms.Form):
    """Somebody of the own organisation who is not in the team yet."""

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"] = forms.ModelChoiceField(
            label=_("Colleague"), queryset=colleagues, empty_label=_("Choose")
        )
