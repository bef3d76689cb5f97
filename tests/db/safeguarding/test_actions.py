"""The five steps through their actions: writing, adding, looking along, handing over."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from duizend.access.models import AuditEvent, User
from duizend.access.rules import Role
from duizend.core.permissions import Hidden, NotAllowed
from duizend.core.rls import acting_as
from duizend.families import actions as families
from duizend.safeguarding import actions, queries
from duizend.safeguarding.models import Case, Entry
from duizend.safeguarding.rules import Kind, Words, is_finished, second_person
from tests.people import leaves_the_team, make_user


def change(user, **fields):
    with acting_as(None):
        User.objects.filter(pk=user.pk).update(**fields)
    user.refresh_from_db()


def refused(user, words, deed, *args, **more):
    with acting_as(user.pk), pytest.raises(NotAllowed, match=words):
        deed(*args, by=user, at=timezone.now(), **more)


def hidden(user, deed, *args, **more):
    with acting_as(user.pk), pytest.raises(Hidden):
        deed(*args, by=user, at=timezone.now(), **more)


def words(kind=Kind.SIGNALS, text="Blauwe plek", **more):
    return Words(kind, timezone.localdate(), text, **more)


def test_a_case_keeps_whom_it_is_about_and_where_it_stands(vault):
    vault.write(Kind.DECIDE, "Nu al hulp", help=True)
    vault.write(Kind.SIGNALS, "Blauwe plek gezien")
    with acting_as(vault.fatma.pk):
        (line,) = queries.lines(queries.cases_of(vault.fatma))
    assert line.subject.family_id == vault.village.family.pk
    assert line.subject.name == vault.village.family.name
    assert line.done == [Kind.SIGNALS, Kind.DECIDE]  # in another order than they were written
    assert not line.finished
    assert vault.deeds() == ["start", "decide", "signals"]


def test_each_step_comes_back_as_it_was_written(vault):
    today = timezone.localdate()
    written = [
        words(Kind.SIGNALS),
        words(Kind.CONSULT, function="adviseur Veilig Thuis", anonymous=True),
        words(Kind.TALK, function="moeder", not_held=True),
        words(Kind.WEIGH, answers={"safe": "no", "help_works": "unknown"}),
        words(Kind.DECIDE, report=True, help=True, reported_on=today),
    ]
    with acting_as(vault.fatma.pk):
        for one in written:
            actions.write_step(uuid.uuid4(), vault.case, one, by=vault.fatma, at=timezone.now())
    assert [entry.words for entry in vault.entries()] == written


def test_a_form_that_is_sent_twice_writes_once(vault):
    entry, case_entry, fatma = uuid.uuid4(), uuid.uuid4(), vault.fatma
    with acting_as(fatma.pk):
        for _ in range(2):
            actions.write_step(entry, vault.case, words(), by=fatma, at=timezone.now())
            actions.start(case_entry, by=fatma, at=timezone.now(), about="Een gezin")
        assert Entry.objects.count() == 1
        assert Case.objects.count() == 2


def test_an_id_of_somebody_else_tells_nothing(vault):
    """The id in a form is mixed with who sends it: no two people make the same row."""
    entry = uuid.uuid4()
    for who in (vault.fatma, vault.kim):
        with acting_as(who.pk):
            made = actions.start(entry, by=who, at=timezone.now(), about="Een gezin")
            assert Case.objects.filter(pk=made.pk, reporter=who).exists()


def test_about_somebody_who_is_not_in_duizend(vault):
    with acting_as(vault.kim.pk):
        made = actions.start(uuid.uuid4(), by=vault.kim, at=timezone.now(), about=" Een buurkind ")
        subject = queries.subject_of(made)
    assert (subject.name, subject.family_id) == ("Een buurkind", None)
    refused(vault.kim, "over wie", actions.start, uuid.uuid4(), about=" ")


def test_not_about_a_family_that_one_may_not_open(vault):
    family_id = vault.village.family.pk
    for who in (vault.kim, vault.village.sam):
        refused(who, "niet openen", actions.start, uuid.uuid4(), family_id=family_id)


@pytest.mark.parametrize("role", [Role.STUDENT, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR])
def test_who_does_not_work_with_families_themselves_does_not_begin(vault, role):
    who = make_user("Iemand Anders", vault.fatma.organization, role, supervisor=vault.fatma)
    hidden(who, actions.start, uuid.uuid4(), about="Een gezin")
    change(who, is_safeguarding_officer=True)
    hidden(who, actions.start, uuid.uuid4(), about="Een gezin")
    with acting_as(who.pk):
        assert not Case.objects.exists()
        with pytest.raises(Hidden):
            queries.cases_of(who)


def test_a_closed_family_and_an_ended_relation_stop_nothing(vault):
    fatma, family = vault.fatma, vault.village.family
    with acting_as(fatma.pk):
        family.closed_on = timezone.localdate()
        family.save()
    vault.write(Kind.SIGNALS, "Na het sluiten")
    leaves_the_team(family, fatma)
    vault.write(Kind.TALK, "Na het vertrek")
    assert len(vault.entries()) == 2


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (words(text=" "), "paar woorden"),
        (words(Kind.CONSULT), "functie"),
        (words(Kind.WEIGH, answers={"guilty": "yes"}), "vijf vragen"),
        (words(Kind.WEIGH, answers={"safe": "maybe"}), "vijf vragen"),
        (words(Kind.DECIDE, reported_on=timezone.localdate()), "besluit om te melden"),
        (
            words(Kind.DECIDE, report=True, reported_on=timezone.localdate() + timedelta(days=1)),
            "tot en met vandaag",
        ),
        (words(Kind.FINISH), "vijf stappen"),
        (Words(Kind.SIGNALS, timezone.localdate() + timedelta(days=1), "Morgen"), "vandaag"),
    ],
)
def test_what_cannot_be_is_refused(vault, wrong, why):
    refused(vault.fatma, why, actions.write_step, uuid.uuid4(), vault.case, wrong)
    assert vault.entries() == []


def test_an_addition_stands_beside_what_it_corrects(vault):
    first = vault.write(Kind.SIGNALS, "Linkerarm")
    with acting_as(vault.els.pk):
        actions.add_to(
            uuid.uuid4(),
            vault.case,
            words(Kind.ADDITION, "Het was de rechterarm", about=first),
            by=vault.els,
            at=timezone.now(),
        )
    assert [e.words.text for e in vault.entries()] == ["Linkerarm", "Het was de rechterarm"]
    for wrong in (words(Kind.ADDITION, about=uuid.uuid4()), words(Kind.ADDITION), words()):
        refused(vault.fatma, "waaraan", actions.add_to, uuid.uuid4(), vault.case, wrong)


def test_only_who_keeps_it_writes_the_steps(vault):
    name_supervisor(vault, vault.hanna)
    for who in (vault.els, vault.hanna):
        refused(who, "Alleen Fatma", actions.write_step, uuid.uuid4(), vault.case, words())
    for who in (vault.kim, vault.student, vault.village.sam, vault.village.noor):
        hidden(who, actions.write_step, uuid.uuid4(), vault.case, words())


def name_supervisor(vault, who):
    with acting_as(vault.fatma.pk):
        actions.name_supervisor(vault.case, who, by=vault.fatma, at=timezone.now())


def reads(vault, who):
    with acting_as(who.pk):
        return Case.objects.filter(pk=vault.case.pk).exists()


def test_the_supervisor_reads_as_long_as_they_are_named(vault):
    assert not reads(vault, vault.hanna)
    name_supervisor(vault, vault.hanna)
    assert reads(vault, vault.hanna)
    name_supervisor(vault, vault.hanna)  # twice is once
    name_supervisor(vault, None)
    assert not reads(vault, vault.hanna)
    assert vault.deeds() == ["start", "name_supervisor", "end_supervisor"]


def test_not_everybody_can_be_named(vault):
    name = actions.name_supervisor
    refused(vault.fatma, "meldcode", name, vault.case, vault.student)
    refused(vault.fatma, "eigen organisatie", name, vault.case, vault.village.noor)
    refused(vault.fatma, "iemand anders", name, vault.case, vault.fatma)
    change(vault.hanna, is_active=False)
    refused(vault.fatma, "eigen organisatie", name, vault.case, vault.hanna)
    refused(vault.els, "Alleen Fatma", name, vault.case, vault.els)
    refused(vault.els, "Alleen Fatma", name, vault.case, None)
    with acting_as(vault.fatma.pk):
        offered = set(queries.people_who_may_supervise(vault.fatma))
    assert offered == {vault.els, vault.kim}


def test_a_supervisor_who_becomes_a_student_reads_nothing(vault):
    name_supervisor(vault, vault.hanna)
    change(vault.hanna, role=Role.STUDENT, supervisor=vault.fatma)
    assert not reads(vault, vault.hanna)


def look(vault, who, view="agrees", text=""):
    with acting_as(who.pk):
        return actions.look_along(
            uuid.uuid4(), vault.case, view=view, text=text, by=who, at=timezone.now()
        )


def test_a_second_person_looks_and_the_decision_stays(vault):
    def ask():
        with acting_as(vault.fatma.pk):
            actions.ask_second_person(uuid.uuid4(), vault.case, by=vault.fatma, at=timezone.now())

    refused(vault.fatma, "nog geen besluit", actions.ask_second_person, uuid.uuid4(), vault.case)
    decided = vault.write(Kind.DECIDE, "Alleen hulp", help=True)
    ask()
    assert second_person(vault.entries()).waits
    look(vault, vault.els, "differs", "Ik zou ook melden")
    second = second_person(vault.entries())
    assert not second.waits
    assert [e.words.view for e in second.looked] == ["differs"]
    assert {e.words.about for e in second.looked} == {decided}
    vault.write(Kind.DECIDE, "Toch melden", report=True)
    assert second_person(vault.entries()).looked == []  # a new decision, looked at by nobody


def test_one_does_not_look_along_with_oneself_nor_say_nothing(vault):
    vault.write(Kind.DECIDE, "Alleen hulp", help=True)
    deed = actions.look_along
    refused(vault.fatma, "tweede persoon", deed, uuid.uuid4(), vault.case, view="agrees", text="")
    refused(vault.els, "hetzelfde", deed, uuid.uuid4(), vault.case, view="maybe", text="x")
    refused(vault.els, "anders", deed, uuid.uuid4(), vault.case, view="differs", text=" ")
    hidden(vault.kim, deed, uuid.uuid4(), vault.case, view="agrees", text="")


def test_finishing_and_going_on(vault):
    fatma, at = vault.fatma, timezone.now()
    refused(fatma, "niet afgerond", actions.reopen, uuid.uuid4(), vault.case, "Toch")
    refused(fatma, "paar woorden", actions.finish, uuid.uuid4(), vault.case, " ")
    with acting_as(fatma.pk):
        actions.finish(uuid.uuid4(), vault.case, "De hulp werkt", by=fatma, at=at)
        assert is_finished(queries.entries_of(vault.case))
        later = at + timedelta(minutes=1)
        actions.reopen(uuid.uuid4(), vault.case, "Nieuwe zorgen", by=fatma, at=later)
        assert not is_finished(queries.entries_of(vault.case))


def test_the_officer_takes_over_only_from_who_left(vault):
    refused(vault.els, "werkt hier nog", actions.take_over, vault.case)
    name_supervisor(vault, vault.hanna)
    refused(vault.hanna, "aandachtsfunctionaris", actions.take_over, vault.case)
    change(vault.fatma, is_active=False)
    assert not reads(vault, vault.fatma)
    with acting_as(vault.els.pk):
        actions.take_over(vault.case, by=vault.els, at=timezone.now())
        actions.take_over(vault.case, by=vault.els, at=timezone.now())  # twice is once
        kept = Case.objects.get(pk=vault.case.pk)
        assert (kept.keeper, kept.reporter, kept.supervisor) == (
            vault.els,
            vault.fatma,
            vault.hanna,
        )
    change(vault.fatma, is_active=True)
    assert not reads(vault, vault.fatma)  # back again, but it is in other hands now


def test_an_officer_who_looked_along_names_somebody_new(vault):
    name_supervisor(vault, vault.els)
    change(vault.fatma, organization=vault.village.sam.organization)
    assert not reads(vault, vault.fatma)
    with acting_as(vault.els.pk):
        actions.take_over(vault.case, by=vault.els, at=timezone.now())
        assert Case.objects.get(pk=vault.case.pk).supervisor is None


def test_the_log_of_the_family_and_of_the_installation_hear_nothing(vault):
    with acting_as(vault.fatma.pk):
        before = AuditEvent.objects.count()
    vault.write(Kind.SIGNALS, "Blauwe plek")
    name_supervisor(vault, vault.hanna)
    with acting_as(vault.fatma.pk):
        assert AuditEvent.objects.count() == before


def test_it_is_never_kept_from_anybody_by_consent(vault):
    """No consent was asked or given in this village; the other organisation begins its own."""
    noor = vault.village.noor
    with acting_as(noor.pk):
        mine = actions.start(
            uuid.uuid4(), by=noor, at=timezone.now(), family_id=vault.village.family.pk
        )
        assert list(Case.objects.all()) == [mine]
    with acting_as(vault.fatma.pk):
        assert list(Case.objects.all()) == [vault.case]
        assert families  # the care relation itself is not touched
