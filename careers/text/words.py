"""The words that a reader of a text sees, without markup, to check that none is lost."""

import html
import re
import unicodedata

from careers.text.elements import BLOCKS, ELEMENTS

FLAGS = re.IGNORECASE | re.DOTALL


def _tag_pattern(names: frozenset[str]) -> re.Pattern[str]:
    either = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\\)</?(?:{either})(?![\w.:@-])[^<>]*>", re.IGNORECASE)


UNSEEN = tuple(
    (re.compile(start + ".*?" + end, FLAGS), re.compile(end, FLAGS))
    for start, end in (
        ("<!--", "-->"),
        *((rf"<{name}\b[^>]{{0,1000}}>", rf"</{name}\s*>") for name in ("script", "style", "head")),
    )
)
DOCTYPE = re.compile(r"<!doctype[^>]{0,1000}>", re.IGNORECASE)
BLOCK_TAG, INLINE_TAG = _tag_pattern(BLOCKS), _tag_pattern(ELEMENTS - BLOCKS)
# [text](target "title"), [text][label] and [label]: target are read as text alone.
LINK_TARGET = re.compile(r"(?<=\])(?:\((?:<[^<>\n]*>|[^\s()]*)(?:\s+\"[^\"]*\")?\)|\[[^\[\]]+\])")
DEFINITION = re.compile(
    r"^ {0,3}\[[^\]^][^\]]*\]:[ \t]*\S+(?:[ \t]+\"[^\"]*\")?[ \t]*$", re.MULTILINE
)
FIRST_FORMAT_CHARACTER = "\xad"
WORD = re.compile(r"[^\W_]+")


def strip_format_characters(text: str) -> str:
    """Drops what has no shape of its own: soft hyphens, zero-width joiners, byte order marks."""
    if text.isascii():
        return text
    return "".join(char for char in text if char < FIRST_FORMAT_CHARACTER or is_visible(char))


def is_visible(char: str) -> bool:
    return unicodedata.category(char) != "Cf"


def strip_invisible(text: str) -> str:
    """Drops comments, scripts, styles, heads and doctypes.

    Searches only up to their last end tag: otherwise each of a thousand start tags without an
    end would be scanned to the end of the text.
    """
    for whole, end in UNSEEN:
        last = max((found.end() for found in end.finditer(text)), default=0)
        text = whole.sub(" ", text[:last]) + text[last:]
    return DOCTYPE.sub(" ", text)


def visible_words(text: str) -> list[str]:
    """The words of Markdown or HTML in order, lower-cased, entities resolved.

    Scripts, comments and link targets are not read; a soft hyphen does not part a word.
    """
    seen = strip_invisible(text) if "<" in text else text
    if "]" in seen:
        seen = DEFINITION.sub("", LINK_TARGET.sub("", seen))
    if "<" in seen:
        seen = INLINE_TAG.sub("", BLOCK_TAG.sub(" ", seen))
    plain = strip_format_characters(html.unescape(seen))
    return WORD.findall(unicodedata.normalize("NFKC", plain).casefold())
