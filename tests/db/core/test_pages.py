"""Pages for when something is refused or fails: what happened, what is kept, what to do."""

import pytest
from django.template.loader import get_template, render_to_string
from django.test import Client

from duizend.access.models import User
from duizend.access.rules import Role


def test_the_gallery_opens_without_signing_in(client: Client):
    response = client.get("/componenten/")
    assert response.status_code == 200
    assert "De duizend dagen" in response.content.decode()


@pytest.mark.parametrize("name", ["404.html", "400.html", "403.html", "403_csrf.html", "500.html"])
def test_a_page_for_failure_says_what_is_kept_and_where_to_go(name: str):
    html = render_to_string(name)
    assert "mijn dag" in html.lower()
    assert "veranderd" in html or "bewaard" in html


def test_the_page_for_our_own_failure_needs_nothing_from_the_request():
    assert "{{" not in get_template("500.html").render()


def test_a_refusal_shows_its_reason_and_the_emergency_button_only_when_there_is_one():
    without = render_to_string("core/not_allowed.html", {"reason": "Vraag de coördinator."})
    assert "Vraag de coördinator." in without
    assert "Noodknop" not in without
    assert "Noodknop" in render_to_string("core/not_allowed.html", {"emergency_url": "/nood/"})


def test_the_bar_shows_who_is_signed_in_and_lets_her_out():
    user = User(given_name="Noor", family_name="Bakker", role=Role.YOUTH_NURSE)
    html = render_to_string("core/_header.html", {"user": user})
    assert "Noor Bakker" in html
    assert 'action="/account/logout/"' in html
    assert 'action="/gezinnen/"' in html


def test_signing_in_is_in_our_words(client: Client):
    html = client.get("/account/login/").content.decode()
    assert "dz-entrance" in html
    assert "Inloggen met een passkey" in html
    assert "<style" not in html
