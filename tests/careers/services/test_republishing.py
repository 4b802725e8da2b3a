from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from careers.models import Edition, Posting, PostingSection, TextBlock
from careers.services import (
    BlockRefused,
    PublishRefused,
    close_posting,
    publish_posting,
    republish_block,
    take_own_text,
)
from careers.services.editions import build_successor, save_edition
from careers.status.lifecycle import PostingState, read_state
from tests.careers.factories import PostingFactory, SectionFactory, TextBlockFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 21, 12, 0, tzinfo=UTC)
THEN = NOW + timedelta(days=1)
GERMAN = "Wir sind ein Verein und arbeiten an offener Software. Das ist für alle da und bleibt so."


@pytest.fixture(autouse=True)
def english(default_language: None) -> None:
    translation.activate("en")


def using(block: TextBlock, languages: list[str] | None = None, **fields: object) -> Posting:
    """A posting whose second section is the block's, published at NOW."""
    posting = PostingFactory(**fields)
    SectionFactory(
        posting=posting,
        position=900,
        block=block,
        heading_de="",
        heading_en="",
        body_de="",
        body_en="",
    )
    publish_posting(posting=posting, actor=None, languages=languages, now=NOW)
    return posting


def rewrite(block: TextBlock, **texts: str) -> TextBlock:
    for name, text in {"body_de": "- Zeit", "body_en": "- time", **texts}.items():
        setattr(block, name, text)
    block.version += 1
    block.save()
    return block


def sections(posting: Posting, language: str) -> list[str]:
    posting.refresh_from_db()
    text = posting.current_edition.texts.get(language=language)
    return [section["html"] for section in text.sections]


def test_edition_says_which_section_came_from_the_block() -> None:
    block = TextBlockFactory()
    text = using(block).current_edition.texts.get(language="en")
    assert [section.get("block") for section in text.sections] == [None, block.pk]


def test_republishing_replaces_the_section_in_every_public_language() -> None:
    block = TextBlockFactory()
    posting = using(block)
    republish_block(block=rewrite(block), actor=None, now=THEN)
    assert sections(posting, "en")[1] == "<ul>\n<li>time</li>\n</ul>"
    assert sections(posting, "de")[1] == "<ul>\n<li>Zeit</li>\n</ul>"


def test_republishing_serves_every_posting_that_shows_the_block() -> None:
    block = TextBlockFactory()
    postings = [using(block) for _ in range(3)]
    editions = republish_block(block=rewrite(block), actor=None, now=THEN)
    assert {(edition.posting_id, edition.number) for edition in editions} == {
        (posting.pk, 2) for posting in postings
    }


def test_republishing_never_shows_a_draft_edit() -> None:
    block = TextBlockFactory()
    posting = using(block)
    PostingSection.objects.filter(posting=posting, block=None).update(body_en="- secret plan")
    Posting.objects.filter(pk=posting.pk).update(title_en="Secret", version=7)
    [edition] = republish_block(block=rewrite(block), actor=None, now=THEN)
    assert sections(posting, "en")[0] == "<ul>\n<li>fix outages</li>\n</ul>"
    assert edition.texts.get(language="en").title == "Operations Technician"
    assert edition.draft_version == 1


def test_new_edition_keeps_dates_languages_and_facts() -> None:
    block = TextBlockFactory()
    old = using(block, languages=["en"], closes_at=NOW + timedelta(days=9)).current_edition
    [new] = republish_block(block=rewrite(block), actor=None, now=THEN)
    kept = ("languages", "opens_at", "closes_at", "facets", "pay_reason")
    assert [getattr(new, name) for name in kept] == [getattr(old, name) for name in kept]
    assert new.facts == old.facts | {"blocks": {str(block.pk): 2}}
    assert (old.facts["blocks"], new.published_at) == ({str(block.pk): 1}, THEN)


