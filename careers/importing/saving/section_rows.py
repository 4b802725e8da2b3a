"""The sections of a posting as its ads have them now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from careers.checks.findings import Finding, Place, to_excerpt
from careers.enums import SectionKind
from careers.importing.facts.found import NOT_ABOUT_THE_POSITION
from careers.importing.facts.hours import find_share
from careers.importing.import_rules import HOURS_IN_ONE_PLACE, SECTION_ALONE
from careers.importing.pieces import Section
from careers.importing.saving.alignment import Row, align_sections
from careers.languages import language_codes, localized_column
from careers.models import Posting, PostingSection
from careers.models.section import section_texts


def write_sections(posting: Posting, imported: Mapping[str, Sequence[Section]]) -> list[Row]:
    """Makes the sections what the ads say; a language that was not imported now keeps its words.

    A section stays the same row as long as its kind does, so that it is known which language
    has changed and which has not, and it keeps its text block as long as it says the same.
    """
    known = list(posting.sections.select_related("block"))
    texts = {code: imported.get(code) or _stored_sections(known, code) for code in language_codes()}
    rows = align_sections({code: sections for code, sections in texts.items() if sections})
    for position, row in enumerate(rows):
        section = _take_section(known, row.kind) or PostingSection(posting=posting, kind=row.kind)
        section.position = position
        _fill_section(section, row)
        section.full_clean(validate_constraints=False)  # positions are in order at the end only
        section.save()
    for section in known:
        section.delete()
    return rows


def _stored_sections(known: Sequence[PostingSection], language: str) -> list[Section]:
    """The sections in a language; none where only shared blocks have it."""
    texts = [(each, *section_texts(each, language)) for each in known]
    is_begun = any(body for section, _heading, body in texts if section.block is None)
    return [
        Section(SectionKind(section.kind), heading, body)
        for section, heading, body in texts
        if is_begun and (heading or body)
    ]


def _take_section(known: list[PostingSection], kind: SectionKind) -> PostingSection | None:
    """The first known section of this kind, which then is known no longer."""
    found = next((section for section in known if section.kind == kind), None)
    if found is not None:
        known.remove(found)
    return found


def _fill_section(section: PostingSection, row: Row) -> None:
    wanted = {code: (heading, row.bodies[code]) for code, heading in row.headings.items()}
    if section.block and all(
        section_texts(section, code) == texts for code, texts in wanted.items()
    ):
        return
    section.block = None
    for code, (heading, body) in wanted.items():
        setattr(section, localized_column("heading", code), heading)
        setattr(section, localized_column("body", code), body)


def section_findings(rows: Sequence[Row], languages: Iterable[str]) -> Iterator[Finding]:
    """What only someone who reads all sections of a file notices, at the place in the posting."""
    yield from find_lone_sections(rows)
    for language in languages:
        yield from find_hidden_hours(rows, language)


def find_hidden_hours(rows: Sequence[Row], language: str) -> Iterator[Finding]:
    """A share of full time that stands in one section only, and not in the first."""
    shares = (
        (number, find_share(row.bodies.get(language, "")))
        for number, row in enumerate(rows, 1)
        if row.kind not in NOT_ABOUT_THE_POSITION
    )
    found = [(number, share) for number, share in shares if share]
    if len(found) == 1 and found[0][0] > 1:
        number, share = found[0]
        yield HOURS_IN_ONE_PLACE.build_finding(language, Place("body", number), words=share)


def find_lone_sections(rows: Sequence[Row]) -> Iterator[Finding]:
    """A finding for each section that only one language has, at the place it has joined."""
    for number, row in enumerate(rows, 1):
        for language, section in row.alone:
            words = to_excerpt(section.heading or " ".join(section.body.split()))
            yield SECTION_ALONE.build_finding(language, Place("body", number), words=words)
