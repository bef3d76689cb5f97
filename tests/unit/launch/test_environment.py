import socket
import stat

import pytest

from duizend.launch import environment
from duizend.launch.problems import LaunchProblem
from duizend.launch.secrets import keep


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1", "80.5"])
def test_a_port_that_is_none_is_refused(monkeypatch, port):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(LaunchProblem, match="PORT"):
        environment.read_port()


def test_the_port_is_8000_unless_named(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    assert environment.read_port() == 8000
    monkeypatch.setenv("PORT", "8123")
    assert environment.read_port() == 8123


def test_a_port_in_use_is_said_before_anything_starts(monkeypatch):
    monkeypatch.delenv("HOST", raising=False)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        with pytest.raises(LaunchProblem, match="cannot be used"):
            environment.bindings(other.getsockname()[1])


def test_a_host_may_be_named(monkeypatch):
    monkeypatch.setenv("HOST", "0.0.0.0")  # noqa: S104 - a name in a test

    assert environment.bindings(8000) == ["0.0.0.0:8000"]


def test_an_unknown_mode_is_refused(monkeypatch):
    monkeypatch.setenv("DUIZEND_MODE", "speeltuin")

    with pytest.raises(LaunchProblem, match="speeltuin"):
        environment.read_setting("demo")


def test_only_a_demo_gets_secrets_made_for_it(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    production = environment.Setting("production", tmp_path).environment()

    assert "SECRET_KEY" not in production
    assert not (tmp_path / "secrets.json").exists()


def test_secrets_are_made_once_and_for_us_alone(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    first = environment.Setting("demo", tmp_path).environment()
    second = environment.Setting("demo", tmp_path).environment()

    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert len(first["SECRET_KEY"]) > 50
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_a_given_secret_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "given")

    assert environment.Setting("demo", tmp_path).environment()["SECRET_KEY"] == "given"


def test_a_damaged_file_of_secrets_is_said(tmp_path):
    (tmp_path / "secrets.json").write_text("{")

    with pytest.raises(LaunchProblem, match=r"secrets\.json"):
        keep(tmp_path)
