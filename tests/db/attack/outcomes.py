"""What licensed instruments said of the family of these tests, and a draft of a list."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils import timezone

from duizend.access.rules import OrganizationKind, Role
from duizend.core.rls import acting_as
from duizend.instruments import actions
from duizend.questionnaires.actions import library
from duizend.questionnaires.models import InstrumentSlot, QuestionnaireVersion
from tests.people import make_organization, make_user
from tests.unit.instruments.test_rules import PDF

if TYPE_CHECKING:
    from tests.db.attack.conftest import Everything

WORDS = ("sleutelbloemwei",)  # what came out of the EPDS
SHIELDED = ("doornappelzaad",)  # what came out of a list about violence
LIST = (
    '{"resourceType": "Questionnaire", "status": "draft", "title": "Een lijst", '
    '"item": [{"linkId": "a", "type": "string", "text": "Wat?"}]}'
)


def fill(story: Everything, at: datetime) -> None:
    """Fatma recorded two outcomes, both with a PDF; an administrator looks at a list."""
    by = story.fatma
    today = timezone.localdate(at)
    with acting_as(by.pk):
        for code, words in (("epds", f"Bij de {WORDS[0]}"), ("aas", f"Het {SHIELDED[0]}")):
            kept = actions.record(
                uuid4(),
                story.family,
                InstrumentSlot.objects.get(code=code),
                actions.Outcome(today, by.full_name, words, pdf=PDF),
                by=by,
                at=at,
            )
            story.ids["result_id" if code == "epds" else "shielded_result"] = kept.pk
    town = make_organization("Gemeente Assen", OrganizationKind.MUNICIPALITY)
    bea = make_user("Bea Vermeer", town, Role.ADMINISTRATOR)
    with acting_as(bea.pk):
        story.ids["draft_id"] = library.add_draft(uuid4(), LIST.encode(), by=bea, at=at).pk
    story.ids["version_id"] = QuestionnaireVersion.objects.get(questionnaire_id="gad-2").pk
