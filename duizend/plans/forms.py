"""The few questions that the plan asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.access.rules import RESTRICTED, Category
from duizend.core.choices import WordedChoice
from duizend.core.inputs import DayInput
from duizend.families.models import Person
from duizend.plans.actions import GoalWords, TaskWords
from duizend.plans.models import STEP_LABELS, WHOSE_LABELS, Goal
from duizend.plans.rules import Approach

NOT_A_SUBJECT = frozenset({Category.CONTACT, Category.PLAN})
Performer = Person | User | Organization


class EntryForm(forms.Form):
    """A form for something new carries the id that it will have: sent twice, saved once."""

    # The browser's own complaints come too early, and not in our words.
    use_required_attribute = False
    entry = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].initial = uuid4()

    def seen_now(self, version: int) -> None:
        """What was typed stays; saving again writes over this version, which is now shown."""
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(version)
        self.data = data


class GoalForm(EntryForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    words = forms.CharField(
        label=_("What do they want? In their own words"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("As they say it. It stands in the plan as a quote."),
    )
    whose = forms.ChoiceField(
        label=_("Who says so"), choices=list(WHOSE_LABELS.items()), widget=forms.RadioSelect
    )
    life_domain = forms.ChoiceField(label=_("This is about"))
    is_crisis = forms.BooleanField(
        label=_("This is urgent"), required=False, help_text=_("It stays on top until it is over.")
    )
    is_idea = forms.BooleanField(label=_("Only thought of for now"), required=False)
    is_shielded = forms.BooleanField(
        label=_("Shield this goal"),
        required=False,
        help_text=_(
            "Only who may see safety sees it, and it is never printed. A goal about safety "
            "is always shielded. This cannot be changed later."
        ),
    )

    def __init__(self, *args: Any, user: User, goal: Goal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = cast(forms.ChoiceField, self.fields["life_domain"])
        about.choices = [("", _("Choose…"))] + [
            (code, label)
            for code, label in CATEGORY_LABELS.items()
            if Category(code) not in NOT_A_SUBJECT
            and (user.sees_restricted or Category(code) not in RESTRICTED)
        ]
        if goal is not None:
            del self.fields["entry"]  # it has its id already
            del self.fields["is_idea"]
        if goal is not None or not user.sees_restricted:
            del self.fields["is_shielded"]

    @property
    def said(self) -> GoalWords:
        """Only after `is_valid()`."""
        asked = self.cleaned_data
        return GoalWords(asked["words"], asked["whose"], asked["life_domain"], asked["is_crisis"])


class TaskForm(EntryForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    what = forms.CharField(label=_("What is to be done"), max_length=300)
    who = forms.ChoiceField(label=_("Who does it"))
    by_when = forms.DateField(label=_("By when"), required=False, widget=DayInput)
    goal = forms.ChoiceField(label=_("For which goal"), required=False)

    def __init__(
        self,
        *args: Any,
        performers: dict[str, dict[str, Performer]],
        goals: Sequence[Goal] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.performers = {key: who for group in performers.values() for key, who in group.items()}
        who = cast(forms.ChoiceField, self.fields["who"])
        who.choices = [("", _("Choose…"))] + [
            (group, [(key, _name(one)) for key, one in people.items()])
            for group, people in performers.items()
            if people
        ]
        if goals is None:
            del self.fields["entry"]  # it has its id already
            del self.fields["goal"]
        else:
            self.goals = {str(goal.pk): goal for goal in goals}
            goal_field = cast(forms.ChoiceField, self.fields["goal"])
            goal_field.choices = [
                ("", _("For the plan as a whole")),
                *((key, f"“{goal.words}”") for key, goal in self.goals.items()),
            ]

    @property
    def asked(self) -> TaskWords:
        """Only after `is_valid()`."""
        asked = self.cleaned_data
        return TaskWords(asked["what"], self.performers[asked["who"]], asked["by_when"])

    @property
    def chosen_goal(self) -> Goal | None:
        return self.goals.get(self.cleaned_data.get("goal", ""))


def _name(performer: Performer) -> str:
    if isinstance(performer, User):
        return f"{performer.full_name}, {performer.organization.name}"
    if isinstance(performer, Person):
        return f"{performer.full_name} ({performer.relationship or performer.get_role_display()})"
    return performer.name


class AgreementForm(EntryForm):
    words = forms.CharField(
        label=_("What was agreed"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    made_on = forms.DateField(label=_("Agreed on"), widget=DayInput)
    is_shielded = forms.BooleanField(
        label=_("Shield this agreement"),
        required=False,
        help_text=_("Only who may see safety sees it, and it is never printed."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not user.sees_restricted:
            del self.fields["is_shielded"]


class ReasonForm(forms.Form):
    use_required_attribute = False
    reason = forms.CharField(label=_("Why, in a few words"), max_length=300)


class StepForm(EntryForm):
    step = forms.TypedChoiceField(
        label=_("Where the family is now"), coerce=int, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why, in a few words"),
        max_length=300,
        help_text=_("Going back is normal."),
    )

    def __init__(self, *args: Any, approach: Approach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["step"]).choices = [
            (number, f"{number}. {label}") for number, label in enumerate(STEP_LABELS[approach], 1)
        ]


class ProposeForm(forms.Form):
    use_required_attribute = False
    practitioner = forms.ChoiceField(label=_("Who do you ask"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, people: Sequence[User], unusual: set[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        cast(forms.ChoiceField, self.fields["practitioner"]).choices = [
            (key, self._words(person, person.pk in unusual)) for key, person in self.people.items()
        ]

    @staticmethod
    def _words(person: User, unusual: bool) -> Any:
        role = f"{person.get_role_display()}, {person.organization.name}"
        if unusual:
            warning = gettext("in this phase usually somebody with another role")
            role = f"{role} · {warning}"
        return WordedChoice(person.full_name, role)
