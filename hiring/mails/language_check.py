"""Whether a letter is written in the applicant's language, judged as the ad check judges ads."""

from django.utils.text import Truncator
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from careers.checks.rules.wrong_language import find_foreign_parts
from careers.text.language import detect_language
from careers.text.paragraphs import split_paragraphs
from hiring.mails.placeholders import WRITTEN

LONGEST_EXCERPT = 80


def find_language_doubt(text: str, language: str) -> str:
    """A sentence that says why the text may be in the wrong language; empty if it seems right.

    First the text as a whole, then each of its sentences. Placeholders count for nothing, and a
    language that the ad check does not know is never doubted.
    """
    bare = WRITTEN.sub(" ", text)
    found = detect_language(bare)
    if found is not None and found != language:
        return _(
            "This text seems to be in %(found)s, and the applicant reads %(wanted)s. Write it in "
            "that language, or confirm that it is right as it is."
        ) % {"found": name_in_words(found), "wanted": name_in_words(language)}
    parts = (part for each in split_paragraphs(bare) for part in find_foreign_parts(each, language))
    foreign = next(iter(parts), "")
    if not foreign:
        return ""
    return _(
        "This is not in %(wanted)s, which the applicant reads: “%(excerpt)s”. Write it in that "
        "language, or confirm that it is right as it is."
    ) % {
        "wanted": name_in_words(language),
        "excerpt": Truncator(foreign).chars(LONGEST_EXCERPT),
    }


def name_in_words(language: str) -> str:
    """The name of a language in the active one, such as "German"; its code if nobody knows it."""
    try:
        return str(get_language_info(language)["name_translated"])
    except KeyError:
        return language
