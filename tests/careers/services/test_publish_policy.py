"""Publishing is refused on blocking findings; a written reason overrides what may be overridden."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from careers.models import Edition, Posting
from careers.services import PublishRefused, confirm_language, publish_posting
from careers.status.translations import language_states
from tests.careers.factories import PostingFactory, past_deadline
from tests.careers.status.test_translations import german_changed
from tests.config.people import hr_manager

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
REASON = "The grade is being decided; the board agreed on 20 November."
WITHOUT_PAY = {"pay_min": None, "pay_max": None}
GERMAN = (
    "Wir suchen jemanden, der die Plattform mit uns betreibt und weiterentwickelt. "
    "Die Arbeit ist abwechslungsreich und wird von vielen Menschen genutzt."
)
BLOCKED: list[tuple[str, dict[str, Any]]] = [
    ("pay_missing", WITHOUT_PAY),
    ("contact_missing", {"contact_email": ""}),
    ("section_in_wrong_language", {"section": {"body_de": GERMAN, "body_en": GERMAN}}),
]


def refuse_publication(posting: Posting, **options: Any) -> PublishRefused:
    with translation.override("en"), pytest.raises(PublishRefused) as refusal:
        publish_posting(posting=posting, actor=None, now=NOW, **options)
    assert not Edition.objects.filter(posting=posting, published_at=NOW).exists()
    return refusal.value


@pytest.mark.parametrize(("code", "fields"), BLOCKED)
def test_publish_refuses_what_blocks(code: str, fields: dict[str, Any]) -> None:
    assert [finding.code for finding in refuse_publication(PostingFactory(**fields)).findings] == [
        code
    ]


@pytest.mark.parametrize(("code", "fields"), BLOCKED)
def test_publish_with_a_reason_keeps_it_in_the_edition(code: str, fields: dict[str, Any]) -> None:
    posting = PostingFactory(**fields)
    edition = publish_posting(posting=posting, actor=None, override=f" {REASON} ", now=NOW)
    assert (edition.overridden, edition.override_reason) == ([code], REASON)


def test_publish_takes_blanks_for_no_reason() -> None:
    assert (
        refuse_publication(PostingFactory(**WITHOUT_PAY), override="  ").findings[0].code
        == "pay_missing"
    )


def test_publish_keeps_no_reason_that_was_not_needed() -> None:
    edition = publish_posting(posting=PostingFactory(), actor=None, override=REASON, now=NOW)
    assert (edition.overridden, edition.override_reason) == ([], "")


def test_refusal_says_each_reason_in_a_sentence() -> None:
    reasons = refuse_publication(PostingFactory(contact_email="", **WITHOUT_PAY)).reasons
    assert len(reasons) == 2
    assert all(reason[0].isupper() and reason.endswith(".") for reason in reasons)


def test_pay_reason_of_the_posting_stands_for_pay() -> None:
    posting = PostingFactory(pay_reason="unpaid honorary work", **WITHOUT_PAY)
    edition = publish_posting(posting=posting, actor=None, now=NOW)
    assert (edition.pay_reason, edition.overridden) == ("unpaid honorary work", [])


def test_missing_field_is_not_overridden_by_any_reason() -> None:
    posting = PostingFactory(section={"body_en": ""})
    assert (
        "Missing:"
        in refuse_publication(posting, languages=["de", "en"], override=REASON).reasons[0]
    )


def test_finding_in_one_language_does_not_hold_the_other_back() -> None:
    posting = PostingFactory(section={"body_de": GERMAN, "body_en": GERMAN})
    edition = publish_posting(posting=posting, actor=None, languages=["de"], now=NOW)
    assert edition.languages == ["de"]


def test_first_edition_cannot_come_after_its_deadline() -> None:
    posting = PostingFactory(closes_at=NOW)
    assert refuse_publication(posting, override=REASON).findings[0].code == "deadline_past"


def test_first_edition_can_come_a_minute_before_its_deadline() -> None:
    posting = PostingFactory(closes_at=NOW + timedelta(minutes=1))
    assert publish_posting(posting=posting, actor=None, now=NOW).number == 1


def test_wording_may_be_corrected_after_the_deadline_for_a_reason() -> None:
    edition = publish_posting(
        posting=past_deadline(), actor=None, override=REASON, now=timezone.now()
    )
    assert (edition.number, edition.overridden) == (2, ["deadline_past"])


@pytest.mark.parametrize("languages", [[], ["xx"], ["de", "xx"]])
def test_publish_refuses_languages_that_the_portal_does_not_have(languages: list[str]) -> None:
    said = refuse_publication(PostingFactory(), languages=languages).reasons
    assert said == ("Choose one or more of the portal's languages.",)


def test_outdated_language_is_not_published() -> None:
    posting = german_changed(PostingFactory())
    assert [each.code for each in refuse_publication(posting).findings] == ["translation_outdated"]


def test_outdated_language_that_is_still_right_is_published() -> None:
    posting = german_changed(PostingFactory())
    seen = next(each.seen for each in language_states(posting) if each.language == "en")
    confirm_language(posting=posting, language="en", actor=hr_manager(), seen=seen)
    edition = publish_posting(posting=posting, actor=None, now=NOW)
    assert (edition.languages, edition.overridden) == (["de", "en"], [])


def test_outdated_language_goes_public_for_a_reason() -> None:
    edition = publish_posting(
        posting=german_changed(PostingFactory()), actor=None, override=REASON, now=NOW
    )
    assert (edition.overridden, edition.override_reason) == (["translation_outdated"], REASON)


def test_outdated_language_does_not_hold_the_other_back() -> None:
    posting = german_changed(PostingFactory())
    assert publish_posting(posting=posting, actor=None, languages=["de"], now=NOW).number == 1
