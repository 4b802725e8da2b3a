"""Another deadline for what the public sees, and nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone, translation

from careers.models import Edition, EditionText, Posting
from careers.services import (
    ExtendRefused,
    close_posting,
    extend_posting,
    publish_posting,
    republish_block,
)
from careers.status.unpublished import has_unpublished_changes
from tests.careers.factories import PostingFactory, SectionFactory, TextBlockFactory, published
from tests.config.people import hr_manager

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BEFORE = NOW - timedelta(days=5)
DEADLINE = NOW + timedelta(days=10)
LATER = NOW + timedelta(days=20)


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def open_posting(**fields: Any) -> Posting:
    return published(now=BEFORE, **{"closes_at": DEADLINE, **fields})


def extend_deadline(posting: Posting, closes_at: datetime = LATER, **options: Any) -> Edition:
    given = {"actor": None, "reason": "few answers so far", **options}
    return extend_posting(posting=posting, closes_at=closes_at, now=NOW, **given)


def refusal(posting: Posting, closes_at: datetime = LATER) -> tuple[str, ...]:
    before = posting.editions.count()
    with translation.override("en"), pytest.raises(ExtendRefused) as refused:
        extend_deadline(posting, closes_at)
    assert posting.editions.count() == before
    return refused.value.reasons


def words(edition: Edition) -> list[tuple[Any, ...]]:
    texts = EditionText.objects.filter(edition=edition).order_by("language")
    return list(texts.values_list("language", "title", "summary", "sections", "facts"))


def is_ahead(posting: Posting) -> bool:
    return has_unpublished_changes(Posting.objects.get(pk=posting.pk))


def test_extending_gives_the_public_a_later_deadline() -> None:
    posting = open_posting()
    edition = extend_deadline(posting)
    assert (posting.current_edition, edition.number, edition.closes_at) == (edition, 2, LATER)
    assert not posting.is_open(LATER)
    assert posting.is_open(LATER - timedelta(seconds=1))


def test_extending_keeps_the_words_and_the_opening() -> None:
    posting = open_posting()
    first = posting.editions.get()
    edition = extend_deadline(posting)
    assert (words(edition), edition.opens_at) == (words(first), first.opens_at)
    assert (edition.facts, edition.facets) == (first.facts, first.facets)


def test_extending_never_leaks_an_edit_of_the_draft() -> None:
    posting = open_posting()
    Posting.objects.filter(pk=posting.pk).update(title_de="Geheim", version=2, pay_min=1)
    edition = extend_deadline(posting)
    assert edition.texts.get(language="de").title == "Technikerin für Betrieb"
    assert edition.facts["pay"]["minimum"] == "62000.00"
    assert (posting.title_de, posting.closes_at) == ("Geheim", LATER)
    assert is_ahead(posting)


def test_extending_leaves_nothing_unpublished() -> None:
    posting = open_posting()
    extend_deadline(posting)
    assert (posting.closes_at, posting.version, is_ahead(posting)) == (LATER, 2, False)


def test_extending_goes_on_saying_that_a_block_changed_and_nothing_else() -> None:
    posting, block = PostingFactory(), TextBlockFactory()
    SectionFactory(posting=posting, block=block, position=9999)
    publish_posting(posting=posting, actor=None, now=BEFORE)
    block.body_de, block.version = "- Zeit zum Lesen", 2
    block.save()
    extend_deadline(posting)
    assert is_ahead(posting)
    republish_block(block=block, actor=None, override="still right", now=timezone.now())
    assert not is_ahead(posting)


def test_extending_is_told_in_the_history_with_reason_and_person() -> None:
    posting, hr = open_posting(), hr_manager()
    edition = extend_deadline(posting, actor=hr)
    event = posting.events.get(kind="extended")
    assert (event.at, event.by, event.note) == (NOW, hr, "few answers so far")
    assert (event.edition, edition.published_by) == (edition, hr)


def test_extending_after_the_deadline_takes_applications_again() -> None:
    posting = open_posting(closes_at=NOW - timedelta(days=1))
    assert not posting.is_open(NOW)
    extend_deadline(posting)
    assert posting.is_open(NOW)


def test_an_earlier_deadline_is_possible_while_it_is_ahead() -> None:
    posting = open_posting()
    assert extend_deadline(posting, NOW + timedelta(minutes=1)).closes_at == NOW + timedelta(
        minutes=1
    )


def test_posting_without_a_deadline_gets_one() -> None:
    posting = open_posting(closes_at=None)
    assert extend_deadline(posting).closes_at == LATER


def test_deadline_that_has_come_is_refused() -> None:
    assert refusal(open_posting(), NOW) == ("The deadline must be in the future.",)


def test_the_same_deadline_is_refused() -> None:
    assert refusal(open_posting(), DEADLINE) == ("That is the deadline already.",)


def test_deadline_before_the_opening_is_refused() -> None:
    posting = open_posting(opens_at=NOW + timedelta(days=5))
    assert refusal(posting, NOW + timedelta(days=5)) == (
        "The deadline must be later than the opening.",
    )
    assert extend_deadline(posting, NOW + timedelta(days=5, minutes=1)).number == 2


def test_deadline_before_the_opening_that_the_draft_plans_is_refused() -> None:
    posting = open_posting(closes_at=None)
    Posting.objects.filter(pk=posting.pk).update(opens_at=LATER)
    assert refusal(posting) == ("The deadline must be later than the opening.",)


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_what_the_public_cannot_apply_to_is_refused(state: str) -> None:
    posting = PostingFactory() if state == "draft" else open_posting()
    if state == "closed":
        close_posting(posting=posting, actor=None, reason="", now=NOW)
    sentence = "Only a published posting that is not closed has a deadline to move."
    assert refusal(posting) == (sentence,)
