"""Kinds of organisation, roles of people, and what each may do. Plain tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Domain(StrEnum):
    """The two worlds that duizend joins."""

    MEDICAL = "medical"
    SOCIAL = "social"


class OrganizationKind(StrEnum):
    MIDWIFERY_PRACTICE = "midwifery_practice"
    HOSPITAL_OBSTETRICS = "hospital_obstetrics"
    MATERNITY_CARE = "maternity_care"
    YOUTH_HEALTH_CARE = "youth_health_care"
    GENERAL_PRACTICE = "general_practice"
    MENTAL_HEALTH = "mental_health"
    NEIGHBOURHOOD_TEAM = "neighbourhood_team"
    DEBT_SUPPORT = "debt_support"
    WELFARE = "welfare"
    HOUSING = "housing"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True)
class KindFacts:
    """What follows from a kind of organisation.

    is_care_provider: bound by medical secrecy, so that keeping data available to others
    in an exchange system asks the explicit permission of Wabvpz article 15a.
    may_use_bsn: has a legal ground to record the BSN (care providers by the Wabvpz;
    others only where a law says so, UAVG article 46: not switched on here).
    """

    domain: Domain
    is_care_provider: bool
    may_use_bsn: bool


KINDS: dict[OrganizationKind, KindFacts] = {
    OrganizationKind.MIDWIFERY_PRACTICE: KindFacts(Domain.MEDICAL, True, True),
    OrganizationKind.HOSPITAL_OBSTETRICS: KindFacts(Domain.MEDICAL, True, True),
    OrganizationKind.MATERNITY_CARE: KindFacts(Domain.MEDICAL, True, True),
    OrganizationKind.YOUTH_HEALTH_CARE: KindFacts(Domain.MEDICAL, True, True),
    OrganizationKind.GENERAL_PRACTICE: KindFacts(Domain.MEDICAL, True, True),
    OrganizationKind.MENTAL_HEALTH: KindFacts(Domain.MEDICAL, True, True),
    OrganizationKind.NEIGHBOURHOOD_TEAM: KindFacts(Domain.SOCIAL, False, False),
    OrganizationKind.DEBT_SUPPORT: KindFacts(Domain.SOCIAL, False, False),
    OrganizationKind.WELFARE: KindFacts(Domain.SOCIAL, False, False),
    OrganizationKind.HOUSING: KindFacts(Domain.SOCIAL, False, False),
    OrganizationKind.MUNICIPALITY: KindFacts(Domain.SOCIAL, False, False),
}

CARE_PROVIDERS = tuple(k for k, facts in KINDS.items() if facts.is_care_provider)
MAY_USE_BSN = tuple(k for k, facts in KINDS.items() if facts.may_use_bsn)


class Role(StrEnum):
    MIDWIFE = "midwife"
    OBSTETRICIAN = "obstetrician"
    MATERNITY_ASSISTANT = "maternity_assistant"
    YOUTH_NURSE = "youth_nurse"
    YOUTH_DOCTOR = "youth_doctor"
    GENERAL_PRACTITIONER = "general_practitioner"
    PSYCHOLOGIST = "psychologist"
    SOCIAL_WORKER = "social_worker"
    DEBT_COUNSELLOR = "debt_counsellor"
    HOUSING_OFFICER = "housing_officer"
    STUDENT = "student"
    PROGRAMME_MANAGER = "programme_manager"
    PROCESS_DIRECTOR = "process_director"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class RoleFacts:
    """What a role may do, before any relation with a family is looked at.

    works_with_families: may register, open and search families.
    sees_restricted: may see what is shielded (safety), with a care relation.
    may_coordinate: may be the one coordinating professional (source 003, roles per phase).
    manages_content: may publish lists of questions and other content of the installation.
    sees_region: may see figures of a region, of many families together and never of one.
    sets_agreements: may set what a coalition agrees on: route cards, and who owns an offer.
    directs_process: hears when a question between two organisations stays without an answer.
    may_safeguard: may work with the steps of the meldcode; whoever works with families on
    their own responsibility, so never a student.
    """

    works_with_families: bool = True
    sees_restricted: bool = True
    may_coordinate: bool = True
    manages_content: bool = False
    sees_region: bool = False
    sets_agreements: bool = False
    directs_process: bool = False
    may_safeguard: bool = True


ROLES: dict[Role, RoleFacts] = {
    Role.MIDWIFE: RoleFacts(),
    Role.OBSTETRICIAN: RoleFacts(),
    Role.MATERNITY_ASSISTANT: RoleFacts(sees_restricted=False, may_coordinate=False),
    Role.YOUTH_NURSE: RoleFacts(),
    Role.YOUTH_DOCTOR: RoleFacts(),
    Role.GENERAL_PRACTITIONER: RoleFacts(),
    Role.PSYCHOLOGIST: RoleFacts(),
    Role.SOCIAL_WORKER: RoleFacts(),
    Role.DEBT_COUNSELLOR: RoleFacts(sees_restricted=False, may_coordinate=False),
    Role.HOUSING_OFFICER: RoleFacts(sees_restricted=False, may_coordinate=False),
    Role.STUDENT: RoleFacts(sees_restricted=False, may_coordinate=False, may_safeguard=False),
    Role.PROGRAMME_MANAGER: RoleFacts(
        works_with_families=False,
        sees_restricted=False,
        may_coordinate=False,
        sees_region=True,
        sets_agreements=True,
        may_safeguard=False,
    ),
    Role.PROCESS_DIRECTOR: RoleFacts(
        works_with_families=False,
        sees_restricted=False,
        may_coordinate=False,
        sees_region=True,
        sets_agreements=True,
        directs_process=True,
        may_safeguard=False,
    ),
    Role.ADMINISTRATOR: RoleFacts(
        works_with_families=False,
        sees_restricted=False,
        may_coordinate=False,
        manages_content=True,
        may_safeguard=False,
    ),
}

SEES_RESTRICTED = tuple(role for role, facts in ROLES.items() if facts.sees_restricted)
SEES_REGION = tuple(role for role, facts in ROLES.items() if facts.sees_region)
DIRECTS_PROCESS = tuple(role for role, facts in ROLES.items() if facts.directs_process)
MAY_SAFEGUARD = tuple(role for role, facts in ROLES.items() if facts.may_safeguard)
WORKS_WITH_FAMILIES = tuple(role for role, facts in ROLES.items() if facts.works_with_families)


class Category(StrEnum):
    """Categories of data: what consent is given for, and what row-level security looks at."""

    CONTACT = "contact"
    PREGNANCY = "pregnancy"
    HEALTH = "health"
    MONEY = "money"
    HOUSING = "housing"
    NETWORK = "network"
    MENTAL = "mental"
    LIFESTYLE = "lifestyle"
    SKILLS = "skills"
    PARENTING = "parenting"
    CHILD = "child"
    PLAN = "plan"
    SAFETY = "safety"


# Shielded: never shared along with something else, never shown without an own ground.
RESTRICTED = frozenset({Category.SAFETY})
