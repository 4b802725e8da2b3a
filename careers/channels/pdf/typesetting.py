"""Templates of Typst become PDFs: accessible ones, with our fonts, and nothing fetched."""

from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

FONTS = Path(__file__).parent / "fonts"
ACCESSIBLE = "ua-1"
"""PDF/UA-1 (ISO 14289-1), to which Typst holds the document while it writes it."""
ONE_AT_A_TIME = Lock()
"""A compiler refuses a second thread; a PDF takes some milliseconds."""


def typeset(template: Path, **inputs: str) -> bytes:
    """The template with these values (JSON), which Typst reads as data and never as markup.

    It is PDF/UA-1 unless there is a letter that no font of ours has, which nothing can make
    accessible; then it has the same tags without that claim. Equal values give equal bytes.
    """
    try:
        return compile_template(template, inputs, [ACCESSIBLE])
    except typst.TypstError:
        return compile_template(template, inputs, [])


def compile_template(template: Path, inputs: dict[str, str], standards: list[Any]) -> bytes:
    with ONE_AT_A_TIME:
        made = compiler(template).compile(format="pdf", sys_inputs=inputs, pdf_standards=standards)
    if not isinstance(made, bytes):
        raise TypeError("Typst gives one file for PDF.")
    return made


@cache
def compiler(template: Path) -> typst.Compiler:
    """Made once a process and template, at the first PDF: reading the fonts takes as long as one."""
    return typst.Compiler(
        template, root=template.parent, font_paths=[FONTS], ignore_system_fonts=True
    )
