from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from careers.models import Edition, Posting, PostingEvent
from careers.services import (
    CloseRefused,
    PublishRefused,
    close_posting,
    publish_posting,
    reopen_posting,
)
from tests.careers.factories import (
    PostingFactory,
    SectionFactory,
    TextBlockFactory,
    closed,
    past_deadline,
    published,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def test_publish_makes_an_edition_with_a_text_for_each_complete_language() -> None:
    posting = PostingFactory()
    edition = publish_posting(posting=posting, actor=None, now=NOW)
    assert [edition.number, edition.languages, edition.opens_at] == [1, ["de", "en"], NOW]
    assert [text.full_title for text in edition.texts.order_by("language")] == [
        "Technikerin für Betrieb (d/w/m)",
        "Operations Technician (d/f/m)",
    ]


def test_new_posting_never_takes_the_number_of_another() -> None:
    first = PostingFactory()
    second = PostingFactory(public_id=first.public_id)
    assert second.public_id != first.public_id


def test_publish_sets_the_dates_of_the_posting() -> None:
    posting = PostingFactory()
    edition = publish_posting(posting=posting, actor=None, now=NOW)
    assert (posting.published_at, posting.current_edition, posting.closed_at) == (
        NOW,
        edition,
        None,
    )


def test_publish_again_adds_an_edition_and_keeps_the_first_date() -> None:
    posting = published(now=NOW)
    edition = publish_posting(posting=posting, actor=None, now=NOW + timedelta(days=1))
    assert (edition.number, edition.opens_at, posting.published_at) == (2, NOW, NOW)


def test_publish_before_the_opening_dates_the_posting_by_its_opening() -> None:
    opening = NOW + timedelta(days=3)
    assert published(now=NOW, opens_at=opening).published_at == opening


def test_publish_earlier_than_planned_moves_the_date_with_it() -> None:
    posting = published(now=NOW, opens_at=NOW + timedelta(days=3))
    Posting.objects.filter(pk=posting.pk).update(opens_at=None)
    edition = publish_posting(posting=posting, actor=None, now=NOW + timedelta(days=1))
    assert edition.opens_at == posting.published_at == NOW + timedelta(days=1)


def test_publish_leaves_out_a_language_without_title() -> None:
    posting = PostingFactory(german_only=True)
    assert publish_posting(posting=posting, actor=None, now=timezone.now()).languages == ["de"]


def test_publish_refuses_a_chosen_language_without_title() -> None:
    posting = PostingFactory(german_only=True)
    with translation.override("en"), pytest.raises(PublishRefused) as refusal:
        publish_posting(posting=posting, actor=None, languages=["de", "en"], now=timezone.now())
    assert refusal.value.reasons == ("English cannot be published yet. Missing: title.",)
    assert Edition.objects.count() == 0


def test_publish_refuses_a_posting_without_sections() -> None:
    posting = PostingFactory(section=False)
    with translation.override("en"), pytest.raises(PublishRefused) as refusal:
        publish_posting(posting=posting, actor=None, languages=["en"], now=timezone.now())
    assert refusal.value.reasons == (
        "English cannot be published yet. Missing: at least one section.",
    )


def test_publish_refuses_a_section_without_text_in_the_chosen_language() -> None:
    posting = PostingFactory(section={"body_en": "", "heading_en": ""})
    with translation.override("en"), pytest.raises(PublishRefused) as refusal:
        publish_posting(posting=posting, actor=None, languages=["en"], now=timezone.now())
    assert refusal.value.reasons == (
        "English cannot be published yet. Missing: text of the section “Ihre Aufgaben”, "
        "heading of the section “Ihre Aufgaben”.",
    )


def test_publish_refuses_a_deadline_that_has_passed() -> None:
    posting = PostingFactory(closes_at=NOW)
    with translation.override("en"), pytest.raises(PublishRefused) as refusal:
        publish_posting(posting=posting, actor=None, now=NOW)
    assert refusal.value.reasons == ("The deadline has passed. Set a later one, or none.",)


def test_publish_accepts_a_deadline_one_second_ahead() -> None:
    posting = PostingFactory(closes_at=NOW + timedelta(seconds=1))
    publish_posting(posting=posting, actor=None, now=NOW)
    assert posting.is_open(NOW)


def test_publish_names_what_every_language_lacks_when_none_is_complete() -> None:
    posting = PostingFactory(title_de="", title_en="")
    with pytest.raises(PublishRefused) as refusal:
        publish_posting(posting=posting, actor=None, now=timezone.now())
    assert len(refusal.value.reasons) == 2


def test_publish_writes_the_text_of_a_block_into_the_edition(django_user_model: type) -> None:
    block = TextBlockFactory()
    posting = PostingFactory(section=False)
    SectionFactory(posting=posting, block=block, heading_de="", body_de="")
    edition = publish_posting(posting=posting, actor=None, languages=["de"], now=timezone.now())
    block.body_de = "geändert"
    block.save()
    assert edition.texts.get().sections == [
        {
            "kind": "tasks",
            "heading": "Wir bieten",
            "html": "<ul>\n<li>Zeit zum Lernen</li>\n</ul>",
            "block": block.pk,
        }
    ]


def test_draft_edit_leaves_the_edition_alone() -> None:
    posting = published()
    posting.title_de = "Anders"
    posting.save()
    text = posting.editions.get().texts.get(language="de")
    assert text.title == "Technikerin für Betrieb"


def test_close_ends_applications_and_is_recorded() -> None:
    posting = closed()
    event = PostingEvent.objects.filter(posting=posting).first()
    assert event is not None
    assert (posting.is_open(), event.kind, event.note) == (False, "closed", "filled")


@pytest.mark.parametrize("make", [PostingFactory, closed])
def test_close_refuses_a_posting_that_is_not_open_to_the_public(make: type[PostingFactory]) -> None:
    posting = make()
    with pytest.raises(CloseRefused):
        close_posting(posting=posting, actor=None, reason="filled", now=timezone.now())


def test_reopen_takes_applications_again_with_the_same_edition() -> None:
    posting = closed()
    edition = posting.current_edition
    reopen_posting(posting=posting, actor=None, now=timezone.now())
    assert (posting.is_open(), posting.current_edition, posting.closed_reason) == (
        True,
        edition,
        "",
    )


def test_reopen_refuses_a_posting_that_was_not_closed() -> None:
    with pytest.raises(CloseRefused):
        reopen_posting(posting=published(), actor=None, now=timezone.now())


def test_reopen_refuses_a_posting_whose_deadline_has_passed() -> None:
    posting = past_deadline()
    close_posting(posting=posting, actor=None, reason="filled", now=timezone.now())
    with pytest.raises(CloseRefused):
        reopen_posting(posting=posting, actor=None, now=timezone.now())


def test_publish_reopens_a_closed_posting() -> None:
    posting = closed()
    publish_posting(posting=posting, actor=None, now=timezone.now())
    assert posting.is_open()


def test_database_refuses_a_closed_posting_that_was_never_published() -> None:
    posting = PostingFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.filter(pk=posting.pk).update(closed_at=timezone.now())


def test_database_refuses_a_deadline_before_the_opening() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PostingFactory(opens_at=NOW, closes_at=NOW)
