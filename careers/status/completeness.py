"""What a language of a posting still lacks before it can be published."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from careers.enums import QuestionKind
from careers.languages import language_codes, text_in_language
from careers.models import Posting, PostingQuestion, PostingSection
from careers.models.section import section_texts


def missing_texts(posting: Posting, language: str) -> list[str]:
    """Names of what is missing in this language, in the active language; empty if complete."""
    missing = [] if text_in_language(posting, "title", language) else [_("title")]
    sections = list(posting.sections.all())
    if not sections:
        missing.append(_("at least one section"))
    for section in sections:
        missing += missing_in_section(section, language)
    for question in posting.questions.all():
        missing += missing_in_question(question, language)
    return missing


def missing_in_section(section: PostingSection, language: str) -> list[str]:
    """A section needs a text in each language, and a heading where another language has one."""
    heading, body = section_texts(section, language)
    missing = [] if body else [_("text of the section “%(section)s”")]
    if not heading and any(section_texts(section, code)[0] for code in language_codes()):
        missing.append(_("heading of the section “%(section)s”"))
    return [words % {"section": str(section)} for words in missing]


def missing_in_question(question: PostingQuestion, language: str) -> list[str]:
    """A question needs its words, a choice its choices, and a hint where another language has one."""
    names = {"question": str(question)}
    hints = {code: text_in_language(question, "hint", code) for code in language_codes()}
    missing = []
    if not text_in_language(question, "label", language):
        missing.append(_("words of the question “%(question)s”") % names)
    if any(hints.values()) and not hints[language]:
        missing.append(_("hint of the question “%(question)s”") % names)
    if question.kind == QuestionKind.CHOICE and not text_in_language(question, "choices", language):
        missing.append(_("choices of the question “%(question)s”") % names)
    return missing


def complete_languages(posting: Posting, codes: Iterable[str] | None = None) -> list[str]:
    """Those languages (default: all) in which nothing is missing."""
    return [code for code in codes or language_codes() if not missing_texts(posting, code)]
