"""What was filled in at home, asked for by everybody who should not read it: by anybody."""

from __future__ import annotations

import pytest
from django.db import Error, connection, transaction
from django.urls import reverse
from django.utils import timezone

from duizend.beforehand.models import HomeAnswer, Invitation
from duizend.core.rls import acting_as, tell_database_link
from tests.db.attack.home import UNREAD
from tests.db.attack.test_doors import ABOUT_A_FAMILY, address, browser, everything_sent
from tests.db.attack.test_tables import ask

EVERYBODY = (
    "fatma",
    "noor",
    "yara",
    "kim",
    "sam",
    "petra",
    "ruud",
    "emergency",
    "student",
    "ended",
)


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_finds_it_in_the_database(everything, who):
    with acting_as(everything.user(who).pk):
        assert ask("select count(*) from beforehand_homeanswer") == [(0,)]


def test_a_setting_that_is_guessed_opens_nothing(everything):
    invitation = everything.ids["invitation_id"]
    with acting_as(everything.fatma.pk):
        kept = Invitation.objects.get(pk=invitation)
    for guess in (str(invitation), kept.link_hash, kept.code_hash, "", "f" * 64):
        with acting_as(None):
            tell_database_link(guess)
            assert ask("select rls.home_link()") == [(None,)]
            assert ask("select count(*) from beforehand_invitation") == [(0,)]


def test_who_is_signed_in_is_not_let_in_by_a_link(everything):
    """The hash of the session stands in a row that Fatma may see."""
    with acting_as(everything.fatma.pk):
        session = Invitation.objects.get(pk=everything.ids["invitation_id"]).session_hash
        assert session
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.link', %s, true)", [session])
        assert ask("select rls.home_link()") == [(None,)]
        assert HomeAnswer.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.link', '', true)")


@pytest.mark.parametrize("who", ["sam", "kim", "noor", "fatma", None])
def test_the_functions_do_nothing_for_who_has_no_link(everything, who):
    invitation, now = everything.ids["invitation_id"], timezone.now()
    user_id = everything.user(who).pk if who else None
    with acting_as(everything.fatma.pk):
        before = ask("select * from beforehand_invitation")
        events = ask("select count(*) from beforehand_homeevent")
    with acting_as(user_id):
        for statement, values in (
            ("rls.stay_home(%s)", [now]),
            ("rls.leave_home()", []),
            ("rls.take_back_at_home('K1')", []),
            ("rls.forget_home(%s, %s)", [invitation, now]),
            ("rls.forget_home(null, '2099-01-01')", []),
            *(("rls.mark_home(%s, now())", [what]) for what in ("begun", "ready", "wiped", "x")),
        ):
            ask(f"select {statement}", *values)
        if who not in (None, "fatma", "noor"):
            assert ask("select rls.home_is_opened(%s)", invitation) == [(False,)]
        assert ask("select rls.enter_home('a', 'b', 'c', now())") == [("not_right",)]
    with acting_as(everything.fatma.pk):
        assert ask("select * from beforehand_invitation") == before
        assert ask("select count(*) from beforehand_homeevent") == events


@pytest.mark.parametrize("who", ["fatma", "sam", None])
def test_nobody_writes_what_happened_at_home(everything, who):
    user_id = everything.user(who).pk if who else None
    with acting_as(user_id), pytest.raises(Error), transaction.atomic():
        ask(
            "insert into beforehand_homeevent (id, invitation_id, family_id, what, "
            "recorder_organization_id, recorded) values (gen_random_uuid(), %s, %s, 'entered', "
            "%s, now()) returning id",
            everything.ids["invitation_id"],
            everything.family.pk,
            everything.fatma.organization_id,
        )


def test_the_sender_reads_it_on_no_page(everything):
    client = browser(everything, "fatma")
    for name, converters in ABOUT_A_FAMILY:
        said = everything_sent(client.get(address(name, converters, everything)))
        assert UNREAD not in said, name


def test_pages_at_home_say_nothing_without_a_link(everything):
    client = browser(everything, None)
    for name in ("explain", "ready"):
        said = everything_sent(client.get(reverse(f"beforehand:{name}", args=["nl"])))
        assert "gesloten" in said
        assert UNREAD not in said
