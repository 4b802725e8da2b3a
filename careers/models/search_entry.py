"""Finds postings by words: stems, prefixes, parts of compounds, and related words."""

from collections.abc import Container, Sequence
from functools import reduce
from operator import add, or_
from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVectorField,
)
from django.db import models
from django.db.models import Case, F, FloatField, Max, Q, Value, When
from django.utils import timezone

from careers.models.edition import is_open_at
from careers.models.query_arms import find_answered
from careers.text.stop_words import all_stop_words, stop_words
from careers.text.synonyms import SHORTEST_FAMILY_STEM, family_stem, find_synonyms

# PostgreSQL's stemmers by language code; other languages are searched unstemmed.
CONFIGURATIONS = {"de": "german", "en": "english"}
SIMPLE = "simple"
LEAST_PART = 4  # letters; shorter parts stand in words that mean something else
LEAST_BEGINNING = 3  # letters; "it" begins "items", "go" begins "good"
MOST_FOUND = 1_000
WEIGHTS = (0.02, 0.3, 0.5, 1.0)  # of text shared by many ads, of the work, of the facts, of titles
IN_TEXT, IN_TITLE, RELATED, IN_FACTS, BEGINS_IN_TITLE = 0.2, 0.5, 0.7, 0.8, 1.0


def search_configuration(language: str) -> str:
    return CONFIGURATIONS.get(language, SIMPLE)


def has_stem(term: str) -> Q:
    """Entries with a word of the same stem (by their own language's stemmer), or the phrase."""
    return reduce(or_, (Q(has_stem_in(code, term), language=code) for code in CONFIGURATIONS))


def has_stem_in(language: str, term: str) -> Q:
    """As has_stem(); PostgreSQL skips a stop word, of which an entry has only the acronym."""
    if stop_words(language).isdisjoint(term.split()):
        config = search_configuration(language)
        return Q(vector=SearchQuery(term, config=config, search_type="phrase"))
    return Q(words__contains=f" {term} ")


def has_related_word(term: str) -> Q:
    """Entries whose title has a word of the same family, or whose title or facts a synonym."""
    family = Q(title__contains=family_stem(term)) if family_stem(term) else Q(pk__in=[])
    others = (
        Q(language=language) & (has_word("title", word) | has_word("facts", word))
        for language, word in find_synonyms(term)
    )
    return reduce(or_, others, family)


def has_word(column: str, word: str) -> Q:
    """Entries with the word in a column; a long word may be part of a longer one."""
    return Q(**{f"{column}__contains": word if len(word) >= SHORTEST_FAMILY_STEM else f" {word} "})


def has_part(term: str) -> Q:
    """Entries with a word that the term is a part of, or, if it is short, begins or is."""
    is_part = len(term) >= LEAST_PART
    return Q(words__contains=anywhere(term) if is_part else beginning(term))


def beginning(term: str) -> str:
    return f" {term} " if is_whole_word(term) else f" {term}"


def anywhere(term: str) -> str:
    return f" {term} " if is_whole_word(term) else term


