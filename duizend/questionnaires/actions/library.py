"""What an administrator does with lists: look at one, publish it as a version, retire it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.access.rules import Category
from duizend.core.json_lines import NotJson, decode
from duizend.core.once import save_once
from duizend.core.permissions import NotAllowed
from duizend.questionnaires.models import Questionnaire, QuestionnaireDraft, QuestionnaireVersion
from duizend.questionnaires.permissions import check_can_manage_lists
from duizend.questionnaires.rules.form import Form
from duizend.questionnaires.rules.reading import CannotRun, Refusal, read
from duizend.questionnaires.rules.usage import Usage, apply_usage, unknown_places, usage_from
from duizend.signals.models import Concept

LARGEST_FILE = 5_000_000
LONGEST_CODE = 50
UNTITLED = "lijst"
# What an answer can be about; contact and plan are no subjects of a question.
SUBJECTS = frozenset(Category) - {Category.CONTACT, Category.PLAN}


class FileRefused(NotAllowed):
    """A file that cannot be used. `refusals` say where and why, when it could be read at all."""

    def __init__(self, reason: str, refusals: Collection[Refusal] = ()) -> None:
        super().__init__(reason)
        self.refusals = tuple(refusals)


@dataclass(frozen=True)
class Publication:
    """What publishing would do: `before` is the list that gets a version, None for a new one."""

    form: Form
    version: str
    before: Questionnaire | None
    is_replaced: bool


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
        reason = _("This is not JSON. Line %(line)d: expected %(what)s.")
        raise FileRefused(reason % {"line": problem.line, "what": problem}) from problem
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
    draft = QuestionnaireDraft(id=draft_id, title=_title(form), text=text, recorder=by, recorded=at)
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


def publication_of(draft: QuestionnaireDraft) -> Publication:
    """What publishing this draft would do. Raises NotAllowed with why it cannot be."""
    form = form_of_draft(draft)
    usage = usage_from(draft.usage)
    if not usage.is_shielded and any(not item.life_domain for item in form.questions()):
        raise NotAllowed(_("First say what the answers are about."))
    _check_open(form)
    before = Questionnaire.objects.filter(url=form.url).first() if form.url else None
    if before is not None and not before.is_imported:
        raise NotAllowed(_("This list is one of our own. It changes with the installation."))
    versions = before.versions.count() if before is not None else 0
    version = form.version or str(versions + 1)
    same = before and before.versions.filter(version=version).first()
    if same and _is_answered(same):
        raise NotAllowed(
            _("Version %(version)s has been answered. Give the changed list a new version.")
            % {"version": version}
        )
    return Publication(form, version, before, is_replaced=bool(same))


@transaction.atomic
def publish_draft(draft: QuestionnaireDraft, *, by: User, at: datetime) -> QuestionnaireVersion:
    """Make a draft a version that people can use; answers to earlier versions stay as they are."""
    check_can_manage_lists(by)
    draft = QuestionnaireDraft.objects.select_for_update().get(pk=draft.pk)
    planned = publication_of(draft)
    _text, resource, _form = list_in(draft.text.encode())
    kept = _list(planned, draft)
    version, _new = QuestionnaireVersion.objects.update_or_create(
        questionnaire=kept,
        version=planned.version,
        defaults={
            "resource": resource,
            "source": draft.text,
            "usage": draft.usage,
            "checksum": _checksum(draft),
            "published": at,
            "publisher": by,
        },
    )
    audit.record("questionnaires.publish", version, by=by, at=at)
    draft.delete()
    return version


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
    named = {code for found in usage.concepts.values() for code in found.values()}
    known = Concept.objects.filter(retired_on=None, pk__in=named).values_list("pk", flat=True)
    if unknown := named - set(known):
        raise NotAllowed(
            _("These factors are not known here: %(codes)s.")
            % {"codes": ", ".join(sorted(unknown))}
        )
    _check_open(apply_usage(form, usage))


def _check_open(form: Form) -> None:
    """A question that is not shielded may not point to something that is."""
    shielded = set(Concept.objects.filter(restricted=True).values_list("code", flat=True))
    for item in form.questions():
        pointed = {code for option in item.options for code in option.concepts}
        if not item.restricted and pointed & shielded:
            raise NotAllowed(
                _("%(item)s: an answer here is shielded, the question is not.")
                % {"item": item.link_id}
            )


def _list(planned: Publication, draft: QuestionnaireDraft) -> Questionnaire:
    kept = planned.before
    if kept is None:
        code = _free_code(planned.form, draft)
        last = Questionnaire.objects.order_by("-order").values_list("order", flat=True).first()
        kept = Questionnaire(
            code=code,
            slug=code,
            # Without an address of its own a list gets one that nobody else has.
            url=planned.form.url or f"urn:uuid:{draft.pk}",
            is_own=False,
            is_imported=True,
            order=(last or 0) + 1,
        )
    kept.title, kept.purpose = draft.title, planned.form.purpose[:1000]
    kept.is_shielded, kept.retired_on = planned.form.is_shielded, None
    kept.save()
    return kept


def _free_code(form: Form, draft: QuestionnaireDraft) -> str:
    code = slugify(str(form.resource.get("id") or _title(form)))[:LONGEST_CODE] or UNTITLED
    taken = Questionnaire.objects.filter(code=code) | Questionnaire.objects.filter(slug=code)
    # These words of an address are pages of their own.
    return f"{code}-{draft.pk.hex[:8]}" if taken.exists() or code == "gevraagd" else code


def _title(form: Form) -> str:
    name: Mapping[str, Any] = form.resource
    return form.title or str(name.get("name") or name.get("id") or UNTITLED)[:200]


def _checksum(draft: QuestionnaireDraft) -> str:
    usage = json.dumps(draft.usage, sort_keys=True)
    return hashlib.sha256(f"{draft.text}\n{usage}".encode()).hexdigest()


def _is_answered(version: QuestionnaireVersion) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select rls.version_is_answered(%s)", [version.pk])
        row = cursor.fetchone()
    return bool(row and row[0])
