"""The balance over time: what was named and until when, and never what is shielded."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.portraits.queries import timeline
from duizend.signals import actions as signals
from duizend.signals.models import Concept, Discussed
from tests.people import share, signed_in


def ago(days):
    noon = datetime.combine(timezone.localdate() - timedelta(days=days), time(12))
    return timezone.make_aware(noon)


def notice(drawn, code, days):
    with acting_as(drawn.fatma.pk):
        concept = Concept.objects.get(code=code)
        return signals.add(uuid4(), drawn.family, concept, by=drawn.fatma, at=ago(days))


@pytest.fixture
def told(drawn):
    """Debts for a hundred days; slept badly for a while; a mistake; safety; weighed twice."""
    fatma = drawn.fatma
    notice(drawn, "debts", 100)
    notice(drawn, "network_support", 20)
    slept, mistake = notice(drawn, "sleep_problems", 80), notice(drawn, "cannabis", 80)
    notice(drawn, "domestic_violence", 70)
    seen = None
    with acting_as(fatma.pk):
        signals.resolve(slept, by=fatma, at=ago(40))
        signals.enter_in_error(mistake, "Ander gezin", by=fatma, at=ago(39))
        for days in (60, 10):
            decision = signals.Decision(
                situation="vulnerable",
                reason="Het geld",
                parent_view="agrees",
                decided_on=timezone.localdate() - timedelta(days=days),
                again_on=timezone.localdate() + timedelta(days=30),
                strengths_not_discussed=True,
            )
            seen = signals.appraise(
                uuid4(), drawn.family, decision, seen=seen, by=fatma, at=ago(days)
            ).pk
    return drawn


def balance_of(drawn, who):
    with acting_as(who.pk):
        return timeline.balance(drawn.family, timezone.localdate())


def words(balance, days):
    day = timezone.localdate() - timedelta(days=days)
    return {then.name: then for then in balance.on(day)}


def test_it_says_what_was_so_on_a_day(told):
    balance = balance_of(told, told.fatma)
    then, now = words(balance, 50), words(balance, 0)
    assert then["Leefstijl"].risk == ("slaapt slecht",)
    assert then["Netwerk en relatie"].discussed is False
    assert now["Leefstijl"].silent
    assert now["Leefstijl"].discussed
    assert now["Netwerk en relatie"].protective == ("hulp van familie of buren",)
    assert now["Geld en werk"].risk == ("schulden",)
    assert now["Wonen"].discussed is False


def test_the_days_of_weighing_stand_on_it(told):
    today = timezone.localdate()
    balance = balance_of(told, told.fatma)
    assert balance.moments == [today - timedelta(days=60), today - timedelta(days=10)]
    assert balance.first == today - timedelta(days=100)
    assert len(balance.drawing(balance.spoken[0]).moments) == 2


def test_a_mistake_and_what_is_shielded_are_nowhere(told):
    client = signed_in(told.fatma)
    for page in ("balans/", "balans/papier/", "balans/?toen=2026-09-20&nu=2026-10-20"):
        said = client.get(told.url(page)).content.decode()
        assert "schulden" in said or "?" in page
        assert "cannabis" not in said
        assert "geweld" not in said
        assert "Veiligheid" not in said


def test_that_safety_was_talked_about_is_shielded_too(told):
    with acting_as(told.fatma.pk):
        assert Discussed.objects.filter(category="safety").exists()
    balance = balance_of(told, told.fatma)
    assert "safety" not in {story.code for story in balance.stories}


def test_what_was_only_talked_about_is_discussed(drawn):
    with acting_as(drawn.fatma.pk):
        signals.set_from_answer(
            drawn.family,
            [],
            reference=uuid4(),
            source_name="Startgesprek",
            life_domain="housing",
            by=drawn.fatma,
            at=ago(5),
        )
    client = signed_in(drawn.fatma)
    assert "er is niets genoemd" in client.get(drawn.url("balans/")).content.decode()


def test_another_organisation_sees_the_categories_that_were_shared(told):
    noor = told.village.noor
    assert balance_of(told, noor).spoken == []
    share(told.family, ["money"], by=told.fatma, to=noor.organization)
    assert [story.code for story in balance_of(told, noor).spoken] == ["money"]


def test_a_family_of_which_nothing_was_said_has_two_weeks_of_nothing(drawn):
    balance = balance_of(drawn, drawn.fatma)
    assert balance.today - balance.first == timeline.SHORTEST
    assert balance.spoken == []
    said = signed_in(drawn.fatma).get(drawn.url("balans/")).content.decode()
    assert "Er is nog niets besproken" in said


def test_any_two_days_can_be_laid_beside_each_other(told):
    client = signed_in(told.fatma)
    today = timezone.localdate()
    then = (today - timedelta(days=50)).isoformat()
    shown = client.get(told.url(f"balans/?toen={then}&nu={today.isoformat()}"))
    assert shown.status_code == 200
    assert "nog niet besproken" in shown.content.decode()


@pytest.mark.parametrize(
    "query", ["toen=onzin&nu=onzin", "toen=1990-01-01&nu=2026-11-01", "nu=9999-12-31", "toen="]
)
def test_a_day_that_is_not_on_the_line_is_refused_in_words(told, query):
    answer = signed_in(told.fatma).get(told.url(f"balans/?{query}"))
    assert answer.status_code == 422
    assert "Kies een" in answer.content.decode() or "datum" in answer.content.decode()
