"""Puts the blocks of an ad into sections, and its words into pieces in their order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from careers.enums import SectionKind
from careers.importing.facts import Passage
from careers.importing.markdown import Block, BlockType
from careers.importing.openings import (
    LONGEST_HEADING,
    SENTENCE_MARKS,
    Depth,
    Opening,
    find_about_opening,
    find_opening,
)
from careers.importing.pieces import Piece, Role, Section
from careers.importing.title import Title

# Sections that tell who is looking, before those that tell what for.
ORGANISATION = frozenset({SectionKind.INTRODUCTION, SectionKind.ABOUT, SectionKind.OTHER})
SHORTEST_SENTENCE = 4
ENDINGS = frozenset({SectionKind.PROCESS, SectionKind.HOW_TO_APPLY})


@dataclass
class SectionDraft:
    """A section while it is being filled."""

    kind: SectionKind
    depth: int
    heading: str = ""
    bodies: list[str] = field(default_factory=list)
    items: int = 0

    def to_section(self) -> Section:
        return Section(self.kind, self.heading, "\n\n".join(self.bodies), self.items)


class Sections:
    """Fills sections block by block; `pieces` has every word met so far, in order."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.passages: list[Passage] = []
        self._drafts: list[SectionDraft] = [SectionDraft(SectionKind.INTRODUCTION, Depth.START)]
        self._has_preface = False
        self._is_dangling = False
        self._last: Block | None = None

    @property
    def finished(self) -> tuple[Section, ...]:
        """The sections so far, without an introduction that was never written."""
        drafts = [draft for draft in self._drafts if draft.heading or draft.bodies]
        if drafts and not drafts[-1].bodies:
            bare = drafts.pop() if len(drafts) > 1 else SectionDraft(SectionKind.OTHER, Depth.START)
            drafts[-1].bodies.append(f"### {bare.heading}" if bare.heading else drafts[-1].heading)
        return tuple(draft.to_section() for draft in drafts)

    def add_title(self, title: Title, links: Sequence[str]) -> None:
        """Notes the title; a sentence broken off before it ("is looking for a") is completed."""
        self.pieces += title.pieces
        self.passages.append(Passage(SectionKind.INTRODUCTION, title.text))
        intro = self._drafts[-1]
        self._has_preface = intro.depth == Depth.START and bool(intro.bodies)
        if self._has_preface and self._last is not None and _is_broken_off(self._last):
            self._is_dangling = True
            intro.bodies[-1] += (
                f" **{escape_markdown(f'{title.text} {title.gender_marker}'.rstrip())}**"
            )
        if title.rest:  # its words are those of the title's pieces
            intro.bodies.append(escape_markdown(title.rest))
            self.passages.append(Passage(SectionKind.INTRODUCTION, title.rest))
        for address in links:
            self._write_text(f"<{address}>")

    def add_place_line(self, block: Block) -> None:
        """Notes the first line of a paragraph as the place; what follows it is text."""
        self.pieces.append(Piece(Role.PLACE, block.lines[0]))
        self.passages.append(Passage(SectionKind.INTRODUCTION, block.lines[0]))
        intro = self._drafts[-1]
        if self._is_dangling and intro.bodies:
            intro.bodies[-1] += f" {block.lines[0]}"
        rest = " ".join(block.lines[1:])
        if rest:
            self._write_text(rest)
            self.passages.append(Passage(intro.kind, rest))

    def add_block(self, block: Block, following: Block | None) -> None:
        """Puts a block where it belongs, opening a section if it does."""
        opening = find_opening(block, following)
        if opening is None and self._has_preface and self._drafts[-1].depth == Depth.START:
            opening = find_about_opening(block)
        if opening and self._opens_section(opening):
            self._open_section(opening)
        else:
            self._write_text(_body_markdown(block))
        self._last = block
        self._drafts[-1].items += block.items
        kind = self._drafts[-1].kind
        self.passages += (Passage(kind, text) for text in block.passages)

    def _opens_section(self, opening: Opening) -> bool:
        current = self._drafts[-1]
        is_deeper = opening.depth > current.depth > Depth.START
        if opening.kind is SectionKind.OTHER:
            return not is_deeper
        if opening.kind is current.kind:
            return not is_deeper and opening.depth != Depth.PARAGRAPH
        if opening.depth == Depth.PARAGRAPH and current.kind in ENDINGS:
            return False
        return not (
            is_deeper and opening.kind is SectionKind.ABOUT and current.kind not in ORGANISATION
        )

    def _open_section(self, opening: Opening) -> None:
        if opening.before:
            self._write_text(opening.before)
        parent = self._drafts[-1]
        draft = SectionDraft(opening.kind, opening.depth, opening.heading)
        if _is_bare_heading_above(parent, opening):
            draft.heading = f"{parent.heading}: {opening.heading}".removesuffix(": ")
            self._drafts.pop()
        self._drafts.append(draft)
        if opening.heading:
            self.pieces.append(Piece(Role.HEADING, opening.heading, opening.kind))
        if opening.after:
            self._write_text(opening.after)

    def _write_text(self, text: str) -> None:
        if not text:
            return
        draft = self._drafts[-1]
        draft.bodies.append(text)
        self.pieces.append(Piece(Role.BODY, text, draft.kind))


def _is_broken_off(block: Block) -> bool:
    """Whether a paragraph stops in mid-sentence, as "For our laboratory we are looking for a"."""
    is_sentence = (
        block.type is BlockType.PARAGRAPH and len(block.plain.split()) >= SHORTEST_SENTENCE
    )
    return is_sentence and not block.text.rstrip("*_ ").endswith(SENTENCE_MARKS)


def _is_bare_heading_above(parent: SectionDraft, opening: Opening) -> bool:
    """Whether a heading has no text of its own, so that it and the next become one."""
    is_bare = bool(parent.heading) and not parent.bodies
    return is_bare and len(parent.heading) + len(opening.heading) + 2 <= LONGEST_HEADING


def _body_markdown(block: Block) -> str:
    """The Markdown of a block inside a section; headings stay below the section's own."""
    if block.type is BlockType.HEADING:
        return f"{'#' * max(block.level, 3)} {block.text}" if block.text else ""
    return block.text


def escape_markdown(plain: str) -> str:
    return re.sub(r"([\\*_\[\]<`])", r"\\\1", plain)
