"""Templates of Typst become PDFs: accessible ones, with our fonts, and nothing fetched."""

import json
import logging
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from careers.channels.pdf.typesetter import TYPESETTER, NotThatStandard, Order, TypesetterFailed

ACCESSIBLE = "ua-1"
"""PDF/UA-1 (ISO 14289-1), to which Typst holds the document while it writes it."""
LONG_WORD = 20
PATIENCE = 4
"""Seconds after which only the simplest words are tried, so that a PDF comes in time or not at all."""
WITHOUT_KERNING = {"kerning": "false"}
BREAKS = re.compile("[\u00ad\u200b]")
"""Soft hyphens and blanks of no width: places to break a line that nobody sees."""
UNUSUAL = re.compile("[^\x00-\u052f\u2000-\u214f\u25a1]")

logger = logging.getLogger(__name__)


def typeset(template: Path, **inputs: str) -> bytes:
    """The template with these values (JSON), which Typst reads as data and never as markup.

    It is PDF/UA-1 unless there is a letter that no font of ours has, which nothing can make
    accessible; then it has the same tags without that claim. Equal values give equal bytes.
    Some rows of marks and letters make Typst (0.15) break off or keep it busy for half a minute, and anybody may write
    them: then they are set without kerning and parted, at last replaced. Raises TypesetterFailed if that does not help.
    """
    return compile_simplified(compile_accessible, template, inputs)


def draw(template: Path, **inputs: str) -> bytes:
    """The template's only page as a PNG, a pixel a point; of words and errors as typeset()."""
    return compile_simplified(compile_picture, template, inputs)


def compile_simplified(
    compile_: Callable[[Path, dict[str, str]], bytes], template: Path, inputs: dict[str, str]
) -> bytes:
    end, tried = monotonic() + PATIENCE, list[dict[str, str]]()
    for simplify in (None, part_long_words, leave_out_marks, replace_unusual_letters):
        if simplify is not replace_unusual_letters and monotonic() > end:
            continue
        values = simplify_values(inputs, simplify) | WITHOUT_KERNING if simplify else inputs
        if values in tried:
            continue
        tried.append(values)
        try:
            return compile_(template, values)
        except TypesetterFailed:
            logger.warning("Typst broke off; tried again with simpler words.")
    raise TypesetterFailed


def compile_accessible(template: Path, inputs: dict[str, str]) -> bytes:
    try:
        return TYPESETTER.compile(Order(template, inputs, [ACCESSIBLE]))
    except NotThatStandard:
        return compile_plain(template, inputs)


def compile_plain(template: Path, inputs: dict[str, str]) -> bytes:
    try:
        return TYPESETTER.compile(Order(template, inputs))
    except NotThatStandard:
        raise TypesetterFailed from None


def compile_picture(template: Path, inputs: dict[str, str]) -> bytes:
    try:
        return TYPESETTER.compile(Order(template, inputs, format="png"))
    except NotThatStandard:
        raise TypesetterFailed from None


def simplify_values(inputs: dict[str, str], simplify: Callable[[str], str]) -> dict[str, str]:
    """The same JSON with simpler words; what JSON itself is made of is ASCII and stays."""
    return {
        name: simplify(json.dumps(json.loads(value), ensure_ascii=False))
        for name, value in inputs.items()
    }


def part_long_words(text: str) -> str:
    """With places to break a line after LONG_WORD letters that are not ASCII, and nowhere else within words."""
    return re.sub(rf"([^\x00-\x7f\s]{{{LONG_WORD}}})", "\\1\u200b", leave_out_breaks(text))


def leave_out_breaks(text: str) -> str:
    """Without the places to break a line that somebody put between letters."""
    return BREAKS.sub("", text)


def leave_out_marks(text: str) -> str:
    """Without the marks upon letters, but those that are one with theirs, as in ü."""
    composed = unicodedata.normalize("NFC", leave_out_breaks(text))
    return "".join(one for one in composed if not unicodedata.category(one).startswith("M"))


def replace_unusual_letters(text: str) -> str:
    """All that is neither Latin, Greek, Cyrillic nor a sign of punctuation becomes a box."""
    return UNUSUAL.sub("\u25a1", leave_out_marks(text))
