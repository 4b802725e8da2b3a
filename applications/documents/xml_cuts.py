"""Cuts elements out of an XML part of an Office file; every other byte stays as its writer put it."""

import re
from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple
from xml.parsers import expat

from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_encoding import is_plainly_encoded
from applications.documents.xml_parts import (
    NAMESPACE_END,
    check_namespace,
    refuse_document_type,
)
from applications.enums import Removed

MAX_PART_BYTES = 32 * 1024 * 1024
"""Of a part that has to be looked into; it is in memory while it is."""
MAX_DEPTH = 1000
MAX_CUTS = 100_000
TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*+>")
INSTRUCTION_END = b"?>"
KEPT_INSTRUCTIONS = {
    "mso-contentType": re.compile(r""),
    "mso-application": re.compile(r"progid=\"Word\.Document\""),
}
"""Processing instructions that stay, with what they may say: SharePoint marks its own parts, Word its documents. Others
name style sheets, or what a program is to do."""
ATTRIBUTE = re.compile(rb"\s+(?:[^\s=:\"'>]+:)?([^\s=:\"'>]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
SAID_OTHERWISE = re.compile(rb"&#|<[!?]")
"""Letters by their numbers, comments, and text that hides tags."""


class Span(NamedTuple):
    """A range of bytes, the end not included, and what is written in its place."""

    start: int
    end: int
    instead: bytes = b""


class Treatment(Enum):
    CUT = auto()
    """The element goes with all that stands in it."""
    UNWRAP = auto()
    """Its tags go, what stands between them stays."""
    NOTE = auto()
    """It stays; `note_element()` hears where it stands."""


class PartReader:
    """Reads a part once; a subclass says in `treat_element()` what becomes of each element, and in `removed` what goes.

    Processing instructions go unless they are on the list.
    Raises RefusedContent for what is not well-formed, has a document type declaration or is nested
    deeper than MAX_DEPTH, for encodings that hide tags, and for cuts in a part of UTF-16.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._is_plain = is_plainly_encoded(content)
        self.cuts: list[Span] = []
        self.removed: set[Removed] = set()
        self._depth = self._cut_below = 0
        self._open: dict[int, tuple[Treatment, str, int]] = {}
        parser = expat.ParserCreate(namespace_separator=NAMESPACE_END)
        parser.StartDoctypeDeclHandler = refuse_document_type
        parser.StartNamespaceDeclHandler = check_namespace
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.ProcessingInstructionHandler = self.treat_instruction
        self.parser = parser

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        """In: the name as "namespace local-name"; None lets the element be."""
        raise NotImplementedError

    def note_element(self, name: str, span: Span) -> None:
        """An element that was to be noted has ended."""

    def treat_instruction(self, target: str, words: str) -> None:
        """Cut a processing instruction that is not on the list."""
        kept = KEPT_INSTRUCTIONS.get(target)
        if self.is_cutting or (kept is not None and kept.fullmatch(words.strip())):
            return
        start = self.parser.CurrentByteIndex
        end = self.content.find(INSTRUCTION_END, start)
        self.cut(Span(start, end + len(INSTRUCTION_END)))
        self.removed.add(Removed.REST)

    def read(self) -> list[Span]:
        """What is to be cut, in any order; ranges may contain each other."""
        try:
            self.parser.Parse(self.content, True)  # noqa: FBT003 - the last block, by position
        except expat.ExpatError:
            raise RefusedContent(Cause.BROKEN) from None
        return self.cuts

    @property
    def is_cutting(self) -> bool:
        """Whether what is read stands in something that goes."""
        return self._cut_below > 0

    def cut(self, *spans: Span) -> None:
        if not self._is_plain:
            raise RefusedContent(Cause.NOT_CLEANED)
        self.cuts += spans
        if len(self.cuts) > MAX_CUTS:
            raise RefusedContent(Cause.TOO_COMPLEX)

    def cut_attributes(self, *local_names: str) -> None:
        """Of the element whose start has just been read, whatever the prefix of their names is."""
        unwanted = {name.encode() for name in local_names}
        tag = self._tag_at(self.parser.CurrentByteIndex)
        for found in ATTRIBUTE.finditer(self.content, tag.start, tag.end):
            if found[1] in unwanted:
                self.cut(Span(*found.span()))

    def find_values(self, word: str) -> list[Span]:
        """Where the values stand of attributes of this local name, in the element whose start has just been read."""
        tag = self._tag_at(self.parser.CurrentByteIndex)
        found = ATTRIBUTE.finditer(self.content, tag.start, tag.end)
        places = [each.span(2) for each in found if each[1] == word.encode()]
        return [Span(start + 1, end - 1) for start, end in places]

    def find_text(self, element: Span) -> Span:
        """Where the text stands of an element with nothing else in it; an empty range for any other."""
        start = self._tag_at(element.start).end
        end = self.content.find(b"<", start)
        is_all = start < element.end and self._tag_at(end).end == element.end
        return Span(start, end) if is_all else Span(start, start)

    def write_before(self, text: str, words: bytes, ranges: Iterable[Span]) -> bool:
        """Write `words` where a text stands in one of these ranges; False, and nothing done, unless it is there once and plainly."""
        found = [(span, self.content[span.start : span.end]) for span in ranges]
        places = [
            span.start + each.start()
            for span, content in found
            for each in re.finditer(re.escape(text.encode()), content)
        ]
        if len(places) != 1 or any(SAID_OTHERWISE.search(content) for _span, content in found):
            return False
        self.cut(Span(places[0], places[0], words))
        self.removed.add(Removed.LINKS)
        return True

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise RefusedContent(Cause.TOO_COMPLEX)
        if self._cut_below:
            return
        treatment = self.treat_element(name, attributes)
        if treatment is None:
            return
        self._open[self._depth] = (treatment, name, self.parser.CurrentByteIndex)
        if treatment is Treatment.CUT:
            self._cut_below = self._depth

    def _end(self, _name: str) -> None:
        if self._depth in self._open:
            self._leave(*self._open.pop(self._depth))
        if self._cut_below == self._depth:
            self._cut_below = 0
        self._depth -= 1

    def _leave(self, treatment: Treatment, name: str, place: int) -> None:
        if treatment is Treatment.NOTE and not self._is_plain:
            self.note_element(name, Span(place, self.parser.CurrentByteIndex))
            return
        first = last = self._tag_at(place)
        if self.content[first.end - 2 : first.end] != b"/>":
            last = self._tag_at(self.parser.CurrentByteIndex)
        if treatment is Treatment.NOTE:
            self.note_element(name, Span(first.start, last.end))
        elif treatment is Treatment.CUT:
            self.cut(Span(first.start, last.end))
        else:
            self.cut(first, last)

    def _tag_at(self, place: int) -> Span:
        """RefusedContent where bytes do not show it, as in UTF-16."""
        found = TAG.match(self.content, place)
        if found is None or not self._is_plain:
            raise RefusedContent(Cause.NOT_CLEANED)
        return Span(*found.span())


def is_filled(element: bytes) -> bool:
    """Whether there is anything between the tags; "0" says as little as nothing. A program writes no empty CDATA."""
    return b"<![CDATA[" in element or re.sub(rb"<[^>]*>", b"", element).strip() not in {b"", b"0"}


def apply_cuts(content: bytes, cuts: Iterable[Span]) -> bytes:
    """The part without what is cut, and with what is written instead."""
    kept, place = [], 0
    for start, end, instead in sorted(cuts):
        if start >= place:
            kept += [content[place:start], instead]
        place = max(place, end)
    return b"".join((*kept, content[place:]))
