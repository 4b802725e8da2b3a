"""The words of all ads, by which a search corrects typos."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models.functions import Length

MOST_SIMILAR = 30


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def add_words(self, words: set[str]) -> None:
        self.bulk_create((self.model(word=word) for word in words), ignore_conflicts=True)

    def has_part(self, term: str) -> bool:
        """Whether the term is a part of a word, or a word."""
        return self.filter(word__contains=term).exists()

    def find_similar(self, term: str) -> list[tuple[str, float]]:
        """The MOST_SIMILAR words that share most trigrams with the term, most similar first.

        Each with its similarity, 0 to 1 (pg_trgm).
        """
        found = self.filter(word__trigram_similar=term)
        in_order = found.annotate(likeness=TrigramSimilarity("word", term)).order_by("-likeness")
        return list(in_order.values_list("word", "likeness")[:MOST_SIMILAR])

    def find_same_beginning(self, term: str, typos: int) -> list[str]:
        """The words with the same first letter whose length differs by at most `typos` letters."""
        found = self.alias(length=Length("word")).filter(
            length__gte=len(term) - typos, length__lte=len(term) + typos
        )
        return list(found.filter(word__startswith=term[:1]).values_list("word", flat=True))


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
