"""The words of all ads, to tell what a slip of the finger meant."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramSimilarity
from django.db import models
from django.db.models.functions import Length

FEW = 30


class SearchWordQuerySet(models.QuerySet["SearchWord"]):
    def keep(self, words: set[str]) -> None:
        self.bulk_create((self.model(word=word) for word in words), ignore_conflicts=True)

    def like(self, term: str) -> list[tuple[str, float]]:
        """The FEW words that share most of their letters with the term, the likest first.

        Each with its share, 0 to 1 (pg_trgm's similarity).
        """
        found = self.filter(word__trigram_similar=term)
        in_order = found.annotate(likeness=TrigramSimilarity("word", term)).order_by("-likeness")
        return list(in_order.values_list("word", "likeness")[:FEW])

    def beginning_like(self, term: str, slips: int) -> list[str]:
        """The words with the same first letter that are at most so many letters longer or shorter."""
        found = self.alias(length=Length("word")).filter(
            length__gte=len(term) - slips, length__lte=len(term) + slips
        )
        return list(found.filter(word__startswith=term[:1]).values_list("word", flat=True))


SearchWordManager = models.Manager.from_queryset(SearchWordQuerySet)


class SearchWord(models.Model):
    """One folded word that some ad has or had.

    Derived as SearchEntry is; a word that has left all ads is found and then finds nothing, until
    `manage.py rebuild_search` takes it away.
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
