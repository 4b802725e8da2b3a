"""How far each language of a draft is.

Each question has two answers that agree: one over a posting in hand, one for the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from django.db.models import (
    Exists,
    Model,
    OuterRef,
    Q,
    QuerySet,
    TextChoices,
)
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modeltranslation.translator import translator

from careers.enums import QuestionKind
from careers.languages import (
    language_codes,
    language_name,
    localized_column,
    text_in_first_language,
    text_in_language,
)
from careers.models import Posting, PostingQuestion, PostingSection, TextBlock
from careers.models.confirmation import Outdated, outdated_texts
from careers.status.completeness import missing_texts

Row = TypeVar("Row", bound=Posting)


class LanguageStatus(TextChoices):
    COMPLETE = "complete", gettext_lazy("complete")
    MISSING = "missing", gettext_lazy("something missing")
    OUTDATED = "outdated", gettext_lazy("out of date")


@dataclass(frozen=True)
class OutdatedText:
    """A text that another language has left behind; that one said `before` and says `now`."""

    label: str
    field: str
    language: str
    other: str
    text: str
    before: str
    now: str
    section: int | None = None
    """The section's place in the posting, from 1; None for the posting's own texts."""
    block: TextBlock | None = None
    """The text block that the section takes its text from, which other postings share."""

    @property
    def other_name(self) -> str:
        return language_name(self.other)


@dataclass(frozen=True)
class LanguageState:
    """One language of a draft; labels and names are in the active language."""

    language: str
    missing: list[str]
    outdated: list[OutdatedText]

    @property
    def name(self) -> str:
        return language_name(self.language)

    @property
    def status(self) -> LanguageStatus:
        if self.missing:
            return LanguageStatus.MISSING
        return LanguageStatus.OUTDATED if self.outdated else LanguageStatus.COMPLETE

    @property
    def label(self) -> str:
        """Such as "complete", "2 missing" or "1 missing, 3 out of date"."""
        lacks, old = len(self.missing), len(self.outdated)
        parts = [ngettext("%(n)d missing", "%(n)d missing", lacks) % {"n": lacks}] if lacks else []
        if old:
            parts.append(ngettext("%(n)d out of date", "%(n)d out of date", old) % {"n": old})
        return ", ".join(parts) or str(LanguageStatus.COMPLETE.label)

    @property
    def seen(self) -> str:
        """A digest of what is out of date, to tell whether somebody still sees the same."""
        shown = [
            (each.field, each.section, each.other, each.text, each.before, each.now)
            for each in self.outdated
        ]
        return sha256(repr(shown).encode()).hexdigest()[:32]


def language_states(posting: Posting) -> list[LanguageState]:
    """The state of each language, in the portal's order.

    Asks the database nothing when `sections__block` and `questions` are prefetched.
    """
    outdated = list(find_outdated(posting))
    return [
        LanguageState(
            language=code,
            missing=missing_texts(posting, code),
            outdated=[each for each in outdated if each.language == code],
        )
        for code in language_codes()
    ]


def find_outdated(posting: Posting) -> Iterator[OutdatedText]:
    """What is out of date in any language: the posting's own texts, then those of each section."""
    for each in outdated_texts(posting):
        yield describe_outdated(posting, each, field_label(posting, each.field))
    for number, section in enumerate(posting.sections.all(), start=1):
        owner = section.block or section
        for each in outdated_texts(owner):
            label = _("%(field)s of the section “%(section)s”") % {
                "field": field_label(owner, each.field),
                "section": text_in_first_language(owner, "heading") or section.get_kind_display(),
            }
            yield describe_outdated(owner, each, label, number)


def describe_outdated(
    owner: Model, outdated: Outdated, label: str, section: int | None = None
) -> OutdatedText:
    return OutdatedText(
        **outdated._asdict(),
        label=capfirst(label),
        text=text_in_language(owner, outdated.field, outdated.language),
        section=section,
        block=owner if isinstance(owner, TextBlock) else None,
    )


def field_label(owner: Model, field: str) -> str:
    one = next(iter(translator.get_options_for_model(type(owner)).all_fields[field]))
    return str(one.translated_field.verbose_name)


def filter_by_language_state(
    postings: "QuerySet[Row]", language: str, status: LanguageStatus
) -> "QuerySet[Row]":
    """Those postings whose language is in this state, as language_states() would say."""
    lacks, is_old = is_incomplete(language), is_outdated(language)
    if status is LanguageStatus.MISSING:
        return postings.filter(lacks)
    return postings.filter(~lacks, is_old if status is LanguageStatus.OUTDATED else ~is_old)


def is_incomplete(language: str) -> Q:
    """Postings that lack a title, a section, or a text of a section or question.

    It is what careers.status.completeness says, for the database.
    """
    own = Q(block=None) & is_text_incomplete("", language)
    shared = Q(block__isnull=False) & is_text_incomplete("block__", language)
    sections = PostingSection.objects.filter(posting=OuterRef("pk"))
    questions = PostingQuestion.objects.filter(posting=OuterRef("pk"))
    return (
        is_empty(localized_column("title", language))
        | ~Q(Exists(sections))
        | Q(Exists(sections.filter(own | shared)))
        | Q(Exists(questions.filter(is_question_incomplete(language))))
    )


def is_text_incomplete(prefix: str, language: str) -> Q:
    """No body, or no heading where another language has one."""
    body = prefix + localized_column("body", language)
    return is_empty(body) | is_only_elsewhere(f"{prefix}heading", language)


def is_question_incomplete(language: str) -> Q:
    """Questions without words or choices, or without a hint where another language has one."""
    choices = Q(kind=QuestionKind.CHOICE) & is_empty(localized_column("choices", language))
    return (
        is_empty(localized_column("label", language))
        | choices
        | is_only_elsewhere("hint", language)
    )


def is_only_elsewhere(field: str, language: str) -> Q:
    """Empty in this language, but not in another one."""
    others = [localized_column(field, code) for code in language_codes() if code != language]
    is_somewhere = Q(*(Q(**{f"{name}__gt": ""}) for name in others), _connector=Q.OR)
    return is_empty(localized_column(field, language)) & is_somewhere


def is_empty(name: str) -> Q:
    return Q(**{name: None}) | Q(**{name: ""})


def is_outdated(language: str) -> Q:
    """Postings with a text in this language that is out of date: their own or a block's."""
    sections = PostingSection.objects.filter(posting=OuterRef("pk"))
    own = sections.filter(block=None, outdated__contains=[language])
    shared = sections.filter(block__outdated__contains=[language])
    # Apart, since an index answers each of them, and none of them both.
    return Q(outdated__contains=[language]) | Q(Exists(own)) | Q(Exists(shared))
