"""Publishing a list from a file, for the installation; an administrator does it on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from duizend.access import audit
from duizend.access.models import User
from duizend.core.permissions import NotAllowed
from duizend.questionnaires.models import Questionnaire, QuestionnaireVersion
from duizend.questionnaires.permissions import check_can_manage_lists
from duizend.questionnaires.rules.form import Form
from duizend.questionnaires.rules.identity import Identity, checksum, identity_of
from duizend.questionnaires.rules.reading import read
from duizend.questionnaires.rules.usage import Usage, apply_usage
from duizend.signals.models import Concept

LONGEST_CODE = 50


class ListRefused(NotAllowed):
    """A list that can run and still cannot be published here. `link_id` is empty for all of it."""

    def __init__(self, reason: str, link_id: str = "") -> None:
        super().__init__(reason)
        self.link_id = link_id


@dataclass(frozen=True)
class Published:
    """`is_new`: False when this very version was there already. `version` None: only tried."""

    identity: Identity
    form: Form
    is_new: bool
    version: QuestionnaireVersion | None


@transaction.atomic
def publish(
    resource: Mapping[str, Any],
    *,
    by: User | None,
    at: datetime,
    usage: Usage = Usage(),  # noqa: B008 - frozen
    source: str = "",
    dry_run: bool = False,
) -> Published:
    """Make a list a version that people can use; earlier versions keep their answers.

    `by` None is the installation itself. Raises CannotRun with every item that cannot run,
    ListRefused when the same version has other content or a concept is not known here.
    """
    if by is not None:
        check_can_manage_lists(by)
    read_form = read(resource)
    identity, form = identity_of(read_form), apply_usage(read_form, usage)
    check_concepts(form)
    before = Questionnaire.objects.filter(url=identity.url).first()
    if before is not None and not before.is_imported:
        raise ListRefused(_("This list is one of our own. It changes with the installation."))
    mark = checksum({"resource": resource, "usage": usage.as_data()})
    same = before and before.versions.filter(version=identity.version).first()
    if same and same.resource != resource:
        raise ListRefused(
            _("Version %(version)s is there already, with other content. Give it a new version.")
            % {"version": identity.version}
        )
    if same or dry_run:
        return Published(identity, form, is_new=not same, version=same or None)
    kept = before or _new_list(identity, form)
    kept.title, kept.purpose = identity.title, form.purpose[:1000]
    kept.is_shielded, kept.retired_on = form.is_shielded, None
    kept.save()
    version = QuestionnaireVersion.objects.create(
        questionnaire=kept,
        version=identity.version,
        resource=resource,
        source=source,
        usage=usage.as_data() if usage != Usage() else {},
        checksum=mark,
        published=at,
        publisher=by,
    )
    if by is not None:
        audit.record("questionnaires.publish", version, by=by, at=at)
    return Published(identity, form, is_new=True, version=version)


def check_concepts(form: Form) -> None:
    """Each answer points to factors that are known, and openly only to open ones."""
    concepts = dict(Concept.objects.filter(retired_on=None).values_list("code", "restricted"))
    for item in form.questions():
        named = {code for option in item.options for code in option.concepts} | set(item.asks)
        if unknown := named - concepts.keys():
            raise ListRefused(
                _("These factors are not known here: %(codes)s.")
                % {"codes": ", ".join(sorted(unknown))},
                item.link_id,
            )
        if not item.restricted and any(concepts[code] for code in named):
            raise ListRefused(
                _("%(item)s: an answer here is shielded, the question is not.")
                % {"item": item.link_id},
                item.link_id,
            )


def _new_list(identity: Identity, form: Form) -> Questionnaire:
    code = slugify(str(form.resource.get("id") or identity.title))[:LONGEST_CODE] or "lijst"
    taken = Questionnaire.objects.filter(code=code) | Questionnaire.objects.filter(slug=code)
    if taken.exists() or code == "gevraagd":
        code = f"{code}-{checksum({'url': identity.url})[:8]}"
    last = Questionnaire.objects.order_by("-order").values_list("order", flat=True).first()
    return Questionnaire(
        code=code,
        slug=code,
        url=identity.url,
        is_own=False,
        is_imported=True,
        order=(last or 0) + 1,
    )
