"""What an administrator asks about lists."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet

from duizend.questionnaires.models import Questionnaire, QuestionnaireDraft, QuestionnaireVersion
from duizend.questionnaires.rules.form import Form
from duizend.questionnaires.rules.identity import Identity
from duizend.signals.models import Concept


def all_lists() -> QuerySet[Questionnaire, Any]:
    """Every list, those in use first, with how many versions it has."""
    return Questionnaire.objects.annotate(version_count=Count("versions")).order_by(
        "retired_on", "-is_own", "order"
    )


def drafts() -> QuerySet[QuestionnaireDraft]:
    return QuestionnaireDraft.objects.defer("text").select_related("recorder")


def known_concepts() -> QuerySet[Concept]:
    """The factors that an answer may point to."""
    offered = Concept.objects.filter(retired_on=None, is_topic=False)
    return offered.select_related("life_domain").order_by("life_domain__order", "kind", "order")


def versions_of(questionnaire: Questionnaire) -> QuerySet[QuestionnaireVersion]:
    """The versions, newest first, without what is in them."""
    return (
        questionnaire.versions.defer("resource", "source")
        .select_related("publisher")
        .order_by("-published", "-pk")
    )


def what_changes(identity: Identity, form: Form) -> dict[str, Any]:
    """What publishing does, in facts for the page that asks whether it should."""
    named = {code for item in form.questions() for o in item.options for code in o.concepts}
    before = Questionnaire.objects.filter(url=identity.url).first()
    return {
        "identity": identity,
        "before": before,
        "latest": versions_of(before).first() if before is not None else None,
        "question_count": sum(item.is_asked for item in form.questions()),
        "total_count": len(form.calculated),
        "is_shielded": form.is_shielded,
        "concepts": Concept.objects.filter(pk__in=named).select_related("life_domain"),
        "domains": sorted({item.life_domain for item in form.questions() if item.life_domain}),
    }
