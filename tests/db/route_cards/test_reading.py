"""Reading cards, their versions and their file; who may, and who may not."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from duizend.access.rules import OrganizationKind, Role
from duizend.core.content import CONTENT_DIR
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.pathways import actions as pathways
from duizend.pathways.models import RouteCard
from duizend.route_cards import actions, queries
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


def test_two_who_begin_at_the_same_moment_share_one_draft(petra, set_it, monkeypatch):
    set_it()
    begin = reverse("route_cards:from_card", args=[CODE])
    first = petra.post(begin).url
    # The second looked just before the first was kept.
    looked, look, exists = iter([None]), queries.open_draft_of, QuerySet.exists
    monkeypatch.setattr(queries, "open_draft_of", lambda code: next(looked, look(code)))
    monkeypatch.setattr(
        QuerySet, "exists", lambda rows: rows.model is not CardDraft and exists(rows)
    )
    assert petra.post(begin).url == first


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
