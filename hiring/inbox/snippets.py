"""The words around what a search of the inbox found, taken from the text when the list is shown."""

import logging
import re
from base64 import b64decode
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import JSONObject, Left
from django.utils.translation import pgettext

from applications.encryption.unreadable import UnreadableFile
from applications.models import Application, DataKey, DocumentPreview
from applications.models.data_key import KeyRing
from applications.models.document_preview import open_text
from applications.search_words import search_terms
from careers.text.stop_words import all_stop_words

logger = logging.getLogger(__name__)
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
    """Adds sealed_texts, the names and texts of all documents that have one, in their order, and document_keys."""
    previews = DocumentPreview.objects.of_openable_documents().filter(
        document__application=OuterRef("pk")
    )
    texts = previews.with_text().order_by("document__position", "document__pk")
    text = JSONObject(
        document="document_id",
        name="document__name",
        sealed=encode_bytes("sealed_text"),
        plain=Left("plain_text", MOST_LETTERS),
    )
    keys = DataKey.objects.filter(application=OuterRef("pk"))
    key = JSONObject(uuid="uuid", master_key="master_key", wrapped=encode_bytes("wrapped"))
    return applications.annotate(
        sealed_texts=ArraySubquery(texts.values(text=text)),
        document_keys=ArraySubquery(keys.values(key=key)),
    )


def encode_bytes(column: str) -> Func:
    """JSON has no bytes."""
    return Func(column, Value("base64"), function="encode", output_field=TextField())


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
    ring = KeyRing(read_key(one) for one in getattr(application, "document_keys", ()))
    for one in getattr(application, "sealed_texts", ()):
        yield one["name"], read_text(one, ring)


def read_key(one: Mapping[str, str]) -> DataKey:
    wrapped = b64decode(one["wrapped"])
    return DataKey(uuid=UUID(one["uuid"]), master_key=one["master_key"], wrapped=wrapped)


def read_text(one: Mapping[str, Any], ring: KeyRing) -> str:
    """The beginning of a text; empty if it cannot be opened, which the log says."""
    try:
        text = open_text(one["document"], b64decode(one["sealed"]), ring)
    except UnreadableFile:
        logger.exception("The text of document %s cannot be opened.", one["document"])
        return ""
    return text[:MOST_LETTERS] or str(one["plain"])


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
