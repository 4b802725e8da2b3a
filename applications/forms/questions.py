"""A posting's own questions as fields of the form, and what was typed there as answers."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from applications.answers import Answer
from applications.forms.typed import TypedField
from careers.editions.application_form import AskedQuestion, asked_questions
from careers.enums import QuestionKind
from careers.forms import DayField, NumberField
from careers.models import EditionText

PREFIX = "question-"
MAX_ANSWER_LENGTH = 2000
YES, NO = "yes", "no"
FIRST_YEAR = 1900
"""Applicants may be asked since when they have done something."""


def field_name(question: AskedQuestion) -> str:
    return f"{PREFIX}{question['key']}"


def question_field(question: AskedQuestion) -> forms.Field:
    """The field that asks a question; choices are told apart by their number, in every language."""
    asked: dict[str, Any] = {
        "label": question["label"],
        "help_text": escape(question["hint"]),
        "required": question["is_required"],
        "error_messages": {"required": _("Answer this question: %s") % question["label"]},
    }
    match question["kind"]:
        case QuestionKind.CHOICE:
            choices = [(str(number), words) for number, words in enumerate(question["choices"])]
            return radio_field(choices, asked)
        case QuestionKind.YES_NO:
            return radio_field([(YES, _("Yes")), (NO, _("No"))], asked)
        case QuestionKind.NUMBER:
            return NumberField(max_digits=15, decimal_places=4, **asked)
        case QuestionKind.DATE:
            return DayField(first_year=FIRST_YEAR, **asked)
    area = forms.Textarea(attrs={"rows": 3})
    return TypedField(max_length=MAX_ANSWER_LENGTH, widget=area, **asked)


def radio_field(choices: list[tuple[str, Any]], asked: dict[str, Any]) -> forms.ChoiceField:
    """Radio buttons; where nothing need be chosen, one of them takes a choice back."""
    none = [] if asked["required"] else [("", _("No answer"))]
    return forms.ChoiceField(choices=[*choices, *none], widget=forms.RadioSelect, **asked)


def collect_answers(questions: list[AskedQuestion], cleaned: dict[str, Any]) -> list[Answer]:
    """What was answered, in the order asked; what was left empty is left out."""
    found = [(question, cleaned.get(field_name(question))) for question in questions]
    return [
        Answer(
            key=question["key"],
            label=question["label"],
            kind=question["kind"],
            value=answer_value(question, value),
        )
        for question, value in found
        if value not in (None, "")
    ]


def answer_value(question: AskedQuestion, value: Any) -> str | bool:
    if question["kind"] == QuestionKind.CHOICE:
        return question["choices"][int(value)]
    if question["kind"] == QuestionKind.YES_NO:
        return bool(value == YES)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def carry_over_choices(
    typed: dict[str, str], before: EditionText, now: EditionText
) -> dict[str, str]:
    """The same words, and the same choices: those are kept as numbers, which may have changed.

    Both texts should be of one language. What is no longer offered is not chosen.
    """
    earlier = {question["key"]: question for question in asked_questions(before)}
    moved = {
        field_name(question): choice_number(typed.get(field_name(question), ""), earlier, question)
        for question in asked_questions(now)
        if question["kind"] == QuestionKind.CHOICE
    }
    return typed | moved


def choice_number(number: str, earlier: dict[str, AskedQuestion], question: AskedQuestion) -> str:
    """The number that a choice has now; empty if it is not offered any more."""
    before = earlier.get(question["key"])
    choices = before["choices"] if before else []
    words = {str(key): word for key, word in enumerate(choices)}
    numbers = {word: str(key) for key, word in enumerate(question["choices"])}
    return numbers.get(words.get(number, ""), "")
