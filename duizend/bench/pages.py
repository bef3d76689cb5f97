"""What is measured, one line for each page or action. A later module adds its own line."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from duizend.bench import lists
from duizend.bench.measure import Asked, Case, Measure
from duizend.consents.models import Consent
from duizend.consents.rules import Purpose
from duizend.core.permissions import NotAllowed
from duizend.directory import words
from duizend.directory.rules import OFFER_FORMS, SOON, Phase
from duizend.families.models import Family, Person, PersonRole, Pregnancy
from duizend.questionnaires.actions import start
from duizend.questionnaires.models import Answer, Questionnaire, QuestionnaireResponse
from duizend.questionnaires.queries import answers_of, form_of
from duizend.referrals.models import Referral
from duizend.referrals.rules.states import Status
from duizend.signals.models import Appraisal

START_TALK = "startgesprek-duizend"


def page(view: str, *, of_family: bool = True) -> Callable[[Case, Client], Asked]:
    """A page that is only read."""

    def prepare(case: Case, client: Client) -> Asked:
        return Asked(reverse(view, args=[case.family_id] if of_family else []))

    return prepare


def menu_with_filters(case: Case, client: Client) -> Asked:
    """What somebody asks the menu, another question each time: some filters, or all."""
    dice = random.Random(str(case.family_id))  # noqa: S311  # the same questions every time
    place = case.user.organization.municipalities.first()
    answers = {
        "municipality": place.pk if place else "",
        "phase": dice.choice(list(Phase)),
        "life_domain": dice.choice(list(words.LIFE_DOMAINS)),
        "language": dice.choice(["nl", "ar", "en"]),
        "form": dice.choice(OFFER_FORMS),
        "within": dice.choice(SOON),
        "father": "on",
    }
    chosen = dice.sample(sorted(answers), dice.randint(1, len(answers)))
    query = urlencode({name: answers[name] for name in chosen})
    return Asked(f"{reverse('directory:menu')}?{query}")


def search_with_a_typing_error(case: Case, client: Client) -> Asked:
    """The mother's name with two letters the wrong way round."""
    mother = Person.objects.get(family=case.family_id, role=PersonRole.PREGNANT)
    name = mother.family_name
    middle = len(name) // 2
    typed = f"{name[: middle - 1]}{name[middle]}{name[middle - 1]}{name[middle + 1 :]}"
    return Asked(f"{reverse('families:list')}?q={mother.given_name}+{typed.replace(' ', '+')}")


def search_by_date(case: Case, client: Client) -> Asked | None:
    """The due date; not everybody may see it."""
    pregnancy = Pregnancy.objects.filter(family=case.family_id).first()
    if pregnancy is None:
        return None
    return Asked(f"{reverse('families:list')}?q={pregnancy.due_date:%d-%m-%Y}")


def weigh(case: Case, client: Client) -> Asked:
    """Writing down what was weighed together."""
    today = timezone.localdate()
    last = Appraisal.objects.filter(family=case.family_id).order_by("-recorded", "pk").first()
    key = uuid4()
    data = {
        "appraisal": key,
        "seen": last.pk if last else "",
        "situation": "potentially_vulnerable",
        "reason": "Het houdt, maar het kan kantelen.",
        "parent_view": "agrees",
        "strengths_not_discussed": "on",
        "decided_on": today.isoformat(),
        "again_on": (today + timedelta(weeks=6)).isoformat(),
    }
    return Asked(
        reverse("signals:appraise", args=[case.family_id]),
        data,
        lambda: Appraisal.objects.filter(pk=key).exists(),
    )


def save_an_answer(case: Case, client: Client) -> Asked | None:
    """One answer that makes a signal, in a conversation of the own organisation."""
    family = Family.objects.get(pk=case.family_id)
    own_list = Questionnaire.objects.get(pk=START_TALK)
    started = timezone.now()
    try:
        response = start(family, own_list, by=case.user, at=started)
    except NotAllowed:
        return None
    form, known = form_of(response.version), answers_of(response)
    number, item = next(
        (number, item)
        for number, item in enumerate(form.questions(), 1)
        if item.link_id not in known
        and not (item.restricted or item.enable_when)
        and any(option.concepts for option in item.options)
    )
    said = next(option.key for option in item.options if option.concepts)
    address = [case.family_id, own_list.slug, response.pk, number]
    return Asked(
        reverse("questionnaires:answer", args=address),
        {f"v{number}": said, f"v{number}-was": ""},
        lambda: Answer.objects.filter(
            response=response, link_id=item.link_id, recorded__gte=started
        ).exists(),
    )


def conversation(case: Case, client: Client) -> Asked:
    """The first part of a conversation that is going on, or its beginning."""
    response = QuestionnaireResponse.objects.filter(
        family=case.family_id, questionnaire=START_TALK
    ).first()
    if response is None:
        return Asked(reverse("questionnaires:choose", args=[case.family_id]))
    address = [case.family_id, response.questionnaire.slug, response.pk, 1]
    return Asked(reverse("questionnaires:part", args=address))


def send_a_referral(case: Case, client: Client) -> Asked | None:
    """To an organisation that the family lets us tell something."""
    consent = (
        Consent.objects.filter(family=case.family_id, source=case.user.organization_id)
        .holding(timezone.localdate())
        .exclude(purpose=Purpose.PRENATAL_HOME_VISIT)
        .select_related("recipient")
        .order_by("pk")
        .first()
    )
    if consent is None:
        return None
    key = uuid4()
    address = reverse("referrals:new", args=[case.family_id])
    return Asked(
        f"{address}?naar=organisatie:{consent.recipient.code}",
        {"id": key, "request": "Wilt u dit gezin bellen?", "categories": [], "doel": "versturen"},
        lambda: Referral.objects.filter(pk=key, status=Status.SENT).exists(),
    )


MEASURES = (
    Measure("my day", page("workspace:my_day", of_family=False)),
    Measure("search with a typing error", search_with_a_typing_error),
    Measure("search by date", search_by_date),
    Measure("family page", page("workspace:family")),
    Measure("weighing page", page("signals:appraise")),
    Measure("saving an answer", save_an_answer),
    Measure("sending a referral", send_a_referral),
    Measure("writing down a weighing", weigh, target=False),
    Measure("caseload", page("families:list", of_family=False), target=False),
    Measure("conversation", conversation, target=False),
    Measure("signals", page("signals:list"), target=False),
    Measure("route", page("pathways:route"), target=False),
    Measure("consents", page("consents:list"), target=False),
    Measure("referrals of a family", page("referrals:list"), target=False),
    Measure("asking for help", page("referrals:new"), target=False),
    Measure("intake queue", page("referrals:inbox", of_family=False), target=False),
    Measure("plan", page("plans:plan"), target=False),
    Measure("contacts", page("visits:list"), target=False),
    Measure("menu of help", page("directory:menu", of_family=False)),
    Measure("menu with filters", menu_with_filters),
    Measure("log of a family", page("workspace:log"), target=False),
    *lists.MEASURES,
)
