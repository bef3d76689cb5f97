"""Reading cards, their versions and their file; who may, and who may not."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, connection, transaction
from django.urls import reverse
from django.utils import timezone

from duizend.access.rules import OrganizationKind, Role
from duizend.core.content import CONTENT_DIR
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.pathways import actions as pathways
from duizend.pathways.models import CardStatus, RouteCard
from duizend.route_cards import actions
from duizend.route_cards.models import CardDraft
from duizend.route_cards.rules import drafting
from tests.db.route_cards.cards import STEP
from tests.people import make_organization, make_user, signed_in

CODE = "geld-en-roken-samen"
LIST = reverse("route_cards:list")
SMOKE_FREE = CONTENT_DIR / "route_cards" / "rookvrije-start.json"


def url(name, draft, *rest):
    return reverse(f"route_cards:{name}", args=[draft.pk, *rest])


def texts(answer):
    return answer.content.decode()


def at_version(name, version=1):
    return reverse(f"route_cards:{name}", args=[CODE, version])


@pytest.fixture
def later(petra, set_it, village):
    """A second version of the card, set from a day later on."""
    set_it()
    petra.post(reverse("route_cards:from_card", args=[CODE]))
    with acting_as(village.petra.pk):
        draft = CardDraft.objects.get(set_as=None)
    said = {"set_by": "De coalitie", "decision": "Voor de winter."}

    def _later(days):
        day = timezone.localdate() + timedelta(days=days)
        return petra.post(url("set", draft), {**said, "set_on": day.isoformat()})

    return _later


def test_everybody_who_works_with_families_reads_what_was_set(fatma, set_it):
    set_it()
    assert "Geld en roken samen" in texts(fatma.get(LIST))
    page = texts(fatma.get(reverse("route_cards:card", args=[CODE])))
    assert "Samen bellen met de geldhulp" in page
    assert "<svg" in page
    assert "Deze kaart wijzigen" not in page
    assert "Nieuwe kaart" not in texts(fatma.get(LIST))
    assert fatma.get(at_version("try_version")).status_code == 200


def test_who_has_no_work_with_cards_is_refused(village, set_it):
    set_it()
    town = make_organization("Gemeente Assen", OrganizationKind.MUNICIPALITY)
    bea = signed_in(make_user("Bea Vermeer", town, Role.ADMINISTRATOR))
    for place in (LIST, at_version("version"), at_version("file"), at_version("try_version")):
        answer = bea.get(place)
        assert answer.status_code == 403
        assert "niet voor uw rol" in texts(answer)


def test_only_who_sets_agreements_writes(fatma, whole, now):
    before = now(whole).content
    for name, *rest in (
        ("draft",),
        ("about",),
        ("scope",),
        ("condition",),
        ("new_step",),
        ("step", "stap-1"),
        ("step_condition", "stap-1"),
        ("compare",),
        ("try",),
        ("set",),
    ):
        answer = fatma.get(url(name, whole, *rest))
        assert answer.status_code == 403, name
        assert "niet uw rol" in texts(answer)
    for name, *rest in (
        ("discard",),
        ("move_step", "stap-1", "omlaag"),
        ("remove_step", "stap-1"),
        ("set",),
    ):
        assert fatma.post(url(name, whole, *rest)).status_code == 403, name
    assert (
        fatma.post(reverse("route_cards:new"), {"name": "X", "entry": uuid4()}).status_code == 403
    )
    assert fatma.get(reverse("route_cards:upload")).status_code == 403
    assert now(whole).content == before


def test_no_action_is_open_to_another_role(village, whole, now):
    at, fatma = timezone.now(), village.fatma
    draft = now(whole)
    content = draft.content
    said: dict[str, Any] = {"set_on": timezone.localdate(), "set_by": "Ik", "decision": "Zo."}
    for deed in (
        lambda: actions.add_draft(uuid4(), content, based_on=None, by=fatma, at=at),
        lambda: actions.save_part(draft, "condition", None, seen="", by=fatma, at=at),
        lambda: actions.move_step(draft, "stap-1", 1, by=fatma, at=at),
        lambda: actions.remove_step(draft, "stap-1", seen="", by=fatma, at=at),
        lambda: actions.discard(draft, by=fatma, at=at),
        lambda: actions.set_draft(draft, **said, by=fatma, at=at),
        lambda: pathways.set_card(content, **said, by=fatma, at=at),
    ):
        with acting_as(fatma.pk), pytest.raises(NotAllowed, match="niet uw rol"):
            deed()


def test_the_database_shows_drafts_to_nobody_else(village, whole):
    for who in (village.fatma, village.sam):
        with acting_as(who.pk):
            assert CardDraft.objects.count() == 0
            assert CardDraft.objects.update(name="Anders") == 0
    with acting_as(None):
        assert CardDraft.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        "update pathways_routecard set name = 'Anders'",
        "delete from pathways_routecard",
        """
        insert into pathways_routecard (code, version, name, set_on, status, content, loaded_at,
        decision, withdrawn_because) values ('x', 1, 'x', now(), 'current', '{}', now(), '', '')
        """,
    ],
)
def test_the_database_lets_nobody_else_write_a_card(village, set_it, change):
    set_it()
    refused = pytest.raises(Error, match="only who sets agreements")
    with acting_as(village.fatma.pk), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_database_keeps_a_version_as_it_was_set(village, set_it):
    set_it()
    refused = pytest.raises(Error, match="stays as it was set")
    with acting_as(village.petra.pk), refused, transaction.atomic():
        RouteCard.objects.filter(code=CODE).update(set_on=timezone.localdate())
        RouteCard.objects.filter(code=CODE).update(content={})


def test_a_draft_that_was_set_stays(village, whole, set_it, now):
    set_it()
    draft = now(whole)
    with acting_as(village.petra.pk):
        with pytest.raises(NotAllowed, match="al vastgesteld"):
            actions.move_step(draft, "stap-1", 1, by=village.petra, at=timezone.now())
        assert CardDraft.objects.filter(pk=draft.pk).update(name="Anders") == 0
        assert CardDraft.objects.filter(pk=draft.pk)._raw_delete("default") == 0


def test_what_was_thrown_away_is_refused_in_words(village, whole, now):
    draft, at = now(whole), timezone.now()
    with acting_as(village.petra.pk):
        actions.discard(draft, by=village.petra, at=at)
        draft.pk = whole.pk
        for deed in (
            lambda: actions.move_step(draft, "stap-1", 1, by=village.petra, at=at),
            lambda: actions.set_draft(
                draft,
                set_on=timezone.localdate(),
                set_by="W",
                decision="Z",
                by=village.petra,
                at=at,
            ),
        ):
            with pytest.raises(NotAllowed, match="weggegooid"):
                deed()


def test_a_card_has_one_open_draft(petra, village, set_it):
    set_it()
    begin = reverse("route_cards:from_card", args=[CODE])
    assert petra.post(begin).url == petra.post(begin).url
    row = RouteCard.objects.get(code=CODE)
    with acting_as(village.petra.pk), pytest.raises(NotAllowed, match="al een concept"):
        actions.add_draft(
            uuid4(),
            drafting.from_card(row.content),
            based_on=1,
            by=village.petra,
            at=timezone.now(),
        )
    assert petra.post(reverse("route_cards:from_card", args=["nergens"])).status_code == 404


def test_a_new_version_starts_on_its_day_and_the_old_one_stays_until_then(petra, later):
    answer = later(10)
    assert answer.status_code == 302
    old, new = RouteCard.objects.filter(code=CODE).order_by("version")
    assert (old.status, new.status) == (CardStatus.CURRENT, CardStatus.CURRENT)
    assert "versie 2 begint" in texts(petra.get(LIST))
    page = texts(petra.get(reverse("route_cards:card", args=[CODE])))
    assert "Versie 1, vanaf" in page
    assert "begint later" in texts(petra.get(answer.url))


def test_a_new_version_from_today_retires_the_old_one(later):
    assert later(0).status_code == 302
    old, new = RouteCard.objects.filter(code=CODE).order_by("version")
    assert (old.status, new.status) == (CardStatus.RETIRED, CardStatus.CURRENT)


def test_a_version_never_starts_before_one_that_was_set_earlier(petra, village, later):
    later(10)
    petra.post(reverse("route_cards:from_card", args=[CODE]))
    with acting_as(village.petra.pk):
        draft = CardDraft.objects.get(set_as=None)
    answer = petra.post(
        url("set", draft),
        {"set_on": timezone.localdate().isoformat(), "set_by": "Wij", "decision": "Zo."},
    )
    assert answer.status_code == 422
    assert "Een andere versie van deze kaart begint op" in texts(answer)


def test_what_changes_is_said_before_it_is_set(petra, village, set_it, send):
    set_it()
    petra.post(reverse("route_cards:from_card", args=[CODE]))
    with acting_as(village.petra.pk):
        draft = CardDraft.objects.get(set_as=None)
    assert "Er verandert niets" in texts(petra.get(url("compare", draft)))
    send(
        petra,
        draft,
        "scope",
        {"phases": ["child"], "gestation_unit": "weeks", "child_age_unit": "weeks"},
    )
    page = texts(petra.get(url("compare", draft)))
    assert "zwangerschap en eerste zes weken" in page
    assert "daarna" in page
    assert "overal" in page


def test_a_version_that_has_not_started_is_withdrawn_alone(petra, later):
    later(10)
    answer = petra.post(at_version("withdraw", 2), {"note": "Toch niet nodig."})
    assert answer.status_code == 302
    assert "Toch niet nodig." in texts(petra.get(answer.url))
    old, new = RouteCard.objects.filter(code=CODE).order_by("version")
    assert (old.status, new.status) == (CardStatus.CURRENT, CardStatus.RETIRED)


def test_a_card_that_is_withdrawn_stops_and_stays_readable(petra, fatma, later):
    later(10)
    assert petra.post(at_version("withdraw"), {"note": ""}).status_code == 422
    assert fatma.post(at_version("withdraw"), {"note": "Zomaar"}).status_code == 403
    assert petra.post(at_version("withdraw"), {"note": "Iets beters."}).status_code == 302
    rows = RouteCard.objects.filter(code=CODE)
    assert {row.status for row in rows} == {CardStatus.RETIRED}
    assert "Niet meer in gebruik" in texts(fatma.get(LIST))
    assert fatma.get(reverse("route_cards:card", args=[CODE])).status_code == 200
    assert petra.post(at_version("withdraw"), {"note": "Nog eens."}).status_code == 403


def test_the_files_leave_a_card_in_own_hands_alone(village, set_it):
    card = json.loads(SMOKE_FREE.read_text())
    card = {**card, "sources": [], "steps": card["steps"][:1]}
    with acting_as(None):
        pathways.load_route_cards([card], at=timezone.now())
    row = RouteCard.objects.get(code=card["code"])
    with acting_as(village.petra.pk):
        pathways.withdraw_card(row, "Wij doen het anders.", by=village.petra, at=timezone.now())
    set_it()
    with acting_as(None):
        done = pathways.load_route_cards([{**card, "version": 9}], at=timezone.now())
    assert (done.added, done.changed, done.unchanged, done.retired) == (0, 0, 1, 0)
    assert RouteCard.objects.get(code=CODE).status == CardStatus.CURRENT


def test_a_card_goes_out_as_a_file_and_comes_in_as_a_draft(petra, village, set_it):
    set_it()
    file = petra.get(at_version("file"))
    assert file["Content-Disposition"] == f'attachment; filename="{CODE}-1.json"'
    card = json.loads(file.content)
    card["name"] = "Geld, roken en wonen"
    sent = {"entry": uuid4(), "text": json.dumps(card)}
    assert petra.post(reverse("route_cards:upload"), sent).status_code == 302
    with acting_as(village.petra.pk):
        draft = CardDraft.objects.get(set_as=None)
    assert (draft.name, draft.code, draft.based_on) == ("Geld, roken en wonen", CODE, 1)
    again = petra.post(reverse("route_cards:upload"), {**sent, "entry": uuid4()})
    assert again.status_code == 422
    assert "al een concept van deze kaart" in texts(again)


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"", "Kies een bestand"),
        (b"{", "regel 1"),
        (b"[]", "kan zo niet worden gebruikt"),
        (b"\xff\xfe", "geen tekst in UTF-8"),
        (b"x" * 1_000_001, "groter dan 1 MB"),
    ],
)
def test_a_file_that_is_no_card_is_refused(petra, village, file, reason):
    sent = {"entry": uuid4(), "text": "", "file": SimpleUploadedFile("kaart.json", file)}
    answer = petra.post(reverse("route_cards:upload"), sent)
    assert answer.status_code == 422
    # An empty file is no file to a browser's form.
    assert reason in texts(answer) or (not file and "is leeg" in texts(answer))
    with acting_as(village.petra.pk):
        assert CardDraft.objects.count() == 0


def test_a_card_in_a_circle_is_refused_at_its_place(petra, set_it):
    set_it()
    card = json.loads(petra.get(at_version("file")).content)
    card["steps"][0]["after"] = [card["steps"][0]["code"]]
    sent = {"entry": uuid4(), "text": json.dumps(card)}
    answer = petra.post(reverse("route_cards:upload"), sent)
    assert answer.status_code == 422
    assert "steps[0].after" in texts(answer)


def test_more_cards_and_steps_cost_no_more_questions(
    petra, whole, send, set_it, django_assert_max_num_queries
):
    def asked(place):
        petra.get(place)
        with django_assert_max_num_queries(25) as seen:
            assert petra.get(place).status_code == 200
        return len(seen)

    places = [url("draft", whole), url("compare", whole), url("try", whole), url("set", whole)]
    before = [asked(place) for place in places]
    for number in range(2, 6):
        assert send(petra, whole, "step", STEP, f"stap-{number}").status_code == 302
    assert [asked(place) for place in places] == before
    set_it()
    reading = [LIST, reverse("route_cards:card", args=[CODE])]
    before = [asked(place) for place in reading]
    row = RouteCard.objects.get(code=CODE)
    with acting_as(None):
        for number in range(10):
            RouteCard.objects.create(
                code=f"kaart-{number}",
                version=1,
                name=f"Kaart {number}",
                set_on=row.set_on,
                content=row.content,
                loaded_at=timezone.now(),
            )
    assert [asked(place) for place in reading] == before
