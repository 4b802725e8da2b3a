"""What the checks know of a posting: plain values, so that a check needs no database."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Model

from careers.checks.corpus import EMPTY_CORPUS, Corpus
from careers.checks.passages import Passage, read_passages
from careers.editions.application_form import question_text
from careers.enums import PayUnit
from careers.languages import language_codes, text_in_language
from careers.models import Contact, Location, Posting, PostingQuestion, PostingSection
from careers.models.confirmation import outdated_texts
from careers.models.section import section_texts
from careers.text.many_marks import count_marks, cut_after_marks

MOST_MARKS = 20_000
"""Lines and marks of all texts of a posting together that the checks read; a long ad has some 1,000."""
PREFETCHED = ("sections__block", "questions", "contacts", "locations")


@dataclass(frozen=True)
class SectionFacts:
    """One section in one language; body is Markdown."""

    kind: str
    heading: str
    body: str
    block: str = ""
    """The name of the text block that it takes its text from; empty if the text is its own."""
    is_cut: bool = False
    """Whether the checks read only the first lines, as the posting has more than MOST_MARKS."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        return read_passages(self.body)

    @property
    def items(self) -> list[Passage]:
        return [passage for passage in self.passages if passage.is_item]

    @property
    def plain(self) -> str:
        return "\n".join(passage.text for passage in self.passages)


@dataclass(frozen=True)
class QuestionFacts:
    """One question to applicants in one language."""

    kind: str
    label: str
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutdatedFacts:
    """A text whose other language changed after it was last confirmed."""

    field: str
    other: str
    before: str
    now: str
    section: int | None = None


@dataclass(frozen=True)
class LanguageFacts:
    """All that the posting says in one language; sections stand in the same order in each."""

    language: str
    title: str = ""
    marker: str = ""
    summary: str = ""
    funding_notice: str = ""
    sections: tuple[SectionFacts, ...] = ()
    outdated: tuple[OutdatedFacts, ...] = ()
    questions: tuple[QuestionFacts, ...] = ()
    """In the same order in each language."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written in this language; shared blocks have it anyway."""
        own = (each.body for each in self.sections if not each.block)
        return not (self.title or self.summary or any(own))

    @property
    def plain(self) -> str:
        return "\n".join([self.summary, *(section.plain for section in self.sections)])


@dataclass(frozen=True)
class PostingFacts:
    """A posting as the checks see it at one moment; pay in its currency, hours in percent."""

    now: datetime
    texts: tuple[LanguageFacts, ...]
    contacts: tuple[str, ...] = ()
    contact_email: str = ""
    pay_min: Decimal | None = None
    pay_max: Decimal | None = None
    pay_grade: str = ""
    pay_unit: str = PayUnit.YEAR
    pay_currency: str = "EUR"
    pay_reason: str = ""
    funder: str = ""
    employment_types: tuple[str, ...] = ()
    hours_percent_min: int | None = None
    hours_percent_max: int | None = None
    weekly_hours: Decimal | None = None
    starts_on: date | None = None
    fixed_term_until: date | None = None
    answer_days: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    is_published: bool = False
    closed: bool = False
    places: tuple[str, ...] = ()
    is_speculative: bool = False
    """Whether people may offer to work here though nothing is vacant."""
    posting: int | None = None
    """The key of the posting, so that it is not compared with itself."""
    corpus: Corpus = EMPTY_CORPUS
    """What blocks and other postings say, for the search for copies."""

    @property
    def written(self) -> tuple[LanguageFacts, ...]:
        """The languages in which something has been written."""
        return tuple(text for text in self.texts if not text.is_empty)


@dataclass(frozen=True)
class Draft:
    """A posting with what belongs to it, as it is stored or as it stands in a form."""

    posting: Posting
    sections: tuple[PostingSection, ...]
    contacts: tuple[Contact, ...]
    locations: tuple[Location, ...]
    questions: tuple[PostingQuestion, ...] = ()


def build_posting_facts(
    posting: Posting, *, now: datetime, corpus: Corpus = EMPTY_CORPUS
) -> PostingFacts:
    """The facts of a stored posting at `now`; without a corpus it is compared with no other text.

    Makes no query when department and PREFETCHED are prefetched.
    """
    return build_draft_facts(stored_draft(posting), now=now, corpus=corpus)


