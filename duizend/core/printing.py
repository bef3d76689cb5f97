"""A page as a PDF that screen readers understand (PDF/UA-1), or that an archive keeps (PDF/A).

WeasyPrint leans on libraries of the system (Pango). They are looked for only when
somebody asks for a PDF, so that the product works without them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)
VARIANT = "pdf/ua-1"
# Tagged as well, with its colours defined and nothing looked up elsewhere: for a record.
ARCHIVE = "pdf/a-3a"


class CannotMakePdf(Exception):
    """Why not, in words for the person who asked."""


def as_pdf(html: str, stylesheet: str, *, variant: str = VARIANT) -> bytes:
    """Turn a page into a PDF. Reads nothing but our own font and this style sheet of ours.

    `stylesheet` is the name of a static file, like `plans/paper.css`. Raises CannotMakePdf
    when this computer lacks what is needed.
    """
    return as_one_page([html], stylesheet, variant=variant)


def as_one_page(tries: Iterable[str], stylesheet: str, *, variant: str = VARIANT) -> bytes:
    """The first of these pages that fits on one sheet of paper, as a PDF; else the last one.

    Raises CannotMakePdf as `as_pdf`, ValueError when there is nothing to try.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as missing:
        log.error("No PDF can be made: %s", missing)
        raise CannotMakePdf(
            _(
                "A PDF cannot be made here: this computer lacks a part that is needed for it "
                "(Pango). Ask your administrator. You can print this page instead."
            )
        ) from missing

    css = own_file(stylesheet)
    font = own_file("core/vendor/noto-sans/noto-sans-latin-wght-normal.woff2")
    ours = {css.as_uri(), font.as_uri()}

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
        """Words of a family can never make the server fetch something."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in ours:
                raise ValueError(f"not one of our own files: {url}")
            return super().fetch(url, headers)

    fetcher = OwnFilesOnly(allowed_protocols=["file"])
    fonts = FontConfiguration()
    face = CSS(
        string=f'@font-face {{ font-family: "Noto Sans"; src: url("{font.as_uri()}") }}',
        url_fetcher=fetcher,
        font_config=fonts,
    )
    paper = CSS(filename=css, url_fetcher=fetcher, font_config=fonts)
    document = None
    for html in tries:
        document = HTML(string=html, url_fetcher=fetcher).render(
            stylesheets=[face, paper], font_config=fonts, pdf_variant=variant
        )
        if len(document.pages) == 1:
            break
    if document is None:
        raise ValueError("there is nothing to put on paper")
    made: bytes = document.write_pdf(pdf_variant=variant)
    return made


def own_file(name: str) -> Path:
    """Where one of our own static files stands on this computer.

    Raises CannotMakePdf when it is missing.
    """
    found = finders.find(name)
    if not isinstance(found, str):
        raise CannotMakePdf(_("A file for making the PDF is missing. Ask your administrator."))
    return Path(found)
