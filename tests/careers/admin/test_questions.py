"""The editor's questions to applicants, and the documents that a posting asks for."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import translation

from careers.models import Posting
from tests.careers.admin.editor import address, fields_of, open_form, save
from tests.careers.factories import PostingFactory, QuestionFactory, published
from tests.config.people import browser, hr_manager, person, team_member

pytestmark = pytest.mark.django_db
NEW = {"questions-0-label_de": "Warum?", "questions-0-label_en": "Why?"}


@pytest.fixture
def hanna():
    return browser(hr_manager())


def labels(posting: Posting) -> list[str]:
    return list(posting.questions.order_by("position").values_list("label_de", flat=True))


def version(posting: Posting) -> int:
    return Posting.objects.values_list("version", flat=True).get(pk=posting.pk)


def messages_of(page: HttpResponse) -> list[str]:
    context: Any = page.context
    groups = context["panel"].groups
    return [line.message for group in groups for line in group.lines if group.level == "blocks"]


def test_question_is_kept_with_all_that_belongs_to_it(hanna) -> None:
    posting = PostingFactory()
    more = {"questions-0-kind": "choice", "questions-0-choices_de": "a\r\nb"}
    save(hanna, posting, open_form(hanna, posting) | NEW | more | {"questions-0-is_required": "on"})
    question = posting.questions.get()
    fields = ("label_de", "label_en", "kind", "choices_de", "is_required", "position")
    assert [getattr(question, name) for name in fields] == [
        *("Warum?", "Why?", "choice", "a\nb", True, 10),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"questions-1-label_de": "Neu?", "questions-1-kind": "date"},
        {"questions-0-hint_de": "Kurz."},
        {"questions-0-DELETE": "on"},
        {"wants_cv": "optional"},
        {"is_speculative": "on"},
    ],
)
def test_changed_question_or_demand_is_one_version_more(hanna, changes: dict[str, str]) -> None:
    posting = PostingFactory()
    QuestionFactory(posting=posting)
    assert save(hanna, posting, open_form(hanna, posting) | changes).status_code == 302
    assert version(posting) == 2


def test_unchanged_questions_are_no_new_version(hanna) -> None:
    posting = PostingFactory()
    QuestionFactory(posting=posting, position=7, hint_de="Kurz.")
    assert save(hanna, posting, open_form(hanna, posting)).status_code == 302
    assert version(posting) == 1


def test_questions_change_places(hanna) -> None:
    posting = PostingFactory()
    QuestionFactory(posting=posting, position=10, label_de="a")
    QuestionFactory(posting=posting, position=20, label_de="b")
    swapped = {"questions-0-position": "20", "questions-1-position": "10"}
    assert save(hanna, posting, open_form(hanna, posting) | swapped).status_code == 302
    assert labels(posting) == ["b", "a"]


def test_question_without_words_is_refused(hanna) -> None:
    posting = PostingFactory()
    data = open_form(hanna, posting) | {"questions-0-kind": "date", "questions-0-hint_de": "Kurz."}
    answer = save(hanna, posting, data)
    assert (answer.status_code, labels(posting)) == (200, [])
    with translation.override("en"):
        assert "Write the question in one language at least." in answer.text


def test_question_that_was_added_and_left_empty_is_not_kept(hanna) -> None:
    posting = PostingFactory()
    left = {"questions-0-kind": "date", "questions-0-position": "10"}
    assert save(hanna, posting, open_form(hanna, posting) | left).status_code == 302
    assert (labels(posting), version(posting)) == ([], 1)


def test_question_whose_words_are_taken_away_is_refused(hanna) -> None:
    posting = PostingFactory()
    QuestionFactory(posting=posting, label_de="Warum?")
    blank = {"questions-0-label_de": "", "questions-0-label_en": ""}
    assert save(hanna, posting, open_form(hanna, posting) | blank).status_code == 200
    assert labels(posting) == ["Warum?"]


def test_question_that_somebody_deleted_meanwhile_is_not_lost(hanna) -> None:
    posting = PostingFactory()
    question = QuestionFactory(posting=posting)
    data = open_form(hanna, posting) | {"questions-0-label_de": "Meine?"}
    question.delete()
    assert save(hanna, posting, data).status_code == 302
    assert labels(posting) == ["Meine?"]


def test_save_after_somebody_elses_question_is_refused(hanna) -> None:
    posting = PostingFactory()
    emil = browser(person("emil", "Editors"))
    mine, theirs = open_form(hanna, posting), open_form(emil, posting)
    save(emil, posting, theirs | NEW)
    answer = save(hanna, posting, mine | {"questions-0-label_de": "Meine?"})
    assert (answer.status_code, labels(posting)) == (200, ["Warum?"])
    assert "Meine?" in fields_of(answer).values()


def test_question_of_another_posting_is_not_touched(hanna) -> None:
    posting, other = PostingFactory(), PostingFactory()
    QuestionFactory(posting=posting)
    foreign = QuestionFactory(posting=other, label_de="Fremd?")
    data = open_form(hanna, posting) | {
        "questions-0-id": foreign.pk,
        "questions-0-label_de": "Neu?",
    }
    save(hanna, posting, data)
    assert labels(other) == ["Fremd?"]


def test_live_check_reads_questions_and_leads_to_them(hanna) -> None:
    posting = PostingFactory()
    data = open_form(hanna, posting) | NEW | {"questions-0-label_en": "How old are you?"}
    answer = hanna.post(f"/admin/careers/posting/{posting.pk}/check/", data)
    (line,) = next(g for g in answer.context["panel"].groups if g.level == "blocks").lines
    assert (line.anchor, posting.questions.count()) == ("id_questions-0-label_en", 0)


def test_live_check_knows_that_nothing_is_vacant(hanna) -> None:
    posting = PostingFactory(pay_min=None, pay_max=None)
    data = open_form(hanna, posting)
    found = [
        len(messages_of(hanna.post(f"/admin/careers/posting/{posting.pk}/check/", data | more)))
        for more in ({}, {"is_speculative": "on"})
    ]
    assert found == [1, 0]


def test_stored_question_is_checked_when_the_editor_opens(hanna) -> None:
    posting = PostingFactory()
    QuestionFactory(posting=posting)
    QuestionFactory(posting=posting, label_de="Wie alt sind Sie?")
    panel = hanna.get(address(posting)).context["panel"]
    assert [line.anchor for line in panel.groups[0].lines] == ["id_questions-1-label_de"]


def test_hiring_team_reads_questions_without_inputs() -> None:
    tom = team_member()
    posting = published()
    posting.hiring_team.add(tom)
    QuestionFactory(posting=posting, kind="choice", choices_de="Bonn\nKöln", choices_en="Bonn")
    text = browser(tom).get(address(posting)).text
    assert ("<li>Köln</li>" in text, 'name="questions-' in text) == (True, False)


def test_more_questions_than_anybody_answers_are_refused(hanna) -> None:
    posting = PostingFactory()
    data = open_form(hanna, posting) | {"questions-TOTAL_FORMS": "500"}
    answer = save(hanna, posting, data)
    context: Any = answer.context
    assert len(context["inline_admin_formsets"][1].formset.forms) == 20
