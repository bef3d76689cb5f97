"""What an administrator does with lists: look at one, publish it as a version, retire it."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.access.rules import Category
from duizend.core.json_lines import NotJson, decode
from duizend.core.once import save_once
from duizend.core.permissions import NotAllowed
from duizend.questionnaires.actions.publishing import Published, check_concepts, publish
from duizend.questionnaires.models import Questionnaire, QuestionnaireDraft, QuestionnaireVersion
from duizend.questionnaires.permissions import check_can_manage_lists
from duizend.questionnaires.rules.form import Form
from duizend.questionnaires.rules.identity import identity_of
from duizend.questionnaires.rules.reading import CannotRun, Refusal, read
from duizend.questionnaires.rules.usage import Usage, apply_usage, unknown_places, usage_from

LARGEST_FILE = 5_000_000
# What an answer can be about; contact and plan are no subjects of a question.
SUBJECTS = frozenset(Category) - {Category.CONTACT, Category.PLAN}


class FileRefused(NotAllowed):
    """A file that cannot be used. `refusals` say where and why, when it could be read at all."""

    def __init__(self, reason: str, refusals: Collection[Refusal] = ()) -> None:
        super().__init__(reason)
        self.refusals = tuple(refusals)


def list_in(content: bytes) -> tuple[str, dict[str, Any], Form]:
    """The text of a file, the resource in it and how it runs. Raises FileRefused."""
    if len(content) > LARGEST_FILE:
        raise FileRefused(_("This file is larger than 5 MB. Nothing was kept."))
    try:
        text = content.decode()
    except UnicodeDecodeError as problem:
        raise FileRefused(_("The file is not text in UTF-8.")) from problem
    try:
        resource = decode(text.removeprefix("\ufeff")).value
    except NotJson as problem:
        reason = _("This is not JSON. Look at line %(line)d. Nothing was kept.")
        raise FileRefused(reason % {"line": problem.line}) from problem
    try:
        form = read(resource)
    except CannotRun as refusal:
        raise FileRefused(
            _("This list cannot be used here as it is. Nothing was kept."), refusal.problems
        ) from refusal
    return text, resource, form


@transaction.atomic
def add_draft(draft_id: UUID, content: bytes, *, by: User, at: datetime) -> QuestionnaireDraft:
    """Keep a file to look at. Sent twice it is one draft. Raises FileRefused, with reasons."""
    check_can_manage_lists(by)
    text, _resource, form = list_in(content)
    draft = QuestionnaireDraft(
        id=draft_id, title=identity_of(form).title, text=text, recorder=by, recorded=at
    )
    if not save_once(draft):
        return QuestionnaireDraft.objects.get(pk=draft_id)
    audit.record("questionnaires.add_draft", draft, by=by, at=at)
    return draft


@transaction.atomic
def set_usage(draft: QuestionnaireDraft, usage: Usage, *, by: User, at: datetime) -> None:
    """Say how the list is used here. Raises NotAllowed when that does not fit it."""
    check_can_manage_lists(by)
    _check_usage(form_of_draft(draft, with_usage=False), usage)
    draft.usage = usage.as_data()
    draft.save(update_fields=["usage"])
    audit.record("questionnaires.set_usage", draft, by=by, at=at)


@transaction.atomic
def discard(draft: QuestionnaireDraft, *, by: User, at: datetime) -> None:
    """Throw a draft away; nobody has answered it."""
    check_can_manage_lists(by)
    audit.record("questionnaires.discard_draft", draft, by=by, at=at)
    draft.delete()


def form_of_draft(draft: QuestionnaireDraft, *, with_usage: bool = True) -> Form:
    _text, _resource, form = list_in(draft.text.encode())
    return apply_usage(form, usage_from(draft.usage)) if with_usage else form


def publication_of(draft: QuestionnaireDraft, *, by: User, at: datetime) -> Published:
    """What publishing this draft would do. Raises NotAllowed with why it cannot be."""
    return _publish(draft, by=by, at=at, dry_run=True)


@transaction.atomic
def publish_draft(draft: QuestionnaireDraft, *, by: User, at: datetime) -> QuestionnaireVersion:
    """Make a draft a version that people can use; answers to earlier versions stay as they are."""
    draft = QuestionnaireDraft.objects.select_for_update().get(pk=draft.pk)
    version = _publish(draft, by=by, at=at, dry_run=False).version
    draft.delete()
    # Only a rehearsal gives none.
    return cast(QuestionnaireVersion, version)


def _publish(draft: QuestionnaireDraft, *, by: User, at: datetime, dry_run: bool) -> Published:
    check_can_manage_lists(by)
    _text, resource, form = list_in(draft.text.encode())
    usage = usage_from(draft.usage)
    if any(not item.life_domain for item in apply_usage(form, usage).questions()):
        raise NotAllowed(_("First say what the answers are about."))
    done = publish(resource, by=by, at=at, usage=usage, source=draft.text, dry_run=dry_run)
    if not done.is_new:
        raise NotAllowed(
            _("Version %(version)s of this list is there already. Nothing was changed.")
            % {"version": done.identity.version}
        )
    return done


@transaction.atomic
def retire(questionnaire: Questionnaire, *, by: User, at: datetime) -> None:
    """Offer a list no longer; conversations that were begun can be finished."""
    _set_retired(questionnaire, retired=True, by=by, at=at)


@transaction.atomic
def take_up(questionnaire: Questionnaire, *, by: User, at: datetime) -> None:
    """Offer a list again."""
    _set_retired(questionnaire, retired=False, by=by, at=at)


def export(version: QuestionnaireVersion) -> bytes:
    """The file as it came in, to the letter; of our own lists the resource, as JSON."""
    if version.source:
        return version.source.encode()
    return json.dumps(version.resource, ensure_ascii=False, indent=1).encode() + b"\n"


def _set_retired(questionnaire: Questionnaire, *, retired: bool, by: User, at: datetime) -> None:
    check_can_manage_lists(by)
    if not questionnaire.is_imported:
        raise NotAllowed(_("This list is one of our own. It changes with the installation."))
    questionnaire.retired_on = timezone.localdate(at) if retired else None
    questionnaire.save(update_fields=["retired_on"])
    verb = "questionnaires.retire" if retired else "questionnaires.take_up"
    audit.record(verb, questionnaire, by=by, at=at)


def _check_usage(form: Form, usage: Usage) -> None:
    domains = {usage.life_domain, *usage.domains.values()} - {""}
    if not domains <= SUBJECTS:
        raise NotAllowed(_("This kind of data is not known here."))
    if Category.SAFETY in domains and not usage.is_shielded:
        raise NotAllowed(_("A list about safety is shielded as a whole. Tick that too."))
    if places := unknown_places(form, usage):
        raise NotAllowed(_("This is not in the list: %(places)s.") % {"places": ", ".join(places)})
    check_concepts(apply_usage(form, usage))
