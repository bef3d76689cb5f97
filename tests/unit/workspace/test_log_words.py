"""Every deed that the product logs can be read aloud."""

import ast
from pathlib import Path

import duizend
from duizend.access.models import AuditEvent
from duizend.workspace.log import DEEDS, READS, in_words

CODE = Path(duizend.__file__).parent


def logged_deeds() -> set[str]:
    """The actions that are written in the log, as far as they stand in the code as text."""
    found = set()
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            texts = [k.value for k in node.keywords if k.arg == "purpose"]
            texts += node.args[:1] if called == "record" else []
            found |= {
                text.value
                for text in texts
                if isinstance(text, ast.Constant)
                and isinstance(text.value, str)
                and "." in text.value
            }
    return found


def test_every_deed_has_a_name():
    assert (
        sorted(logged_deeds() - set(DEEDS) - {"consents.refuse", "consents.refuse_exchange"}) == []
    )


def test_a_refusal_of_consent_has_no_name_in_a_family_log():
    assert "consents.refuse" not in DEEDS


def test_what_only_reads_is_a_deed():
    assert READS <= set(DEEDS)


def test_a_refused_attempt_is_named_in_words_too():
    assert in_words(AuditEvent(action="prenatal.answer")) == "probeerde iets te doen"
