"""The corpus of all text blocks and of the newest postings that are not closed, cached by each process.

One query tells what has changed since it was read, a second one reads that: an editor who saves
one of a thousand postings waits for one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from threading import Lock
from typing import Any

from django.db.models import BigIntegerField, F, Model, QuerySet, Value

from careers.checks.corpus import Corpus, Source, Text, TextCorpus
from careers.languages import language_codes, localized_columns
from careers.models import Posting, PostingSection, TextBlock

type Owner = tuple[str, int | None]
type Stamp = list[Any]

MOST_POSTINGS = 1_000
"""So many of those changed last are compared: each takes 35 kB of every process that checks ads, and 0.9 ms at first."""
NO_BLOCK = Value("")
NO_POSTING = Value(None, BigIntegerField())


class CorpusCache:
    """A corpus with the state of its sources at the time they were read."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._stamps: dict[Owner, Stamp] = {}
        self._corpus = TextCorpus({})

    def refresh(self) -> Corpus:
        """The corpus as the database is now; read again from scratch where most of it has changed."""
        with self._lock:
            found = read_stamps()
            changed = [owner for owner in found if found[owner] != self._stamps.get(owner)]
            gone = [owner for owner in self._stamps if owner not in found]
            if len(changed) + len(gone) > len(found) // 2:
                self._corpus = TextCorpus(read_texts(found))
            else:
                self._replace_sources(changed, gone)
            self._stamps = found
            return self._corpus

    def _replace_sources(self, changed: list[Owner], gone: list[Owner]) -> None:
        fresh = read_texts(changed) if changed else {}
        for owner in (*changed, *gone):
            self._corpus.replace(Source(*owner), ())
        for source, bodies in fresh.items():
            self._corpus.replace(source, bodies)


CACHE = CorpusCache()


def load_corpus() -> Corpus:
    """What blocks and the MOST_POSTINGS newest that are not closed say now; at most two queries."""
    return CACHE.refresh()


def read_stamps() -> dict[Owner, Stamp]:
    """Key, version and time of each block and posting in it; saving one changes at least the time.

    A section is saved together with its posting, so the posting's stamp stands for it, too.
    """
    columns = ("slug", "posting", "pk", "version", "updated_at")
    blocks = plain_rows(TextBlock).annotate(posting=NO_POSTING)
    postings = plain_rows(Posting).filter(closed_at=None).order_by("-updated_at", "-pk")
    postings = postings.annotate(slug=NO_BLOCK, posting=F("pk"))
    newest = postings.values_list(*columns)[:MOST_POSTINGS]
    rows = blocks.values_list(*columns).union(newest, all=True)
    return {(slug, posting): stamp for slug, posting, *stamp in rows}


def read_texts(owners: Collection[Owner]) -> dict[Source, list[Text]]:
    """What these blocks and postings say themselves, in every language."""
    slugs = [slug for slug, _posting in owners if slug]
    keys = [posting for _slug, posting in owners if posting]
    blocks = plain_rows(TextBlock).filter(slug__in=slugs)
    blocks = blocks.annotate(owner=NO_POSTING, number=NO_POSTING)
    sections = plain_rows(PostingSection).filter(block=None, posting__in=keys)
    sections = sections.annotate(slug=NO_BLOCK, owner=F("posting"), number=F("posting__public_id"))
    own = sections.values_list(
        "slug", "owner", "number", *localized_columns("posting__title"), *localized_columns("body")
    )
    shared = blocks.values_list(
        "slug", "owner", "number", *localized_columns("heading"), *localized_columns("body")
    )
    return group_by_source(shared.union(own, all=True))


def plain_rows[M: Model](model: type[M]) -> QuerySet[M]:
    """All rows; modeltranslation's own querysets shuffle columns, which a union would mix up."""
    return QuerySet(model).order_by()


def group_by_source(rows: Iterable[tuple[Any, ...]]) -> dict[Source, list[Text]]:
    """From rows of slug, posting, its number, the names in each language, the bodies in each language."""
    codes = language_codes()
    found = defaultdict[Source, list[Text]](list)
    for slug, posting, number, *columns_ in rows:
        names, bodies = columns_[: len(codes)], columns_[len(codes) :]
        name = next((name for name in names if name), slug or f"#{number}")
        texts_ = zip(codes, bodies, strict=True)
        found[Source(slug, posting, name)] += [Text(*each) for each in texts_ if each[1]]
    return found