def test_edition_from_before_versions_of_blocks_were_kept_is_republished() -> None:
    block = TextBlockFactory()
    posting = using(block)
    copy, texts = build_successor(posting.current_edition, None, NOW)
    del copy.facts["blocks"]
    save_edition(copy, texts)
    Posting.objects.filter(pk=posting.pk).update(current_edition=copy)
    [edition] = republish_block(block=rewrite(block), actor=None, now=THEN)
    assert "blocks" not in edition.facts


def test_search_finds_the_new_words_and_not_the_old_ones() -> None:
    block = TextBlockFactory(body_en="- bicycle")
    posting = using(block)
    republish_block(block=rewrite(block, body_en="- tricycle"), actor=None, now=THEN)
    posting.refresh_from_db()
    words = posting.current_edition.texts.get(language="en").search_text
    assert ("tricycle" in words, "bicycle" in words) == (True, False)


def test_summary_that_was_derived_follows_the_new_text() -> None:
    block = TextBlockFactory(kind="tasks", body_en="You learn.")
    posting = using(block, summary_en="", section={"kind": "other"})
    PostingSection.objects.filter(posting=posting, block=block).update(kind="tasks")
    publish_posting(posting=posting, actor=None, now=NOW + timedelta(hours=1))
    [edition] = republish_block(block=rewrite(block, body_en="You teach."), actor=None, now=THEN)
    assert edition.texts.get(language="en").summary == "You teach."


def test_summary_that_was_written_stays() -> None:
    block = TextBlockFactory()
    using(block)
    [edition] = republish_block(block=rewrite(block), actor=None, now=THEN)
    assert edition.texts.get(language="en").summary == "You keep the platform running."


def test_history_names_the_block() -> None:
    block = TextBlockFactory(slug="offer")
    posting = using(block)
    [edition] = republish_block(block=rewrite(block), actor=None, now=THEN)
    event = posting.events.first()
    assert (event.kind, event.at, event.edition) == ("published", THEN, edition)
    assert event.note == "2: Wir bieten (offer)"


def test_scheduled_posting_gets_the_new_text_and_keeps_its_opening() -> None:
    block = TextBlockFactory()
    posting = using(block, opens_at=NOW + timedelta(days=5))
    [edition] = republish_block(block=rewrite(block), actor=None, now=THEN)
    assert edition.opens_at == NOW + timedelta(days=5)
    assert read_state(posting, THEN) == PostingState.SCHEDULED


def test_closed_posting_keeps_its_wording() -> None:
    block = TextBlockFactory()
    posting = using(block)
    close_posting(posting=posting, actor=None, reason="filled", now=NOW)
    assert republish_block(block=rewrite(block), actor=None, now=THEN) == []
    assert sections(posting, "en")[1] == "<ul>\n<li>time to learn</li>\n</ul>"


@pytest.mark.parametrize(("days", "editions"), [(1, 0), (2, 1)])
def test_posting_past_its_deadline_keeps_its_wording(days: int, editions: int) -> None:
    block = TextBlockFactory()
    using(block, closes_at=NOW + timedelta(days=days))
    assert len(republish_block(block=rewrite(block), actor=None, now=THEN)) == editions


def test_posting_whose_draft_took_a_text_of_its_own_is_left_alone() -> None:
    block = TextBlockFactory()
    posting = using(block)
    take_own_text(section=posting.sections.get(block=block), now=timezone.now())
    assert republish_block(block=rewrite(block), actor=None, now=THEN) == []


def test_posting_that_shows_the_text_already_gets_no_edition() -> None:
    block = TextBlockFactory()
    using(block)
    republish_block(block=rewrite(block), actor=None, now=THEN)
    assert republish_block(block=block, actor=None, now=THEN) == []


def test_draft_and_other_postings_get_no_edition() -> None:
    block = TextBlockFactory()
    SectionFactory(posting=PostingFactory(), position=901, block=block)
    using(TextBlockFactory(slug="other"))
    assert republish_block(block=rewrite(block), actor=None, now=THEN) == []


