"""Who brings offers in and takes the menu out, and who finds every door shut."""

import uuid

import pytest
from django.urls import reverse

from duizend.access.models import AuditEvent
from duizend.access.rules import OrganizationKind, Role
from duizend.core.permissions import NotAllowed
from duizend.core.rls import acting_as
from duizend.exchange import actions
from duizend.exchange.models import Import
from duizend.exchange.permissions import check_can_apply, check_can_exchange
from duizend.exchange.rules.plans import Wishes
from tests.db.exchange.sending import BEGIN, done, kept, send
from tests.offer_files import GOOD, as_csv
from tests.people import NOW, make_organization, make_user, signed_in


@pytest.mark.parametrize("code", ["xlsx", "csv", "hsds", "hsds-zip", "fhir"])
def test_the_menu_is_taken_along_and_that_is_logged(petras, petra, code):
    answer = petras.get(reverse("exchange:take_out", args=[code]))
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    with acting_as(petra.pk):
        assert AuditEvent.objects.filter(action="exchange.take_out", reason=code).count() == 1


def test_there_is_a_template_to_fill_in(petras):
    for code in ("xlsx", "csv"):
        answer = petras.get(reverse("exchange:template", args=[code]))
        assert answer.status_code == 200
        assert send(petras, answer.content).status_code == 422  # no offers in it yet
    for code in ("fhir", "onzin"):
        assert petras.get(reverse("exchange:template", args=[code])).status_code == 404
    assert petras.get(reverse("exchange:take_out", args=["onzin"])).status_code == 404


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (role, role in (Role.PROGRAMME_MANAGER, Role.PROCESS_DIRECTOR))
        for role in Role
        if role is not Role.STUDENT
    ],
)
def test_who_may_exchange(role, may):
    here = make_organization("Hier", OrganizationKind.WELFARE)
    user = make_user(f"Wie {role}", here, role)
    if may:
        check_can_exchange(user)
        with pytest.raises(NotAllowed):
            check_can_apply(user, Import(applied=NOW))
    else:
        with pytest.raises(NotAllowed):
            check_can_exchange(user)
    user.is_active = False
    with pytest.raises(NotAllowed):
        check_can_exchange(user)


def test_who_may_not_finds_every_door_shut(village, petra, noor):
    file = kept(petra, as_csv(GOOD))
    hers = signed_in(noor)
    assert hers.get(BEGIN).status_code == 403
    assert hers.get(reverse("exchange:take_out", args=["csv"])).status_code == 403
    assert hers.get(reverse("exchange:template", args=["csv"])).status_code == 403
    assert hers.get(reverse("exchange:look", args=[file.pk])).status_code == 403
    for door in ("bring_in", "throw_away"):
        assert hers.post(reverse(f"exchange:{door}", args=[file.pk])).status_code == 403
    with acting_as(noor.pk):
        assert not Import.objects.exists()
        for deed in (
            lambda: actions.keep(uuid.uuid4(), b"", "x", Wishes(), by=noor, at=NOW),
            lambda: actions.take_out("csv", by=noor, at=NOW),
        ):
            with pytest.raises(NotAllowed):
                deed()


def test_a_kept_file_stays_what_it_is_in_the_database_too(village, petra):
    done(petra, as_csv(GOOD))
    with acting_as(petra.pk):
        file = Import.objects.get()
        assert Import.objects.filter(pk=file.pk).delete()[0] == 0
    with pytest.raises(Exception, match="change"), acting_as(petra.pk):
        Import.objects.filter(pk=file.pk).update(name="anders")
