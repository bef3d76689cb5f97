"""Exactly one coordinating professional, who said yes; and who is told of emergency access."""

import threading

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from duizend.access.models import AuditEvent, User
from duizend.access.rules import OrganizationKind, Role
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families import actions as families
from duizend.families.models import CareRelation, Family
from duizend.plans import actions, queries
from duizend.plans.models import Coordination
from duizend.referrals import actions as referrals
from tests.people import (
    Village,
    add_to_team,
    leaves_the_team,
    make_organization,
    make_referral,
    make_user,
    make_village,
    share,
    signed_in,
)


@pytest.fixture
def village() -> Village:
    return make_village()


def page(village: Village, rest: str = "") -> str:
    return f"/gezinnen/{village.family.pk}/plan/{rest}"


def team_up(village: Village) -> None:
    """Both organisations may tell each other about the plan, and so who works there."""
    share(village.family, ["plan"], by=village.fatma, to=village.noor.organization)
    share(village.family, ["plan"], by=village.noor, to=village.fatma.organization)


def propose(village: Village, by: User, who: User) -> Coordination:
    with acting_as(by.pk):
        return actions.propose(village.family, who, by=by, at=timezone.now())


def accept(village: Village, proposal: Coordination, by: User) -> Coordination:
    with acting_as(by.pk):
        return actions.accept(proposal, by=by, at=timezone.now())


def coordinator(village: Village, asked_by: User) -> User | None:
    with acting_as(asked_by.pk):
        found = queries.current_coordination(village.family.pk)
        return found.practitioner if found else None


def test_it_counts_only_when_the_one_who_was_asked_says_yes(village):
    team_up(village)
    proposal = propose(village, village.fatma, village.noor)
    assert coordinator(village, village.fatma) is None
    with acting_as(village.noor.pk):
        assert list(queries.coordination_proposed_to(village.noor)) == [proposal]
    with pytest.raises(NotAllowed):
        accept(village, proposal, village.fatma)
    accept(village, proposal, village.noor)
    for who in (village.fatma, village.noor, village.yara):
        assert coordinator(village, who) == village.noor
    with acting_as(village.fatma.pk):
        assert [notice.kind for notice in queries.notices_for(village.fatma)] == ["accepted"]
    assert accept(village, proposal, village.noor).status == "active"


def test_the_old_coordinator_stays_until_the_new_one_accepts(village):
    team_up(village)
    propose(village, village.fatma, village.fatma)
    assert coordinator(village, village.noor) == village.fatma
    proposal = propose(village, village.fatma, village.noor)
    assert coordinator(village, village.noor) == village.fatma
    accept(village, proposal, village.noor)
    assert coordinator(village, village.fatma) == village.noor
    with acting_as(village.fatma.pk):
        assert {n.kind for n in queries.notices_for(village.fatma)} == {"accepted", "taken_over"}
        ended = Coordination.objects.get(status="ended")
        assert ended.practitioner == village.fatma


def test_no_is_an_answer_with_a_reason_and_frees_the_way(village):
    team_up(village)
    proposal = propose(village, village.fatma, village.noor)
    with pytest.raises(NotAllowed):
        propose(village, village.fatma, village.fatma)
    noor = signed_in(village.noor)
    answer = page(village, f"coordinatie/{proposal.pk}/")
    assert noor.get(answer).status_code == 200
    assert noor.post(answer, {"reason": ""}).status_code == 422
    assert noor.post(answer, {"reason": "Ik ga met verlof"}).status_code == 302
    assert noor.post(answer, {"reason": "nog eens"}).status_code == 403
    shown = signed_in(village.fatma).get(page(village, "geschiedenis/")).content.decode()
    assert "Ik ga met verlof" in shown
    propose(village, village.fatma, village.fatma)
    assert coordinator(village, village.noor) == village.fatma


def test_the_whole_way_through_the_pages(village):
    team_up(village)
    fatma, noor = signed_in(village.fatma), signed_in(village.noor)
    shown = fatma.get(page(village, "coordinatie/")).content.decode()
    assert "Noor Bakker" in shown
    assert "Yara" not in shown
    sent = {"practitioner": str(village.noor.pk)}
    assert fatma.post(page(village, "coordinatie/"), sent).status_code == 302
    assert fatma.post(page(village, "coordinatie/"), sent).status_code == 422
    with acting_as(village.noor.pk):
        proposal = Coordination.objects.get()
    assert str(proposal.pk) in noor.get(page(village)).content.decode()
    answer = page(village, f"coordinatie/{proposal.pk}/")
    assert fatma.get(answer).status_code == 403
    assert noor.post(answer, {"accept": "1"}).status_code == 302
    assert "Noor Bakker" in fatma.get(page(village)).content.decode()
    # A double click: nothing breaks and nothing doubles.
    assert noor.post(answer, {"accept": "1"}).status_code == 302
    assert fatma.post(answer, {"accept": "1"}).status_code == 403
    with acting_as(village.noor.pk):
        assert AuditEvent.objects.filter(action="plans.accept_coordination").count() == 1
    assert noor.post(page(village, "coordinatie/"), sent).status_code == 422


