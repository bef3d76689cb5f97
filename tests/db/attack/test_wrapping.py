"""What goes around every page: who may frame, keep, forge, follow and fix a session."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from duizend.core.rls import acting_as
from tests.db.access.test_sign_in import PASSWORD, code
from tests.db.attack.test_doors import ALL, address, body, browser
from tests.people import make_village, signed_in

PROJECT = Path(__file__).parent.parent.parent.parent


def test_no_page_is_kept_framed_or_guessed_at(everything):
    client = browser(everything, "fatma")
    for name, converters in ALL:
        response = client.get(address(name, converters, everything))
        assert "no-store" in response["Cache-Control"], name
        assert response["X-Frame-Options"] == "DENY", name
        assert response["X-Content-Type-Options"] == "nosniff", name
        assert response["Referrer-Policy"] == "same-origin", name
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy, name
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy


def test_the_pages_before_signing_in_are_wrapped_too(client):
    for name in ("account_login", "account_reset_password"):
        response = client.get(reverse(name))
        assert "no-store" in response["Cache-Control"]
        assert "unsafe" not in response["Content-Security-Policy"]


def test_every_form_needs_its_own_token(everything):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    TOTP.activate(everything.sam, generate_totp_secret())
    client.force_login(everything.sam)
    for name, converters in ALL:
        response = client.post(address(name, converters, everything), body())
        assert response.status_code in (403, 405), name
        if response.status_code == 403:
            assert 'lang="nl"' in response.content.decode(), name


def test_no_page_is_exempt_from_the_token():
    from django.urls import get_resolver

    def views(resolver):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                yield from views(pattern)
            else:
                yield pattern

    exempt = [p for p in views(get_resolver()) if getattr(p.callback, "csrf_exempt", False)]
    assert exempt == []


ELSEWHERE = (
    "https://elders.example/",
    "//elders.example/",
    "/\\elders.example/",
    "/\t/elders.example",
    "javascript:alert(1)",
    "https:elders.example",
    "\\\\elders.example",
)


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_leads_nowhere_else(target):
    fatma, client = make_village().fatma, Client()
    secret = generate_totp_secret()
    TOTP.activate(fatma, secret)
    address_ = f"{reverse('account_login')}"
    response = client.post(address_, {"login": fatma.email, "password": PASSWORD, "next": target})
    response = client.post(reverse("mfa_authenticate"), {"code": code(secret), "next": target})
    assert response.status_code == 302
    assert "elders" not in response["Location"]
    assert not response["Location"].startswith("javascript")


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_way_back_leads_nowhere_else(everything, target):
    client, family = browser(everything, "fatma"), everything.family
    url = reverse("consents:list", args=[family.pk])
    question = {
        "ontvanger": everything.sam.organization.code,
        "doel": "referral",
        "gegevens": "money",
        "terug": target,
    }
    assert f'href="{target}"' not in client.get(url, question).content.decode()
    response = client.post(
        reverse("consents:decide", args=[family.pk]), {**question, **body(), **question, "nee": "1"}
    )
    if response.status_code == 302:
        assert "elders" not in response["Location"]
        assert not response["Location"].startswith("javascript")


def test_a_session_of_before_is_not_the_session_of_after():
    """Who plants a cookie is not signed in when the other signs in."""
    fatma, client = make_village().fatma, Client()
    secret = generate_totp_secret()
    TOTP.activate(fatma, secret)
    client.get(reverse("account_login"))
    client.session.save()
    planted = client.session.session_key or ""
    assert planted
    client.cookies[settings.SESSION_COOKIE_NAME] = planted
    client.post(reverse("account_login"), {"login": fatma.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert client.get(reverse("families:list")).status_code == 200
    assert client.session.session_key != planted
    other = Client()
    other.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert other.get(reverse("families:list")).status_code == 302


def test_between_the_steps_of_signing_in_no_page_opens():
    village = make_village()
    TOTP.activate(village.fatma, generate_totp_secret())
    client = Client()
    client.post(reverse("account_login"), {"login": village.fatma.email, "password": PASSWORD})
    for name in (
        "workspace:my_day",
        "families:list",
        "referrals:inbox",
        "directory:menu",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "account_change_password",
    ):
        for method in ("get", "post"):
            response = getattr(client, method)(reverse(name))
            assert response.status_code == 302, name
            assert response["Location"].startswith(reverse("account_login")), name


def test_signing_out_and_being_sent_away_end_the_session():
    from duizend.access.models import User

    fatma = make_village().fatma
    client = signed_in(fatma)
    assert client.get(reverse("families:list")).status_code == 200
    with acting_as(None):  # by a command, not by a person
        User.objects.filter(pk=fatma.pk).update(is_active=False)
    assert client.get(reverse("families:list")).status_code == 302


def test_asking_for_a_new_password_does_not_tell_who_works_here(client):
    village = make_village()
    pages = []
    for email in (village.fatma.email, "niemand@example.nl"):
        response = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        pages.append((response.status_code, response.request["PATH_INFO"]))
    assert pages[0] == pages[1]
    # An address that nobody has gets no mail that speaks of an account.
    for message in mail.outbox:
        assert "Amrani" not in message.body


def test_a_new_password_alone_does_not_sign_in(client):
    village = make_village()
    TOTP.activate(village.fatma, generate_totp_secret())
    client.post(reverse("account_reset_password"), {"email": village.fatma.email})
    link = next(
        word for word in mail.outbox[-1].body.split() if "/account/password/reset/key/" in word
    )
    path = "/" + link.split("/", 3)[3]
    page = client.get(path, follow=True)
    response = client.post(
        page.request["PATH_INFO"],
        {"password1": "heel-wat-anders-dan-eerst", "password2": "heel-wat-anders-dan-eerst"},
        follow=True,
    )
    assert response.status_code == 200
    assert client.get(reverse("families:list")).status_code == 302


def production(**changes):
    environment = {
        **os.environ,
        "DUIZEND_MODE": "production",
        "DUIZEND_DEMO_CODE": "",
        "SECRET_KEY": "x" * 50,
        "BSN_KEY": "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=",
        "VAULT_KEY": "eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXl5eXk=",
        "ALLOWED_HOSTS": "duizend.example",
        **changes,
    }
    said = (
        "from duizend.config import settings as s; "
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, "
        "s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 10**7, s.DEBUG, s.DUIZEND_GALLERY, "
        "s.DEMO_CODE == '', 'Demo' in str(s.MFA_FORMS))"
    )
    return subprocess.run(
        [sys.executable, "-c", said],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_is_closed():
    ended = production()
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.split() == "True True True True True False False True False".split()


@pytest.mark.parametrize("name", ["SECRET_KEY", "BSN_KEY", "VAULT_KEY", "ALLOWED_HOSTS"])
def test_production_does_not_start_half_configured(name):
    assert production(**{name: ""}).returncode != 0


def test_after_many_wrong_codes_the_right_one_waits_too():
    fatma, client = make_village().fatma, Client()
    secret = generate_totp_secret()
    TOTP.activate(fatma, secret)
    client.post(reverse("account_login"), {"login": fatma.email, "password": PASSWORD})
    for number in range(1, 13):
        client.post(reverse("mfa_authenticate"), {"code": f"{number:06d}"[::-1]})
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert client.get(reverse("families:list")).status_code == 302
