"""The plan of a family: goals, tasks, agreements, the step it is in, and every change."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duizend.access.models import CATEGORY_LABELS, Organization, User
from duizend.access.rules import RESTRICTED, Category
from duizend.families.models import Family, Person, PersonRole
from duizend.plans.rules import (
    OPEN_GOALS,
    OPEN_TASKS,
    Approach,
    GoalStatus,
    TaskStatus,
    Whose,
)

APPROACH_LABELS = {
    Approach.SIX_STEPS.value: _("Six steps"),
    Approach.SMART_SYSTEM.value: _("Five steps of the programme"),
}
# In our own words; the sources say it longer.
STEP_LABELS = {
    Approach.SIX_STEPS: [
        _("Noticing"),
        _("Finding out what is going on"),
        _("Talking it over together"),
        _("Plan and who does what"),
        _("Getting to work"),
        _("Keeping it going"),
    ],
    Approach.SMART_SYSTEM: [
        _("Looking at what weighs and protects"),
        _("Deciding what is needed"),
        _("Getting to know each other"),
        _("Making a personal programme"),
        _("Doing the programme"),
    ],
}
WHOSE_LABELS = {
    Whose.MOTHER.value: _("the mother (to be)"),
    Whose.PARTNER.value: _("the partner"),
    Whose.BOTH.value: _("both of them"),
    Whose.CHILD.value: _("the child"),
}
GOAL_LABELS = {
    GoalStatus.PROPOSED.value: pgettext_lazy("goal", "thought of"),
    GoalStatus.ACTIVE.value: pgettext_lazy("goal", "going on"),
    GoalStatus.ACHIEVED.value: pgettext_lazy("goal", "achieved"),
    GoalStatus.STOPPED.value: pgettext_lazy("goal", "stopped"),
}
TASK_LABELS = {
    TaskStatus.AGREED.value: pgettext_lazy("task", "agreed"),
    TaskStatus.BUSY.value: pgettext_lazy("task", "busy with it"),
    TaskStatus.DONE.value: pgettext_lazy("task", "done"),
    TaskStatus.STOPPED.value: pgettext_lazy("task", "stopped"),
}
IN_THE_PLAN = [Category.PLAN.value, Category.SAFETY.value]
TAGS = {"active": "neutral", "achieved": "done", "done": "done", "proposed": "wait"}


class CarePlan(models.Model):
    """The one plan of a family. It holds nothing itself, so the whole team may know it is there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.OneToOneField(Family, on_delete=models.PROTECT, related_name="plan")
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    def __str__(self) -> str:
        return f"plan of {self.family_id}"


