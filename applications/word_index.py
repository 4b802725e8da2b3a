"""Writes the word index of an application: see applications.models.application_words."""

import logging
from collections.abc import Mapping
from functools import reduce
from itertools import accumulate
from operator import add
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Q, Value

from applications.encryption.unreadable import UnreadableFile
from applications.models import Application, ApplicationWords, DocumentPreview, MergedApplication
from applications.models.data_key import KeyRing
from applications.search_words import fold_name, fold_text
from careers.models.search_entry import CONFIGURATIONS, SIMPLE

logger = logging.getLogger(__name__)

MAX_INDEXED_LENGTH = 200_000
"""Characters of all documents together that are looked at."""
MOST_BYTES = {"A": 20_000, "B": 60_000, "D": 220_000}
"""Of different words by weight, with BESIDE_A_WORD; PostgreSQL refuses a vector of more than 1 MiB, and three forms of
each word may differ (https://www.postgresql.org/docs/18/textsearch-limitations.html)."""
BESIDE_A_WORD = 8
"""Bytes that a vector takes for a word beside its letters: how often, and where."""
LEAD_LENGTH = 600
"""Characters of message and answers that rank; more would be stored apart and be slow to read."""
MAX_WORD_LENGTH = 200
"""PostgreSQL refuses words of more than 2 kB; nobody types them."""
LAYOUT = 1
"""How rows are written now; index_missing() writes those of an earlier layout anew."""


def index_application(application: Application) -> None:
    """Write what searches read of an application, with the text of the documents that it has now.

    The caller has locked the application: two previews that are ready at once would else forget
    each other.
    """
    told_in: list[Application | MergedApplication] = [application, *application.merged.all()]
    name = " ".join(f"{fold_name(one.name)} {fold_text(one.reference)}" for one in told_in)
    told = fold_text(" ".join(words for one in told_in for words in told_words(one)))
    by_weight = {
        "A": cut_words(name, MOST_BYTES["A"]),
        "B": cut_words(told, MOST_BYTES["B"]),
        "D": documents_words(application),
    }
    values = {
        "vector": build_vector(by_weight),
        "lead": build_vector({"A": by_weight["A"], "B": by_weight["B"][:LEAD_LENGTH]}),
        "layout": LAYOUT,
    }
    ApplicationWords.objects.update_or_create(application=application, defaults=values)


def build_vector(by_weight: Mapping[str, str]) -> Any:
    """Folded words by their weight, as they are and by each stemmer.

    PostgreSQL keeps where each word stood, which weights need: the words are sorted before, so that
    nobody reads a text from it.
    """
    return reduce(
        add,
        (
            SearchVector(Value(sort_words(words)), weight=weight, config=config)
            for weight, words in by_weight.items()
            for config in (SIMPLE, *CONFIGURATIONS.values())
        ),
    )


def told_words(application: Application | MergedApplication) -> list[str]:
    """What was typed or chosen as answers, and the message; yes and no find nobody."""
    values = (answer["value"] for answer in application.answers)
    return [*(value for value in values if isinstance(value, str)), application.message]


def documents_words(application: Application) -> str:
    """The words of all texts, folded; by equal shares where they are too long together."""
    previews = DocumentPreview.objects.of_openable_documents().filter(
        document__application=application
    )
    ring = KeyRing()
    texts = [read_text(one, ring) for one in previews.with_text().order_by("document__position")]
    parts = max(len(texts), 1)
    looked_at = (fold_text(text[: MAX_INDEXED_LENGTH // parts]) for text in texts)
    return " ".join(cut_words(words, MOST_BYTES["D"] // parts) for words in looked_at)


def read_text(preview: DocumentPreview, ring: KeyRing) -> str:
    """Empty if it cannot be opened: then its words are not found until it is made again."""
    try:
        return preview.read_text(ring)
    except UnreadableFile:
        logger.exception("The text of document %s cannot be opened.", preview.document_id)
        return ""


def cut_words(words: str, most_bytes: int) -> str:
    """Different words, none too long: the first ones that take no more than this.

    Counted after folding, which makes several letters of some.
    """
    different = dict.fromkeys(word[:MAX_WORD_LENGTH] for word in words.split())
    ends = accumulate(len(word.encode()) + BESIDE_A_WORD for word in different)
    return " ".join(word for word, end in zip(different, ends, strict=True) if end <= most_bytes)


def sort_words(words: str) -> str:
    """Each word once, in alphabetical order."""
    return " ".join(sorted(set(words.split())))


def index_missing(*, at_most: int | None = None) -> int:
    """Index applications that have no row or one of an earlier layout, the newest first; how many."""
    lacking = Application.objects.filter(Q(words=None) | Q(words__layout__lt=LAYOUT))
    keys = lacking.order_by("-pk").values_list("pk", flat=True)
    return sum(index_one(key) for key in list(keys[:at_most]))


@transaction.atomic
def index_one(key: int) -> bool:
    """Index one application; False if it is gone, or held by somebody who will."""
    found = Application.objects.select_for_update(skip_locked=True).filter(pk=key).first()
    if found is not None:
        index_application(found)
    return found is not None
