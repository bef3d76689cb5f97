"""Every address of the product, for everybody who should find nothing behind it."""

from __future__ import annotations

import logging
import re
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.db.attack.conftest import NAMES, SAFETY_LABELS, SHIELDED, WORDS
from tests.people import signed_in

OURS = (
    "workspace",
    "families",
    "consents",
    "visits",
    "signals",
    "portraits",
    "questionnaires",
    "instruments",
    "directory",
    "pathways",
    "referrals",
    "plans",
    "beforehand",
    "safeguarding",
    "flags",
    "experiences",
    "intake",
    "consultations",
    "exchange",
    "route_cards",
    "prenatal",
    "follow_up",
    "documents",
    "palette",
)
# Everybody who does not work with this family (now).
OUTSIDE = ("sam", "petra", "kim", "ruud", "withdrawn", "refused", "ended", "inactive", None)
# In the team around it, but not for what is shielded.
WITHOUT_SAFETY = ("assistant", "student", "noor", "yara")
# A page that finds words which the one who asks typed is no leak.
BODY = {
    "entry": lambda: str(uuid4()),
    "report_entry": lambda: str(uuid4()),
    "id": lambda: str(uuid4()),
    "signal": lambda: str(uuid4()),
    "appraisal": lambda: str(uuid4()),
    "once": lambda: str(uuid4()),
    "given_name": "Iemand",
    "family_name": "Anders",
    "number": "111222333",
    "identity_checked_on": "2026-11-20",
    "day": "2026-11-20",
    "born_on": "2026-11-20",
    "due_date": "2027-03-01",
    "left_on": "2026-11-20",
    "reason": "Zomaar",
    "words": "Iets anders",
    "whose": "mother",
    "life_domain": "money",
    "what": "Iets doen",
    "who": "",
    "by_when": "2026-12-24",
    "made_on": "2026-11-20",
    "status": "done",
    "step": "3",
    "kind": "phone",
    "start": "2026-12-24T10:00",
    "minutes": "30",
    "text": "Een verslag",
    "category": "money",
    "categories": ["contact", "money"],
    "explained": ["what", "why", "which_data"],
    "ontvanger": "schuldhulp-drenthe",
    "doel": "referral",
    "gegevens": "contact,money",
    "given_by": "Iemand",
    "answer": "yes",
    "note": "Een woord",
    "deed": "start",
    "accept": "1",
    "request": "Wilt u bellen?",
    "concept": "debts",
    "contact": "phone",
    "situation": "vulnerable",
    "parent_view": "agrees",
    "v1": "yes",
    "m-web_geld": "9",
    "om_geld-parent-wish": "Iets anders",
    "about": "Iemand anders",
    "view": "agrees",
    "function": "collega",
    "steps": ["signals"],
    "q": "Quadvlieg",
}


def addresses(resolver=None, prefix=""):
    """(name, names of its parameters) of everything that can be asked for."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from addresses(pattern, space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}", dict(pattern.pattern.converters)


ALL = [one for one in addresses() if one[0].partition(":")[0] in OURS]
ABOUT_A_FAMILY = [one for one in ALL if "family_id" in one[1]]
OTHERS = [one for one in ALL if "family_id" not in one[1]]


def address(name, converters, everything):
    """The address with the ids of this family in it, as somebody would guess who knew them."""
    values = {
        "family_id": everything.family.pk,
        "who": "kind",
        "slug": "startgesprek",
        "number": 1,
        "approach": "six_steps",
        "language": "nl",
        "link": "ABCDEFGHJKLM",
        "code": "hulp-bij-geld",
        "notice_id": uuid4(),
        "shielded": "",
        **everything.ids,
    }
    if name in ("portraits:draw_web", "portraits:set_mark"):
        values |= {"portrait_id": values["web_id"], "theme": "web_geld"}
    return reverse(name, kwargs={key: values[key] for key in converters})


def body():
    return {key: value() if callable(value) else value for key, value in BODY.items()}


def browser(everything, who):
    if who is None:
        return Client(raise_request_exception=False)
    client = signed_in(everything.user(who))
    client.raise_request_exception = False
    return client


def asked(client, url):
    """Every way of asking: as a page, as a part of one, and as a form that is sent."""
    yield "GET", client.get(url)
    yield "GET", client.get(url, headers={"HX-Request": "true"})
    yield "POST", client.post(url, body())


TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}(?=")')


def everything_sent(response):
    """The page, where it leads, and what is remembered for the next page."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    # A random token spells a short name now and then; it says nothing of a family.
    page = TOKEN.sub("", content.decode(errors="replace"))
    said = [page, *(f"{k}: {v}" for k, v in response.items())]
    if response.wsgi_request.user.is_authenticated:
        said += [str(message) for message in response.wsgi_request._messages]
    return "\n".join(said)


