"""Colours stand in the theme only; everything else names a token that the theme has."""

import re
from pathlib import Path

import pytest

DUIZEND = Path(__file__).parents[3] / "duizend"
THEME = DUIZEND / "core/static/core/theme.css"
LITERAL = re.compile(
    r"#[0-9a-fA-F]{3,8}\b(?!;?\w*=)|\b(?:rgb|rgba|hsl|hsla|oklch|lab)\(", re.IGNORECASE
)
IN_MARKUP = re.compile(r"""(?:fill|stroke|color|bgcolor|style)\s*=\s*["']""", re.IGNORECASE)


def files(pattern: str) -> list[Path]:
    return sorted(path for path in DUIZEND.rglob(pattern) if "vendor" not in path.parts)


@pytest.mark.parametrize("path", [p for p in files("*.css") if p != THEME], ids=lambda p: p.name)
def test_no_colour_stands_outside_the_theme(path: Path):
    without_comments = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    values = re.findall(r":([^;{}]+)[;}]", without_comments)
    assert [value.strip() for value in values if LITERAL.search(value)] == []


@pytest.mark.parametrize("path", files("*.html"), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_no_template_colours_or_styles_by_itself(path: Path):
    assert IN_MARKUP.findall(path.read_text()) == []


@pytest.mark.parametrize("path", files("*.html"), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_no_template_holds_a_script_that_runs_inline(path: Path):
    scripts = re.findall(r"<script\b([^>]*)>", path.read_text())
    assert [s for s in scripts if "src=" not in s and "application/json" not in s] == []
    assert re.findall(r"\son[a-z]+\s*=", path.read_text()) == []


def test_every_token_that_our_style_sheet_names_exists():
    named = set()
    for path in files("*.css"):
        named |= set(re.findall(r"var\((--dz-[a-z0-9-]+)", path.read_text()))
    defined = set(re.findall(r"(--dz-[a-z0-9-]+):", THEME.read_text()))
    assert named - defined == set()


def test_every_class_of_ours_in_a_component_has_a_shape():
    styled = set()
    for path in files("*.css"):
        styled |= set(re.findall(r"\.(dz-[a-z0-9_-]+)", path.read_text()))
    blocks = {name.split("__")[0].split("--")[0] for name in styled}
    used = set()
    for path in files("*.html"):
        # `dz-tag--{{ kind }}` leaves `dz-tag--`, which still names its block.
        plain = re.sub(r"{%.*?%}|{{.*?}}", " ", path.read_text())
        for group in re.findall(r'class="([^"]*)"', plain):
            used |= {name for name in group.split() if name.startswith("dz-")}
    unknown = {name for name in used if name.split("__")[0].split("--")[0] not in blocks}
    assert unknown == set()
