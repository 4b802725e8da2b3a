"""From the draft to what the public reads: the facts and texts of a new edition.

Everything a reader sees is written out here once, at publication, in each language. Sites, feeds
and structured data only read it, so a later change to a location or block cannot reach the past.
"""

from typing import NotRequired, TypedDict

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

from careers import wording
from careers.asking import AskedQuestion, document_demands, question_texts
from careers.enums import SectionKind
from careers.facets import facet_labels
from careers.languages import in_language
from careers.models import EditionText, Location, Posting, PostingSection
from careers.models.section import section_texts
from careers.shared import shared_digests
from careers.text.rendering import plain_text, render_markdown, shorten_to_sentence
from careers.text.slugs import german_slug


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
    """The digests of what it shares with other postings (careers.shared), to the same end."""
    documents: NotRequired[dict[str, str]]
    """Whether each kind of document is asked for; read it with careers.asking."""
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
    questions: NotRequired[list[AskedQuestion]]
    """Read them with careers.asking."""


class SectionText(TypedDict):
    """One section: its kind (careers.enums.SectionKind), plain heading and sanitised HTML."""

    kind: str
    heading: str
    html: str
    block: NotRequired[int]
    """The key of the text block it came from, so that a changed block finds it; never shown."""


def edition_facts(posting: Posting) -> EditionFacts:
    """The language-neutral facts of a draft."""
    return {
        "reference": posting.reference or str(posting.public_id),
        "department": posting.department.slug,
        "workplace_type": posting.workplace_type,
        "locations": [place_facts(location) for location in posting.locations.all()],
        "employment_types": list(posting.employment_types),
        "starts_on": posting.starts_on.isoformat() if posting.starts_on else "",
        "fixed_term_until": iso_or_empty(posting),
        "pay": pay_facts(posting),
        "contact_email": posting.contact_email,
        "answer_days": posting.answer_days,
        "blocks": block_versions(posting),
        "shared": shared_digests(posting),
        "documents": document_demands(posting),
        "is_speculative": posting.is_speculative,
    }


def block_versions(posting: Posting) -> dict[str, int]:
    blocks = [section.block for section in posting.sections.all() if section.block]
    return {str(block.pk): block.version for block in blocks}


def iso_or_empty(posting: Posting) -> str:
    return posting.fixed_term_until.isoformat() if posting.fixed_term_until else ""


def place_facts(location: Location) -> PlaceFacts:
    return {
        "street": location.street,
        "postal_code": location.postal_code,
        "locality": location.locality,
        "region": location.region,
        "country": location.country,
    }


def pay_facts(posting: Posting) -> PayFacts | None:
    if posting.pay_min is None and posting.pay_max is None and not posting.pay_grade:
        return None
    facts: PayFacts = {
        "currency": posting.pay_currency,
        "unit": posting.pay_unit,
        "grade": posting.pay_grade,
    }
    if posting.pay_min is not None:
        facts["minimum"] = str(posting.pay_min)
    if posting.pay_max is not None:
        facts["maximum"] = str(posting.pay_max)
    return facts


def edition_text(posting: Posting, language: str) -> EditionText:
    """The unsaved text of a new edition in one language, rendered and sanitised."""
    with override(language):
        title = in_language(posting, "title", language)
        sections = [shown_section(section, language) for section in posting.sections.all()]
        facts = text_facts(posting, language)
        labels = facet_labels(posting, language)
        return EditionText(
            language=language,
            title=title,
            gender_marker=in_language(posting, "gender_marker", language),
            slug=german_slug(title, 80) or str(posting.public_id),
            summary=in_language(posting, "summary", language) or summarise(sections),
            sections=sections,
            facts=facts,
            facet_labels=labels,
            search_text=search_text(title, labels, facts["place"], sections),
        )


def shown_section(section: PostingSection, language: str) -> SectionText:
    shown = section_text(section.kind, *section_texts(section, language))
    return {**shown, "block": section.block_id} if section.block_id else shown


def section_text(kind: str, heading: str, body: str) -> SectionText:
    return {"kind": kind, "heading": heading, "html": render_markdown(body)}


def search_text(title: str, labels: list[str], place: str, sections: list[SectionText]) -> str:
    """All words by which the public finds a text."""
    return " ".join([title, *labels, place, *section_words(sections)])


def with_sections(text: EditionText, sections: list[SectionText]) -> EditionText:
    """The text, unsaved, with other sections; what was derived from the old ones follows."""
    if text.summary == summarise(text.sections):
        text.summary = summarise(sections)
    text.sections = sections
    text.search_text = search_text(text.title, text.facet_labels, text.facts["place"], sections)
    return text


def section_words(sections: list[SectionText]) -> list[str]:
    return [f"{section['heading']} {plain_text(section['html'])}" for section in sections]


def summarise(sections: list[SectionText]) -> str:
    """A description from the ad itself: what the person will do, else its first words.

    A heading such as "As a cook you will" belongs to it: the text then goes on in lower case.
    """
    by_kind = {section["kind"]: section for section in reversed(sections)}
    chosen = by_kind.get(SectionKind.TASKS) or (sections[0] if sections else None)
    if chosen is None:
        return ""
    words = plain_text(chosen["html"])
    is_begun_by_heading = words[:1].islower()
    return shorten_to_sentence(f"{chosen['heading']} {words}" if is_begun_by_heading else words)


def text_facts(posting: Posting, language: str) -> TextFacts:
    """The key facts in words; the language must be the active one."""
    return {
        "department": in_language(posting.department, "name", language),
        "funding_notice": in_language(posting.department, "funding_notice", language),
        "place": wording.place(posting, language),
        "hours": wording.hours(posting),
        "week": wording.week(posting),
        "contract": wording.contract(posting, language),
        "start": wording.start(posting, language),
        "pay": wording.pay(posting),
        "contacts": contact_texts(posting, language),
        "questions": question_texts(posting, language),
    }


def contact_texts(posting: Posting, language: str) -> list[ContactText]:
    return [
        {
            "name": contact.name,
            "role": in_language(contact, "role", language),
            "email": contact.email,
            "phone": contact.phone,
        }
        for contact in posting.contacts.all()
    ]


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
    return {
        SectionKind.ABOUT: _("About the project"),
        SectionKind.TASKS: _("Your tasks"),
        SectionKind.REQUIREMENTS: _("Your profile"),
        SectionKind.NICE_TO_HAVE: _("Nice to have"),
        SectionKind.OFFER: _("What we offer"),
        SectionKind.PROCESS: _("What happens next"),
        SectionKind.HOW_TO_APPLY: _("How to apply"),
    }[SectionKind(kind)]
