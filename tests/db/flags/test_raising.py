"""Which answers raise a flag, for whom, and that nothing takes one away."""

from uuid import uuid4

import pytest

from duizend.access.models import AuditEvent
from duizend.access.rules import Role
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.families.models import CareRelation
from duizend.flags import actions
from duizend.flags.models import Flag
from duizend.flags.rules import Raised
from tests.db.flags.conftest import answer_of, flags_for, only_flag
from tests.db.questionnaires.conftest import Talk
from tests.people import NOW, add_to_team, make_user


def raise_one(family, by, code="thoughts_of_death", reference=None):
    with acting_as(by.pk):
        return actions.raise_flag(
            family,
            Raised(code),
            reference=reference or uuid4(),
            talk=uuid4(),
            source_name="EPDS",
            by=by,
            at=NOW,
        )


def test_item_9_above_zero_raises_a_flag_on_the_name_of_who_asked(village, told):
    flag = only_flag(village.fatma, village.family)
    assert (flag.code, flag.owner, flag.category) == (
        "thoughts_of_death",
        village.fatma,
        "safety",
    )
    assert flag.talk == told.response.pk
    assert flag.source_name == told.response.questionnaire.title


def test_item_9_at_zero_raises_nothing(village):
    talk = Talk(village, village.fatma, "phq-9")
    talk.says("duizend-alone", "yes")
    talk.says("phq9", answer_of(talk, "phq9", 0))
    assert flags_for(village.fatma, village.family) == []


def test_other_items_of_the_list_raise_nothing_however_high(village):
    talk = Talk(village, village.fatma, "phq-9")
    talk.says("phq1", answer_of(talk, "phq1", 3))
    assert flags_for(village.fatma, village.family) == []


@pytest.mark.parametrize(
    ("code", "link_id", "answer", "kind"),
    [
        ("startgesprek-duizend", "V1", "hurt", "violence"),
        ("startgesprek-duizend", "V1", "no", "unsafe"),
        ("startgesprek-duizend", "P4", "sometimes", "thoughts_of_death"),
    ],
)
def test_answers_about_safety_of_the_start_conversation_do(village, code, link_id, answer, kind):
    talk = Talk(village, village.fatma, code)
    talk.says("A1", "yes")
    talk.says(link_id, answer)
    assert only_flag(village.fatma, village.family).code == kind


def test_an_answer_of_hark_does(village):
    talk = Talk(village, village.fatma, "hark")
    talk.says("A1", answer_of(talk, "A1", 0))
    item = next(i for i in ("hark_h",))
    for place in (0, 1):
        talk.says(item, answer_of(talk, item, place))
    assert {flag.code for flag in flags_for(village.fatma, village.family)} == {"violence"}


def test_declining_never_raises_one(village):
    talk = Talk(village, village.fatma, "startgesprek-duizend")
    talk.says("A1", "yes")
    talk.says("V1", "declined")
    assert flags_for(village.fatma, village.family) == []


def test_the_same_answer_again_changes_nothing(village, told):
    told.says("phq9", answer_of(told, "phq9", 1))
    only_flag(village.fatma, village.family)


def test_a_graver_answer_keeps_the_same_flag(village, told):
    told.says("phq9", answer_of(told, "phq9", 3))
    assert only_flag(village.fatma, village.family).answer_changed is None


def test_taking_the_answer_back_erases_nothing(village, told):
    told.says("phq9")
    flag = only_flag(village.fatma, village.family)
    assert flag.is_open
    assert flag.answer_changed == NOW
    told.says("phq9", answer_of(told, "phq9", 2))
    assert only_flag(village.fatma, village.family).answer_changed is None


def test_that_the_room_filled_up_takes_nothing_back(village, told):
    told.says("duizend-alone", "no")
    assert only_flag(village.fatma, village.family).answer_changed is None


def test_an_answer_that_says_it_again_after_it_was_settled_asks_again(village, told):
    flag = only_flag(village.fatma, village.family)
    with acting_as(village.fatma.pk):
        actions.settle(uuid4(), flag, ["talked"], "", done_at=NOW, by=village.fatma, at=NOW)
    told.says("phq9")
    told.says("phq9", answer_of(told, "phq9", 1))
    assert [f.is_open for f in flags_for(village.fatma, village.family)] == [True, False]


