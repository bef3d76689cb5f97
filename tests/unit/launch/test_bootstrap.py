import subprocess
import sys

import pytest

from duizend.launch import bootstrap

LOCK = """\
uritools==1.0 \\
    --hash=sha256:aaa
uv==0.9 ; sys_platform != 'none' \\
    --hash=sha256:bbb \\
    --hash=sha256:ccc
webencodings==0.5 \\
    --hash=sha256:ddd
"""


def test_the_installer_itself_is_checked_against_its_hashes():
    block = bootstrap.block_of("uv", LOCK)

    assert block.startswith("uv==0.9")
    assert block.endswith("--hash=sha256:ccc\n")
    assert "webencodings" not in block


def test_a_lock_without_the_installer_is_refused():
    with pytest.raises(ValueError, match="does not name uv"):
        bootstrap.block_of("uv", "webencodings==0.5 --hash=sha256:ddd")


def test_the_lock_of_this_project_has_hashes_and_no_addresses():
    lock = bootstrap.LOCK.read_text()

    assert "://" not in lock
    assert bootstrap.block_of("uv", lock).count("--hash=") > 1


@pytest.mark.parametrize("content", [None, "an older lock"])
def test_another_lock_means_installing_again(tmp_path, monkeypatch, content):
    installed = tmp_path / "requirements.lock"
    if content:
        installed.write_text(content)
    monkeypatch.setattr(bootstrap, "PYTHON", sys.executable)
    monkeypatch.setattr(bootstrap, "INSTALLED", installed)
    assert not bootstrap.is_ready()

    installed.write_bytes(bootstrap.LOCK.read_bytes())
    assert bootstrap.is_ready()


def test_it_stands_alone():
    """The machine's own Python runs it, with nothing installed and no duizend to import."""
    probe = "import runpy, sys; runpy.run_path(sys.argv[1]); print('duizend' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", probe, bootstrap.__file__],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "False\n"
