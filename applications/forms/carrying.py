"""What was typed for one edition, in the form of another."""

from applications.forms.questions import field_name
from careers.editions.application_form import AskedQuestion, asked_questions
from careers.enums import QuestionKind
from careers.models import EditionText


def carried_over(typed: dict[str, str], before: EditionText, now: EditionText) -> dict[str, str]:
    """The same words, and the same choices: those are kept as numbers, which may have changed.

    Both texts should be of one language. What is no longer offered is not chosen.
    """
    earlier = {question["key"]: question for question in asked_questions(before)}
    moved = {
        field_name(question): place(typed.get(field_name(question), ""), earlier, question)
        for question in asked_questions(now)
        if question["kind"] == QuestionKind.CHOICE
    }
    return typed | moved


def place(number: str, earlier: dict[str, AskedQuestion], question: AskedQuestion) -> str:
    """The number that a choice has now; empty if it is not offered any more."""
    before = earlier.get(question["key"])
    choices = before["choices"] if before else []
    words = {str(key): word for key, word in enumerate(choices)}
    numbers = {word: str(key) for key, word in enumerate(question["choices"])}
    return numbers.get(words.get(number, ""), "")
