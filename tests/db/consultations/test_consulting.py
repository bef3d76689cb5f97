"""Thinking aloud without a name: Fatma asks, Noor answers, nobody else finds it."""

from uuid import uuid4

import pytest
from django.core import mail
from django.db import Error, connection, transaction
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent, User
from duizend.access.rules import Role
from duizend.consultations import actions
from duizend.consultations.models import Consultation, Post
from duizend.consultations.permissions import CouldTell
from duizend.core.permissions import Hidden, NotAllowed
from duizend.core.rls import acting_as
from tests.people import make_municipality, make_user, make_village, signed_in

CASE = "Een vrouw van rond de twintig, zwanger, met schulden. Waar begin ik?"


@pytest.fixture
def village():
    return make_village()


@pytest.fixture
def els(village):
    """Knows of safety, in another organisation of the same municipality."""
    els = make_user("Els Brouwer", village.sam.organization, Role.SOCIAL_WORKER)
    with acting_as(None):
        User.objects.filter(pk=els.pk).update(is_safeguarding_officer=True)
    return els


def ask(by, key=None, **whom):
    with acting_as(by.pk):
        return actions.ask(
            actions.Asked("Schulden en zwanger", whom.pop("words", CASE), **whom),
            consultation_id=key or uuid4(),
            by=by,
            at=timezone.now(),
        )


def who_finds(found, village, *more):
    people = [village.fatma, village.kim, village.noor, village.yara, village.ruud, village.sam]
    names = set()
    for user in [*people, village.petra, *more]:
        with acting_as(user.pk):
            if Consultation.objects.filter(pk=found.pk).exists():
                assert Post.objects.filter(consultation=found).exists()
                names.add(user.given_name)
            else:
                assert not Post.objects.filter(consultation=found).exists()
    return names


def test_only_the_asker_and_the_organisation_that_was_asked_read_it(village):
    found = ask(village.fatma, organization=village.noor.organization)
    assert who_finds(found, village) == {"Fatma", "Noor", "Yara"}


def test_only_people_of_the_role_that_was_asked_read_it(village):
    found = ask(village.fatma, role=Role.DEBT_COUNSELLOR)
    assert who_finds(found, village) == {"Fatma", "Ruud"}


def test_only_who_knows_of_safety_reads_what_was_put_to_them(village, els):
    found = ask(village.fatma, expertise="safeguarding")
    assert who_finds(found, village, els) == {"Fatma", "Els"}


def test_a_role_is_asked_where_the_asker_works_and_not_elsewhere(village):
    village.ruud.organization.municipalities.set([make_municipality("GM0118", "Hoogeveen")])
    assert who_finds(ask(village.fatma, role=Role.DEBT_COUNSELLOR), village) == {"Fatma"}


def test_nobody_finds_anything_without_asking_as_somebody(village):
    ask(village.fatma, role=Role.DEBT_COUNSELLOR)
    with acting_as(None):
        assert not Consultation.objects.exists()
        assert not Post.objects.exists()


def test_there_is_no_family_in_these_tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, column_name from information_schema.columns where table_name "
            "like 'consultations%%' and (column_name like '%%family%%' or column_name like "
            "'%%person%%' or column_name like '%%referral%%')"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize(
    "words",
    [
        "Samira heeft schulden",
        "El amrani",
        "Zij is van 14-5-1998",
        "Zij woont op 9461 AA",
        "Haar partner Leo helpt",
        "In Gieten is het bekend",
    ],
)
def test_what_could_tell_is_refused_and_nothing_is_kept(village, words):
    with pytest.raises(CouldTell) as refusal:
        ask(village.fatma, role=Role.DEBT_COUNSELLOR, words=words)
    assert refusal.value.found
    with acting_as(village.fatma.pk):
        assert not Consultation.objects.exists()