def found(text, words):
    text = text.lower()
    return [word for word in words if word.lower() in text]


def test_every_address_is_known_here():
    """A new parameter in an address needs a value above, or nobody tries that door."""
    assert len(ABOUT_A_FAMILY) > 50
    assert {name.partition(":")[0] for name, _ in ALL} == set(OURS)


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_reads_or_changes_anything_of_a_family(everything, who, caplog):
    for name in ("django", "duizend"):
        caplog.set_level(logging.DEBUG, name)
    client, wrong = browser(everything, who), []
    for name, converters in ABOUT_A_FAMILY:
        if name == "workspace:emergency" and who in ("kim", "ended"):
            continue  # that is the emergency door itself, for colleagues
        url = address(name, converters, everything)
        for method, response in asked(client, url):
            said = everything_sent(response)
            if response.status_code not in (302, 403, 404, 405):
                wrong.append((who, method, name, response.status_code))
            elif response.status_code == 302 and who is not None and who != "inactive":
                wrong.append((who, method, name, response["Location"]))
            if leak := found(said, (*NAMES, *WORDS, *SHIELDED, *SAFETY_LABELS)):
                wrong.append((who, method, name, leak))
    assert wrong == []
    assert found(caplog.text, (*NAMES, *WORDS, *SHIELDED)) == []


@pytest.mark.parametrize("who", OUTSIDE)
def test_pages_of_no_family_in_particular_tell_nobody_outside(everything, who):
    """My day, the list, a search by name, the requests, the menu."""
    client, wrong = browser(everything, who), []
    may_read = who == "ruud"  # he was asked for help, with the name and how to make contact
    for name, converters in OTHERS:
        url = address(name, converters, everything)
        for query in ("", "?q=Quadvlieg", "?q=9469XZ", "?q=9-3-1997", "?zoek=Quadvlieg"):
            response = client.get(url + query)
            said = everything_sent(response).replace(query, "")
            said = re.sub(r'value="[^"]*"', "", said) if query else said
            if response.status_code == 500:
                wrong.append((name, query, 500))
            shown: tuple[str, ...] = tuple(w for w in NAMES if not query or w != "Quadvlieg")
            secret: tuple[str, ...] = (*WORDS, *SHIELDED, *SAFETY_LABELS)
            if name.startswith("route_cards:"):
                # What a coalition agreed names safety as a subject, of nobody in particular.
                secret = (*WORDS, *SHIELDED)
            if may_read:
                shown, secret = (
                    ("Tjepkema", "Wollegras"),
                    tuple(word for word in secret if word != "veerpont"),
                )
            if leak := found(said, (*shown, *secret)):
                wrong.append((name, query, leak))
    assert wrong == []


def test_a_search_finds_as_much_as_a_search_for_nobody(everything):
    client = browser(everything, "sam")

    def page(text):
        said = client.get(reverse("families:list"), {"q": text}).content.decode()
        return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", said).replace(text, "")

    assert page("Quadvlieg") == page("Xyzabcdef")


def test_somebody_who_registers_the_same_name_elsewhere_hears_nothing(everything):
    client = browser(everything, "sam")
    form = {
        **body(),
        "given_name": "Zwaantje",
        "family_name": "Quadvlieg",
        "birth_date": "1997-03-09",
        "municipality": "GM1680",
        "phone": "",
    }
    response = client.post(reverse("families:register"), form)
    assert response.status_code == 302, response.context["form"].errors


