"""P13: how often families are asked again, without a family in it."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import Municipality
from duizend.core.rls import acting_as
from duizend.questionnaires import actions, queries
from duizend.questionnaires.models import Questionnaire
from duizend.questionnaires.rules.answers import Given
from tests.people import make_family, signed_in


def quarter_start():
    today = timezone.localdate()
    return today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1)


def moment(days_before_this_quarter):
    day = quarter_start() - timedelta(days=days_before_this_quarter)
    return timezone.make_aware(datetime.combine(day, time(10)))


def talk(village, family, slug, link_id, chosen, at):
    by = village.fatma
    with acting_as(by.pk):
        response = actions.start(family, Questionnaire.objects.get(slug=slug), by=by, at=at)
        actions.save_answer(response.pk, link_id, Given((chosen,)), was=None, by=by, at=at)
        actions.stop(response, by=by, at=at)


def families(village, count, repeats, **more):
    """Families that were asked about their mood in `repeats` + 1 lists, ten days apart."""
    for _number in range(count):
        family = make_family(village.fatma, **more)
        for again in range(repeats + 1):
            talk(village, family, "startgesprek", "P1", "low", moment(60 - 10 * again))


def told(village):
    with acting_as(village.petra.pk):
        return [
            (row.municipality, row.low, row.high, row.families)
            for row in queries.repeated_questions()
        ]


def test_under_ten_families_there_is_no_figure(village):
    families(village, 9, 1)
    assert told(village) == [("Aa en Hunze", None, None, None)]
    page = signed_in(village.petra).get(reverse("questionnaires:region")).content.decode()
    assert "Minder dan tien gezinnen" in page


def test_small_groups_are_joined(village):
    families(village, 10, 0)
    families(village, 3, 1)
    assert told(village) == [("Aa en Hunze", 0, None, 13)]
    page = signed_in(village.petra).get(reverse("questionnaires:region")).content.decode()
    assert "te weinig gezinnen om te verdelen" in page
    families(village, 7, 2)
    assert told(village) == [("Aa en Hunze", 0, 0, 10), ("Aa en Hunze", 1, None, 10)]
    page = signed_in(village.petra).get(reverse("questionnaires:region")).content.decode()
    assert "1 keer of vaker" in page
    assert "El Amrani" not in page


def test_groups_of_ten_stand_apart(village):
    families(village, 10, 2)
    families(village, 4, 1)
    families(village, 10, 4)
    assert told(village) == [("Aa en Hunze", 0, 2, 14), ("Aa en Hunze", 3, None, 10)]
    page = signed_in(village.petra).get(reverse("questionnaires:region")).content.decode()
    assert "0 tot 2 keer" in page
    families(village, 10, 0)
    families(village, 6, 1)
    assert [row[1:] for row in told(village)] == [(0, 0, 10), (1, 1, 10), (2, 2, 10), (3, None, 10)]
    page = signed_in(village.petra).get(reverse("questionnaires:region")).content.decode()
    assert "nooit" in page


def test_only_whole_quarters_and_new_questions_count(village):
    for _number in range(10):
        family = make_family(village.fatma)
        talk(village, family, "startgesprek", "P1", "low", moment(400))
        talk(village, family, "gad-2", "gad1", "several-days", moment(30))
        talk(village, family, "startgesprek", "P1", "low", moment(-1))
    # Two years ago and this quarter fall outside; tension was not asked before.
    assert told(village) == [("Aa en Hunze", 0, None, 10)]


def test_what_was_asked_long_ago_makes_a_later_list_a_repetition(village):
    families(village, 10, 0)
    for _number in range(10):
        family = make_family(village.fatma)
        talk(village, family, "startgesprek", "P1", "low", moment(400))
        talk(village, family, "phq-9", "phq2", "several-days", moment(30))
    assert told(village) == [("Aa en Hunze", 0, 0, 10), ("Aa en Hunze", 1, None, 10)]


def test_that_all_of_them_were_asked_again_is_not_told(village):
    families(village, 12, 3)
    assert told(village) == [("Aa en Hunze", 0, None, 12)]


def test_what_is_shielded_counts_for_nothing(village):
    for _number in range(10):
        family = make_family(village.fatma)
        for days in (60, 40):
            at = moment(days)
            with acting_as(village.fatma.pk):
                hark = Questionnaire.objects.get(slug="hark")
                response = actions.start(family, hark, by=village.fatma, at=at)
                for link_id, chosen in (("A1", "yes"), ("hark_h", "yes")):
                    actions.save_answer(
                        response.pk,
                        link_id,
                        Given((chosen,)),
                        was=None,
                        by=village.fatma,
                        at=at,
                    )
                actions.stop(response, by=village.fatma, at=at)
    assert told(village) == [("Aa en Hunze", None, None, None)]


def test_another_municipality_is_not_shown(village):
    Municipality.objects.create(code="GM0106", name="Assen")
    families(village, 10, 1, municipality_code="GM0106")
    assert told(village) == [("Aa en Hunze", None, None, None)]


@pytest.mark.parametrize("who", ["fatma", "noor", "yara", "sam", "ruud"])
def test_only_who_leads_the_programme_sees_it(village, who):
    user = getattr(village, who)
    refused = signed_in(user).get(reverse("questionnaires:region"))
    assert refused.status_code == 403
    assert "wie het programma van een coalitie leidt" in refused.content.decode()
    with acting_as(user.pk):
        assert queries.repeated_questions() == []


def test_without_a_municipality_there_is_nothing_to_tell(village):
    village.petra.organization.municipalities.clear()
    page = signed_in(village.petra).get(reverse("questionnaires:region")).content.decode()
    assert "nog geen gemeente" in page
    assert "P13" in page
