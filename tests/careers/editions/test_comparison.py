"""What HR reads of changed documents and questions before they publish them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from careers.editions.comparison import draft_changes
from careers.models import Location, Posting
from careers.services import publish_posting
from tests.careers.factories import PostingFactory, QuestionFactory, published

pytestmark = pytest.mark.django_db


def changes(posting: Posting) -> dict[str, tuple[str, str]]:
    """For each place that differs in English, its words before and after."""
    found = draft_changes(Posting.objects.get(pk=posting.pk), ["de", "en"])["en"]
    return {
        each.place: (
            "".join(piece.text for piece in each.pieces if piece.kind != "added"),
            "".join(piece.text for piece in each.pieces if piece.kind != "removed"),
        )
        for each in found
    }


def test_posting_that_asks_as_published_has_no_changes() -> None:
    posting = PostingFactory(wants_other="not_asked")
    QuestionFactory(posting=posting, kind="choice", choices_de="ja", choices_en="yes")
    publish_posting(posting=posting, actor=None, now=timezone.now())
    assert changes(posting) == {}


def test_edition_of_old_asks_for_what_was_usual() -> None:
    posting = published()
    edition = posting.current_edition
    assert edition is not None
    del edition.facts["documents"], edition.facts["is_speculative"]
    with translation.override("en"):
        found = draft_changes(posting, ["de", "en"])
    assert found == {"de": [], "en": []}


def test_changed_documents_are_shown_by_kind() -> None:
    posting = published()
    Posting.objects.update(wants_cv="optional", wants_other="not_asked")
    with translation.override("en"):
        found = changes(posting)
    assert found == {
        "documents": (
            "CV: required\nCover letter: optional\nCertificates: optional\n"
            "Further documents: optional",
            "CV: optional\nCover letter: optional\nCertificates: optional",
        )
    }


def test_added_question_is_shown_with_all_that_belongs_to_it() -> None:
    posting = published()
    QuestionFactory(
        posting=posting,
        kind="choice",
        label_en="Where?",
        hint_en="One of both.",
        hint_de="Eins von beiden.",
        choices_de="Bonn\nKöln",
        choices_en="Bonn\nCologne",
        is_required=True,
    )
    with translation.override("en"):
        found = changes(posting)
    question = "Where? (choice, required)\nOne of both.\n• Bonn\n• Cologne"
    assert found == {"questions": ("", question)}


def test_posting_that_becomes_speculative_says_so() -> None:
    posting = published()
    Posting.objects.update(is_speculative=True)
    with translation.override("en"):
        assert changes(posting) == {"speculative applications": ("", "yes")}


def test_changed_address_is_shown_though_it_is_not_in_the_words_for_the_place() -> None:
    posting = published()
    Location.objects.update(street="Neue Straße 1")
    with translation.override("en"):
        found = changes(posting)
    assert found == {"address": ("10115 Berlin, DE", "Neue Straße 1, 10115 Berlin, DE")}


GERMAN = [
    ("38,5 Stunden pro Woche", "39 Stunden pro Woche"),
    ("1. März 2027", "1. April 2027"),
    ("59.000,00–61.234,50\xa0€ pro Jahr", "60.000,00–61.234,50\xa0€ pro Jahr"),
    ("18. Januar 2027 um 22:00 Uhr",),
]
ENGLISH = [
    ("38.5 hours a week", "39 hours a week"),
    ("1 March 2027", "1 April 2027"),
    ("€59,000.00–61,234.50 a year", "€60,000.00–61,234.50 a year"),
    ("18 January 2027 at 22:00",),
]


@pytest.mark.parametrize("staff", ["de", "en"])
@pytest.mark.parametrize(("language", "expected"), [("de", GERMAN), ("en", ENGLISH)])
def test_values_are_compared_whole_as_their_language_writes_them(
    staff: str, language: str, expected: list[tuple[str, ...]]
) -> None:
    posting = published(
        pay_min=Decimal("59000.00"),
        pay_max=Decimal("61234.50"),
        weekly_hours=Decimal("38.50"),
        starts_on=date(2027, 3, 1),
    )
    posting.pay_min, posting.weekly_hours = Decimal(60000), Decimal(39)
    posting.starts_on = date(2027, 4, 1)
    posting.closes_at = datetime(2027, 1, 18, 21, 0, tzinfo=UTC)
    posting.save()
    with translation.override(staff):
        found = draft_changes(Posting.objects.get(pk=posting.pk), ["de", "en"])[language]
    assert [tuple(piece.text for piece in change.pieces) for change in found] == expected


def test_place_is_named_in_the_language_of_staff() -> None:
    posting = published()
    Posting.objects.update(wants_cv="optional")
    with translation.override("de"):
        (change,) = draft_changes(Posting.objects.get(pk=posting.pk), ["de", "en"])["en"]
    assert change.place == "Unterlagen"
    assert "".join(piece.text for piece in change.pieces if piece.kind != "removed").startswith(
        "CV: optional"
    )
