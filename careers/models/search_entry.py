"""Finding postings by words: stems, beginnings, parts of compounds, and slips of the finger."""

from collections.abc import Sequence
from functools import reduce
from operator import add, or_
from typing import Any, ClassVar, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVectorField,
    TrigramStrictWordSimilarity,
)
from django.db import models
from django.db.models import Case, FloatField, Max, Q, Value, When
from django.utils import timezone

from careers.models.querysets import is_open_at

# PostgreSQL's stemmers by language code; other languages are searched unstemmed.
CONFIGURATIONS = {"de": "german", "en": "english"}
SIMPLE = "simple"
LEAST_PART = 4  # letters; shorter parts stand in words that mean something else
LEAST_LIKENESS = 0.45
MOST_FOUND = 1_000
IN_TITLE, BEGINS_IN_TITLE = 0.5, 1.0


def configuration(language: str) -> str:
    return CONFIGURATIONS.get(language, SIMPLE)


def stem(term: str) -> Q:
    """Entries with a word of the same stem by the rules of their own language."""
    known = [
        Q(language=code, vector=SearchQuery(term, config=name))
        for code, name in CONFIGURATIONS.items()
    ]
    return reduce(or_, known)


def part(term: str) -> Q:
    """Entries with a word that the term is a part of, or, if it is short, begins."""
    return Q(words__contains=term if len(term) >= LEAST_PART else f" {term}")


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def open(self) -> Self:
        """Entries of postings that take applications now."""
        now = timezone.now()
        is_open = is_open_at(now, posting="edition__current_for__", edition="edition__")
        return self.filter(is_open, edition__current_for__isnull=False)

    def with_every(self, terms: Sequence[str]) -> Self:
        """Entries that have each of the folded terms.

        A short one counts only as a whole word, the last one also as the beginning of one, as
        it is while somebody types.
        """
        found = self
        for term in terms[:-1]:
            found = found.with_any([term])
        return found.filter(stem(terms[-1]) | part(terms[-1]))

    def with_every_like(self, terms: Sequence[str]) -> Self:
        """Entries that have, for each term, a word that is spelled much like it."""
        found = self
        for term in terms:
            found = found.alias(likeness=TrigramStrictWordSimilarity(term, "words"))
            found = found.filter(likeness__gte=LEAST_LIKENESS)
        return found

    def with_any(self, terms: Sequence[str]) -> Self:
        """Entries that have at least one of the folded terms, as a whole word or a long part."""
        wanted = (
            stem(term) | part(term) if len(term) >= LEAST_PART else stem(term) for term in terms
        )
        return self.filter(reduce(or_, wanted))

    def best(self, rank: Any) -> list[int]:
        """The keys of these entries' editions, the best by `rank` first, at most MOST_FOUND."""
        rows = self.values("edition").annotate(best=Max(rank)).order_by("-best", "-edition")
        return list(rows.values_list("edition", flat=True)[:MOST_FOUND])

    def words_of_titles(self) -> set[str]:
        """Every word that a title has, to tell the parts of a compound by."""
        return {word for title in self.values_list("title", flat=True) for word in title.split()}


def by_words(terms: Sequence[str]) -> Any:
    """A rank: how often and where the terms stand; a title that has one, or begins a word with it, wins."""
    by_language = Case(
        *(
            When(language=code, then=SearchRank("vector", query(terms, name), normalization=1))
            for code, name in CONFIGURATIONS.items()
        ),
        default=Value(0.0),
        output_field=FloatField(),
    )
    return reduce(add, (in_title(term) for term in terms), by_language)


def by_likeness(terms: Sequence[str]) -> Any:
    """A rank: how much the likest word of each term is like it, titles before texts."""
    columns = ("title", "words")
    each = (TrigramStrictWordSimilarity(term, name) for term in terms for name in columns)
    return reduce(add, each)


def query(terms: Sequence[str], name: str) -> SearchQuery:
    return reduce(or_, (SearchQuery(term, config=name) for term in terms))


def in_title(term: str) -> Any:
    return Case(
        When(title__contains=f" {term}", then=Value(BEGINS_IN_TITLE)),
        When(title__contains=term, then=Value(IN_TITLE)),
        default=Value(0.0),
        output_field=FloatField(),
    )


SearchEntryManager = models.Manager.from_queryset(SearchEntryQuerySet)


class SearchEntry(models.Model):
    """What a search reads of one language of a posting's current edition.

    Derived from the edition and made anew with each; nothing is lost when the table is emptied
    and rebuilt (`manage.py rebuild_search`).
    """

    edition = models.ForeignKey("careers.Edition", models.CASCADE, related_name="search_entries")
    language = models.CharField(max_length=10)
    title = models.TextField(help_text="Folded words of the title, a space before and after.")
    words = models.TextField(help_text="Folded words of the whole ad, a space before and after.")
    vector = SearchVectorField(help_text="Title (A) and all words (D), stemmed by the language.")

    objects: ClassVar["SearchEntryManager[SearchEntry]"] = SearchEntryManager()

    class Meta:
        verbose_name = "search entry"
        verbose_name_plural = "search entries"
        default_permissions = ()
        indexes = (
            GinIndex(fields=["vector"], name="search_entry_vector"),
            GinIndex(OpClass("words", "gin_trgm_ops"), name="search_entry_parts"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "language"], name="search_entry_once_a_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition_id} {self.language}"
