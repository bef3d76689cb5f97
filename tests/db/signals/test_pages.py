"""The pages, through the client, with named people."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import AuditEvent
from duizend.core.rls import acting_as
from duizend.signals import queries
from duizend.signals.models import Appraisal, Concept, Signal
from tests.people import signed_in


def page(name, village, *args):
    return reverse(f"signals:{name}", args=[village.family.pk, *args])


PAGES = ["list", "add", "appraise"]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_does_not_learn_that_the_family_exists(village, name):
    assert signed_in(village.sam).get(page(name, village)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_colleague_gets_the_reason(village, name):
    answer = signed_in(village.kim).get(page(name, village))
    assert answer.status_code == 403
    assert "behandelrelatie" in answer.content.decode()


def test_a_quick_signal_in_three_taps(village):
    midwife = signed_in(village.fatma)
    chosen = midwife.get(page("add", village), {"leefgebied": "money"})
    form = chosen.context["form"]
    assert "debts" in form.concepts

    kept = midwife.post(
        page("add", village) + "?leefgebied=money",
        {"signal": form.initial["signal"], "concept": "debts"},
    )

    assert kept.status_code == 302
    with acting_as(village.fatma.pk):
        assert [s.concept_id for s in queries.present_signals(village.family)] == ["debts"]
    shown = midwife.get(page("list", village)).content.decode()
    assert "schulden" in shown
    assert "Fatma Aydin" in shown


@pytest.mark.parametrize(
    "given",
    [
        {"concept": "domestic_violence"},
        {"concept": "geen-signaal"},
        {"concept": ""},
        {"concept": "debts", "note": "a" * 100_000},
        {"concept": "debts", "contact": "telepathy"},
        {"concept": "debts", "signal": "geen-uuid"},
    ],
)
def test_nonsense_in_a_quick_signal_changes_nothing(village, given):
    answer = signed_in(village.fatma).post(
        page("add", village) + "?leefgebied=money", {"signal": uuid.uuid4(), **given}
    )
    assert answer.status_code == 422
    assert "Nog niet bewaard" in answer.content.decode()
    with acting_as(village.fatma.pk):
        assert not Signal.objects.exists()


def test_a_student_is_not_offered_what_is_shielded(village):
    student = signed_in(village.yara)
    assert "afgeschermd" not in student.get(page("add", village)).content.decode().lower()
    assert not student.get(page("add", village), {"leefgebied": "safety"}).context["concepts"]


def test_a_signal_ends_from_the_list(village, notice):
    debts, smoking = notice("debts", by=village.fatma), notice("smoking", by=village.fatma)
    midwife = signed_in(village.fatma)
    midwife.post(page("resolve", village, debts.pk))
    midwife.post(page("enter_in_error", village, smoking.pk), {"reason": "Het was de buurman"})
    with acting_as(village.fatma.pk):
        assert not queries.present_signals(village.family)
    assert "Het was de buurman" in midwife.get(page("list", village)).content.decode()


def test_a_correction_without_reason_changes_nothing(village, notice):
    debts = notice("debts", by=village.fatma)
    answer = signed_in(village.fatma).post(
        page("enter_in_error", village, debts.pk), {"reason": ""}, follow=True
    )
    assert "Zeg wat er niet klopte" in answer.content.decode()
    with acting_as(village.fatma.pk):
        assert Signal.objects.get().status == "present"


def test_a_signal_of_another_organisation_is_not_found(village, notice):
    debts = notice("debts", by=village.fatma)
    answer = signed_in(village.noor).post(page("resolve", village, debts.pk))
    assert answer.status_code == 404


def filled_in(client, village, **changes):
    today = timezone.localdate()
    opened = client.get(page("appraise", village))
    seen = opened.context["history"][0].appraisal.pk if opened.context["history"] else ""
    return {
        "appraisal": opened.context["form"].initial["appraisal"],
        "seen": seen,
        "situation": "vulnerable",
        "reason": "Geldzorgen drukken op alles.",
        "parent_view": "differs",
        "parent_words": "Met de baby komt het goed.",
        "parent_was_there": "on",
        "decided_on": today,
        "again_on": today + timedelta(weeks=6),
    } | changes


def test_weighing_together_in_the_browser(village, notice):
    notice("debts", by=village.fatma, at=timezone.now())
    notice("involved_partner", by=village.fatma, at=timezone.now())
    midwife = signed_in(village.fatma)

    opened = midwife.get(page("appraise", village)).content.decode()
    assert "Hoe ziet Samira het?" in opened
    assert "checked" not in opened
    answer = midwife.post(page("appraise", village), filled_in(midwife, village))

    assert answer.status_code == 302
    kept = midwife.get(page("appraise", village)).content.decode()
    assert "Kwetsbare situatie" in kept
    assert "Met de baby komt het goed." in kept


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"situation": ""}, "Kies samen wat van de vier past."),
        ({"situation": "laag"}, "Kies samen wat van de vier past."),
        ({"reason": ""}, "Zeg in één zin waarom."),
        ({"reason": "a" * 100_000}, "Nog niet bewaard"),
        ({"parent_view": ""}, "Zeg hoe de ouder het ziet."),
        ({"decided_on": "31-02-2026"}, "Nog niet bewaard"),
        ({"again_on": "2020-01-01"}, "Kies een dag om opnieuw af te wegen"),
        ({"appraisal": "x"}, "Nog niet bewaard"),
    ],
)
def test_an_incomplete_form_keeps_what_was_filled_in(village, notice, changes, reason):
    notice("involved_partner", by=village.fatma)
    midwife = signed_in(village.fatma)
    answer = midwife.post(page("appraise", village), filled_in(midwife, village, **changes))
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert "Met de baby komt het goed." in answer.content.decode()
    with acting_as(village.fatma.pk):
        assert not Appraisal.objects.exists()


def test_without_strengths_a_tick_is_asked(village, notice):
    notice("debts", by=village.fatma)
    midwife = signed_in(village.fatma)
    answer = midwife.post(page("appraise", village), filled_in(midwife, village))
    assert "wat goed gaat" in answer.content.decode()
    given = filled_in(midwife, village, strengths_not_discussed="on")
    assert midwife.post(page("appraise", village), given).status_code == 302


def test_two_people_weigh_and_nothing_is_lost(village, notice):
    notice("involved_partner", by=village.fatma)
    midwife = signed_in(village.fatma)
    mine = filled_in(midwife, village, reason="Mijn zin")
    midwife.post(page("appraise", village), filled_in(midwife, village, reason="De eerste zin"))

    answer = midwife.post(page("appraise", village), mine)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Iemand anders heeft net" in text
    assert "Mijn zin" in text
    assert "De eerste zin" in text
    # Having seen it, the same form can be saved.
    seen = answer.context["history"][0].appraisal.pk
    assert midwife.post(page("appraise", village), mine | {"seen": seen}).status_code == 302


def test_looking_together_shows_nothing_shielded_and_no_notes(village, notice):
    notice("domestic_violence", by=village.fatma, note="Gezien door de kraamzorg")
    notice("involved_partner", by=village.fatma)
    midwife = signed_in(village.fatma)
    alone = midwife.get(page("appraise", village)).content.decode()
    together = midwife.get(page("appraise", village), {"samen": "1"}).content.decode()
    assert "geweld" in alone
    assert "geweld" not in together
    assert "Veiligheid" not in together
    assert "kraamzorg" not in together


def test_no_number_stands_for_the_family(village, notice):
    for code in ("debts", "smoking", "chronic_stress", "small_network", "poverty"):
        notice(code, by=village.fatma)
    shown = signed_in(village.fatma).get(page("appraise", village)).content.decode().lower()
    for word in ("score", "risicoprofiel", "punten", "%)", "probleemgezin"):
        assert word not in shown


@pytest.mark.parametrize("name", PAGES)
def test_the_number_of_queries_does_not_grow_with_the_signals(
    village, notice, name, django_assert_max_num_queries
):
    midwife = signed_in(village.fatma)
    midwife.get(page(name, village))
    with django_assert_max_num_queries(25) as few:
        midwife.get(page(name, village))
    with acting_as(village.fatma.pk):
        codes = list(Concept.objects.filter(restricted=False).values_list("code", flat=True)[:40])
    for code in codes:
        notice(code, by=village.fatma)
    for weeks in (6, 7):
        given = filled_in(midwife, village, again_on=timezone.localdate() + timedelta(weeks=weeks))
        assert midwife.post(page("appraise", village), given).status_code == 302
    midwife.get(page(name, village))  # shows the messages of saving, which end with it
    with django_assert_max_num_queries(25) as many:
        midwife.get(page(name, village))
    assert len(many) <= len(few) + 2  # the history brings its concepts along, once


def test_opening_each_page_is_in_the_log(village):
    midwife = signed_in(village.fatma)
    for name in PAGES:
        midwife.get(page(name, village))
    with acting_as(village.fatma.pk):
        lines = AuditEvent.objects.filter(family_id=village.family.pk)
        assert {f"signals.{name}" for name in PAGES} <= {line.action for line in lines}


def test_a_closed_family_is_read_and_not_changed(village, notice):
    debts = notice("debts", by=village.fatma)
    with acting_as(village.fatma.pk):
        village.family.closed_on = timezone.localdate()
        village.family.save(update_fields=["closed_on"])
    midwife = signed_in(village.fatma)
    assert midwife.get(page("list", village)).status_code == 200
    assert midwife.post(page("resolve", village, debts.pk)).status_code == 403
    with acting_as(village.fatma.pk):
        assert Signal.objects.get().status == "present"
