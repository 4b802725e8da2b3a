"""The words of all ads, by which a search corrects typos."""

from collections.abc import Sequence
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models import Value
from django.db.models.functions import Length

from careers.models.query_arms import find_answered, join_arms, text_value

MOST_SIMILAR = 30


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def add_words(self, words: set[str]) -> None:
        self.bulk_create((self.model(word=word) for word in words), ignore_conflicts=True)

    def find_parts(self, terms: Sequence[str]) -> set[str]:
        """Those of the terms that are a part of a word, or a word; one query."""
        return find_answered({term: self.filter(word__contains=term) for term in terms})

    def find_candidates(self, terms: Sequence[str], per_typo: int) -> dict[str, dict[str, float]]:
        """For each term the words that may be meant, with their similarity, 0 to 1 (pg_trgm); one query.

        The MOST_SIMILAR that share most trigrams with it, and those with the same first letter whose
        length differs by at most a letter for `per_typo` of the term's; of these the similarity is 0.
        """
        arms = (
            arm
            for term in terms
            for arm in (self.similar(term), self.with_length_like(term, per_typo))
        )
        found: dict[str, dict[str, float]] = {term: {} for term in terms}
        for term, word, likeness in join_arms(arms):
            found[term][word] = max(likeness, found[term].get(word, 0.0))
        return found

    def similar(self, term: str) -> "models.QuerySet[SearchWord, tuple[str, str, float]]":
        likeness = TrigramSimilarity("word", term)
        found = self.filter(word__trigram_similar=term).order_by(likeness.desc())
        return found.values_list(text_value(term), "word", likeness)[:MOST_SIMILAR]

    def with_length_like(
        self, term: str, per_typo: int
    ) -> "models.QuerySet[SearchWord, tuple[str, str, float]]":
        typos = len(term) // per_typo
        found = self.alias(length=Length("word")).filter(
            length__gte=len(term) - typos, length__lte=len(term) + typos
        )
        found = found.filter(word__startswith=term[:1])
        return found.values_list(text_value(term), "word", Value(0.0))


SearchWordManager = models.Manager.from_queryset(SearchWordQuerySet)


class SearchWord(models.Model):
    """One folded word that some ad has or had.

    Derived like SearchEntry. A word that no ad has any more stays, and leads to no ad, until
    `manage.py rebuild_search` removes it.
    """

    word = models.TextField(primary_key=True)

    objects: ClassVar["SearchWordManager[SearchWord]"] = SearchWordManager()

    class Meta:
        verbose_name = "search word"
        verbose_name_plural = "search words"
        default_permissions = ()
        indexes = (GinIndex(OpClass("word", "gin_trgm_ops"), name="search_word_letters"),)

    def __str__(self) -> str:
        return self.word
