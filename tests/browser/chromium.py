"""Finds Chromium for the browser tests, and installs it where that is possible."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # root in a container has no user namespace to put it in
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PACKAGES = ("chromium", "fonts-liberation")


class NoChromium(Exception):
    """There is no Chromium here, and it could not be installed; says what to do."""


def find_or_install(playwright_browser: Path) -> Path:
    """The program to start: CHROMIUM, an installed one, or Playwright's own.

    `playwright_browser` is where Playwright would keep its download. Installs through apt
    as root, otherwise through Playwright. Raises NoChromium.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if not os.access(named, os.X_OK):
            raise NoChromium(f"CHROMIUM is not a program: {named}")
        return Path(named)
    found = _find(playwright_browser)
    if found:
        return found
    tried = _install()
    found = _find(playwright_browser)
    if found:
        return found
    raise NoChromium(
        "The browser tests need Chromium, and it could not be installed here.\n"
        f"{tried}\nInstall it (Debian: apt-get install {' '.join(PACKAGES)}) or name one with "
        "CHROMIUM=/path/to/chromium."
    )


def _find(playwright_browser: Path) -> Path | None:
    for name in PROGRAMS:
        found = shutil.which(name)
        if found:
            return Path(found)
    return playwright_browser if playwright_browser.exists() else None


def _install() -> str:
    """Try to install Chromium; returns what was tried and how it ended."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install = ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]
        attempts = [["apt-get", "update"], install]
    else:
        attempts = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    said = []
    for command in attempts:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said.append(f"{' '.join(command)}: status {done.returncode}\n{done.stderr[-500:]}")
    return "\n".join(said)
