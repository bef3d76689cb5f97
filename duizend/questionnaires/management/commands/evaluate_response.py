"""Lay a response beside its list: what is open, what does not count, scores and signals."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from duizend.questionnaires.rules.evaluating import Evaluation, evaluate
from duizend.questionnaires.rules.json_files import NotJson, loads
from duizend.questionnaires.rules.problems import CannotRun
from duizend.questionnaires.rules.reading import read
from duizend.questionnaires.rules.responses import ResponseRefused
from duizend.questionnaires.rules.scoring import Score
from duizend.questionnaires.words import why, why_ignored, why_no_response


class Command(BaseCommand):
    help = (
        "Evaluate a FHIR R4 QuestionnaireResponse against its Questionnaire, without any family "
        "and without the database. Standard output is JSON; exit status 0: done, 1: refused, "
        "2: wrong use or no JSON."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("questionnaire", type=Path)
        parser.add_argument("response", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        questionnaire, response = (_read(options[name]) for name in ("questionnaire", "response"))
        try:
            found = evaluate(read(questionnaire), response)
        except CannotRun as refused:
            self._refuse(
                [
                    {"linkId": one.link_id, "problem": one.problem, "reason": why(one)}
                    for one in refused.problems
                ]
            )
        except ResponseRefused as refused:
            reason = why_no_response(refused)
            self._refuse([{"linkId": "", "problem": refused.reason, "reason": reason}])
        else:
            self.stdout.write(json.dumps(_told(found), ensure_ascii=True))

    def _refuse(self, refusals: list[dict[str, Any]]) -> None:
        self.stdout.write(json.dumps({"refusals": refusals}, ensure_ascii=True))
        raise CommandError("; ".join(str(one["reason"]) for one in refusals[:5]), returncode=1)


def _read(path: Path) -> Any:
    try:
        return loads(path.read_bytes())
    except OSError as problem:
        raise CommandError(f"{path}: {problem.strerror}", returncode=2) from problem
    except NotJson as problem:
        raise CommandError(f"{path}: {problem}", returncode=2) from problem


def _told(found: Evaluation) -> dict[str, Any]:
    return {
        "enabled": list(found.enabled),
        "ignored": [
            {"linkId": link_id, "problem": reason, "reason": why_ignored(reason)}
            for link_id, reason in found.ignored
        ],
        "missing": list(found.missing),
        "scores": [_score(score) for score in found.scores],
        "signals": list(found.signals),
        "flags": list(found.flags),
    }


def _score(score: Score) -> dict[str, Any]:
    value = score.value
    if isinstance(value, Decimal):
        value = int(value) if value % 1 == 0 else float(value)  # type: ignore[assignment]
    return {
        "name": score.name,
        "linkId": score.link_id,
        "value": value,
        "unit": score.unit,
        "answered": score.answered,
        "asked": score.asked,
        "complete": score.is_complete,
    }
