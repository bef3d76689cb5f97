import pytest

from duizend.launch import preparation, testing
from duizend.launch.preparation import (
    FILE_STEPS,
    PREPARE,
    role_environment,
    run_when_changed,
)


def test_only_what_changes_tables_works_as_the_owner():
    assert role_environment("migrate") == {"DUIZEND_DB_ROLE": "owner"}
    assert role_environment("prepare_database") == {"DUIZEND_DB_ROLE": "owner"}
    assert role_environment("load_demo") == {"DUIZEND_DB_ROLE": "app"}
    assert role_environment("shell") == {"DUIZEND_DB_ROLE": "app"}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An invented project; records which steps are run."""
    (tmp_path / "duizend" / "visits" / "migrations").mkdir(parents=True)
    (tmp_path / "var").mkdir()
    monkeypatch.setattr(preparation, "PROJECT", tmp_path)
    done = []
    monkeypatch.setattr(preparation, "run_step", lambda step, *_: done.append(step.command[0]))
    return tmp_path, {"DUIZEND_VAR": str(tmp_path / "var")}, done


def test_a_step_is_done_again_only_when_its_files_change(project):
    folder, environment, done = project
    stamp = folder / "stamp"
    run_when_changed(PREPARE, stamp, environment)
    run_when_changed(PREPARE, stamp, environment)
    assert done == ["prepare_database"]

    (folder / "duizend" / "visits" / "migrations" / "0001_visits.py").write_text("")
    run_when_changed(PREPARE, stamp, environment)

    assert done == ["prepare_database"] * 2


def test_what_was_made_and_removed_is_made_again(project):
    folder, environment, done = project
    made = folder / "var" / "static" / "staticfiles.json"
    made.parent.mkdir()
    made.write_text("{}")
    stamp, step = folder / "stamp", FILE_STEPS[1]
    run_when_changed(step, stamp, environment)
    run_when_changed(step, stamp, environment)
    assert done == ["collectstatic"]

    made.unlink()
    run_when_changed(step, stamp, environment)

    assert done == ["collectstatic"] * 2


def test_content_and_demo_are_loaded_on_every_start(project):
    folder, environment, done = project
    for _ in range(2):
        preparation.prepare_demo(folder / "var", None, environment, stop=None)

    assert done[:3] == ["messages", "collectstatic", "prepare_database"]
    # Without a server of ours nothing is remembered about the database.
    assert done[-3:] == ["prepare_database", "load_content", "load_demo"]


def test_the_gate_covers_what_decides_about_a_family(tmp_path):
    command = " ".join(testing.coverage_gate(tmp_path))

    for room in ("rules", "permissions", "actions"):
        assert f"{tmp_path}/duizend/*/{room}.py" in command
        assert f"{tmp_path}/duizend/*/{room}/*.py" in command
    assert "--fail-under=100" in command