class Entry(models.Model):
    """What every line of the plan has: whose organisation wrote it, and its category.

    Plain fields, so that the policies of row-level security can look at them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, default=Category.PLAN.value)
    recorder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorder_organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+"
    )
    recorded = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def is_shielded(self) -> bool:
        return self.category in RESTRICTED


class Goal(Entry):
    """What somebody of the family wants, in their own words. FHIR: Goal."""

    plan = models.ForeignKey(CarePlan, on_delete=models.PROTECT, related_name="goals")
    words = models.CharField(_("goal"), max_length=300)
    whose = models.CharField(max_length=10, choices=WHOSE_LABELS)
    life_domain = models.CharField(max_length=20, choices=CATEGORY_LABELS)
    status = models.CharField(max_length=10, choices=GOAL_LABELS)
    reason = models.CharField(max_length=300, blank=True)
    is_crisis = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["family", "recorded"], name="goals_of_a_family")]
        constraints = [
            models.CheckConstraint(name="a_goal_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="a_stopped_goal_says_why",
                condition=~Q(status=GoalStatus.STOPPED.value) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="a_goal_is_of_the_plan_or_shielded", condition=Q(category__in=IN_THE_PLAN)
            ),
        ]

    def __str__(self) -> str:
        return f"goal {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_GOALS

    @property
    def tag_kind(self) -> str:
        return TAGS.get(self.status, "neutral")


class PlanTask(Entry):
    """Who does what, and by when. FHIR: Task.

    For exactly one of: a person of the family or of its own network, a professional,
    or an organisation.
    """

    plan = models.ForeignKey(CarePlan, on_delete=models.PROTECT, related_name="tasks")
    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, related_name="tasks", null=True, blank=True
    )
    what = models.CharField(_("what"), max_length=300)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    professional = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="plan_tasks", null=True, blank=True
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="plan_tasks", null=True, blank=True
    )
    by_when = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=TASK_LABELS)
    reason = models.CharField(max_length=300, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["family", "recorded"], name="tasks_of_a_family"),
            models.Index(
                fields=["professional", "by_when"],
                condition=Q(status__in=["agreed", "busy"]),
                name="open_tasks_of_a_professional",
            ),
            models.Index(
                fields=["organization", "by_when"],
                condition=Q(status__in=["agreed", "busy"]),
                name="open_tasks_of_an_organization",
            ),
            models.Index(
                fields=["family", "by_when"],
                condition=Q(status__in=["agreed", "busy"]),
                name="open_tasks_of_a_family",
            ),
        ]
        constraints = [
            models.CheckConstraint(name="a_task_says_what", condition=~Q(what="")),
            models.CheckConstraint(
                name="a_task_is_for_exactly_one",
                condition=Q(
                    person__isnull=False, professional__isnull=True, organization__isnull=True
                )
                | Q(person__isnull=True, professional__isnull=False, organization__isnull=True)
                | Q(person__isnull=True, professional__isnull=True, organization__isnull=False),
            ),
            models.CheckConstraint(
                name="a_done_task_says_when_and_who_noted_it",
                condition=Q(
                    status=TaskStatus.DONE.value, done_on__isnull=False, done_by__isnull=False
                )
                | (
                    ~Q(status=TaskStatus.DONE.value) & Q(done_on__isnull=True, done_by__isnull=True)
                ),
            ),
            models.CheckConstraint(
                name="a_stopped_task_says_why",
                condition=~Q(status=TaskStatus.STOPPED.value) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="a_task_is_of_the_plan_or_shielded", condition=Q(category__in=IN_THE_PLAN)
            ),
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_TASKS

    @property
    def tag_kind(self) -> str:
        return TAGS.get(self.status, "neutral")

    @property
    def performer(self) -> str:
        """The name of who does it."""
        return str(self.person or self.professional or self.organization)

    @property
    def group(self) -> str:
        """Which of the three groups does it: family, network or professionals."""
        if self.person is None:
            return "professionals"
        return "network" if self.person.role == PersonRole.NETWORK else "family"


class Agreement(Entry):
    """What was agreed, in words, and when. It can end; it is never rewritten."""

    plan = models.ForeignKey(CarePlan, on_delete=models.PROTECT, related_name="agreements")
    words = models.CharField(_("agreement"), max_length=500)
    made_on = models.DateField(_("agreed on"))
    ended_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="an_agreement_has_words", condition=~Q(words="")),
            models.CheckConstraint(
                name="an_ended_agreement_says_why",
                condition=Q(ended_on__isnull=True) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="an_agreement_is_of_the_plan_or_shielded",
                condition=Q(category__in=IN_THE_PLAN),
            ),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"


class StepMove(Entry):
    """The family goes to a step of an approach: forward or back, because people say so."""

    plan = models.ForeignKey(CarePlan, on_delete=models.PROTECT, related_name="moves")
    approach = models.CharField(max_length=20, choices=APPROACH_LABELS)
    step = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        indexes = [models.Index(fields=["family", "-recorded"], name="moves_of_a_family")]
        constraints = [
            models.CheckConstraint(
                name="a_step_is_one_of_its_approach",
                condition=Q(approach=Approach.SIX_STEPS.value, step__gte=1, step__lte=6)
                | Q(approach=Approach.SMART_SYSTEM.value, step__gte=1, step__lte=5),
            ),
            models.CheckConstraint(name="a_move_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.approach} {self.step}"

    @property
    def label(self) -> str:
        return str(STEP_LABELS[Approach(self.approach)][self.step - 1])
