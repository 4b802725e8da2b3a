"""A table of applications: its head and its rows, one after the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import get_language

from applications.answers import Answer, answer_in_words
from applications.models import Application
from careers.enums import QuestionKind
from hiring.exports.cells import Cell
from hiring.exports.table_columns import ANSWERS, COLUMNS, Column


@dataclass(frozen=True)
class Table:
    """Head and rows; the rows can be gone through once."""

    head: list[str]
    rows: Iterator[list[Cell]]


def build_table(
    applications: Iterable[Application], *, keys: list[int], chosen: list[str]
) -> Table:
    """The chosen columns of these applications, whose keys are `keys`, in the active language."""
    columns = [one for one in COLUMNS if one.key in chosen]
    questions = collect_questions(keys) if ANSWERS in chosen else {}
    head = [*(capfirst(str(one.label)) for one in columns), *dict.fromkeys(questions.values())]
    return Table(head, iterate_rows(applications, columns, questions))


def iterate_rows(
    applications: Iterable[Application], columns: list[Column], questions: dict[str, str]
) -> Iterator[list[Cell]]:
    labels = [*dict.fromkeys(questions.values())]
    for application in applications:
        given: dict[str, list[Cell]] = {}
        for answer in application.answers if questions else ():
            label = questions.get(answer["key"], answer["label"])
            given.setdefault(label, []).append(read_answer(answer))
        yield [
            *(one.read(application) for one in columns),
            *(join_cells(given.get(label, [])) for label in labels),
        ]


def collect_questions(keys: list[int]) -> dict[str, str]:
    """The words of each question that was answered, by its key.

    Those in the reader's language if anybody was asked in it. Questions of several postings that
    have the same words share a column.
    """
    found: dict[str, str] = {}
    own: set[str] = set()
    rows = Application.objects.filter(pk__in=keys).order_by("posting_id", "pk")
    for language, answers in rows.values_list("language", "answers").iterator():
        for answer in answers:
            key = answer["key"]
            if key not in found or (language == get_language() and key not in own):
                found[key] = answer["label"]
            if language == get_language():
                own.add(key)
    return found


def read_answer(answer: Answer) -> Cell:
    """A date as a date, all else in words."""
    value = answer["value"]
    if (
        answer["kind"] == QuestionKind.DATE
        and isinstance(value, str)
        and (day := parse_date(value))
    ):
        return day
    return answer_in_words(answer)


def join_cells(cells: list[Cell]) -> Cell:
    if cells[1:]:
        return "\n".join(map(str, cells))
    return cells[0] if cells else None
