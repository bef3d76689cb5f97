import pytest

from duizend.launch import urls
from duizend.launch.problems import LaunchProblem

OWNER = "postgresql://de%20baas:geheim%2F1@db.example.nl:5433/duizend?sslmode=require"


@pytest.mark.parametrize(
    "url", ["", "duizend", "mysql://a@b/c", "postgresql://a@b/", "postgresql://a@b:x/c"]
)
def test_an_address_that_cannot_be_used_is_refused_by_name(url):
    with pytest.raises(LaunchProblem, match="DATABASE_URL"):
        urls.check_url(url, "DATABASE_URL")


def test_the_parts_of_an_address_are_read_unquoted():
    assert urls.check_url(OWNER, "DATABASE_URL") == OWNER
    assert urls.database_name(OWNER) == "duizend"
    assert urls.role_name(OWNER) == "de baas"
    assert urls.role_password(OWNER) == "geheim/1"


def test_the_application_signs_in_to_the_same_database_as_itself():
    url = urls.application_url(OWNER, "")

    assert url.endswith("@db.example.nl:5433/duizend?sslmode=require")
    assert urls.role_name(url) == "duizend_app"
    assert "geheim" not in url


def test_every_checkout_derives_the_same_password():
    assert urls.application_url(OWNER, "one") == urls.application_url(OWNER, "another")


def test_another_owner_password_gives_another_application_password():
    changed = OWNER.replace("geheim", "nieuw")
    assert urls.application_url(OWNER, "") != urls.application_url(changed, "")


def test_an_owner_without_a_password_falls_back_on_the_secret_of_this_checkout():
    owner = "postgresql://baas@/duizend?host=/run/postgresql"

    one, other = urls.application_url(owner, "one"), urls.application_url(owner, "other")

    assert one != other
    assert one.endswith("@/duizend?host=/run/postgresql")


def test_a_socket_address_holds_folder_and_port():
    url = urls.socket_url("app", "p@ss", "/a b/run", 5432, "duizend")

    assert url == "postgresql://app:p%40ss@/duizend?host=%2Fa%20b%2Frun&port=5432"
    assert urls.database_name(urls.with_database(url, "other")) == "other"
