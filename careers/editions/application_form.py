"""What a posting asks of its applicants: documents, and questions of its own.

It is part of each edition, so that an application is judged by what its author was asked.
Editions made before there was a choice do not say; they asked for what DEFAULT_DEMANDS says.
"""

from typing import TypedDict

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from careers.enums import Demand, QuestionKind
from careers.languages import text_in_language
from careers.models import Edition, EditionText, Posting, PostingQuestion

DEMANDS = {
    "cv": "wants_cv",
    "cover_letter": "wants_cover_letter",
    "certificate": "wants_certificates",
    "other": "wants_other",
}
"""The column of the posting for each kind of document (values of applications.enums)."""

NAMES = {
    "cv": _("CV"),
    "cover_letter": _("cover letter"),
    "certificate": _("certificates"),
    "other": _("further documents"),
}

DEFAULT_DEMANDS: dict[str, Demand] = {
    "cv": Demand.REQUIRED,
    "cover_letter": Demand.OPTIONAL,
    "certificate": Demand.OPTIONAL,
    "other": Demand.OPTIONAL,
}


class AskedQuestion(TypedDict):
    """One question in one language; `choices` is empty unless its kind is a choice."""

    key: str
    kind: str
    """A value of careers.enums.QuestionKind."""
    label: str
    hint: str
    choices: list[str]
    is_required: bool


def asked_documents(edition: Edition) -> dict[str, Demand]:
    """For each kind of document, in the order of the form, whether the edition asks for it."""
    stated: dict[str, str] = edition.facts.get("documents", {})
    return {kind: Demand(stated.get(kind, default)) for kind, default in DEFAULT_DEMANDS.items()}


def asked_questions(text: EditionText) -> list[AskedQuestion]:
    """The questions of an edition in the language of this text, in the order of the form."""
    return list(text.facts.get("questions", []))


def documents_in_words(edition: Edition) -> str:
    """A line for each kind that is asked for, such as "CV: required", in the active language."""
    return "\n".join(
        f"{capfirst(NAMES[kind])}: {demand.label}"
        for kind, demand in asked_documents(edition).items()
        if demand is not Demand.NOT_ASKED
    )


def questions_in_words(questions: list[AskedQuestion]) -> str:
    """A few lines for each question: its words, what is to be answered, hint and choices."""
    return "\n".join(line for question in questions for line in question_lines(question))


def question_lines(question: AskedQuestion) -> list[str]:
    demand = Demand.REQUIRED if question["is_required"] else Demand.OPTIONAL
    kind = QuestionKind(question["kind"])
    first = f"{question['label']} ({kind.label}, {demand.label})"
    hint = [question["hint"]] if question["hint"] else []
    return [first, *hint, *(f"• {choice}" for choice in question["choices"])]


def document_demands(posting: Posting) -> dict[str, str]:
    """What the draft asks for, as EditionFacts keeps it."""
    return {kind: getattr(posting, column) for kind, column in DEMANDS.items()}


def question_texts(posting: Posting, language: str) -> list[AskedQuestion]:
    """The draft's questions in one language, as TextFacts keeps them."""
    return [question_text(question, language) for question in posting.questions.all()]


def question_text(question: PostingQuestion, language: str) -> AskedQuestion:
    is_choice = question.kind == QuestionKind.CHOICE
    return {
        "key": str(question.pk),
        "kind": str(question.kind),
        "label": text_in_language(question, "label", language),
        "hint": text_in_language(question, "hint", language),
        "choices": question_choices(question, language) if is_choice else [],
        "is_required": question.is_required,
    }


def question_choices(question: PostingQuestion, language: str) -> list[str]:
    """The choices as typed, one in each line; those typed twice count once."""
    lines = (line.strip() for line in text_in_language(question, "choices", language).splitlines())
    return list(dict.fromkeys(line for line in lines if line))
