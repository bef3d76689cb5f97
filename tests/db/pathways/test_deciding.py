"""What a card proposes to a family, and what people make of it."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.core.content import RowsRefused
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.directory.models import Intervention
from duizend.pathways import actions, queries, route_page
from duizend.pathways.actions import StepKey
from duizend.pathways.models import CardStatus, Proposal, ProposalStatus, RouteCard
from tests.people import make_offer, share
from tests.unit.pathways.test_matching import ROW

ROW_STEPS = ROW["steps"]
REFER = StepKey("geldzorgen", 1, "refer")
TALK = StepKey("geldzorgen", 1, "talk")


@pytest.fixture
def money(load, village, offer, notice):
    """The card applies: somebody spoke of debts."""
    load({})
    notice("debts", by=village.fatma)


def route_for(user, village):
    with acting_as(user.pk):
        return route_page.route(village.family, user, timezone.localdate())


def test_what_was_said_makes_the_card_apply_with_its_reason(village, money, offer):
    (found,) = route_for(village.fatma, village).applies
    assert found.why == "Er is gesproken over schulden."
    assert [fact.label for fact in found.matched] == ["schulden"]
    assert any("Goede Start" in source.words for source in found.sources)
    talk, refer = found.steps
    assert (talk.from_source, refer.from_source) == (True, False)
    assert refer.offers == [offer]
    assert refer.role_words == "schuldhulpverlener"


def test_only_what_the_reader_may_know_counts(village, money):
    assert route_for(village.noor, village).applies == []
    share(village.family, ["contact", "money"], by=village.fatma, to=village.noor.organization)
    assert len(route_for(village.noor, village).applies) == 1


def test_accepting_keeps_what_it_rested_on(village, money, offer):
    with acting_as(village.fatma.pk):
        made = actions.accept(
            village.family, REFER, offer=offer, by=village.fatma, at=timezone.now()
        )
    assert (made.status, made.offer, made.category) == (ProposalStatus.ACCEPTED, offer, "plan")
    assert made.matched == ["debts"]
    assert made.rests_on == ["money"]
    assert made.why == "Er is gesproken over schulden."
    assert made.due_on is not None
    assert made.due_on > timezone.localdate()
    assert AuditEvent.objects.filter(action="pathways.accept").exists() is False
    with acting_as(village.fatma.pk):
        assert AuditEvent.objects.filter(action="pathways.accept").count() == 1
        assert list(queries.agreed(village.family)) == [made]
        assert list(queries.agreed_of(village.fatma)) == [made]


def test_accepting_twice_makes_one_decision(village, money, offer):
    with acting_as(village.fatma.pk):
        for _click in range(2):
            actions.accept(village.family, REFER, offer=offer, by=village.fatma, at=timezone.now())
        assert Proposal.objects.count() == 1


def test_adapting_keeps_the_other_day_and_the_note(village, money):
    other = make_offer(village.sam.organization, "Formulierenhulp")
    day = timezone.localdate() + timedelta(days=30)
    with acting_as(village.fatma.pk):
        made = actions.adapt(
            village.family,
            REFER,
            offer=other,
            due_on=day,
            note="Eerst rust.",
            by=village.fatma,
            at=timezone.now(),
        )
    assert (made.status, made.offer, made.due_on, made.note) == (
        ProposalStatus.ADAPTED,
        other,
        day,
        "Eerst rust.",
    )


def test_a_day_in_the_past_is_refused(village, money):
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed, match="vanaf vandaag"):
        actions.adapt(
            village.family,
            REFER,
            offer=None,
            due_on=date(2020, 1, 1),
            note="",
            by=village.fatma,
            at=timezone.now(),
        )


def test_declining_needs_a_reason_and_can_be_looked_at_again(village, money):
    with acting_as(village.fatma.pk):
        with pytest.raises(NotAllowed, match="één zin"):
            actions.decline(village.family, REFER, " ", by=village.fatma, at=timezone.now())
        made = actions.decline(
            village.family, REFER, "Zij wil dit niet.", by=village.fatma, at=timezone.now()
        )
        assert (made.status, made.reason) == (ProposalStatus.DECLINED, "Zij wil dit niet.")
        again = actions.reconsider(made, by=village.fatma, at=timezone.now())
        assert (again.status, again.reason) == (ProposalStatus.PROPOSED, "")


def test_what_is_carried_out_stays(village, money, offer):
    with acting_as(village.fatma.pk):
        made = actions.accept(
            village.family, REFER, offer=offer, by=village.fatma, at=timezone.now()
        )
        at = timezone.now()
        actions.carry_out(made, by=village.fatma, at=at)
        actions.carry_out(made, by=village.fatma, at=at + timedelta(days=1))
        made.refresh_from_db()
        assert made.carried_out_at == at
        assert list(queries.agreed(village.family)) == []
        with pytest.raises(NotAllowed, match="uitvoering"):
            actions.reconsider(made, by=village.fatma, at=at)
        with pytest.raises(NotAllowed, match="uitvoering"):
            actions.decline(village.family, REFER, "Toch niet.", by=village.fatma, at=at)


@pytest.mark.parametrize(
    "key",
    [
        StepKey("geldzorgen", 1, "bestaat-niet"),
        StepKey("geldzorgen", 9, "refer"),
        StepKey("bestaat-niet", 1, "refer"),
    ],
)
def test_what_is_not_proposed_cannot_be_accepted(village, money, key):
    with acting_as(village.fatma.pk), pytest.raises(NotAllowed, match="geen voorstel meer"):
        actions.accept(village.family, key, by=village.fatma, at=timezone.now())


def test_a_colleague_without_a_care_relation_decides_nothing(village, money):
    with acting_as(village.kim.pk), pytest.raises(NotAllowed, match="collega"):
        actions.accept(village.family, REFER, by=village.kim, at=timezone.now())


def test_another_organisation_cannot_reopen_what_was_decided(village, money, offer):
    with acting_as(village.fatma.pk):
        made = actions.accept(
            village.family, REFER, offer=offer, by=village.fatma, at=timezone.now()
        )
    share(
        village.family,
        ["contact", "plan", "money"],
        by=village.fatma,
        to=village.noor.organization,
    )
    with acting_as(village.noor.pk):
        assert Proposal.objects.filter(pk=made.pk).exists()
        with pytest.raises(NotAllowed, match="organisatie die dit besloot"):
            actions.reconsider(made, by=village.noor, at=timezone.now())
        assert Proposal.objects.update(note="anders") == 0


def test_each_organisation_decides_for_itself(village, money, offer):
    share(village.family, ["contact", "money"], by=village.fatma, to=village.noor.organization)
    for user in (village.fatma, village.noor):
        with acting_as(user.pk):
            actions.accept(village.family, REFER, offer=offer, by=user, at=timezone.now())
    with acting_as(village.fatma.pk):
        assert Proposal.objects.count() == 1


def test_a_decision_is_hidden_from_who_may_not_know_what_it_rests_on(village, money, offer):
    with acting_as(village.fatma.pk):
        actions.accept(village.family, REFER, offer=offer, by=village.fatma, at=timezone.now())
    share(village.family, ["contact", "plan"], by=village.fatma, to=village.noor.organization)
    for other in (village.noor, village.yara, village.kim, village.sam, village.ruud):
        with acting_as(other.pk):
            assert not Proposal.objects.exists()


@pytest.mark.parametrize("code", ["feels_unsafe", "sexual_abuse"])
def test_what_rests_on_something_shielded_is_shielded(village, load, notice, code):
    load({"condition": {"concept": code}})
    notice(code, by=village.noor)
    with acting_as(village.noor.pk):
        made = actions.accept(village.family, TALK, by=village.noor, at=timezone.now())
        assert made.category == "safety"
        (found,) = route_page.route(village.family, village.noor, timezone.localdate()).applies
        assert found.shielded
    with acting_as(village.yara.pk):
        assert not Proposal.objects.exists()
    assert route_for(village.yara, village).applies == []


def test_nobody_decides_in_the_name_of_another_organisation(village, money):
    row = RouteCard.objects.get()
    forged = Proposal(
        family=village.family,
        card=row,
        step_code="talk",
        status=ProposalStatus.ACCEPTED,
        category="plan",
        decided_by=village.fatma,
        decided_at=timezone.now(),
        recorder=village.noor,
        recorder_organization=village.fatma.organization,
        recorded=timezone.now(),
    )
    with acting_as(village.noor.pk), pytest.raises(ProgrammingError), transaction.atomic():
        forged.save(force_insert=True)


# New routes and offers need no code.


def test_a_new_card_is_proposed_as_soon_as_it_is_loaded(village, load, notice):
    notice("smoking", by=village.fatma)
    assert route_for(village.fatma, village).applies == []
    summary = load(
        {}, {"code": "rookvrij", "name": "Rookvrij", "condition": {"concept": "smoking"}}
    )
    assert (summary.added, summary.changed, summary.unchanged, summary.retired) == (2, 0, 0, 0)
    (found,) = route_for(village.fatma, village).applies
    assert found.card.name == "Rookvrij"


def test_a_new_offer_of_a_named_intervention_appears_by_itself(village, load, notice):
    steps = [{**step, "interventions": ["schuldhulpmaatje"]} for step in ROW_STEPS]
    load({"steps": steps})
    notice("debts", by=village.fatma)
    buddy = Intervention.objects.create(
        code="schuldhulpmaatje",
        name="SchuldHulpMaatje",
        for_whom="",
        goal="",
        evidence_level="not_seen",
        certainty="document",
        checked_on=timezone.localdate(),
    )
    paid = make_offer(village.sam.organization, "Budgetcoach", free=False, indication_needed=True)
    free = make_offer(village.ruud.organization, "Maatje", informal=True)
    elsewhere = make_offer(village.ruud.organization, "Verderop")
    elsewhere.municipalities.clear()
    for offer in (paid, free, elsewhere):
        offer.interventions.add(buddy)
    (found,) = route_for(village.fatma, village).applies
    assert found.steps[0].offers == [free, paid]


def test_loading_the_same_files_again_changes_nothing(load):
    load({})
    summary = load({})
    assert (summary.added, summary.changed, summary.unchanged) == (0, 0, 1)


def test_a_card_nobody_works_with_may_still_change(load):
    load({})
    assert load({"name": "Zorgen over geld"}).changed == 1
    assert RouteCard.objects.get().name == "Zorgen over geld"


def test_a_version_that_families_work_with_never_changes(village, money, load, offer):
    with acting_as(village.fatma.pk):
        actions.accept(village.family, REFER, offer=offer, by=village.fatma, at=timezone.now())
    with pytest.raises(RowsRefused, match="nieuw versienummer"), transaction.atomic():
        load({"name": "Anders"})
    assert RouteCard.objects.get().name == "Geldzorgen"


def test_a_running_route_keeps_its_version_and_a_new_family_gets_the_new_one(
    village, money, load, offer
):
    with acting_as(village.fatma.pk):
        actions.accept(village.family, REFER, offer=offer, by=village.fatma, at=timezone.now())
    load({"version": 2, "name": "Geldzorgen, nieuw", "set_on": "2026-11-20"})
    assert dict(RouteCard.objects.values_list("version", "status")) == {
        1: CardStatus.RETIRED,
        2: CardStatus.CURRENT,
    }
    (found,) = route_for(village.fatma, village).applies
    assert found.card.version == 1
    with acting_as(village.noor.pk):
        kept = queries.cards_for(village.family, timezone.localdate())
    assert list(kept) == [("geldzorgen", 2)]


def test_a_card_that_is_no_longer_in_the_files_is_retired(village, money, load):
    assert load({"code": "anders"}).retired == 1
    assert load({"code": "anders"}).retired == 0
    assert route_for(village.fatma, village).applies[0].card.code == "anders"
    assert load({}, {"code": "anders"}).retired == 0
    assert RouteCard.objects.get(code="geldzorgen").status == CardStatus.CURRENT


def test_a_card_for_later_waits_for_its_day(village, load, notice):
    load({"set_on": "2099-01-01"})
    notice("debts", by=village.fatma)
    assert route_for(village.fatma, village).applies == []


def test_loading_knows_of_no_family(village, money, offer):
    row = RouteCard.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("select rls.route_card_is_used(%s)", [row.pk])
        assert cursor.fetchone() == (False,)


def test_a_step_that_a_card_does_not_have_says_so(village, money, offer):
    with acting_as(village.fatma.pk):
        made = actions.accept(
            village.family, REFER, offer=offer, by=village.fatma, at=timezone.now()
        )
    assert made.step["action"] == "Verwijzen"
    made.step_code = "weg"
    with pytest.raises(LookupError, match="weg"):
        assert made.step