def stored_draft(posting: Posting) -> Draft:
    """The posting with its rows as they are in the database, or as they were prefetched."""
    return Draft(
        posting,
        tuple(posting.sections.all()),
        tuple(posting.contacts.all()),
        tuple(posting.locations.all()),
        tuple(posting.questions.all()),
    )


def build_draft_facts(
    draft: Draft, *, now: datetime, corpus: Corpus = EMPTY_CORPUS
) -> PostingFacts:
    """The facts of a draft at `now`; its posting must have a department."""
    posting = draft.posting
    return PostingFacts(
        now=now,
        posting=posting.pk,
        corpus=corpus,
        pay_reason=posting.pay_reason,
        funder=posting.department.funder,
        texts=cut_texts(tuple(language_facts(draft, code) for code in language_codes())),
        contacts=tuple(contact.name for contact in draft.contacts),
        contact_email=posting.contact_email or contact_address(draft),
        pay_min=posting.pay_min,
        pay_max=posting.pay_max,
        pay_grade=posting.pay_grade,
        pay_unit=posting.pay_unit,
        pay_currency=posting.pay_currency,
        employment_types=tuple(posting.employment_types),
        hours_percent_min=posting.hours_percent_min,
        hours_percent_max=posting.hours_percent_max,
        weekly_hours=posting.weekly_hours,
        starts_on=posting.starts_on,
        fixed_term_until=posting.fixed_term_until,
        answer_days=posting.answer_days,
        opens_at=posting.opens_at,
        closes_at=posting.closes_at,
        is_published=posting.is_published,
        closed=posting.closed_at is not None,
        places=tuple(location.locality for location in draft.locations),
        is_speculative=posting.is_speculative,
    )


def cut_texts(texts: tuple[LanguageFacts, ...]) -> tuple[LanguageFacts, ...]:
    """The texts, no longer than can be checked soon: where all are too long, each has the same share."""
    bodies = [section.body for text in texts for section in text.sections]
    if sum(map(count_marks, bodies)) <= MOST_MARKS:
        return texts
    share = MOST_MARKS // len(bodies)
    return tuple(
        replace(text, sections=tuple(cut_section(each, share) for each in text.sections))
        for text in texts
    )


def cut_section(section: SectionFacts, share: int) -> SectionFacts:
    kept = cut_after_marks(section.body, share)
    return section if kept == section.body else replace(section, body=kept, is_cut=True)


def contact_address(draft: Draft) -> str:
    """The first address of the posting's contacts; empty if none has one."""
    return next((contact.email for contact in draft.contacts if contact.email), "")


def language_facts(draft: Draft, language: str) -> LanguageFacts:
    posting = draft.posting
    return LanguageFacts(
        language=language,
        title=text_in_language(posting, "title", language),
        marker=text_in_language(posting, "gender_marker", language),
        summary=text_in_language(posting, "summary", language),
        funding_notice=text_in_language(posting.department, "funding_notice", language),
        sections=tuple(section_facts(each, language) for each in draft.sections),
        outdated=tuple(outdated_facts(draft, language)),
        questions=tuple(question_facts(each, language) for each in draft.questions),
    )


def question_facts(question: PostingQuestion, language: str) -> QuestionFacts:
    text = question_text(question, language)
    return QuestionFacts(text["kind"], text["label"], text["hint"], tuple(text["choices"]))


def outdated_facts(draft: Draft, language: str) -> Iterator[OutdatedFacts]:
    """What is out of date in a language: the posting's own texts, then those of each section."""
    sections = enumerate((each.block or each for each in draft.sections), 1)
    for number, owner in ((None, draft.posting), *sections):
        yield from build_outdated_facts(owner, language, number)


def build_outdated_facts(
    owner: Model, language: str, section: int | None = None
) -> Iterator[OutdatedFacts]:
    """What is out of date in a language of a posting, of a section, or of a text block."""
    for each in outdated_texts(owner):
        if each.language == language:
            yield OutdatedFacts(each.field, each.other, each.before, each.now, section)


def section_facts(section: PostingSection, language: str) -> SectionFacts:
    heading, body = section_texts(section, language)
    return SectionFacts(section.kind, heading, body, section.block.slug if section.block else "")
