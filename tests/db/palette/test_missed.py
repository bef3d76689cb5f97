"""How often nothing fitted: from ten families on, and no small number worked out from others."""

import pytest
from django.urls import reverse
from django.utils import timezone

from duizend.access.models import Municipality
from duizend.access.rules import OrganizationKind, Role
from duizend.core.rls import acting_as
from duizend.families.models import Family
from duizend.palette import queries
from duizend.palette.rules.suppression import SHOWN_FROM
from duizend.pathways import actions as pathways
from tests.db.palette.conftest import missed, moment
from tests.people import add_to_team, make_organization, make_user, signed_in

PAGE = "/palet/"


def test_under_ten_families_nothing_is_told(village, miss, told):
    miss(9, "money")
    assert told() == {}
    page = signed_in(village.petra).get(PAGE).content.decode()
    assert "minder dan tien" in page


def test_ten_families_are_told_as_ten(village, miss, told):
    miss(SHOWN_FROM, "money")
    assert told() == {"money": 10}
    page = signed_in(village.petra).get(PAGE).content.decode()
    assert ">10<" in page
    assert "El Amrani" not in page
    assert "Een maatje" not in page


def test_zero_and_nine_look_the_same(village, miss, told):
    miss(10, "money")
    before = told()
    miss(9, "housing")
    assert told() == before


def test_a_family_counts_once_in_a_life_domain(village, miss, told):
    for family in miss(5, "money"):
        missed(family, "money", by=village.fatma, at=moment(3))
    assert told() == {}


def test_a_total_is_told_only_when_it_hides_enough(village, miss, told):
    miss(10, "money")
    miss(6, "housing")
    assert "total" not in told()  # 16 less 10 would be six families
    miss(5, "skills")
    assert told() == {"money": 10, "total": 21}


def test_a_few_families_with_many_needs_are_not_told_as_a_rest(village, miss, told):
    miss(10, "money")
    miss(4, "housing", "skills", "network")
    assert told() == {"money": 10}  # a rest of twelve, but of four families


def test_the_total_alone_may_be_told(miss, told):
    miss(6, "housing")
    miss(6, "skills")
    assert told() == {"total": 12}


def test_only_the_last_whole_half_year_counts(miss, told):
    miss(5, "money", at=moment(1))
    miss(5, "money", at=moment(170))
    miss(10, "housing", at=moment(-1))
    miss(10, "skills", at=moment(190))
    assert told() == {"money": 10}


def test_what_is_written_down_today_changes_nothing(village, miss, told):
    """The differencing attack by looking before and after a day that one knows of."""
    miss(12, "money")
    miss(9, "housing")
    before = told()
    miss(3, "housing", "money", at=timezone.now())
    assert told() == before


def test_a_move_to_elsewhere_changes_nothing(village, miss, told):
    moved, *_others = miss(12, "money")
    Municipality.objects.create(code="GM0106", name="Assen")
    before = told()
    with acting_as(village.fatma.pk):
        Family.objects.filter(pk=moved.pk).update(municipality_id="GM0106")
    assert told() == before


def test_that_something_was_found_after_all_changes_nothing(village, miss, told):
    families_of_ten = miss(10, "money")
    need = missed(families_of_ten[0], "money", by=village.fatma)
    before = told()
    with acting_as(village.fatma.pk):
        pathways.say_found(need, by=village.fatma, at=timezone.now())
        assert need.__class__.objects.get(pk=need.pk).found_at
    assert told() == before


def test_who_has_a_larger_region_cannot_be_compared(village, miss, told):
    """Two programme managers together: nothing is added up over municipalities."""
    assen = Municipality.objects.create(code="GM0106", name="Assen")
    region = make_organization("Regio Drenthe", OrganizationKind.MUNICIPALITY)
    region.municipalities.add(assen)
    rein = make_user("Rein Regio", region, Role.PROCESS_DIRECTOR)
    miss(12, "money")
    miss(3, "money", municipality_code="GM0106")
    assert told() == told(rein) == {"money": 12}
    assert told(rein, "GM0106") == {}


def test_what_is_shielded_counts_for_nothing(miss, told):
    miss(12, "safety")
    assert told() == {}


def test_another_organisation_counts_too(village, miss, told):
    """Two organisations, one family: still one family."""
    found = miss(10, "money")
    before = told()

    add_to_team(found[0], village.noor, by=village.fatma)
    missed(found[0], "money", by=village.noor)
    assert told() == before


@pytest.mark.parametrize("who", ["fatma", "noor", "kim", "yara", "sam", "ruud"])
def test_who_works_with_families_reads_no_counts(village, miss, who):
    miss(12, "money")
    user = getattr(village, who)
    with acting_as(user.pk):
        assert queries.missed() == []
    page = signed_in(user).get(PAGE)
    assert page.status_code == 200
    assert "niets past" not in page.content.decode().lower()


def test_who_left_reads_nothing(village, miss):
    miss(12, "money")
    type(village.petra).objects.filter(pk=village.petra.pk).update(is_active=False)
    with acting_as(village.petra.pk):
        assert queries.missed() == []


def test_without_a_municipality_there_is_nothing_to_tell(village):
    village.petra.organization.municipalities.clear()
    page = signed_in(village.petra).get(reverse("palette:palette")).content.decode()
    assert "nog geen gemeente" in page


def test_the_days_are_whole_half_years(village):
    with acting_as(village.petra.pk):
        [found] = queries.missed()
    assert (found.first_day.month, found.first_day.day) in {(1, 1), (7, 1)}
    assert (found.last_day.month, found.last_day.day) in {(6, 30), (12, 31)}
    assert found.last_day < timezone.localdate()