def test_a_licensed_instrument_raises_one_by_its_result(village):
    reference = uuid4()
    assert raise_one(village.family, village.fatma, reference=reference) == village.fatma
    raise_one(village.family, village.fatma, reference=reference)
    assert only_flag(village.fatma, village.family).source_name == "EPDS"


def test_a_code_that_nobody_knows_still_asks_for_a_talk(village):
    raise_one(village.family, village.fatma, "something_of_tomorrow")
    assert only_flag(village.fatma, village.family).code == "other"


def test_a_stranger_raises_nothing(village):
    with pytest.raises(NotAllowed):
        raise_one(village.family, village.sam)


def test_a_flag_of_a_student_reaches_the_supervisor(village):
    assert raise_one(village.family, village.yara) == village.noor
    assert flags_for(village.yara, village.family) == []
    assert only_flag(village.noor, village.family).recorder == village.yara


def test_the_supervisor_comes_into_the_team_for_it(village):
    hilde = make_user("Hilde Mulder", village.fatma.organization, Role.MIDWIFE)
    stef = make_user("Stef Rozema", village.fatma.organization, Role.STUDENT, supervisor=hilde)
    add_to_team(village.family, stef, by=village.fatma)
    assert raise_one(village.family, stef) == hilde
    with acting_as(hilde.pk):
        assert CareRelation.objects.current().of(hilde).exists()
    only_flag(hilde, village.family)


def test_the_student_marks_a_changed_answer_without_seeing_the_flag(village):
    reference = uuid4()
    raise_one(village.family, village.yara, reference=reference)
    with acting_as(village.yara.pk):
        actions.set_from_answer(
            village.family,
            [],
            reference=reference,
            talk=uuid4(),
            source_name="EPDS",
            by=village.yara,
            at=NOW,
        )
    assert only_flag(village.noor, village.family).answer_changed == NOW


def test_somebody_of_another_organisation_marks_nothing(village, told):
    flag = only_flag(village.fatma, village.family)
    with acting_as(village.noor.pk):
        actions.set_from_answer(
            village.family,
            [],
            reference=flag.reference,
            talk=flag.talk,
            source_name="",
            by=village.noor,
            at=NOW,
        )
    assert only_flag(village.fatma, village.family).answer_changed is None


def test_who_has_no_supervisor_passes_it_to_the_colleague_who_is_there_longest(village):
    anouk = make_user("Anouk Wolters", village.fatma.organization, Role.MATERNITY_ASSISTANT)
    add_to_team(village.family, anouk, by=village.fatma)
    assert raise_one(village.family, anouk) == village.fatma


def test_with_nobody_else_it_stays_with_who_asked_and_can_be_read(village):
    add_to_team(village.family, village.ruud, by=village.fatma)
    assert raise_one(village.family, village.ruud) == village.ruud
    assert only_flag(village.ruud, village.family).owner == village.ruud


@pytest.mark.parametrize("away", ["inactive", "elsewhere"])
def test_a_supervisor_who_is_away_is_not_named(village, away):
    if away == "inactive":
        type(village.noor).objects.filter(pk=village.noor.pk).update(is_active=False)
    else:
        type(village.noor).objects.filter(pk=village.noor.pk).update(
            organization=village.sam.organization
        )
    yara = type(village.yara).objects.get(pk=village.yara.pk)
    assert raise_one(village.family, yara) == yara


def test_each_deed_stands_in_the_log_shielded(village, told):
    with acting_as(village.fatma.pk):
        lines = AuditEvent.objects.filter(action="flags.raise")
        assert [line.category for line in lines] == ["safety"]
    with acting_as(village.noor.pk):
        assert not AuditEvent.objects.filter(action__startswith="flags.").exists()


def test_nobody_else_sees_one(village, told):
    for who in (village.noor, village.yara, village.kim, village.sam, village.petra):
        with acting_as(who.pk):
            assert not Flag.objects.exists()
