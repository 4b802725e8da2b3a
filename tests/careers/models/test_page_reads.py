"""What is read by SQL of our own is what the querysets give."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from careers.models import EditionText, Posting
from careers.models.page_reads import load_card_rows, load_page_texts
from careers.services import publish_posting, reopen_posting
from tests.careers.factories import PostingFactory, closed, past_deadline, published, scheduled

pytestmark = pytest.mark.django_db


def reopened() -> Posting:
    posting = closed()
    reopen_posting(posting=posting, actor=None, now=timezone.now() - timedelta(minutes=5))
    return posting


def published_twice() -> Posting:
    posting = published(german_only=True)
    publish_posting(posting=posting, actor=None, now=timezone.now() - timedelta(minutes=3))
    return posting


STATES = [published, closed, past_deadline, scheduled, PostingFactory, reopened, published_twice]


@pytest.mark.parametrize("make", STATES)
def test_page_texts_are_those_that_are_public(
    make: Callable[[], Posting], django_assert_num_queries: Any
) -> None:
    published()
    posting = make()
    public = EditionText.objects.public().of_posting(posting.public_id)
    expected = [*public.for_pages().order_by("pk")]
    changed_at = public.last_change()
    with django_assert_num_queries(1):
        found = load_page_texts(posting.public_id, timezone.now())
        assert [*found.texts.values()] == expected
        assert found.changed_at == changed_at
        for text, other in zip(found.texts.values(), expected, strict=True):
            assert [getattr(text, name) for name in ("title", "facts", "sections", "slug")] == [
                getattr(other, name) for name in ("title", "facts", "sections", "slug")
            ]
            edition, also = text.edition, other.edition
            assert (edition.facts, edition.languages) == (also.facts, also.languages)
            assert (edition.opens_at, edition.closes_at) == (also.opens_at, also.closes_at)
            assert edition.current_for.is_open() == also.current_for.is_open()
            assert edition.current_for.published_at == also.current_for.published_at


def test_cards_come_in_the_order_asked_for() -> None:
    postings = [published(title_en=title) for title in ("one", "two", "three")]
    texts = EditionText.objects.filter(language="en")
    keys = {text.title: text.pk for text in texts}
    rows = load_card_rows([keys["three"], keys["one"], 0])
    assert [row.title for row in rows] == ["three", "one"]
    assert rows[1].public_id == postings[0].public_id
    facts = texts.get(title="one").facts
    assert (rows[1].place, rows[1].pay) == (facts["place"], facts["pay"])
    assert load_card_rows([]) == []
