"""Filters by the answers to a posting's own questions, one for each question."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from careers.editions.application_form import question_choices
from careers.enums import QuestionKind
from careers.languages import language_codes
from careers.models import PostingQuestion
from hiring.inbox.filter_table import Choice, InboxFilter
from hiring.inbox.scope import Scope

PREFIX = "answer_"
ANSWERED, UNANSWERED = "any", "none"


def build_answer_filters(scope: Scope) -> list[InboxFilter]:
    """In the order of the form; none while no posting is chosen."""
    if scope.posting is None:
        return []
    return [build_answer_filter(question) for question in scope.posting.questions.all()]


def build_answer_filter(question: PostingQuestion) -> InboxFilter:
    values = answers_to_choose(question)
    labels = [Choice(value, label) for value, (label, _conditions) in values.items()]

    def narrow(
        applications: QuerySet[Application], scope: Scope, value: str
    ) -> QuerySet[Application]:
        return applications.filter(values[value][1])

    def choices(scope: Scope) -> Sequence[Choice]:
        return labels

    return InboxFilter(f"{PREFIX}{question.pk}", str(question), choices, narrow)


def answers_to_choose(question: PostingQuestion) -> dict[str, tuple[str, Q]]:
    """By its value in the address: what is offered, and which applications that are."""
    is_answered = Q(answers__contains=[{"key": str(question.pk)}])
    known = {
        str(number): (label, has_answer(question, answers))
        for number, (label, answers) in enumerate(closed_answers(question))
    }
    return {
        **known,
        ANSWERED: (str(_("answered")), is_answered),
        UNANSWERED: (str(_("not answered")), ~is_answered),
    }


def closed_answers(question: PostingQuestion) -> list[tuple[str, list[str | bool]]]:
    """What can be answered: a label, and how applications keep it, in each language."""
    if question.kind == QuestionKind.YES_NO:
        return [(str(_("Yes")), [True]), (str(_("No")), [False])]
    if question.kind != QuestionKind.CHOICE:
        return []
    in_each = [question_choices(question, code) for code in language_codes()]
    longest = max(in_each, key=len)
    return [
        (first_words(in_each, number), [words[number] for words in in_each if number < len(words)])
        for number in range(len(longest))
    ]


def first_words(in_each: list[list[str]], number: int) -> str:
    return next(words[number] for words in in_each if number < len(words))


def has_answer(question: PostingQuestion, answers: list[str | bool]) -> Q:
    condition = Q()
    for value in answers:
        condition |= Q(answers__contains=[{"key": str(question.pk), "value": value}])
    return condition
