"""Slugs: the words of a URL, from words in German or English."""

from django.utils.text import slugify

GERMAN_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)


def german_slug(words: str, longest: int) -> str:
    """ASCII letters, digits and hyphens, umlauts written out, at most `longest` characters.

    Empty if nothing of the words can be written so.
    """
    return slugify(words.translate(GERMAN_LETTERS))[:longest].strip("-")
