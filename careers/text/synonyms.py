"""Words by which people look for the same work, as synonyms.toml lists them.

Ads and searches name one thing by many words ("Azubi", "Ausbildung", "apprentice"), which no
stemmer and no likeness of letters brings together. The list is ours and short on purpose; an
organisation adds a line for its own trade.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from careers.text.folding import fold_words
from careers.text.stop_words import FIELDS_OF_WORK, all_stop_words, words_without

FEMININE = re.compile(r"(er|ekt|ent|ant|ist|or|eur|at)in(?:nen)?$")
ENDINGS = ("en", "n", "s", "e")
LONGEST_PHRASE = 3  # words
SHORTEST_FAMILY_STEM = 6
# Suffixes of words of one family: "entwickl-er", "entwickl-ung", "redakt-eur", "redakt-ion".
DERIVED = re.compile(r"(?:ungen|ung|er|eur|ion|ur|ieren|en|ing|ist|ator|ation|ment)$")


class Synonym(NamedTuple):
    """A folded word, or a few with a space between, of ads in this language."""

    language: str
    word: str


@cache
def read_synonym_file() -> dict[str, Any]:
    file = Path(__file__).with_suffix(".toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def small_words() -> frozenset[str]:
    """Folded words that a search leaves out where it has others."""
    return all_stop_words() | {fold_words(word) for word in read_synonym_file()["ignored"]}


def single_terms(words: str, language: str) -> list[str]:
    """The folded words without the small ones, each in the form that stands for all genders.

    "OR" in capitals is an acronym; "it" is a field of work unless it says nothing in the reader's
    language and other words are left. Small words alone are what is looked for.
    """
    kept = words_without(small_words(), words, language)
    fields = [word for word in words.split() if fold_words(word) in FIELDS_OF_WORK]
    bare = fold_words(" ".join(kept or fields or [words]))
    return [FEMININE.sub(r"\1", term) for term in bare.split()]


@cache
def build_thesaurus() -> dict[str, frozenset[Synonym]]:
    """For each listed word or phrase, what else is listed with it."""
    found: dict[str, frozenset[Synonym]] = {}
    for group in read_synonym_file()["groups"]:
        members = frozenset(
            Synonym(language, " ".join(single_terms(word, language)))
            for language, listed_words in group.items()
            for word in listed_words
        )
        for _language, word in members:
            found[word] = found.get(word, frozenset()) | members
    return found


def find_synonyms(term: str) -> list[Synonym]:
    """What is listed with a folded word, whatever its ending; the word itself is not among it."""
    forms = [term, f"{term}s", *(term.removesuffix(end) for end in ENDINGS if term.endswith(end))]
    known = next((form for form in forms if form in build_thesaurus()), term)
    return sorted(each for each in build_thesaurus().get(known, ()) if each.word != term)


def join_phrases(terms: Sequence[str]) -> list[str]:
    """The terms, with those that are listed as one phrase joined: ["human resources", "berlin"]."""
    found: list[str] = []
    rest = list(terms)
    while rest:
        length = next(n for n in range(LONGEST_PHRASE, 0, -1) if n == 1 or is_listed(rest[:n], n))
        found.append(" ".join(rest[:length]))
        del rest[:length]
    return found


def is_listed(terms: Iterable[str], length: int) -> bool:
    phrase = list(terms)
    return len(phrase) == length and " ".join(phrase) in build_thesaurus()


def family_stem(term: str) -> str:
    """What the words of one family begin with, at least SHORTEST_FAMILY_STEM letters; empty if unknown."""
    bare = DERIVED.sub("", term)
    return bare if bare != term and len(bare) >= SHORTEST_FAMILY_STEM else ""
