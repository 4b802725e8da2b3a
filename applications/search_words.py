"""Words of applications in one spelling, for the word index and for what staff look for in it."""

import re
import unicodedata
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import Lexeme, SearchQuery, SearchRank
from django.db.models import F

from careers.models.search_entry import CONFIGURATIONS, SIMPLE, is_whole_word
from careers.text.folding import fold_words
from careers.text.stop_words import all_stop_words
from careers.text.synonyms import FEMININE

WORD_WEIGHTS = (0.1, 0.1, 0.4, 1.0)
"""Of documents, nothing, message and answers, name and reference."""
MOST_TERMS = 8
LONGEST_TERM = 60
OTHER_LETTERS = re.compile(r"(?:(?![a-z0-9])\w)+")
"""Words in Cyrillic, Greek, Arabic and all else that folding leaves out."""
LOOKALIKES = str.maketrans("ıłŁøØđĐðÐ", "ilLoOdDdD")
"""Letters with marks that Unicode does not take apart."""


def spell_plainly(text: str) -> str:
    """In small letters without any marks: "Öztürk" becomes "ozturk", "Łukasz" becomes "lukasz"."""
    bare = unicodedata.normalize("NFKD", text.translate(LOOKALIKES).casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def fold_text(text: str) -> str:
    """The words of a text as the index keeps them, with a space between.

    Latin letters as searches for postings fold them ("Öztürk" becomes "oeztuerk"), others as they
    are, in small letters.
    """
    others = [] if text.isascii() else OTHER_LETTERS.findall(spell_plainly(text))
    return " ".join([fold_words(text.translate(LOOKALIKES)), *others]).strip()


def fold_name(name: str) -> str:
    """As fold_text(), and as people type a foreign name: "oeztuerk ozturk"."""
    spellings = [*fold_text(name).split(), *re.findall(r"\w+", spell_plainly(name))]
    return " ".join(dict.fromkeys(spellings))


def search_terms(text: str) -> list[str]:
    """What is looked for: the folded words in the order they were typed, at most MOST_TERMS."""
    words = dict.fromkeys(fold_text(text).split())
    return [word[:LONGEST_TERM] for word in words][:MOST_TERMS]


def build_word_queries(text: str) -> tuple[SearchQuery, SearchQuery] | None:
    """A query that finds and one that ranks, for a word index; None if there is nothing to look for.

    Found is what has every word, by its stem in German or English, for all genders, the last one
    also as the beginning of a longer one. Small words ("und", "the") need not be there if there are
    others, but rank what has them higher.
    """
    terms = search_terms(text)
    if not terms:
        return None
    queries = [term_query(term) for term in terms]
    if not is_whole_word(terms[-1]):
        beginning = SearchQuery(f"'{terms[-1]}':*", config=SIMPLE, search_type="raw")
        queries[-1] = queries[-1] | beginning
    needed = [
        query for term, query in zip(terms, queries, strict=True) if term not in all_stop_words()
    ]
    return reduce(and_, needed or queries), reduce(or_, queries)


def term_query(term: str) -> SearchQuery:
    """One word, by each stemmer and as it is."""
    forms = dict.fromkeys((term, FEMININE.sub(r"\1", term)))
    configurations = (SIMPLE, *CONFIGURATIONS.values())
    return reduce(
        or_, (SearchQuery(form, config=name) for form in forms for name in configurations)
    )


def build_name_query(text: str, *, shortest: int) -> SearchQuery | None:
    """Finds applications whose name or reference has one of the words; None if all are shorter.

    By stems and as the beginning of a longer word, as build_word_queries() finds them.
    """
    terms = [term for term in dict.fromkeys(fold_text(text).split()) if len(term) >= shortest]
    queries = [
        SearchQuery(Lexeme(form[:LONGEST_TERM], prefix=True, weight="A"), config=name)
        for term in terms
        for form in (term, FEMININE.sub(r"\1", term))
        for name in (SIMPLE, *CONFIGURATIONS.values())
    ]
    return reduce(or_, queries) if queries else None


def rank_words(lead: str, ranked: SearchQuery) -> SearchRank:
    """How well a lead of the word index (ApplicationWords.lead) fits; longer ones count less."""
    return SearchRank(F(lead), ranked, list(WORD_WEIGHTS), normalization=1)