def test_a_name_from_somebody_elses_family_is_not_given_away(village):
    """Sam knows no Samira: were it refused, he would learn that she is known here."""
    found = ask(village.sam, role=Role.DEBT_COUNSELLOR, words="Over samira en haar schulden")
    assert who_finds(found, village) == {"Sam", "Ruud"}


def test_the_same_form_twice_asks_once_and_never_takes_somebody_elses(village):
    key = uuid4()
    first = ask(village.fatma, key, role=Role.DEBT_COUNSELLOR)
    assert ask(village.fatma, key, role=Role.DEBT_COUNSELLOR) == first
    with pytest.raises(Hidden):
        ask(village.sam, key, role=Role.DEBT_COUNSELLOR)
    with acting_as(village.fatma.pk):
        assert Post.objects.count() == 1


def test_an_answer_has_its_moment_and_the_same_words_again_change_nothing(village):
    found = ask(village.fatma, role=Role.DEBT_COUNSELLOR)
    for _ in range(2):
        with acting_as(village.ruud.pk):
            actions.say(found, "Begin bij de post.", by=village.ruud, at=timezone.now())
    with acting_as(village.fatma.pk):
        actions.say(found, "Dank u.", by=village.fatma, at=timezone.now())
        found.refresh_from_db()
        assert found.answered_at is not None
        assert [post.words for post in found.posts.all()] == [
            CASE,
            "Begin bij de post.",
            "Dank u.",
        ]
    first = found.answered_at
    with acting_as(village.ruud.pk):
        actions.say(found, "Nog iets.", by=village.ruud, at=timezone.now())
        found.refresh_from_db()
    assert found.answered_at == first


def test_who_was_not_asked_cannot_answer_or_close(village):
    found = ask(village.fatma, role=Role.DEBT_COUNSELLOR)
    with acting_as(village.sam.pk), pytest.raises(Hidden):
        actions.say(found, "Iets", by=village.sam, at=timezone.now())
    with acting_as(village.ruud.pk), pytest.raises(NotAllowed, match="wie het vroeg"):
        actions.close(found, by=village.ruud, at=timezone.now())


def test_a_closed_one_can_be_read_and_not_changed(village):
    found = ask(village.fatma, role=Role.DEBT_COUNSELLOR)
    with acting_as(village.fatma.pk):
        actions.close(found, by=village.fatma, at=timezone.now())
    with acting_as(village.ruud.pk), pytest.raises(NotAllowed, match="gesloten"):
        actions.say(found, "Te laat", by=village.ruud, at=timezone.now())
    assert who_finds(found, village) == {"Fatma", "Ruud"}


@pytest.mark.parametrize("words", ["", "  ", "a" * 3001])
def test_words_are_needed_and_not_too_many(village, words):
    with pytest.raises(NotAllowed):
        ask(village.fatma, role=Role.DEBT_COUNSELLOR, words=words)


def test_who_works_with_no_families_does_not_consult(village):
    with pytest.raises(NotAllowed):
        ask(village.petra, role=Role.DEBT_COUNSELLOR)


def test_nobody_changes_whom_was_asked_or_what_was_said(village):
    found = ask(village.fatma, role=Role.DEBT_COUNSELLOR)
    for change in (
        "update consultations_consultation set to_role = 'midwife'",
        "update consultations_consultation set asker_id = 1",
    ):
        refused, ruud = pytest.raises(Error), village.ruud.pk
        with acting_as(ruud), refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    with acting_as(village.fatma.pk), connection.cursor() as cursor:
        cursor.execute("update consultations_post set words = 'x'")
        assert cursor.rowcount == 0
        cursor.execute("select rls.consulted(%s)", [found.pk])
        assert cursor.fetchall() == [(village.ruud.pk,)]
    with acting_as(village.sam.pk), connection.cursor() as cursor:
        cursor.execute("select rls.consulted(%s)", [found.pk])
        assert cursor.fetchall() == []


# --- through the door ---


def words_of(response):
    return " ".join(response.content.decode().split())


