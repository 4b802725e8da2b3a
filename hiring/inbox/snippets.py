"""The words around what a search of the inbox found, taken from the text when the list is shown."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject, Left
from django.utils.translation import pgettext

from applications.models import Application, DocumentPreview
from applications.search_words import search_terms
from careers.text.stop_words import all_stop_words

MOST_LETTERS = 20_000
"""Of each document; what comes later is found, and has no snippet."""
AROUND = 60
"""Letters on each side."""
SHORTEST_STEM = 5
ENDING = 2
"""So many letters at the end of a word may be others: "Entwicklung", "Entwicklungen"."""
SPELLINGS = {"ae": "(?:ae|ä)", "oe": "(?:oe|ö|ø)", "ue": "(?:ue|ü)", "ss": "(?:ss|ß)"}
LETTERS = {"a": "[aàáâãåă]", "c": "[cçčć]", "e": "[eèéêëě]", "i": "[iìíîïı]", "n": "[nñń]"}
LETTERS |= {"o": "[oòóôõø]", "s": "[sšşś]", "u": "[uùúûů]", "z": "[zžźż]", "y": "[yý]"}
PART = re.compile("|".join([*SPELLINGS, "."]))


class Snippet(NamedTuple):
    """Where it was found, the word as it stands there, and what is around it."""

    source: str
    before: str
    word: str
    after: str


def with_texts(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Adds document_texts, the names and texts of all documents that have one, in their order."""
    previews = DocumentPreview.objects.of_openable_documents().filter(
        document__application=OuterRef("pk")
    )
    texts = previews.exclude(text="").order_by("document__position", "document__pk")
    both = JSONObject(name="document__name", text=Left("text", MOST_LETTERS))
    return applications.annotate(document_texts=ArraySubquery(texts.values(both=both)))


def find_snippet(application: Application, typed: str) -> Snippet | None:
    """The first place in the message, then in the documents; None where only name or address have it.

    `application` comes from with_texts().
    """
    pattern = build_pattern(typed)
    if pattern is None:
        return None
    for source, text in read_sources(application):
        found = pattern.search(text)
        if found:
            return cut_snippet(source, text, found)
    return None


def read_sources(application: Application) -> Iterable[tuple[str, str]]:
    yield pgettext("source of a snippet", "Message"), application.message
    for one in getattr(application, "document_texts", ()):
        yield one["name"], one["text"]


@lru_cache(maxsize=64)
def build_pattern(typed: str) -> re.Pattern[str] | None:
    """Finds the beginning of any of the words, in every spelling of their letters; None without words."""
    terms = [term for term in search_terms(typed) if term not in all_stop_words()]
    if not terms:
        return None
    longest_first = sorted(map(spell_in_all_ways, terms), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\w*", re.IGNORECASE)


def spell_in_all_ways(term: str) -> str:
    stem = term[: max(SHORTEST_STEM, len(term) - ENDING)]
    return PART.sub(spell_part, stem)


def spell_part(part: re.Match[str]) -> str:
    letters = part[0]
    return SPELLINGS.get(letters) or LETTERS.get(letters) or re.escape(letters)


def cut_snippet(source: str, text: str, found: re.Match[str]) -> Snippet:
    """Whole words on both sides, in one line."""
    start, end = max(0, found.start() - AROUND), found.end() + AROUND
    before, after = text[start : found.start()], text[found.end() : end]
    if start:
        before = "…" + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + "…"
    return Snippet(source, join_lines(before), found[0], join_lines(after))


def join_lines(text: str) -> str:
    """White space of any kind counts as one space."""
    return re.sub(r"\s+", " ", text)
