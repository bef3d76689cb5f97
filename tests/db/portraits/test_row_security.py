"""The second lock: what the database itself lets through, category by category."""

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from duizend.core.rls import acting_as
from duizend.portraits.models import Mark, Portrait, Statement
from tests.people import share


def count(who, model):
    with acting_as(who.pk):
        return model.objects.count()


def test_another_organisation_sees_nothing_not_even_that_a_picture_was_made(drawn):
    noor = drawn.village.noor
    assert [count(noor, model) for model in (Portrait, Mark, Statement)] == [0, 0, 0]


def test_consent_for_one_category_shows_that_and_no_more(drawn):
    noor = drawn.village.noor
    share(drawn.family, ["money"], by=drawn.fatma, to=noor.organization)
    with acting_as(noor.pk):
        assert list(Mark.objects.values_list("theme_id", "value")) == [("web_geld", 2)]
        assert set(Statement.objects.values_list("theme_id", flat=True)) == {"om_geld"}
        assert Portrait.objects.count() == 2


def test_consent_for_another_category_hides_the_picture_of_which_nothing_is_told(drawn):
    noor = drawn.village.noor
    share(drawn.family, ["child"], by=drawn.fatma, to=noor.organization)
    with acting_as(noor.pk):
        assert list(Portrait.objects.values_list("picture", flat=True)) == ["triangle"]


@pytest.mark.parametrize("who", ["kim", "sam", "ruud", "petra"])
def test_who_does_not_work_with_the_family_finds_nothing(drawn, who):
    user = getattr(drawn.village, who)
    assert [count(user, model) for model in (Portrait, Mark, Statement)] == [0, 0, 0]


CHANGES = [
    "update portraits_mark set value = 9",
    "update portraits_statement set goes_well = 'x'",
    "update portraits_portrait set status = 'draft', ended = null, ender_id = null",
]


@pytest.mark.parametrize("change", CHANGES)
def test_who_looks_along_changes_nothing(drawn, change):
    noor = drawn.village.noor
    share(drawn.family, ["money", "child"], by=drawn.fatma, to=noor.organization)
    with acting_as(noor.pk), connection.cursor() as cursor:
        cursor.execute(change)
        assert cursor.rowcount == 0


@pytest.mark.parametrize(
    "change",
    [
        "update portraits_mark set theme_id = 'web_dag'",
        "update portraits_statement set voice = 'professional' where voice = 'parent'",
        "update portraits_portrait set person_id = null",
        "update portraits_portrait set picture = 'web'",
        "update portraits_mark set category = 'plan'",
    ],
)
def test_whose_and_what_it_is_never_changes(drawn, change):
    refused = pytest.raises(Error, match="stays as it was")
    with acting_as(drawn.fatma.pk), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_nobody_adds_a_row_for_another_organisation(drawn):
    noor = drawn.village.noor
    row = Mark(
        portrait=drawn.web,
        family=drawn.family,
        theme_id="web_ouder",
        category="parenting",
        value=1,
        recorder=drawn.fatma,
        recorder_organization=drawn.fatma.organization,
        recorded=timezone.now(),
    )
    with acting_as(noor.pk), pytest.raises(Error, match="row-level"), transaction.atomic():
        row.save(force_insert=True)
