"""What the word index finds, for tests that ask whether something is in it."""

from django.db.models import QuerySet

from applications.models import Application
from applications.search_words import build_word_queries, rank_words


def matching_words(text: str) -> QuerySet[Application]:
    """Best first, with `word_rank`: by name and reference, message and answers, then the newest."""
    queries = build_word_queries(text)
    if queries is None:
        return Application.objects.none()
    found, ranked = queries
    matching = Application.objects.filter(words__vector=found)
    rank = rank_words("words__lead", ranked)
    return matching.annotate(word_rank=rank).order_by("-word_rank", "-submitted_at", "-pk")
