"""A posting's own questions in the form, on the review, and in the application."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from applications.answers import Answer, answer_in_words
from applications.models import Application, Draft
from careers.models import Posting, PostingQuestion
from careers.services import publish_posting
from tests.applications.site import apply_path, fill_in, page, send, words
from tests.careers.factories import PostingFactory, published

pytestmark = pytest.mark.django_db
ASKED: tuple[dict[str, Any], ...] = (
    {"kind": "text", "label_de": "Warum wir?", "label_en": "Why us?", "is_required": True},
    {
        "kind": "choice",
        "label_de": "Welche Schicht?",
        "label_en": "Which shift?",
        "choices_de": "früh\nspät",
        "choices_en": "early\nlate",
    },
    {"kind": "yes_no", "label_de": "Reisen Sie?", "label_en": "Do you travel?"},
    {
        "kind": "number",
        "label_de": "Stunden?",
        "label_en": "Hours?",
        "hint_de": "die Woche",
        "hint_en": "a <b>week</b>",
    },
    {"kind": "date", "label_de": "Ab wann?", "label_en": "From when?"},
)


def asking(*questions: dict[str, Any], **fields: Any) -> Posting:
    posting = PostingFactory(**fields)
    for number, question in enumerate(questions or ASKED):
        PostingQuestion.objects.create(posting=posting, position=number, **question)
    publish_posting(posting=posting, actor=None, now=timezone.now())
    return posting


def question_fields(posting: Posting, *values: str | None) -> dict[str, str]:
    """Fields of the form with these values, in the order asked; None leaves one out."""
    keys = posting.questions.values_list("pk", flat=True)
    found = {f"question-{key}": value for key, value in zip(keys, values, strict=False)}
    return {key: value for key, value in found.items() if value is not None}


@pytest.mark.parametrize(
    ("is_required", "values"), [(False, ["yes", "no", ""]), (True, ["yes", "no"])]
)
def test_answer_can_be_taken_back_where_none_is_needed(
    is_required: bool, values: list[str]
) -> None:
    posting = asking(ASKED[2] | {"is_required": is_required})
    form = page(Client().get(apply_path(posting)))
    radios = form.tree.select("[type=radio]")
    assert [radio["value"] for radio in radios] == values
    assert [radio["value"] for radio in radios if radio.has_attr("checked")] == values[2:]


def test_answers_become_part_of_the_application(client: Client) -> None:
    posting = asking()
    send(client, posting, **question_fields(posting, "Darum", "1", "no", "38,5", "2027-03-01"))
    keys = [str(key) for key in posting.questions.values_list("pk", flat=True)]
    labels = ["Why us?", "Which shift?", "Do you travel?", "Hours?", "From when?"]
    kinds = [question["kind"] for question in ASKED]
    values = ["Darum", "late", False, "38.5", "2027-03-01"]
    assert Application.objects.get().answers == [
        {"key": key, "label": label, "kind": kind, "value": value}
        for key, label, kind, value in zip(keys, labels, kinds, values, strict=True)
    ]


def test_review_shows_the_answers_in_words(client: Client) -> None:
    posting = asking()
    fill_in(client, posting, **question_fields(posting, "Darum", "0", "yes", "40", "2027-03-01"))
    tree = page(client.get(apply_path(posting, name="review"))).tree
    shown = {words(term): words(term.find_next("dd")) for term in tree.select(".review dt")}
    assert shown == {
        "Your name": "Ayşe Öztürk",
        "Email": "ayse@example.org",
        "Why us?": "Darum",
        "Which shift?": "early",
        "Do you travel?": "Yes",
        "Hours?": "40",
        "From when?": "1 March 2027",
    }


def test_what_is_left_empty_is_left_out(client: Client) -> None:
    posting = asking()
    send(client, posting, **question_fields(posting, "Darum", None, None, "", ""))
    assert [answer["label"] for answer in Application.objects.get().answers] == ["Why us?"]


@pytest.mark.parametrize(
    ("values", "wrong", "sentence"),
    [
        ([""], 0, "Answer this question: Why us?"),
        (["x", None, None, "viele"], 3, "Enter a number, for example 40 or 38.5."),
        (["x", None, None, None, "bald"], 4, "Enter a date, for example 1 Mar 2027."),
        (["x\0"], 0, "This contains characters that cannot be displayed. Type it again by hand."),
    ],
)
def test_wrong_answers_are_refused_at_their_question(
    client: Client, values: list[str], wrong: int, sentence: str
) -> None:
    posting = asking()
    shown = page(fill_in(client, posting, **question_fields(posting, *values)))
    key = list(posting.questions.values_list("pk", flat=True))[wrong]
    assert shown.errors == [(f"#id_question-{key}", sentence)]
    assert Draft.objects.get().documents.count() == 1


@pytest.mark.parametrize("value", ["2", "-1", "x", "early"])
def test_choice_that_was_not_offered_is_refused(client: Client, value: str) -> None:
    posting = asking()
    assert page(fill_in(client, posting, **question_fields(posting, "x", value))).status == 422
    assert fill_in(client, posting, **question_fields(posting, "x", "1")).status_code == 302


def test_choice_survives_the_switch_of_language(client: Client) -> None:
    posting = asking()
    fill_in(client, posting, **question_fields(posting, "Darum", "1"))
    tree = page(client.get(apply_path(posting, "de"))).tree
    chosen = tree.select_one("input[type=radio][checked]")
    assert (chosen["value"], words(chosen.parent)) == ("1", "spät")


def test_questions_are_described_and_hints_are_no_html(client: Client) -> None:
    posting = asking()
    tree = page(client.get(apply_path(posting))).tree
    key = posting.questions.get(kind="number").pk
    hint = tree.select_one(f"#id_question-{key}_helptext")
    assert (words(hint), hint.select("b")) == ("a <b>week</b>", [])
    assert tree.select_one(f"#id_question-{key}")["inputmode"] == "decimal"
    assert [words(legend) for legend in tree.select("fieldset.options legend")] == [
        "Which shift? (optional)",
        "Do you travel? (optional)",
    ]


def test_questions_in_another_language_are_marked(client: Client) -> None:
    posting = asking({"kind": "text", "label_de": "Warum wir?"}, german_only=True)
    field = page(client.get(apply_path(posting, "en"))).tree.select_one(
        "#documents + .field-group .field"
    )
    assert (words(field), field.parent["lang"]) == ("Warum wir? (optional)", "de")
    own = page(client.get(apply_path(posting, "de"))).tree.select_one(
        "#documents + .field-group .field"
    )
    assert not own.parent.has_attr("lang")


def test_posting_without_questions_shows_none(client: Client) -> None:
    tree = page(client.get(apply_path(published()))).tree
    assert [words(legend) for legend in tree.select(".field-group > legend")] == [
        "About you",
        "Your documents",
        "Anything else?",
    ]


def test_documents_are_asked_for_as_the_posting_says(client: Client) -> None:
    posting = published(
        wants_cv="not_asked", wants_cover_letter="required", wants_certificates="not_asked"
    )
    tree = page(client.get(apply_path(posting))).tree
    inputs = {
        tag["name"]: words(tree.select_one(f"label[for={tag['id']}]"))
        for tag in tree.select("[type=file]")
    }
    assert inputs == {
        "cover_letter": "Cover letter",
        "other": "Further documents (optional)",
    }
    assert "a letter is optional" not in words(tree.select_one(".sidebar"))
    shown = page(fill_in(client, posting, cv=None))
    assert shown.errors == [("#id_cover_letter", "Choose the file with your cover letter.")]


def test_posting_that_asks_for_no_documents_gets_none(client: Client) -> None:
    wants = ("wants_cv", "wants_cover_letter", "wants_certificates", "wants_other")
    posting = published(**dict.fromkeys(wants, "not_asked"))
    assert page(client.get(apply_path(posting))).tree.select("[type=file]") == []
    send(client, posting)
    assert Application.objects.get().documents.count() == 0


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("yes_no", True, "Yes"),
        ("yes_no", False, "No"),
        ("date", "2027-03-01", "1 March 2027"),
        ("date", "bald", "bald"),
        ("number", "38.5", "38.5"),
        ("number", "60000", "60,000"),
        ("number", "1.500", "1.5"),
        ("number", "viele", "viele"),
    ],
)
def test_answers_in_words(kind: str, value: str | bool, shown: str) -> None:
    with override("en"):
        assert answer_in_words(Answer(key="1", label="?", kind=kind, value=value)) == shown
