"""The words a reader of a text sees, bare of markup, to prove that none is lost."""

import html
import re
import unicodedata

from careers.text.elements import BLOCKS, ELEMENTS


def _tags(names: frozenset[str]) -> re.Pattern[str]:
    either = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\\)</?(?:{either})(?![\w.:@-])[^<>]*>", re.IGNORECASE)


UNSEEN = re.compile(
    r"<(script|style|head)\b[^>]*>.*?</\1\s*>|<!--.*?-->|<!doctype[^>]*>", re.IGNORECASE | re.DOTALL
)
BLOCK_TAG, INLINE_TAG = _tags(BLOCKS), _tags(ELEMENTS - BLOCKS)
# [text](target "title"), [text][label] and [label]: target are read as text alone.
LINK_TARGET = re.compile(r"(?<=\])(?:\((?:<[^<>\n]*>|[^\s()]*)(?:\s+\"[^\"]*\")?\)|\[[^\[\]]+\])")
DEFINITION = re.compile(
    r"^ {0,3}\[[^\]^][^\]]*\]:[ \t]*\S+(?:[ \t]+\"[^\"]*\")?[ \t]*$", re.MULTILINE
)
FIRST_FORMAT_CHARACTER = "\xad"
WORD = re.compile(r"[^\W_]+")


def without_format_characters(text: str) -> str:
    """Drops what has no shape of its own: soft hyphens, zero-width joiners, byte order marks."""
    if text.isascii():
        return text
    return "".join(char for char in text if char < FIRST_FORMAT_CHARACTER or is_seen(char))


def is_seen(char: str) -> bool:
    return unicodedata.category(char) != "Cf"


def words(text: str) -> list[str]:
    """The words of Markdown or HTML in order, lower-cased, entities resolved.

    Scripts, comments and link targets are not read; a soft hyphen does not part a word.
    """
    seen = UNSEEN.sub(" ", text) if "<" in text else text
    if "]" in seen:
        seen = DEFINITION.sub("", LINK_TARGET.sub("", seen))
    if "<" in seen:
        seen = INLINE_TAG.sub("", BLOCK_TAG.sub(" ", seen))
    plain = without_format_characters(html.unescape(seen))
    return WORD.findall(unicodedata.normalize("NFKC", plain).casefold())