def test_a_question_can_be_taken_back_by_who_asked_or_who_coordinates(village):
    team_up(village)
    propose(village, village.fatma, village.fatma)
    proposal = propose(village, village.noor, village.noor)
    assert proposal.status == "active"
    proposal = propose(village, village.noor, village.fatma)
    with acting_as(village.yara.pk), pytest.raises(NotAllowed):
        actions.take_back(proposal, by=village.yara, at=timezone.now())
    back = page(village, f"coordinatie/{proposal.pk}/intrekken/")
    assert signed_in(village.noor).post(back).status_code == 302
    assert signed_in(village.noor).post(back).status_code == 403
    assert coordinator(village, village.fatma) == village.noor
    proposal = propose(village, village.fatma, village.fatma)
    proposal = propose(village, village.noor, village.noor)
    proposal = propose(village, village.fatma, village.fatma)
    assert coordinator(village, village.noor) == village.fatma
    asked = propose(village, village.yara, village.noor)
    with acting_as(village.fatma.pk):
        actions.take_back(asked, by=village.fatma, at=timezone.now())


@pytest.mark.parametrize("who", ["yara", "kim", "ruud", "petra", "sam"])
def test_who_cannot_coordinate_is_not_asked(village, who):
    with pytest.raises(NotAllowed):
        propose(village, village.fatma, getattr(village, who))
    sent = {"practitioner": str(getattr(village, who).pk)}
    answer = signed_in(village.fatma).post(page(village, "coordinatie/"), sent)
    assert answer.status_code == 422


def test_who_no_longer_works_here_is_not_asked(village):
    team_up(village)
    village.noor.is_active = False
    with pytest.raises(NotAllowed):
        propose(village, village.fatma, village.noor)


def test_who_lost_the_role_or_the_relation_cannot_say_yes(village):
    team_up(village)
    proposal = propose(village, village.fatma, village.noor)
    village.noor.role = Role.STUDENT
    with pytest.raises(NotAllowed):
        accept(village, proposal, village.noor)
    village.noor.role = Role.YOUTH_NURSE
    colleague = make_user("Mia Prins", village.noor.organization, Role.YOUTH_NURSE)
    add_to_team(village.family, colleague, by=village.noor)
    leaves_the_team(village.family, village.noor)
    with acting_as(village.noor.pk):
        families.use_emergency_access(
            village.family.pk, "Spoed", by=village.noor, at=timezone.now()
        )
    with pytest.raises(NotAllowed):
        accept(village, proposal, village.noor)


def test_another_role_than_usual_is_warned_about_not_refused(village):
    shown = signed_in(village.fatma).get(page(village, "coordinatie/")).content.decode()
    assert "Eerste 1000 dagen aanpak" in shown
    team_up(village)
    shown = signed_in(village.fatma).get(page(village, "coordinatie/")).content.decode()
    assert shown.count("in deze fase") == 1  # Noor, in the pregnancy; not Fatma
    assert propose(village, village.fatma, village.noor).status == "proposed"


def test_without_dates_that_one_may_see_nobody_is_warned_about(village):
    with acting_as(village.noor.pk):
        family = Family.objects.get()
        assert queries.phase_for_coordination(family, village.noor, timezone.localdate()) is None


def test_a_family_without_coordinator_asks_something_of_who_registered_it(village):
    def waiting(user):
        with acting_as(user.pk):
            return list(queries.without_coordinator(user))

    assert waiting(village.fatma) == [village.family]
    assert waiting(village.noor) == []
    add_to_team(village.family, village.kim, by=village.fatma)
    assert waiting(village.kim) == []
    leaves_the_team(village.family, village.fatma)
    assert waiting(village.fatma) == []
    assert waiting(village.kim) == [village.family]
    propose(village, village.kim, village.kim)
    assert waiting(village.kim) == []
    # Kim leaves without handing over: the gap is seen again.
    add_to_team(village.family, village.fatma, by=village.kim)
    leaves_the_team(village.family, village.kim)
    assert waiting(village.fatma) == [village.family]
    with acting_as(village.noor.pk):
        found = queries.current_coordination(village.family.pk)
        assert found is not None
        assert found.has_left


