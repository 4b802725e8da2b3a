"""Questions of a posting's own: what keeps them from the public, and what only warns."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from benchmarks.ad_check import build_facts
from careers.checks import check_posting
from careers.checks.findings import Finding, Place
from careers.models import Posting
from careers.services import PublishRefused, publish_posting
from tests.careers.factories import PostingFactory, QuestionFactory


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def findings(code: str, **case: object) -> list[Finding]:
    return [finding for finding in check_posting(build_facts(case)) if finding.code == code]


def asking(**fields: object) -> Posting:
    return QuestionFactory(posting=PostingFactory(), **fields).posting


def test_finding_names_the_question_and_its_words() -> None:
    (found,) = findings("forbidden_question", ask_en="First: what is your current salary?")
    assert (found.language, found.place) == ("en", Place("label", question=1))
    assert str(found) == (
        "English, question 1: “current salary” may not be asked (AGG; Directive (EU) 2023/970, "
        "Article 5): ask about what the work requires"
    )


def test_hints_and_choices_are_read_too() -> None:
    case = {"ask_en": "About you", "hint_en": "With a photo of you.", "hint_de": "Kurz."}
    choices = {"choices_en": ["my town", "my place of birth"], "choices_de": ["a", "b"]}
    found = findings("forbidden_question", **case, **choices)
    assert [(each.place.field, each.params["words"]) for each in found] == [
        ("hint", "photo of you"),
        ("choices", "place of birth"),
    ]


def test_language_that_is_not_begun_is_read_but_needs_no_questions() -> None:
    blank = {"title_en": "", "en": "", "around_en": "", "alone": True}
    assert findings("question_missing", ask_de="Warum?", ask_en="", **blank) == []


@pytest.mark.django_db
def test_forbidden_question_is_not_published_whatever_the_reason() -> None:
    posting = asking(label_en="How old are you?")
    with pytest.raises(PublishRefused) as refused:
        publish_posting(
            posting=posting, actor=None, override="We want to know.", now=timezone.now()
        )
    assert [finding.code for finding in refused.value.findings] == ["forbidden_question"]


@pytest.mark.django_db
def test_other_question_is_published() -> None:
    edition = publish_posting(
        posting=asking(label_en="How old is your code?"), actor=None, now=timezone.now()
    )
    assert edition.overridden == []


@pytest.mark.django_db
def test_question_for_few_posts_is_not_published_without_a_reason() -> None:
    posting = asking(label_en="What is your religion?")
    with pytest.raises(PublishRefused) as refused:
        publish_posting(posting=posting, actor=None, now=timezone.now())
    assert [finding.code for finding in refused.value.findings] == ["conviction_asked"]


@pytest.mark.django_db
def test_question_for_few_posts_is_published_with_a_reason() -> None:
    posting = asking(label_en="What is your religion?")
    edition = publish_posting(
        posting=posting, actor=None, override="AGG § 9: a parish.", now=timezone.now()
    )
    assert edition.overridden == ["conviction_asked"]


@pytest.mark.django_db
def test_question_that_lacks_a_language_keeps_that_language_back() -> None:
    posting = asking(label_en="")
    edition = publish_posting(posting=posting, actor=None, now=timezone.now())
    assert edition.languages == ["de"]
    with pytest.raises(PublishRefused) as refused:
        publish_posting(posting=posting, actor=None, languages=["de", "en"], now=timezone.now())
    assert refused.value.reasons == (
        "English cannot be published yet. Missing: words of the question “Wann könnten Sie anfangen?”.",
    )
