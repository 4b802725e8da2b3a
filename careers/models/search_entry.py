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
)
from django.db import models
from django.db.models import Case, F, FloatField, Max, Q, Value, When
from django.utils import timezone

from careers.models.edition import is_open_at
from careers.text.synonyms import SHORTEST_FAMILY_STEM, family_stem, find_synonyms

# PostgreSQL's stemmers by language code; other languages are searched unstemmed.
CONFIGURATIONS = {"de": "german", "en": "english"}
SIMPLE = "simple"
LEAST_PART = 4  # letters; shorter parts stand in words that mean something else
MOST_FOUND = 1_000
WEIGHTS = (0.02, 0.3, 0.5, 1.0)  # of text shared by many ads, of the work, of the facts, of titles
IN_TEXT, IN_TITLE, KIN, IN_FACTS, BEGINS_IN_TITLE = 0.2, 0.5, 0.7, 0.8, 1.0


def configuration(language: str) -> str:
    return CONFIGURATIONS.get(language, SIMPLE)


def stem(term: str) -> Q:
    """Entries with a word of the same stem by the rules of their own language, or the phrase."""
    known = [
        Q(language=code, vector=SearchQuery(term, config=name, search_type="phrase"))
        for code, name in CONFIGURATIONS.items()
    ]
    return reduce(or_, known)


def kin(term: str) -> Q:
    """Entries whose title has a word of the same family, or whose title or facts a synonym."""
    family = Q(title__contains=family_stem(term)) if family_stem(term) else Q(pk__in=[])
    others = (
        Q(language=language) & (has("title", word) | has("facts", word))
        for language, word in find_synonyms(term)
    )
    return reduce(or_, others, family)


def has(column: str, word: str) -> Q:
    """A column with the word; a long one may be part of a longer one."""
    return Q(**{f"{column}__contains": word if len(word) >= SHORTEST_FAMILY_STEM else f" {word} "})


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
        return found.filter(stem(terms[-1]) | part(terms[-1]) | kin(terms[-1]))

    def with_any(self, terms: Sequence[str]) -> Self:
        """Entries that have at least one of the folded terms, as a whole word or a long part."""
        wanted = (
            stem(term) | kin(term) | (part(term) if len(term) >= LEAST_PART else Q(pk__in=[]))
            for term in terms
        )
        return self.filter(reduce(or_, wanted))

    def has_any(self, term: str) -> bool:
        return self.with_any([term]).exists()

    def best(self, rank: Any) -> list[int]:
        """The keys of these entries' editions, the best by `rank` first, at most MOST_FOUND."""
        rows = self.values("edition").annotate(best=Max(rank)).order_by("-best", "-edition")
        return list(rows.values_list("edition", flat=True)[:MOST_FOUND])

    def words_of_titles(self) -> set[str]:
        """Every word that a title has, to tell the parts of a compound by."""
        return {word for title in self.values_list("title", flat=True) for word in title.split()}


def by_words(terms: Sequence[str]) -> Any:
    """A rank: how often and where the terms stand; titles win, then facts, then other words for them."""
    by_language = Case(
        *(
            When(
                language=code,
                then=SearchRank(F("vector"), query(terms, name), list(WEIGHTS), normalization=1),
            )
            for code, name in CONFIGURATIONS.items()
        ),
        default=Value(0.0),
        output_field=FloatField(),
    )
    return reduce(add, (place_of(term) for term in terms), by_language)


def query(terms: Sequence[str], name: str) -> SearchQuery:
    return reduce(or_, (SearchQuery(term, config=name, search_type="phrase") for term in terms))


def in_title(term: str) -> Any:
    return ranked(
        When(title__contains=f" {term}", then=Value(BEGINS_IN_TITLE)),
        When(title__contains=term, then=Value(IN_TITLE)),
    )


def place_of(term: str) -> Any:
    """How much it counts where the term, or another word for it, stands."""
    return ranked(
        When(title__contains=f" {term}", then=Value(BEGINS_IN_TITLE)),
        When(facts__contains=f" {term}", then=Value(IN_FACTS)),
        When(kin(term), then=Value(KIN)),
        When(title__contains=term, then=Value(IN_TITLE)),
        When(stem(term), then=Value(IN_TEXT)),
    )


def ranked(*cases: When) -> Any:
    return Case(*cases, default=Value(0.0), output_field=FloatField())


SearchEntryManager = models.Manager.from_queryset(SearchEntryQuerySet)


class SearchEntry(models.Model):
    """What a search reads of one language of a posting's current edition.

    Derived from the edition and made anew with each; nothing is lost when the table is emptied
    and rebuilt (`manage.py rebuild_search`).
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
        )
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "language"], name="search_entry_once_a_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition_id} {self.language}"