def test_the_database_lets_nobody_appoint_another(village):
    team_up(village)
    proposal = propose(village, village.fatma, village.noor)
    with acting_as(village.fatma.pk), pytest.raises(ProgrammingError), transaction.atomic():
        Coordination.objects.filter(pk=proposal.pk).update(status="active", answered=timezone.now())
    made = another(village, "active")
    made.practitioner, made.answered = village.noor, timezone.now()
    with acting_as(village.fatma.pk), pytest.raises(ProgrammingError), transaction.atomic():
        made.save(force_insert=True)


@pytest.mark.parametrize("who", ["sam", "kim", "ruud", "petra"])
def test_who_is_not_in_the_team_does_not_know_who_coordinates(village, who):
    propose(village, village.fatma, village.fatma)
    assert coordinator(village, getattr(village, who)) is None
    with acting_as(getattr(village, who).pk):
        assert not Coordination.objects.exists()


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("who_declines_to_coordinate_says_why", {"status": "declined"}),
        ("a_coordinator_has_said_yes", {"answered": None}),
        ("coordination_that_ended_says_when", {"status": "ended"}),
        ("coordination_that_ended_says_when", {"ended": timezone.now()}),
    ],
)
def test_the_database_keeps_coordination_sensible(village, sentence, changes):
    propose(village, village.fatma, village.fatma)
    broken = pytest.raises(IntegrityError, match=sentence)
    with acting_as(village.fatma.pk), broken, transaction.atomic():
        Coordination.objects.update(**changes)


def another(village: Village, status: str) -> Coordination:
    return Coordination(
        family=village.family,
        practitioner=village.fatma,
        organization_id=village.fatma.organization_id,
        status=status,
        recorder=village.fatma,
        recorded=timezone.now(),
    )


def test_the_database_keeps_to_one_coordinator_and_one_question(village):
    propose(village, village.fatma, village.fatma)
    with acting_as(village.fatma.pk):
        another(village, "proposed").save(force_insert=True)
        broken = pytest.raises(IntegrityError, match="one_open_proposal_to_coordinate")
        with broken, transaction.atomic():
            another(village, "proposed").save(force_insert=True)
        broken = pytest.raises(IntegrityError, match="one_current_coordinator")
        with broken, transaction.atomic():
            Coordination.objects.filter(status="proposed").update(
                status="active", answered=timezone.now()
            )


@pytest.mark.django_db(transaction=True)
def test_two_yeses_at_the_same_moment_give_one_coordinator():
    """Two browser tabs of Noor, and Fatma who takes the question back, all at once."""
    village = make_village()
    team_up(village)
    proposal = propose(village, village.fatma, village.noor)
    start = threading.Barrier(3)
    outcomes: list[str] = []

    def act(what, by):
        try:
            start.wait(timeout=10)
            with acting_as(by.pk):
                what(proposal, by=by, at=timezone.now())
            outcomes.append(what.__name__)
        except NotAllowed:
            outcomes.append("refused")
        finally:
            connection.close()

    deeds = [
        (actions.accept, village.noor),
        (actions.accept, village.noor),
        (actions.take_back, village.fatma),
    ]
    threads = [threading.Thread(target=act, args=deed) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    # Either the yes was first (and saying it twice is no matter), or the taking back was.
    assert sorted(outcomes) in (
        ["accept", "accept", "refused"],
        ["refused", "refused", "take_back"],
    )
    with acting_as(village.noor.pk):
        (row,) = Coordination.objects.all()
        assert row.status == ("active" if "accept" in outcomes else "withdrawn")


def test_a_gp_is_usual_before_a_pregnancy(village):
    practice = make_organization("Huisarts Gieten", OrganizationKind.GENERAL_PRACTICE)
    doctor = make_user("Ben Smit", practice, Role.GENERAL_PRACTITIONER)
    add_to_team(village.family, doctor, by=village.fatma)
    assert propose(village, doctor, doctor).status == "active"


def test_who_took_a_referral_can_be_asked_without_knowing_their_team(village):
    team = village.sam.organization
    share(village.family, ["contact"], by=village.fatma, to=team)
    with pytest.raises(NotAllowed):
        propose(village, village.fatma, village.sam)
    referral = make_referral(village.family, by=village.fatma, to=team, categories=["contact"])
    with acting_as(village.sam.pk):
        referrals.take(referral, by=village.sam, at=timezone.now())
    with acting_as(village.fatma.pk):
        assert village.sam in queries.may_be_asked(village.family)
        assert not CareRelation.objects.filter(practitioner=village.sam).exists()
    accept(village, propose(village, village.fatma, village.sam), village.sam)
    assert coordinator(village, village.fatma) == village.sam
    # And back: who sent it is known to who took it.
    with acting_as(village.sam.pk):
        assert village.fatma in queries.may_be_asked(village.family)
    leaves_the_team(village.family, village.sam)
    with acting_as(village.fatma.pk):
        assert village.sam not in queries.may_be_asked(village.family)
