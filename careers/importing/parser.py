"""Reads one ad in one language: what it says, section by section, no word lost."""

from collections.abc import Container, Sequence
from itertools import zip_longest

from careers.enums import SectionKind
from careers.importing.contacts import find_contacts, find_email
from careers.importing.facts import Passage, find_facts
from careers.importing.facts.marker import find_gender_marker
from careers.importing.header import find_place_line, find_title
from careers.importing.markdown import Block, read_blocks, to_canonical
from careers.importing.pieces import ParsedAd
from careers.importing.section_builder import Sections
from careers.importing.title import Title, read_title
from careers.text.language import detect_language
from careers.text.pasted_text import is_pasted

# Where persons to ask are named; elsewhere names are those of funders, bosses and products.
CONTACT_KINDS = frozenset(
    {
        SectionKind.INTRODUCTION,
        SectionKind.HOW_TO_APPLY,
        SectionKind.PROCESS,
        SectionKind.OTHER,
    }
)


class UnknownLanguageError(ValueError):
    """The text gives too little to tell its language; name it instead."""


def parse_ad(text: str, language: str | None = None) -> ParsedAd:
    """Reads the Markdown (or plain text, or HTML) of one ad.

    The pieces of the result have every word of the text, in order; see `words.words`.
    Raises UnknownLanguageError where no language is given and none can be detected.
    """
    blocks = read_blocks(to_canonical(text))
    spoken = language or detect_language("\n".join(block.plain for block in blocks))
    if spoken is None:
        raise UnknownLanguageError
    at = find_title(blocks)
    title = Title("", "", ()) if at is None else read_title(blocks[at].plain)
    line = find_place_line(blocks, at)
    sections = _divide_into_sections(
        blocks, {at: title} if at is not None else {}, line[0] if line else None
    )
    return ParsedAd(
        language=spoken,
        title=title.text,
        gender_marker=title.gender_marker or _marker_in_text(sections.passages),
        facts=find_facts(sections.passages, line[1] if line else None, spoken),
        sections=sections.finished,
        pieces=tuple(sections.pieces),
        contacts=find_contacts(_texts_of_kinds(sections.passages, CONTACT_KINDS)),
        contact_email=_find_contact_email(blocks, sections.passages),
        is_mended=is_pasted(text),
        lead_words=title.lead_words,
    )


def _divide_into_sections(
    blocks: Sequence[Block], titles: dict[int, Title], place_line: int | None
) -> Sections:
    sections = Sections()
    for i, (block, following) in enumerate(zip_longest(blocks, blocks[1:])):
        if i in titles:
            sections.add_title(titles[i], block.links)
        elif i == place_line:
            sections.add_place_line(block)
        else:
            sections.add_block(block, following)
    return sections


def _marker_in_text(passages: Sequence[Passage]) -> str:
    """The marker of an ad whose title has none, as in "We look for two developers (m/f/d)"."""
    found = (find_gender_marker(part.text) for part in passages)
    return next((match[0] for match in found if match), "")


def _find_contact_email(blocks: Sequence[Block], passages: Sequence[Passage]) -> str:
    links = [link for block in blocks for link in block.links]
    last = _texts_of_kinds(passages, {SectionKind.HOW_TO_APPLY})
    return find_email(links[::-1], [*last, *(part.text for part in passages)])


def _texts_of_kinds(passages: Sequence[Passage], kinds: Container[SectionKind]) -> list[str]:
    return [part.text for part in passages if part.kind in kinds]
