"""Finding the conversation that an address names, for the one who asks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone

from duizend.access.http import SignedInRequest
from duizend.families.actions import open_family
from duizend.families.models import Family
from duizend.families.queries import page_context
from duizend.questionnaires import queries
from duizend.questionnaires.models import Questionnaire, QuestionnaireResponse


def open_page(
    request: SignedInRequest, family_id: UUID, purpose: str
) -> tuple[Family, dict[str, Any]]:
    """The family and the frame of its page; logs the reading."""
    family = open_family(family_id, by=request.user, at=timezone.now(), purpose=purpose)
    context = page_context(family, request.user, timezone.localdate(), tab="signals")
    return family, context


def find_response(family: Family, slug: str, response_id: UUID) -> QuestionnaireResponse:
    """The conversation of this family; 404 for one of another family or of another list."""
    return get_object_or_404(
        queries.responses(family).select_related("family"),
        pk=response_id,
        questionnaire__slug=slug,
    )


def find_questionnaire(request: SignedInRequest, slug: str) -> Questionnaire:
    return get_object_or_404(queries.offered(request.user), slug=slug)