def is_whole_word(term: str) -> bool:
    """Tell whether longer words that begin with the folded term have nothing to do with it."""
    return len(term) < LEAST_BEGINNING or term in all_stop_words()


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def open(self) -> Self:
        """Entries of postings that take applications now."""
        now = timezone.now()
        is_open = is_open_at(now, posting="edition__current_for__", edition="edition__")
        return self.filter(is_open, edition__current_for__isnull=False)

    def of_editions(self, keys: Sequence[int]) -> Self:
        return self.filter(edition__in=keys)

    def with_every_term(self, terms: Sequence[str]) -> Self:
        """Entries that have each of the folded terms.

        A short one counts only as a whole word, the last one also as the beginning of one
        from LEAST_BEGINNING letters on.
        """
        found = self
        for term in terms[:-1]:
            found = found.with_any_term([term])
        return found.filter(has_stem(terms[-1]) | has_part(terms[-1]) | has_related_word(terms[-1]))

    def with_every_stem(self, terms: Sequence[str]) -> Self:
        """Entries that have each term as a word of its own, which an index tells.

        They are some of those that with_every_term() finds.
        """
        return self.filter(*(has_stem(term) for term in terms))

    def with_any_term(self, terms: Sequence[str]) -> Self:
        """Entries that have at least one of the folded terms, as a whole word or a long part."""
        wanted = (
            has_stem(term)
            | has_related_word(term)
            | (has_part(term) if len(term) >= LEAST_PART else Q(pk__in=[]))
            for term in terms
        )
        return self.filter(reduce(or_, wanted))

    def find_known(self, terms: Sequence[str], parts: Container[str]) -> set[str]:
        """Those of the terms that an entry has; one query. `parts` are those that are a part of some word.

        For the others PostgreSQL would read all texts to find that none has them as a part.
        """
        return find_answered(
            {
                term: self.with_any_term([term])
                if term in parts
                else self.filter(has_stem(term) | has_related_word(term))
                for term in terms
            }
        )

    def best_editions(self, rank: Any) -> list[int]:
        """The keys of these entries' editions, highest `rank` first, at most MOST_FOUND."""
        rows = self.values("edition").annotate(best=Max(rank)).order_by("-best", "-edition")
        return list(rows.values_list("edition", flat=True)[:MOST_FOUND])

    def some_editions(self) -> list[int]:
        """The keys of the first MOST_FOUND entries' editions, as the table has them."""
        return list(self.values_list("edition", flat=True)[:MOST_FOUND])


def word_rank(terms: Sequence[str]) -> Any:
    """A rank by how often and where the terms occur: titles first, then facts, then synonyms."""
    by_language = Case(
        *(
            When(
                language=code,
                then=SearchRank(
                    F("vector"), phrase_query(terms, name), list(WEIGHTS), normalization=1
                ),
            )
            for code, name in CONFIGURATIONS.items()
        ),
        default=Value(0.0),
        output_field=FloatField(),
    )
    return reduce(add, (term_rank(term) for term in terms), by_language)


def phrase_query(terms: Sequence[str], name: str) -> SearchQuery:
    return reduce(or_, (SearchQuery(term, config=name, search_type="phrase") for term in terms))


def term_rank(term: str) -> Any:
    """A rank by where the term, or a word related to it, occurs."""
    return rank_case(
        When(title__contains=beginning(term), then=Value(BEGINS_IN_TITLE)),
        When(facts__contains=beginning(term), then=Value(IN_FACTS)),
        When(has_related_word(term), then=Value(RELATED)),
        When(title__contains=anywhere(term), then=Value(IN_TITLE)),
        When(has_stem(term), then=Value(IN_TEXT)),
    )


def rank_case(*cases: When) -> Any:
    return Case(*cases, default=Value(0.0), output_field=FloatField())


SearchEntryManager = models.Manager.from_queryset(SearchEntryQuerySet)


class SearchEntry(models.Model):
    """What a search reads of one language of a posting's current edition.

    Derived from the edition and written again with each; nothing is lost when the table is
    emptied and rebuilt (`manage.py rebuild_search`).
    """

    edition = models.ForeignKey("careers.Edition", models.CASCADE, related_name="search_entries")
    language = models.CharField(max_length=10)
    title = models.TextField(help_text="Folded words of the title, a space before and after.")
    facts = models.TextField(
        default=" ", help_text="Folded words of place, hours, contract and department, likewise."
    )
    words = models.TextField(help_text="Folded words of the whole ad, a space before and after.")
    vector = SearchVectorField(
        help_text="Title (A), facts (B), the work itself (C), all words (D); stemmed by the language."
    )

    objects: ClassVar["SearchEntryManager[SearchEntry]"] = SearchEntryManager()

    class Meta:
        verbose_name = "search entry"
        verbose_name_plural = "search entries"
        default_permissions = ()
        indexes = (
            GinIndex(fields=["vector"], name="search_entry_vector"),
            GinIndex(OpClass("words", "gin_trgm_ops"), name="search_entry_parts"),
            GinIndex(OpClass("title", "gin_trgm_ops"), name="search_entry_titles"),
            GinIndex(OpClass("facts", "gin_trgm_ops"), name="search_entry_facts"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "language"], name="search_entry_once_a_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition_id} {self.language}"
