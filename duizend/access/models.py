from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from duizend.access.rules import KINDS, ROLES, Category, Domain, OrganizationKind, Role

KIND_LABELS = {
    OrganizationKind.MIDWIFERY_PRACTICE.value: _("Midwifery practice"),
    OrganizationKind.HOSPITAL_OBSTETRICS.value: _("Hospital, obstetrics"),
    OrganizationKind.MATERNITY_CARE.value: _("Maternity care"),
    OrganizationKind.YOUTH_HEALTH_CARE.value: _("Youth health care"),
    OrganizationKind.GENERAL_PRACTICE.value: _("General practice"),
    OrganizationKind.MENTAL_HEALTH.value: _("Mental health and addiction care"),
    OrganizationKind.NEIGHBOURHOOD_TEAM.value: _("Neighbourhood team"),
    OrganizationKind.DEBT_SUPPORT.value: _("Debt support"),
    OrganizationKind.WELFARE.value: _("Welfare"),
    OrganizationKind.HOUSING.value: _("Housing association"),
    OrganizationKind.MUNICIPALITY.value: _("Municipality"),
}
ROLE_LABELS = {
    Role.MIDWIFE.value: _("midwife"),
    Role.OBSTETRICIAN.value: _("obstetrician"),
    Role.MATERNITY_ASSISTANT.value: _("maternity assistant"),
    Role.YOUTH_NURSE.value: _("youth nurse"),
    Role.YOUTH_DOCTOR.value: _("youth doctor"),
    Role.GENERAL_PRACTITIONER.value: _("general practitioner"),
    Role.PSYCHOLOGIST.value: _("psychologist"),
    Role.SOCIAL_WORKER.value: _("social worker"),
    Role.DEBT_COUNSELLOR.value: _("debt counsellor"),
    Role.HOUSING_OFFICER.value: _("housing officer"),
    Role.STUDENT.value: _("student"),
    Role.PROGRAMME_MANAGER.value: _("programme manager"),
    Role.PROCESS_DIRECTOR.value: _("process director"),
    Role.ADMINISTRATOR.value: _("administrator of lists and texts"),
}
CATEGORY_LABELS = {
    Category.CONTACT.value: _("Name and contact"),
    Category.PREGNANCY.value: _("Pregnancy"),
    Category.HEALTH.value: _("Health"),
    Category.MONEY.value: _("Money and work"),
    Category.HOUSING.value: _("Housing"),
    Category.NETWORK.value: _("Network and relationship"),
    Category.MENTAL.value: _("Mood and stress"),
    Category.LIFESTYLE.value: _("Lifestyle"),
    Category.SKILLS.value: _("Understanding and arranging"),
    Category.PARENTING.value: _("Parenthood"),
    Category.CHILD.value: _("Child"),
    Category.PLAN.value: _("The plan"),
    Category.SAFETY.value: _("Safety (shielded)"),
}


class Municipality(models.Model):
    """A municipality by its CBS code, such as GM1680."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Organization(models.Model):
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=KIND_LABELS)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    municipalities = models.ManyToManyField(Municipality, related_name="organizations")
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def domain(self) -> Domain:
        return KINDS[OrganizationKind(self.kind)].domain

    @property
    def is_care_provider(self) -> bool:
        return KINDS[OrganizationKind(self.kind)].is_care_provider

    @property
    def may_use_bsn(self) -> bool:
        return KINDS[OrganizationKind(self.kind)].may_use_bsn


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user


class User(AbstractBaseUser):
    """A professional: one person, one organisation, one role. FHIR: PractitionerRole."""

    email = models.EmailField(_("e-mail address"), unique=True)
    given_name = models.CharField(_("first name"), max_length=100)
    family_name = models.CharField(_("last name"), max_length=100)
    role = models.CharField(_("role"), max_length=30, choices=ROLE_LABELS)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="members")
    supervisor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="students"
    )
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    is_active = models.BooleanField(default=True)
    wants_mail = models.BooleanField(default=True)
    # Dutch: aandachtsfunctionaris. Set by the installation, like a role.
    is_safeguarding_officer = models.BooleanField(default=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["given_name", "family_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_student_has_a_supervisor",
                condition=~models.Q(role=Role.STUDENT.value) | models.Q(supervisor__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def initials(self) -> str:
        return f"{self.given_name[:1]}{self.family_name[:1]}".upper()

    @property
    def works_with_families(self) -> bool:
        return ROLES[Role(self.role)].works_with_families

    @property
    def sees_restricted(self) -> bool:
        return ROLES[Role(self.role)].sees_restricted

    @property
    def may_coordinate(self) -> bool:
        return ROLES[Role(self.role)].may_coordinate

    @property
    def manages_content(self) -> bool:
        return ROLES[Role(self.role)].manages_content

    @property
    def sees_region(self) -> bool:
        return ROLES[Role(self.role)].sees_region

    @property
    def sets_agreements(self) -> bool:
        return ROLES[Role(self.role)].sets_agreements

    @property
    def directs_process(self) -> bool:
        return ROLES[Role(self.role)].directs_process

    @property
    def may_safeguard(self) -> bool:
        return ROLES[Role(self.role)].may_safeguard


class Outcome(models.TextChoices):
    SUCCESS = "success", _("done")
    REFUSED = "refused", _("refused")


class AuditEvent(models.Model):
    """Who did what, to which family, when and on which ground (NEN 7513:2018).

    Written in the transaction of the deed itself; the application may add rows and
    read them, never change or remove one. The family is kept as a number, because the
    log must outlive what it speaks of.
    """

    recorded = models.DateTimeField()
    agent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agent_organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.SUCCESS)
    family_id = models.UUIDField(null=True)
    entity = models.CharField(max_length=120, blank=True)
    category = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    emergency = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["family_id", "-recorded"], name="audit_of_a_family"),
            models.Index(fields=["agent", "-recorded"], name="audit_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.recorded:%Y-%m-%d %H:%M} {self.agent_id} {self.action}"
