from duizend.launch import preparation, testing
from duizend.launch.preparation import role_environment


def test_only_what_changes_tables_works_as_the_owner():
    assert role_environment("migrate") == {"DUIZEND_DB_ROLE": "owner"}
    assert role_environment("prepare_database") == {"DUIZEND_DB_ROLE": "owner"}
    assert role_environment("load_demo") == {"DUIZEND_DB_ROLE": "app"}
    assert role_environment("shell") == {"DUIZEND_DB_ROLE": "app"}


def test_a_new_migration_means_preparing_again(tmp_path, monkeypatch):
    migrations = tmp_path / "duizend" / "visits" / "migrations"
    migrations.mkdir(parents=True)
    (tmp_path / "requirements.lock").write_text("")
    command = tmp_path / "duizend" / "core" / "management" / "commands" / "prepare_database.py"
    command.parent.mkdir(parents=True)
    command.write_text("")
    monkeypatch.setattr(preparation, "PROJECT", tmp_path)
    before = preparation.code_digest()
    assert preparation.code_digest() == before

    (migrations / "0001_visits.py").write_text("")

    assert preparation.code_digest() != before


def test_the_database_is_prepared_once_for_the_same_code(tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr(preparation, "run_steps", lambda steps, environment: done.append(steps))
    stamp = tmp_path / "prepared"

    preparation.prepare_when_changed(stamp, {})
    preparation.prepare_when_changed(stamp, {})

    assert done == [(preparation.PREPARE,)]


def test_the_gate_covers_what_decides_about_a_family(tmp_path):
    command = " ".join(testing.coverage_gate(tmp_path))

    for room in ("rules", "permissions", "actions"):
        assert f"{tmp_path}/duizend/*/{room}.py" in command
        assert f"{tmp_path}/duizend/*/{room}/*.py" in command
    assert "--fail-under=100" in command
