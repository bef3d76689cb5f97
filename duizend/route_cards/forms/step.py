"""What is filled in about one step of a card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duizend.access.models import CATEGORY_LABELS, KIND_LABELS
from duizend.core.working_days import Origin
from duizend.directory.words import PHASES
from duizend.pathways.rules.cards import StepKind
from duizend.pathways.words import ROLE_WORDS
from duizend.route_cards.forms.fields import Deadline, Range, Several, Sources
from duizend.route_cards.forms.whole import PartForm, only_known_words, sentence
from duizend.route_cards.rules.drafting import Content
from duizend.route_cards.words import FEEDBACK_TO, FEEDBACK_WHO, KINDS, Names

# Who sets agreements for others does not carry out a step, nor does a student alone.
NO_PERFORMERS = {"student", "programme_manager", "process_director", "administrator"}
PERFORMERS = [(role, words) for role, words in ROLE_WORDS.items() if role not in NO_PERFORMERS]
NEW: Mapping[str, Any] = {
    "action": "",
    "kind": StepKind.TALK.value,
    "performer": {"role": "referrer", "organization_kinds": []},
    "offers": [],
    "interventions": [],
    "within": None,
    "feedback": None,
    "consent_categories": [],
    "why": "",
    "origin": Origin.PROPOSAL.value,
    "sources": [],
    "after": [],
}


def ticks(label: Any, choices: Any = (), **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        required=more.pop("required", False),
        widget=forms.CheckboxSelectMultiple,
        **more,
    )


class StepForm(PartForm):
    action = sentence(gettext_lazy("What is done in this step?"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("What kind of step is it?"), choices=KINDS.items)
    role = forms.ChoiceField(label=gettext_lazy("By whom?"), choices=PERFORMERS)
    organization_kinds = ticks(
        gettext_lazy("At which organisations?"), KIND_LABELS.items(), required=True
    )
    why = sentence(
        gettext_lazy("Why, in a sentence"),
        help_text=gettext_lazy(
            "Write {labels} where the things that were talked about should stand."
        ),
        validators=[only_known_words],
    )
    origin = forms.ChoiceField(
        label=gettext_lazy("This step is"),
        choices=[
            (Origin.PROPOSAL.value, gettext_lazy("our own proposal")),
            (Origin.SOURCE.value, gettext_lazy("from a source")),
        ],
    )
    consent_categories = ticks(
        gettext_lazy("Consent is needed for"),
        CATEGORY_LABELS.items(),
        help_text=gettext_lazy("Which data go along to somebody else."),
    )
    feedback_who = forms.ChoiceField(
        label=gettext_lazy("Who tells how it went?"),
        choices=[("", gettext_lazy("nobody has to")), *FEEDBACK_WHO.items()],
        required=False,
    )
    feedback_to = forms.ChoiceField(
        label=gettext_lazy("To whom?"), choices=list(FEEDBACK_TO.items()), required=False
    )
    after = ticks(
        gettext_lazy("Only after these steps"),
        help_text=gettext_lazy("Nothing ticked: it need not wait for another step."),
    )
    phases = ticks(
        gettext_lazy("Only in these phases"),
        PHASES.items(),
        help_text=gettext_lazy("Nothing ticked: as the card."),
    )

    def __init__(
        self,
        content: Content,
        code: str,
        step: Mapping[str, Any],
        names: Names,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.code, self.step = code, step
        feedback = step["feedback"] or {}
        self.initial = {
            **self.initial,
            **{key: step[key] for key in ("action", "kind", "why", "origin")},
            **step["performer"],
            "consent_categories": step["consent_categories"],
            "feedback_who": feedback.get("who", ""),
            "feedback_to": feedback.get("to", "referrer"),
            "after": step.get("after", []),
            "phases": step.get("phases") or [],
        }
        self.fields["after"].choices = [  # type: ignore[attr-defined]
            (one["code"], f"{one['order']}. {one['action']}")
            for one in content["steps"]
            if one["code"] != code
        ]
        self.offers = Several(self, "offer", _("Offer"), step["offers"], list(names.offers.items()))
        self.interventions = Several(
            self,
            "intervention",
            _("Intervention"),
            step["interventions"],
            list(names.interventions.items()),
        )
        self.within = Deadline(self, "within", step["within"])
        self.feedback_within = Deadline(self, "feedback_within", feedback.get("within"))
        self.sources = Sources(self, step["sources"])
        self.gestation = Range(self, "gestation", step.get("gestation_days"))
        self.child_age = Range(self, "child_age", step.get("child_age_days"))

    def clean(self) -> dict[str, Any]:
        super().clean()
        for part in (self.within, self.feedback_within, self.gestation, self.child_age):
            part.clean()
        said = self.cleaned_data
        if said.get("kind") == StepKind.REFERRAL:
            if not said.get("consent_categories"):
                self.add_error(
                    "consent_categories", _("A referral tells something: say which data go along.")
                )
            if not said.get("feedback_who"):
                self.add_error("feedback_who", _("After a referral somebody tells how it went."))
        if said.get("origin") == Origin.SOURCE and not self.errors and not self.sources.chosen():
            self.add_error("source_0", _("Say which source this step comes from."))
        return said

    def value(self) -> dict[str, Any]:
        said = self.cleaned_data
        feedback = None
        if said["feedback_who"]:
            feedback = {
                "who": said["feedback_who"],
                "to": said["feedback_to"] or "referrer",
                "within": self.feedback_within.chosen(),
            }
        return {
            "code": self.code,
            **{key: said[key] for key in ("action", "kind", "why", "origin")},
            "performer": {"role": said["role"], "organization_kinds": said["organization_kinds"]},
            "offers": self.offers.chosen(),
            "interventions": self.interventions.chosen(),
            "within": self.within.chosen(),
            "feedback": feedback,
            "consent_categories": said["consent_categories"],
            "sources": self.sources.chosen(),
            "after": said["after"],
            "phases": said["phases"],
            "gestation_days": self.gestation.chosen(),
            "child_age_days": self.child_age.chosen(),
        }
