"""What an edition holds: the shapes of its JSON columns, and how to read them."""

from typing import NotRequired, TypedDict

from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from careers.editions.application_form import AskedQuestion
from careers.editions.reader_facts import ReaderFacts
from careers.enums import SectionKind
from careers.models import EditionText
from careers.text.rendering import plain_text

HEADINGS = {
    SectionKind.ABOUT: _("About the project"),
    SectionKind.TASKS: _("Your tasks"),
    SectionKind.REQUIREMENTS: _("Your profile"),
    SectionKind.NICE_TO_HAVE: _("Nice to have"),
    SectionKind.OFFER: _("What we offer"),
    SectionKind.PROCESS: _("What happens next"),
    SectionKind.HOW_TO_APPLY: _("How to apply"),
}
"""What a section is called that has no heading of its own."""


class PlaceFacts(TypedDict):
    """An address as schema.org/PostalAddress has it; country is ISO 3166-1 alpha-2."""

    street: str
    postal_code: str
    locality: str
    region: str
    country: str


class PayFacts(TypedDict):
    """Amounts as decimal strings, currency by ISO 4217, unit by careers.enums.PayUnit."""

    minimum: NotRequired[str]
    maximum: NotRequired[str]
    currency: str
    unit: str
    grade: str


class EditionFacts(TypedDict):
    """What is true in every language; dates are ISO 8601."""

    reference: str
    department: str
    workplace_type: str
    locations: list[PlaceFacts]
    employment_types: list[str]
    starts_on: str
    fixed_term_until: str
    pay: PayFacts | None
    contact_email: str
    answer_days: int | None
    blocks: NotRequired[dict[str, int]]
    """The version of each text block shown, by its key: a newer one is a change not yet public."""
    shared: NotRequired[dict[str, str]]
    """The digests of what it shares with other postings (careers.editions.shared_content), to the same end."""
    documents: NotRequired[dict[str, str]]
    """Whether each kind of document is asked for; read it with careers.editions.application_form."""
    is_speculative: NotRequired[bool]
    """Whether people offer to work here instead of answering to an open position."""


class ContactText(TypedDict):
    name: str
    role: str
    email: str
    phone: str


class TextFacts(TypedDict):
    """The key facts in words, as the page shows them; empty where the posting says nothing."""

    department: str
    funding_notice: str
    place: str
    hours: str
    week: str
    contract: str
    start: str
    pay: str
    contacts: list[ContactText]
    in_other_languages: NotRequired[dict[str, ReaderFacts]]
    """For readers of an ad that is not in their language; read them with careers.editions.reader_facts."""
    questions: NotRequired[list[AskedQuestion]]
    """Read them with careers.editions.application_form."""


class SectionText(TypedDict):
    """One section: its kind (careers.enums.SectionKind), plain heading and sanitised HTML."""

    kind: str
    heading: str
    html: str
    block: NotRequired[int]
    """The key of the text block it came from, so that a changed block finds it; never shown."""


def section_words(sections: list[SectionText]) -> list[str]:
    return [f"{section['heading']} {plain_text(section['html'])}" for section in sections]


def whole_ad_html(text: EditionText) -> str:
    """The whole ad as one HTML text, for feeds and structured data, under the headings shown."""
    parts = []
    with override(text.language):
        for section in text.sections:
            heading = section_heading(section)
            parts += [f"<h3>{escape(heading)}</h3>"] if heading else []
            parts.append(section["html"])
    return "\n".join(parts)


def section_heading(section: SectionText) -> str:
    """The heading as shown: the section's own, else the name of its kind, in the active language."""
    if section["heading"] or section["kind"] in {SectionKind.INTRODUCTION, SectionKind.OTHER}:
        return section["heading"]
    return default_heading(section["kind"])


def default_heading(kind: str) -> str:
    return str(HEADINGS[SectionKind(kind)])
