"""Whether a draft is ahead of the public: what Python says of one in hand, and the database of many."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from careers.editions.build import build_edition_text
from careers.editions.shared_content import SHOWN
from careers.models import Contact, Posting, TextBlock
from careers.services import (
    close_posting,
    extend_posting,
    note_draft_change,
    publish_posting,
    republish_block,
)
from careers.services.editions import build_edition, lock_draft, save_edition, show_edition
from careers.status.unpublished import has_unpublished_changes, unpublished_case
from tests.careers.factories import (
    ContactFactory,
    PostingFactory,
    SectionFactory,
    TextBlockFactory,
    closed,
    published,
    scheduled,
)

pytestmark = pytest.mark.django_db


def with_block() -> Posting:
    posting = PostingFactory(section=False)
    SectionFactory(posting=posting, block=TextBlockFactory(), body_de="", body_en="")
    return posting


def changed_after_publication() -> Posting:
    posting = published()
    note_draft_change(posting, now=timezone.now())
    return posting


def block_changed_after_publication() -> Posting:
    posting = with_block()
    publish_posting(posting=posting, actor=None, now=timezone.now() - timedelta(hours=1))
    change_block(posting)
    return posting


def change_block(posting: Posting) -> None:
    block = TextBlock.objects.get(sections__posting=posting)
    block.version += 1
    block.save()


def block_changed_in_a_closed_posting() -> Posting:
    posting = block_changed_after_publication()
    return close_posting(posting=posting, actor=None, reason="", now=timezone.now())


def published_with_a_block_at_a_past_moment() -> Posting:
    posting = with_block()
    publish_posting(posting=posting, actor=None, now=timezone.now() - timedelta(days=9))
    return posting


def extended_after_a_block_changed() -> Posting:
    """The extension is newer than the block, and still shows its older wording."""
    posting = block_changed_after_publication()
    deadline = timezone.now() + timedelta(days=9)
    extend_posting(posting=posting, actor=None, closes_at=deadline, reason="", now=timezone.now())
    return posting


def block_republished() -> Posting:
    posting = with_block()
    publish_posting(posting=posting, actor=None, now=timezone.now())
    block = TextBlock.objects.get(sections__posting=posting)
    block.body_en, block.body_de, block.version = "- rest", "- Ruhe", 2
    block.save()
    republish_block(block=block, actor=None, now=timezone.now())
    return posting


def edition_older_than_versions_of_blocks(*, days: int) -> Posting:
    """As the portal published before editions knew versions: told by the time alone."""
    posting = Posting.objects.get(pk=with_block().pk)
    now = timezone.now() - timedelta(days=days)
    edition = build_edition(lock_draft(posting), ["de"], None, now)
    del edition.facts["blocks"]
    save_edition(edition, [build_edition_text(posting, "de")])
    posting.published_at = now
    show_edition(posting, edition)
    return posting


def published_again() -> Posting:
    posting = block_changed_after_publication()
    publish_posting(posting=posting, actor=None, now=timezone.now())
    return posting


CHANGES: list[tuple[str, dict[str, str]]] = [
    ("department", {"name_de": "Himmel"}),
    ("department", {"funding_notice_en": "Funded by the state."}),
    ("location", {"name_en": "Berlin"}),
    ("location", {"street": "Neue Straße 1"}),
    ("location", {"postal_code": "10117"}),
    ("contact", {"name": "Bo Muster"}),
    ("contact", {"role_de": "Leitung"}),
    ("contact", {"email": "bo@example.org"}),
    ("contact", {"phone": "030 123"}),
]


def published_with_a_contact(**contact: str | None) -> Posting:
    posting = PostingFactory()
    posting.contacts.add(ContactFactory(**contact))
    publish_posting(posting=posting, actor=None, now=timezone.now())
    return Posting.objects.get(pk=posting.pk)


def change_elsewhere(change: tuple[str, dict[str, str]]) -> None:
    """As SQL would, so that no save() has to remember anything."""
    name, values = change
    model, _fields = SHOWN[name]
    QuerySet(model).update(**values)


def changed_elsewhere(change: tuple[str, dict[str, str]]) -> Posting:
    posting = published_with_a_contact()
    change_elsewhere(change)
    return posting


def published_again_after(change: tuple[str, dict[str, str]]) -> Posting:
    posting = changed_elsewhere(change)
    publish_posting(posting=posting, actor=None, now=timezone.now())
    return posting


def changed_and_changed_back() -> Posting:
    posting = changed_elsewhere(("contact", {"phone": "030 123"}))
    change_elsewhere(("contact", {"phone": ""}))
    return posting


def changed_for_a_closed_posting() -> Posting:
    posting = changed_elsewhere(CHANGES[0])
    return close_posting(posting=posting, actor=None, reason="", now=timezone.now())


def changed_for_another_posting() -> Posting:
    posting = published_with_a_contact()
    other = ContactFactory(name="Bo Muster")
    PostingFactory().contacts.add(other)
    Contact.objects.filter(pk=other.pk).update(phone="030 123")
    return posting


def contact_without_role_in_a_language() -> Posting:
    return published_with_a_contact(role_en=None)


def edition_that_knows_no_shared_rows() -> Posting:
    """As the portal published before editions kept digests."""
    posting = Posting.objects.get(pk=PostingFactory().pk)
    edition = build_edition(lock_draft(posting), ["de"], None, timezone.now())
    del edition.facts["shared"]
    save_edition(edition, [build_edition_text(posting, "de")])
    posting.published_at = timezone.now()
    show_edition(posting, edition)
    change_elsewhere(CHANGES[0])
    return posting


AHEAD = [
    (PostingFactory, False),
    (published, False),
    (scheduled, False),
    (closed, False),
    (changed_after_publication, True),
    (block_changed_after_publication, True),
    (published_again, False),
    (block_changed_in_a_closed_posting, False),
    (published_with_a_block_at_a_past_moment, False),
    (extended_after_a_block_changed, True),
    (block_republished, False),
    (lambda: edition_older_than_versions_of_blocks(days=1), True),
    (lambda: edition_older_than_versions_of_blocks(days=-1), False),
    (published_with_a_contact, False),
    *((lambda change=change: changed_elsewhere(change), True) for change in CHANGES),
    (lambda: changed_elsewhere(("department", {"slug": "sky", "funder": "Bund"})), False),
    (lambda: published_again_after(CHANGES[0]), False),
    (changed_and_changed_back, False),
    (changed_for_a_closed_posting, False),
    (changed_for_another_posting, False),
    (contact_without_role_in_a_language, False),
    (edition_that_knows_no_shared_rows, False),
]


@pytest.mark.parametrize(("make", "is_ahead"), AHEAD)
def test_draft_ahead_of_the_public_is_known(make, is_ahead: bool) -> None:
    posting = make()
    posting.refresh_from_db()
    listed = Posting.objects.annotate(is_ahead=unpublished_case()).get(pk=posting.pk)
    assert (has_unpublished_changes(posting), listed.is_ahead) == (is_ahead, is_ahead)


def test_what_is_ahead_asks_nothing_of_a_posting_that_is_at_hand(django_assert_num_queries) -> None:
    changed_elsewhere(CHANGES[-1])
    at_hand = Posting.objects.select_related("department", "current_edition")
    posting = at_hand.prefetch_related("sections__block", "locations", "contacts").get()
    with django_assert_num_queries(0):
        assert has_unpublished_changes(posting)
