"""Signing in: a password is never enough, and what fails is written down."""

import hashlib
import hmac
import os
import struct
import subprocess
import sys
import time
from base64 import b32decode
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from duizend.access.models import AuditEvent, User
from duizend.core.rls import acting_as
from tests.people import make_village

PASSWORD = "een-lang-wachtwoord"
ENTRANCE = reverse("account_login")
SECOND_STEP = reverse("mfa_authenticate")
PROJECT = Path(__file__).parent.parent.parent.parent


@pytest.fixture(autouse=True)
def _no_counters_of_other_tests():
    cache.clear()


def code(secret, moment=None):
    """The six digits an app shows: RFC 6238, written out here on purpose."""
    counter = struct.pack(">Q", int(time.time() if moment is None else moment) // 30)
    digest = hmac.new(b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def test_our_own_codes_are_those_of_the_standard():
    # RFC 6238, appendix B, SHA1: at second 59 the last six of 94287082; key 1234567890 twice.
    assert code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59) == "287082"


def with_app(user):
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def password(client, user, word=PASSWORD):
    return client.post(ENTRANCE, {"login": user.email, "password": word})


def second_step(client, digits):
    return client.post(SECOND_STEP, {"code": digits})


def is_in(client):
    return client.get(reverse("families:list")).status_code == 200


def attempts(user, **which):
    with acting_as(user.pk):
        return AuditEvent.objects.filter(agent=user, **which).count()


def test_a_password_alone_leads_to_the_second_step_and_no_further():
    fatma = make_village().fatma
    with_app(fatma)
    client = Client()
    assert password(client, fatma)["Location"] == SECOND_STEP
    response = client.get(reverse("families:list"))
    assert response["Location"].startswith(ENTRANCE)


def test_who_has_no_second_factor_is_made_to_set_one_up():
    fatma = make_village().fatma
    client = Client()
    password(client, fatma)
    for page in ("families:list", "families:register", "workspace:my_day"):
        assert client.get(reverse(page))["Location"] == reverse("mfa_activate_totp")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert not is_in(client)
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert is_in(client)


def test_a_real_code_opens_the_door():
    fatma = make_village().fatma
    secret, client = with_app(fatma), Client()
    password(client, fatma)
    second_step(client, code(secret))
    assert is_in(client)
    assert attempts(fatma, action="access.sign_in", outcome="success") == 1


def test_a_code_of_the_app_works_once():
    fatma = make_village().fatma
    secret, client, other = with_app(fatma), Client(), Client()
    digits = code(secret)
    password(client, fatma)
    second_step(client, digits)
    password(other, fatma)
    second_step(other, digits)
    assert is_in(client)
    assert not is_in(other)


def test_a_recovery_code_works_once():
    fatma = make_village().fatma
    with_app(fatma)
    digits = RecoveryCodes.activate(fatma).get_unused_codes()[0]
    for expected in (True, False):
        client = Client()
        password(client, fatma)
        second_step(client, digits)
        assert is_in(client) is expected


@pytest.mark.parametrize("digits", ["123456", "", "abcdef", "000000 or 1=1"])
def test_a_wrong_code_stays_outside_and_is_written_down(digits, settings):
    settings.DEMO_CODE = ""
    fatma = make_village().fatma
    with_app(fatma)
    client = Client()
    password(client, fatma)
    assert second_step(client, digits).status_code == 200
    assert not is_in(client)
    if digits:
        assert attempts(fatma, action="access.second_factor", outcome="refused") == 1


def test_the_code_of_the_demo_works_in_the_demo_only(settings):
    fatma = make_village().fatma
    with_app(fatma)
    for demo_code, expected in (("000000", True), ("", False)):
        settings.DEMO_CODE = demo_code
        client = Client()
        password(client, fatma)
        second_step(client, "000 000" if expected else "000000")
        assert is_in(client) is expected


def test_recovery_codes_alone_are_no_second_factor():
    fatma = make_village().fatma
    RecoveryCodes.activate(fatma)
    client = Client()
    password(client, fatma)
    assert client.get(reverse("families:list"))["Location"] == reverse("mfa_activate_totp")


def test_the_code_of_the_demo_needs_an_app_like_any_other():
    fatma = make_village().fatma
    TOTP.activate(fatma, generate_totp_secret())
    client = Client()
    password(client, fatma)
    Authenticator.objects.filter(user=fatma).delete()
    assert second_step(client, "000000").status_code in (200, 302)
    assert not is_in(client)


def test_production_refuses_to_start_with_a_fixed_code():
    environment = {
        **os.environ,
        "DUIZEND_MODE": "production",
        "DUIZEND_DEMO_CODE": "000000",
        "SECRET_KEY": "x" * 50,
        "BSN_KEY": "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=",
        "VAULT_KEY": "eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXk=",
        "ALLOWED_HOSTS": "duizend.example",
    }
    command = [sys.executable, "-c", "import duizend.config.settings"]
    for demo_code, words in (("000000", "for the demo only"), ("", "")):
        environment["DUIZEND_DEMO_CODE"] = demo_code
        ended = subprocess.run(
            command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
        )
        assert (ended.returncode == 0) is (demo_code == ""), ended.stderr
        assert words in ended.stderr


def test_who_takes_the_second_factor_away_sets_up_a_new_one_first():
    fatma = make_village().fatma
    secret, client = with_app(fatma), Client()
    password(client, fatma)
    second_step(client, code(secret))
    assert is_in(client)
    client.post(reverse("mfa_deactivate_totp"))
    Authenticator.objects.filter(user=fatma).delete()
    assert client.get(reverse("families:list"))["Location"] == reverse("mfa_activate_totp")


def test_a_wrong_password_is_written_down_for_whom_it_was_aimed_at():
    village = make_village()
    assert password(Client(), village.fatma, "geraden").status_code == 200
    assert attempts(village.fatma, action="access.sign_in", outcome="refused") == 1
    assert attempts(village.noor, action="access.sign_in") == 0


def test_an_unknown_address_gets_the_same_words_as_a_wrong_password():
    village = make_village()
    known = password(Client(), village.fatma, "geraden")
    unknown = Client().post(ENTRANCE, {"login": "niemand@example.nl", "password": "geraden"})
    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def test_after_many_wrong_passwords_one_has_to_wait():
    fatma = make_village().fatma
    with_app(fatma)
    client = Client()
    for _attempt in range(5):
        assert password(client, fatma, "geraden").status_code == 200
    response = password(client, fatma)
    assert response.status_code == 200
    assert response.context["form"].errors
    before = password(Client(), make_other(fatma), "geraden").context["form"].errors
    assert str(response.context["form"].errors) != str(before)


def make_other(user):
    return User.objects.exclude(pk=user.pk).exclude(email="").order_by("pk")[0]


def test_who_no_longer_works_here_stays_outside():
    fatma = make_village().fatma
    secret = with_app(fatma)
    User.objects.filter(pk=fatma.pk).update(is_active=False)
    client = Client()
    password(client, fatma)
    second_step(client, code(secret))
    assert not is_in(client)


def test_nobody_makes_an_account_for_themselves(client):
    people = User.objects.count()
    form = {"email": "nieuw@example.nl", "password1": PASSWORD, "password2": PASSWORD}
    for response in (
        client.get(reverse("account_signup")),
        client.post(reverse("account_signup"), form),
    ):
        assert response.status_code == 200
        assert "<form" not in response.content.decode().split("<main", 1)[1]
    assert User.objects.count() == people


def test_a_session_ends_with_the_working_day(settings):
    assert settings.SESSION_COOKIE_AGE <= 12 * 3600
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
