"""Every page of signing in and of the second factor comes in our look and in Dutch."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.core import mail
from django.test import Client

from duizend.access.models import User
from duizend.access.rules import OrganizationKind, Role
from tests.people import make_organization, make_user, signed_in

ENGLISH = re.compile(
    r"\b(Sign In|Sign Out|Password Reset|Authenticator App|Security Key|Two-Factor|Activate)\b"
)


@pytest.fixture
def noor() -> User:
    care = make_organization("JGZ Drenthe", OrganizationKind.YOUTH_HEALTH_CARE)
    return make_user("Noor Bakker", care, Role.YOUTH_NURSE)


@pytest.fixture
def just_signed_in(noor: User) -> Client:
    """A browser that showed once more who it is, so nothing is asked again."""
    client = signed_in(noor)
    client.post("/account/reauthenticate/", {"password": "een-lang-wachtwoord"})
    return client


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code, response.headers)
    html = response.content.decode()
    assert "dz-page" in html
    assert html.count("<h1") == 1
    assert not ENGLISH.search(html)
    return html


@pytest.mark.parametrize("path", ["/account/login/", "/account/password/reset/"])
def test_pages_before_signing_in(client: Client, path: str):
    page(client, path)


def test_wrong_words_are_said_on_top_and_the_address_stays(client: Client):
    response = client.post("/account/login/", {"login": "x@example.nl", "password": "fout"})
    html = response.content.decode()
    assert 'role="alert"' in html
    assert 'value="x@example.nl"' in html
    assert "Het e-mailadres of het wachtwoord klopt niet." in html


def test_the_second_step_shows_the_code_of_the_demo(noor: User):
    client = signed_in(noor)
    client.logout()
    client.post("/account/login/", {"login": noor.email, "password": "een-lang-wachtwoord"})
    html = page(client, "/account/2fa/authenticate/")
    assert settings.DEMO_CODE in html
    assert "Passkey gebruiken" in html


def test_without_a_second_factor_one_sets_it_up(noor: User):
    client = Client()
    client.post("/account/login/", {"login": noor.email, "password": "een-lang-wachtwoord"})
    client.post("/account/reauthenticate/", {"password": "een-lang-wachtwoord"})
    html = page(client, "/account/2fa/totp/activate/")
    assert 'src="data:image/svg+xml' in html
    assert "Tweede stap instellen" in html


@pytest.mark.parametrize(
    "path",
    [
        "/account/2fa/",
        "/account/2fa/totp/deactivate/",
        "/account/2fa/recovery-codes/generate/",
        "/account/2fa/webauthn/",
        "/account/2fa/webauthn/add/",
        "/account/password/change/",
        "/account/logout/",
    ],
)
def test_pages_of_security(just_signed_in: Client, path: str):
    page(just_signed_in, path)


def test_recovery_codes_are_shown_to_be_kept_on_paper(just_signed_in: Client, noor: User):
    RecoveryCodes.activate(noor)
    html = page(just_signed_in, "/account/2fa/recovery-codes/")
    assert html.count('class="dz-code"') == 10


def test_asking_once_more_who_it_is(noor: User):
    # Signed in without a recent password: something important asks for it again.
    client = signed_in(noor)
    html = page(client, "/account/reauthenticate/")
    assert "Bent u het?" in html


def test_a_forgotten_password_leads_to_a_new_one(client: Client, noor: User):
    client.post("/account/password/reset/", {"email": noor.email})
    assert len(mail.outbox) == 1
    body = str(mail.outbox[0].body)
    assert "U vroeg om een nieuw wachtwoord" in body
    assert not re.search(r"\b(je|jouw)\b", body)
    link = re.search(r"/account/password/reset/key/\S+", body)
    assert link
    response = client.get(link[0], follow=True)
    html = response.content.decode()
    assert "Kies een nieuw wachtwoord" in html
    done = client.post(
        response.request["PATH_INFO"],
        {"password1": "een-ander-lang-wachtwoord", "password2": "een-ander-lang-wachtwoord"},
        follow=True,
    )
    assert "Uw wachtwoord is veranderd" in done.content.decode()


def test_an_old_link_says_what_to_do(client: Client):
    html = page(client, "/account/password/reset/key/1-set-password/")
    assert "Deze link werkt niet meer" in html
