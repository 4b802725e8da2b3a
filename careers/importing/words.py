"""The words of a text, bare of markup and spelling variants, to prove that none is lost."""

import html
import re
import unicodedata

from careers.importing.elements import ELEMENTS

TAG = re.compile(
    rf"(?<!\\)</?(?:{'|'.join(sorted(ELEMENTS, key=len, reverse=True))})(?![\w.:@-])[^<>]*>|<!--.*?-->",
    re.DOTALL | re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+")


def without_format_characters(text: str) -> str:
    """Drops what has no shape of its own: soft hyphens, zero-width joiners, byte order marks."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def words(text: str) -> list[str]:
    """The words of Markdown or HTML in order, lower-cased, entities resolved.

    Tags go, link targets stay: an address in a link is part of what the ad says.
    """
    plain = html.unescape(TAG.sub(" ", text))
    folded = unicodedata.normalize("NFKC", without_format_characters(plain)).casefold()
    return WORD.findall(folded)
