"""From the draft to what the public reads: the facts and texts of a new edition.

Everything a reader sees is written out here once, at publication, in each language. Sites, feeds
and structured data only read it, so a later change to a location or block cannot reach the past.
"""

from django.utils.translation import override

from careers.editions import key_facts
from careers.editions.application_form import document_demands, question_texts
from careers.editions.contents import (
    ContactText,
    EditionFacts,
    PayFacts,
    PlaceFacts,
    SectionText,
    TextFacts,
    section_words,
)
from careers.editions.facets import facet_labels
from careers.editions.reader_facts import facts_for_other_readers
from careers.editions.shared_content import shared_digests
from careers.enums import SectionKind
from careers.languages import text_in_language
from careers.models import EditionText, Location, Posting, PostingSection
from careers.models.section import section_texts
from careers.text.rendering import plain_text, render_kept, shorten_to_sentence
from careers.text.slugs import german_slug


def edition_facts(posting: Posting) -> EditionFacts:
    """The language-neutral facts of a draft."""
    return {
        "reference": posting.reference or str(posting.public_id),
        "department": posting.department.slug,
        "workplace_type": posting.workplace_type,
        "locations": [place_facts(location) for location in posting.locations.all()],
        "employment_types": list(posting.employment_types),
        "starts_on": posting.starts_on.isoformat() if posting.starts_on else "",
        "fixed_term_until": fixed_term_date(posting),
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


def fixed_term_date(posting: Posting) -> str:
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


def build_edition_text(posting: Posting, language: str) -> EditionText:
    """The unsaved text of a new edition in one language, rendered and sanitised."""
    with override(language):
        title = text_in_language(posting, "title", language)
        sections = [public_section(section, language) for section in posting.sections.all()]
        facts = text_facts(posting, language)
        labels = facet_labels(posting, language)
        return EditionText(
            language=language,
            title=title,
            gender_marker=text_in_language(posting, "gender_marker", language),
            slug=german_slug(title, 80) or str(posting.public_id),
            summary=text_in_language(posting, "summary", language) or summarise_sections(sections),
            sections=sections,
            facts=facts,
            facet_labels=labels,
            search_text=search_text(title, labels, facts["place"], sections),
        )


def public_section(section: PostingSection, language: str) -> SectionText:
    shown = section_text(section.kind, *section_texts(section, language))
    return {**shown, "block": section.block_id} if section.block_id else shown


def section_text(kind: str, heading: str, body: str) -> SectionText:
    return {"kind": kind, "heading": heading, "html": render_kept(body)}


def search_text(title: str, labels: list[str], place: str, sections: list[SectionText]) -> str:
    """All words by which the public finds a text."""
    return " ".join([title, *labels, place, *section_words(sections)])


def replace_sections(text: EditionText, sections: list[SectionText]) -> EditionText:
    """The text, unsaved, with other sections; what was derived from the old ones follows."""
    if text.summary == summarise_sections(text.sections):
        text.summary = summarise_sections(sections)
    text.sections = sections
    text.search_text = search_text(text.title, text.facet_labels, text.facts["place"], sections)
    return text


def summarise_sections(sections: list[SectionText]) -> str:
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
        "department": text_in_language(posting.department, "name", language),
        "funding_notice": text_in_language(posting.department, "funding_notice", language),
        "place": key_facts.place_words(posting, language),
        "hours": key_facts.hours_words(posting),
        "week": key_facts.full_time_week(posting),
        "contract": key_facts.contract_words(posting, language),
        "start": key_facts.start_words(posting, language),
        "pay": key_facts.pay_words(posting),
        "contacts": contact_texts(posting, language),
        "in_other_languages": facts_for_other_readers(posting, language),
        "questions": question_texts(posting, language),
    }


def contact_texts(posting: Posting, language: str) -> list[ContactText]:
    return [
        {
            "name": contact.name,
            "role": text_in_language(contact, "role", language),
            "email": contact.email,
            "phone": contact.phone,
        }
        for contact in posting.contacts.all()
    ]
