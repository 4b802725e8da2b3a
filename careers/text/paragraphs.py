"""Markdown cut into paragraphs, and these into words: quick enough for every text of the house.

It knows no nesting and no exceptions: both sides of a comparison are cut in the same way, and
what is shown to people is rendered by careers.text.rendering.
"""

import re
from functools import lru_cache
from sys import intern

LATELY_CUT = 8192
ITEM = r"(?:[-*+]|\d{1,3}[.)]) +"
# A blank line, or a line that begins an item, a heading, a quotation or a row of a table.
BREAK = re.compile(rf"\n(?:[ \t]*\n)+|\n(?=[ \t]*(?:{ITEM}|#|>|\|))")
MARKS = re.compile(rf"^[ \t]*(?:#+|>|{ITEM})+[ \t]*")
LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
EMPHASIS = re.compile(r"[*_`\\]")
# "1.234,5", "39-Stunden-Woche" and "C++" are words; so are signs that change what a number means.
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]\w*(?:[’'][^\W\d_]+)?[+#]*|[%€$£]")


def paragraphs(source: str) -> list[str]:
    """The paragraphs, headings and list items of Markdown, without marks and link targets."""
    parts = (MARKS.sub("", part) for part in BREAK.split(source.replace("\r\n", "\n")))
    return [text for part in parts if (text := plain(part))]


def plain(part: str) -> str:
    """The words of one paragraph; emphasis and backslashes go, a line break reads as a space."""
    words = EMPHASIS.sub("", LINK.sub(r"\1", part) if "]" in part else part)
    return " ".join(words.split())


@lru_cache(LATELY_CUT)
def cut(text: str) -> tuple[str, ...]:
    """The words and numbers of a paragraph as they are written."""
    return tuple(WORD.findall(text))


def folded(text: str) -> tuple[str, ...]:
    """The words and numbers of a paragraph for comparing, whatever their case; each kept once."""
    return tuple(map(intern, WORD.findall(text.casefold())))
