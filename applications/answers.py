"""What applicants answer to a posting's own questions, as Application.answers keeps it."""

from decimal import Decimal, InvalidOperation
from typing import TypedDict

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from careers.editions.key_facts import format_exact_number
from careers.enums import QuestionKind


class Answer(TypedDict):
    """One answered question, in the words that its author read; unanswered ones are left out."""

    key: str
    label: str
    kind: str
    """A value of careers.enums.QuestionKind."""
    value: str | bool
    """Yes and no as a boolean, dates as ISO 8601, numbers with a point, choices in their words."""


def answer_in_words(answer: Answer) -> str:
    """The answer for people, in the active language."""
    value = answer["value"]
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if answer["kind"] == QuestionKind.NUMBER:
        return format_stored_number(value)
    if answer["kind"] == QuestionKind.DATE and (day := parse_date(value)):
        return date_format(day, "DATE_FORMAT")
    return value


def format_stored_number(stored: str) -> str:
    """With the reader's separators; what is stored as no number stays as it is."""
    try:
        return format_exact_number(Decimal(stored))
    except (InvalidOperation, ValueError):
        return stored
