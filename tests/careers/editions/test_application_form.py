"""What an edition asks of applicants: documents, and questions of its own."""

import pytest
from django.utils import timezone

from applications.enums import DocumentKind
from careers.editions.application_form import DEFAULT_DEMANDS, asked_documents, asked_questions
from careers.models import Edition, EditionText
from careers.services import publish_posting
from tests.careers.factories import PostingFactory, QuestionFactory, published

pytestmark = pytest.mark.django_db


def text_of(edition: Edition, language: str = "de") -> EditionText:
    return edition.texts.get(language=language)


def test_kinds_of_documents_are_those_of_applications() -> None:
    assert list(DEFAULT_DEMANDS) == DocumentKind.values


def test_posting_asks_for_documents_as_its_columns_say() -> None:
    posting = published(wants_cv="optional", wants_certificates="not_asked", wants_other="required")
    posting.refresh_from_db()
    assert posting.current_edition is not None
    assert asked_documents(posting.current_edition) == {
        "cv": "optional",
        "cover_letter": "optional",
        "certificate": "not_asked",
        "other": "required",
    }


def test_older_edition_asks_for_what_was_usual() -> None:
    assert asked_documents(Edition(facts={})) == DEFAULT_DEMANDS
    assert asked_questions(EditionText(facts={})) == []


def test_questions_are_kept_in_order_and_in_each_language() -> None:
    posting = PostingFactory()
    second = QuestionFactory(posting=posting, position=20, kind="date", is_required=True)
    first = QuestionFactory(
        posting=posting, position=10, label_de="Warum?", hint_de="Kurz.", hint_en="Short."
    )
    edition = publish_posting(posting=posting, actor=None, now=timezone.now())
    usual = {"hint": "", "choices": [], "is_required": False}
    assert asked_questions(text_of(edition)) == [
        usual | {"key": str(first.pk), "kind": "text", "label": "Warum?", "hint": "Kurz."},
        usual
        | {
            "key": str(second.pk),
            "kind": "date",
            "label": "Wann könnten Sie anfangen?",
            "is_required": True,
        },
    ]
    english = asked_questions(text_of(edition, "en"))
    assert [one["label"] for one in english] == ["When could you begin?"] * 2


def test_choices_are_lines_without_blanks_and_doubles() -> None:
    posting = PostingFactory()
    QuestionFactory(
        posting=posting, kind="choice", choices_de=" Ja \n\nNein\nJa", choices_en="yes\nno"
    )
    edition = publish_posting(posting=posting, actor=None, now=timezone.now())
    assert asked_questions(text_of(edition))[0]["choices"] == ["Ja", "Nein"]


def test_choices_of_another_kind_are_not_asked() -> None:
    posting = PostingFactory()
    QuestionFactory(posting=posting, kind="text", choices_de="Ja\nNein")
    edition = publish_posting(posting=posting, actor=None, now=timezone.now())
    assert asked_questions(text_of(edition))[0]["choices"] == []


def test_changed_question_does_not_reach_the_edition_before() -> None:
    posting = PostingFactory()
    question = QuestionFactory(posting=posting, label_de="Vorher?")
    edition = publish_posting(posting=posting, actor=None, now=timezone.now())
    question.label_de = "Nachher?"
    question.save()
    assert asked_questions(text_of(edition))[0]["label"] == "Vorher?"
