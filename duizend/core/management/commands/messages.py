"""Collect the screen texts into each module's Dutch file, check them, or compile them."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from duizend.core import translations


class Command(BaseCommand):
    help = (
        "Without options: write every module's locale/nl/LC_MESSAGES/django.po anew, keeping "
        "translations. Exit status 1 when --check finds something."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("modules", nargs="*", help="Only these modules, such as core.")
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--check", action="store_true", help="Change nothing; say what lacks.")
        choice.add_argument("--compile", action="store_true", help="Write the .mo files.")
        choice.add_argument(
            "--forget", action="store_true", help="Also drop translations whose text is gone."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        modules = dict(self._modules(options["modules"]))
        if options["check"]:
            self._check(modules)
        elif options["compile"]:
            self._compile(modules)
        else:
            self._collect(modules, forget=options["forget"])

    def _modules(self, wanted: list[str]) -> Iterator[tuple[str, Path]]:
        ours = {
            a.label: Path(a.path) for a in apps.get_app_configs() if a.name.startswith("duizend.")
        }
        if unknown := set(wanted) - ours.keys():
            raise CommandError(f"No such module: {', '.join(sorted(unknown))}", returncode=2)
        return ((name, path) for name, path in ours.items() if not wanted or name in wanted)

    def _collect(self, modules: dict[str, Path], *, forget: bool) -> None:
        for name, path in modules.items():
            file = translations.po_file(path)
            found = translations.collect(path)
            if not len(found) and not file.exists():
                continue
            merged = translations.merge(found, translations.read(file), forget=forget)
            if _write(file, translations.as_po(merged)):
                self.stderr.write(f"{name}: {len(merged)} texts")

    def _check(self, modules: dict[str, Path]) -> None:
        known = {
            name: translations.read(translations.po_file(path)) for name, path in modules.items()
        }
        lines = [
            f"{name}: {problem}"
            for name, path in modules.items()
            for problem in translations.problems(translations.collect(path), known[name])
        ]
        lines += [f"contradiction: {line}" for line in translations.contradictions(known)]
        if lines:
            summary = f"{len(lines)} texts need attention: bin/manage messages, then translate."
            raise CommandError("\n".join([*lines, summary]))

    def _compile(self, modules: dict[str, Path]) -> None:
        for path in modules.values():
            source = translations.po_file(path)
            target = source.with_suffix(".mo")
            if not source.exists() or _is_newer(target, source):
                continue
            _write(target, translations.as_mo(translations.read(source)))
            os.utime(target)


def _is_newer(target: Path, source: Path) -> bool:
    return target.exists() and target.stat().st_mtime_ns > source.stat().st_mtime_ns


def _write(file: Path, content: bytes) -> bool:
    """Write a file in one move when its content changed; returns whether it did."""
    if file.exists() and file.read_bytes() == content:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(file)
    return True
