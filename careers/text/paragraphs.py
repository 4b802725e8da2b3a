"""Markdown cut into paragraphs, and these into words: fast enough to run over every text.

It knows no nesting and no exceptions: both sides of a comparison are split in the same way, and
what is shown to people is rendered by careers.text.rendering.
"""

import re
from sys import intern

from careers.text.invisible_characters import to_line_feeds
from careers.text.leading_numbers import DATE

# Not a number that belongs to its sentence, as in "15. Oktober".
ITEM = rf"(?:[-*+]|(?!{DATE.pattern})\d{{1,3}}[.)]) +"
# A blank line, or a line that begins an item, a heading, a quotation or a row of a table.
BREAK = re.compile(rf"\n(?:[ \t]*\n)+|\n(?=[ \t]*(?:{ITEM}|#|>|\|))")
MARKS = re.compile(rf"^[ \t]*(?:#+|>|{ITEM})+[ \t]*")
LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
# Not what stands inside a word, as in "Bewerber*innen".
EMPHASIS = re.compile(r"(?<![^\W_])[*_]+|[*_]+(?![^\W_])|[`\\]")
SIGNS = frozenset("*_`\\")
# "1.234,5", "12:30" and "01/2027"; "d/w/m"; "C++", "Mitarbeiter:in" and "Bewerber/-innen"; and signs
# that change what a number means.
NUMBER = r"\d+(?:[.,:/]\d+)*[^\W_]*"
LETTERS = r"\b[^\W\d_](?:/[^\W\d_])+\b"
INNER = r"(?:[:*_·’'](?=[^\W\d_])|/-?(?=in\b|innen\b))"
WORD = re.compile(rf"{NUMBER}|{LETTERS}|[^\W\d_][^\W_]*(?:{INNER}[^\W_]+)*[+#]*|[%€$£]")


def split_paragraphs(source: str) -> list[str]:
    """The paragraphs, headings and list items of Markdown, without marks and link targets."""
    parts = (MARKS.sub("", part) for part in BREAK.split(to_line_feeds(source)))
    return [text for part in parts if (text := strip_markup(part))]


def strip_markup(part: str) -> str:
    """The words of one paragraph; emphasis and backslashes go, a line break reads as a space."""
    words = LINK.sub(r"\1", part) if "]" in part else part
    if not SIGNS.isdisjoint(words):
        words = EMPHASIS.sub("", words)
    return " ".join(words.split())


def split_casefolded_words(text: str) -> tuple[str, ...]:
    """The words and numbers of a paragraph in lower case, interned, for comparing."""
    return tuple(map(intern, WORD.findall(text.casefold())))