@pytest.mark.parametrize("who", WITHOUT_SAFETY)
def test_who_may_not_see_what_is_shielded_finds_no_trace_of_it(everything, who, caplog):
    """Also not by sending forms at the ids of it, in titles, messages, attributes, comments."""
    for name in ("django", "duizend"):
        caplog.set_level(logging.DEBUG, name)
    client = browser(everything, who)
    wrong: list[tuple[object, ...]] = []
    shielded = {
        "signal_id": "shielded_signal",
        "goal_id": "shielded_goal",
        "task_id": "shielded_task",
        "agreement_id": "shielded_agreement",
        "flag_id": "shielded_flag",
    }
    own = dict(everything.ids)
    secrets = (*SHIELDED, *SAFETY_LABELS)
    ids = [str(own[key]) for key in shielded.values()]
    for name, converters in ABOUT_A_FAMILY:
        if name in ("families:leave", "questionnaires:complete", "questionnaires:stop"):
            continue
        for guess in (False, True):
            everything.ids = {
                **own,
                **({key: own[kept] for key, kept in shielded.items()} if guess else {}),
            }
            url = address(name, converters, everything)
            for method, response in asked(client, url):
                said = everything_sent(response).replace(url, "")
                if response.status_code == 500:
                    wrong.append((method, name, 500))
                if leak := found(said, secrets) + (found(said, ids) if not guess else []):
                    wrong.append((method, name, guess, leak))
            if guess and set(converters) & set(shielded):
                response = client.get(url)
                if response.status_code not in (403, 404, 405):
                    wrong.append(("GET", name, "guessed", response.status_code))
    assert wrong == []
    assert found(caplog.text, secrets) == []


@pytest.mark.parametrize("who", ["noor", "yara"])
def test_another_organisation_without_consent_reads_the_name_only(everything, who):
    client, wrong = browser(everything, who), []
    for name, converters in ABOUT_A_FAMILY:
        if name in ("families:leave",):
            continue
        url = address(name, converters, everything)
        response = client.get(url)
        if response.status_code == 500:
            wrong.append((name, 500))
        if leak := found(everything_sent(response), (*WORDS, *SHIELDED, *SAFETY_LABELS)):
            wrong.append((name, leak))
    assert wrong == []


@pytest.mark.parametrize("who", [*OUTSIDE, "noor", "yara"])
def test_a_refusal_leaves_no_trace_for_others(everything, who):
    client = browser(everything, who)
    for name, converters in ALL:
        if name in ("families:leave",):
            continue
        said = everything_sent(client.get(address(name, converters, everything)))
        assert str(everything.ids["refusal"]) not in said
        if "nieuw" not in reverse_or_empty(name, converters, everything):
            assert "niet gegeven" not in said
    assert mail.outbox == []


def reverse_or_empty(name, converters, everything):
    return address(name, converters, everything)


def test_mail_says_nothing_about_families(everything):
    from duizend.referrals import notices

    for user in (everything.ruud, everything.withdrawn, everything.fatma):
        notices.tell(user.pk, timezone.localdate())
    assert len(mail.outbox) == 3
    for message in mail.outbox:
        said = f"{message.subject}\n{message.body}\n{message.extra_headers}"
        assert found(said, (*NAMES, *WORDS, *SHIELDED, "Wieg", "Fatma")) == []


def test_emergency_access_shows_no_more_than_the_role_and_logs_it(everything):
    client = browser(everything, "emergency")
    page = client.get(reverse("workspace:family", args=[everything.family.pk]))
    assert page.status_code == 200
    assert "Quadvlieg" in page.content.decode()
    # It is for looking: who only looks in cannot bring in others.
    response = client.post(
        reverse("families:add_colleague", args=[everything.family.pk]),
        {"colleague": everything.kim.pk},
    )
    assert response.status_code in (302, 403)
    assert browser(everything, "kim").get(page.request["PATH_INFO"]).status_code == 403


def test_ids_in_addresses_are_of_this_family_only(everything):
    """Fatma works with both families; each id belongs to one of them."""
    from tests.people import make_family

    other = make_family(everything.fatma)
    client, wrong = browser(everything, "fatma"), []
    for name, converters in ABOUT_A_FAMILY:
        foreign = [
            key for key, kind in converters.items() if key.endswith("_id") and key != "family_id"
        ]
        if not foreign:
            continue
        everything.ids = {**everything.ids, "family_id": other.pk}
        url = address(name, converters, everything)
        for method, response in asked(client, url):
            if response.status_code not in (404, 405):
                wrong.append((method, name, response.status_code))
    assert wrong == []
    assert isinstance(other.pk, UUID)
