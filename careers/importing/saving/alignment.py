"""Brings the sections of an ad's languages together, though they have drifted apart.

A posting's section has a text in each language, so that editors see both next to each other and
a language counts as complete. Where one language has a section that the others lack, its text
joins the section before, under its own heading: no word is lost, nothing changes its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils.translation import override

from careers.editions.contents import default_heading
from careers.enums import SectionKind
from careers.importing.pieces import Section

UNNAMED = frozenset({SectionKind.INTRODUCTION, SectionKind.OTHER})
LONGEST_HEADING = 200


@dataclass
class Group:
    """The sections that become one section of the posting, by language, in order."""

    kind: SectionKind
    sections: dict[str, list[Section]] = field(default_factory=dict)
    alone: list[tuple[str, Section]] = field(default_factory=list)
    """Those that only their language has."""


@dataclass(frozen=True)
class Row:
    """One section of a posting: heading and Markdown body by language."""

    kind: SectionKind
    headings: Mapping[str, str]
    bodies: Mapping[str, str]
    alone: tuple[tuple[str, Section], ...] = ()
    """Language and section of what the other languages lack, and what stands in the bodies now."""


def align_sections(sections: Mapping[str, Sequence[Section]]) -> list[Row]:
    """The rows of a posting from the sections of each language, the first language leading."""
    (first, leading), *others = sections.items()
    groups = [Group(section.kind, {first: [section]}) for section in leading]
    for language, own in others:
        groups = _add_language(groups, language, own)
    complete = _join_incomplete(groups, list(sections))
    return [_build_row(group) for group in complete]


def _add_language(groups: list[Group], language: str, own: Sequence[Section]) -> list[Group]:
    """Adds a language to the groups: pairs sections of one kind, and what stands between pairs."""
    kinds = [group.kind for group in groups], [section.kind for section in own]
    matcher = SequenceMatcher(None, *kinds, autojunk=False)
    result: list[Group] = []
    for _tag, start, end, own_start, own_end in matcher.get_opcodes():
        result += _pair_sections(groups[start:end], language, own[own_start:own_end])
    return result


def _pair_sections(groups: list[Group], language: str, own: Sequence[Section]) -> list[Group]:
    for group, section in zip(groups, own, strict=False):
        group.sections[language] = [section]
    rest = own[len(groups) :]
    return groups + [Group(section.kind, {language: [section]}) for section in rest]


def _join_incomplete(groups: list[Group], languages: list[str]) -> list[Group]:
    """Groups that have every language; the others have joined the one before, or the one after."""
    joined: list[Group] = []
    for group in groups:
        if not _has_languages(group, languages):
            group.alone += ((code, own[0]) for code, own in group.sections.items())
        if joined and not (
            _has_languages(group, languages) and _has_languages(joined[-1], languages)
        ):
            _absorb_group(joined[-1], group)
        else:
            joined.append(group)
    return joined


def _has_languages(group: Group, languages: list[str]) -> bool:
    return all(language in group.sections for language in languages)


def _absorb_group(group: Group, following: Group) -> None:
    for language, sections in following.sections.items():
        group.sections.setdefault(language, []).extend(sections)
    group.alone += following.alone


def _build_row(group: Group) -> Row:
    headings = {language: own[0].heading for language, own in group.sections.items()}
    bodies = {language: _join_bodies(own) for language, own in group.sections.items()}
    if any(headings.values()) and not all(headings.values()):
        headings, bodies = _align_headings(group.kind, headings, bodies)
    return Row(group.kind, headings, bodies, tuple(group.alone))


def _join_bodies(sections: Sequence[Section]) -> str:
    first, *others = sections
    parts = [
        first.body,
        *(part for each in others for part in (_heading_markdown(each), each.body)),
    ]
    return "\n\n".join(part for part in parts if part)


def _heading_markdown(section: Section) -> str:
    return f"### {section.heading}" if section.heading else ""


def _align_headings(
    kind: SectionKind, headings: dict[str, str], bodies: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """A heading in every language or in none, as a complete posting needs it."""
    if kind not in UNNAMED:
        return {
            code: own or _default_heading_in(kind, code) for code, own in headings.items()
        }, bodies
    below = {
        code: f"### {own}\n\n{bodies[code]}" if own else bodies[code]
        for code, own in headings.items()
    }
    return dict.fromkeys(headings, ""), below


def _default_heading_in(kind: SectionKind, language: str) -> str:
    with override(language):
        return default_heading(kind)