def form(**changes):
    return {
        "id": str(uuid4()),
        "whom": "rol:debt_counsellor",
        "subject": "Schulden",
        "words": CASE,
        **changes,
    }


def test_from_question_to_answer_to_a_request_with_consent(village):
    fatma, ruud = signed_in(village.fatma), signed_in(village.ruud)
    asked = fatma.post(reverse("consultations:ask"), form())
    assert asked.status_code == 302
    assert "Schulden" in words_of(ruud.get(reverse("consultations:list")))
    assert "waar begin ik" in words_of(ruud.get(asked["Location"])).lower()
    said = ruud.post(f"{asked['Location']}zeggen/", {"words": "Begin bij de post."})
    assert said.status_code == 302
    assert "Begin bij de post." in words_of(fatma.get(asked["Location"]))
    on = fatma.get(f"{asked['Location']}verder/")
    assert f"/gezinnen/{village.family.pk}/verwijzingen/nieuw/" in on.content.decode()
    assert "naar=organisatie:schuldhulp-drenthe" in on.content.decode()
    assert ruud.get(f"{asked['Location']}verder/").status_code == 403
    assert fatma.post(f"{asked['Location']}sluiten/").status_code == 302
    assert mail.outbox == []


@pytest.mark.parametrize("whom", ["kennis:safeguarding", "organisatie:jgz-drenthe"])
def test_it_can_be_put_to_an_organisation_or_to_an_expertise(village, whom):
    asked = signed_in(village.fatma).post(reverse("consultations:ask"), form(whom=whom))
    assert asked.status_code == 302


def test_the_page_says_what_to_take_out_and_keeps_the_text(village):
    text = "Samira, 9461 AA, heeft schulden. Waar begin ik?"
    page = signed_in(village.fatma).post(reverse("consultations:ask"), form(words=text))
    said = words_of(page)
    assert page.status_code == 422
    assert "<strong>9461 AA</strong>: een postcode" in said
    assert "<strong>Samira</strong>" in said
    assert f"{text}</textarea>" in said


def test_an_answer_that_tells_is_refused_too(village):
    fatma, ruud = signed_in(village.fatma), signed_in(village.ruud)
    asked = fatma.post(reverse("consultations:ask"), form())
    page = ruud.post(f"{asked['Location']}zeggen/", {"words": "Is dat mevrouw Amrani?"})
    assert page.status_code == 422
    assert ruud.post(f"{asked['Location']}zeggen/", {"words": ""}).status_code == 422


@pytest.mark.parametrize("change", [{"whom": "rol:student"}, {"words": ""}, {"id": "x"}])
def test_nonsense_is_refused(village, change):
    page = signed_in(village.fatma).post(reverse("consultations:ask"), form(**change))
    assert page.status_code == 422


def test_for_others_it_does_not_exist(village):
    asked = signed_in(village.fatma).post(reverse("consultations:ask"), form())
    for who in (village.sam, village.kim, village.noor):
        client = signed_in(who)
        assert client.get(asked["Location"]).status_code == 404
        assert client.post(f"{asked['Location']}zeggen/", {"words": "x"}).status_code == 404
    assert signed_in(village.petra).get(asked["Location"]).status_code == 403


def test_reading_is_logged_without_what_it_says(village):
    found = ask(village.fatma, role=Role.DEBT_COUNSELLOR)
    signed_in(village.ruud).get(reverse("consultations:detail", args=[found.pk]))
    with acting_as(village.ruud.pk):
        lines = AuditEvent.objects.filter(agent=village.ruud, action="consultations.detail")
        assert [(line.family_id, line.reason) for line in lines] == [(None, "")]


def test_a_list_asks_as_much_of_the_database_however_long_it_is(
    village, django_assert_max_num_queries
):
    client = signed_in(village.ruud)
    client.get(reverse("consultations:list"))
    for _ in range(5):
        ask(village.fatma, role=Role.DEBT_COUNSELLOR)
    with django_assert_max_num_queries(14):
        client.get(reverse("consultations:list"))