@pytest.mark.parametrize("field", ["body_en", "heading_en"])
def test_block_that_lacks_a_public_language_is_refused_for_all(field: str) -> None:
    block = TextBlockFactory()
    using(block, title_de="Koch")
    using(block, title_de="Bäcker", languages=["de"])
    with pytest.raises(PublishRefused) as refused:
        republish_block(block=rewrite(block, **{field: ""}), actor=None, now=THEN, override="x")
    assert refused.value.reasons == (
        "The text block is not complete in English, shown by: “Koch”.",
    )
    assert Edition.objects.filter(number=2).count() == 0


def test_block_that_lacks_an_unpublished_language_is_republished() -> None:
    block = TextBlockFactory()
    using(block, languages=["de"])
    assert len(republish_block(block=rewrite(block, body_en=""), actor=None, now=THEN)) == 1


def test_text_in_the_wrong_language_is_refused() -> None:
    block = TextBlockFactory()
    using(block)
    with pytest.raises(PublishRefused) as refused:
        republish_block(block=rewrite(block, body_en=GERMAN), actor=None, now=THEN)
    assert refused.value.reasons == ("English: this section is in another language.",)
    assert Edition.objects.count() == 1


def test_text_in_the_wrong_language_is_published_for_a_written_reason() -> None:
    block = TextBlockFactory()
    using(block)
    [edition] = republish_block(
        block=rewrite(block, body_en=GERMAN), actor=None, now=THEN, override=" The law's words. "
    )
    assert edition.overridden == ["section_in_wrong_language"]
    assert edition.override_reason == "The law's words."


def test_earlier_reason_is_kept_beside_the_new_one() -> None:
    block = TextBlockFactory()
    posting = PostingFactory(pay_min=None, pay_max=None)
    SectionFactory(posting=posting, position=900, block=block)
    publish_posting(posting=posting, actor=None, override="Tariff pending.", now=NOW)
    [edition] = republish_block(
        block=rewrite(block, body_en=GERMAN), actor=None, now=THEN, override="x" * 500
    )
    assert edition.overridden == ["pay_missing", "section_in_wrong_language"]
    assert (len(edition.override_reason), edition.override_reason[-1]) == (500, "…")


def test_reason_is_not_asked_for_nor_kept_where_nothing_blocks() -> None:
    block = TextBlockFactory()
    using(block)
    [edition] = republish_block(block=rewrite(block), actor=None, now=THEN, override="why")
    assert (edition.overridden, edition.override_reason) == ([], "")


@pytest.mark.parametrize(("seen", "is_refused"), [(1, True), (2, False)])
def test_block_changed_after_it_was_looked_at_is_refused(seen: int, is_refused: bool) -> None:
    block = TextBlockFactory()
    using(block)
    rewrite(block)
    try:
        republish_block(block=block, actor=None, now=THEN, version=seen)
    except BlockRefused:
        assert is_refused
    assert Edition.objects.filter(number=2).count() == (0 if is_refused else 1)


def test_block_with_an_outdated_language_is_not_republished() -> None:
    block = TextBlockFactory()
    using(block)
    with pytest.raises(PublishRefused) as refused:
        republish_block(block=rewrite(block, body_en=block.body_en), actor=None, now=THEN)
    assert [(each.code, each.language) for each in refused.value.findings] == [
        ("translation_outdated", "en")
    ]


def test_block_with_an_outdated_language_is_republished_for_a_reason() -> None:
    block = TextBlockFactory()
    using(block)
    [edition] = republish_block(
        block=rewrite(block, body_en=block.body_en), actor=None, now=THEN, override="Still right."
    )
    assert edition.overridden == ["translation_outdated"]


def test_outdated_language_that_is_not_public_holds_no_block_back() -> None:
    block = TextBlockFactory()
    using(block, languages=["de"])
    changed = rewrite(block, body_en=block.body_en)
    assert len(republish_block(block=changed, actor=None, now=THEN)) == 1
