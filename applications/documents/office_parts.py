"""What the cleaning of DOCX and ODT have in common: parts are looked at one by one, under limits."""

import re
from dataclasses import dataclass, field
from zipfile import ZipFile

from applications.documents.foreign_parts import HEAD_BYTES
from applications.documents.office import BLOCK, DTDS
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_cuts import (
    MAX_PART_BYTES,
    PartReader,
    Span,
    Treatment,
    is_plainly_encoded,
)
from applications.documents.xml_parts import NAMESPACE_END
from applications.enums import Removed

LONGEST_WORD = 64
"""Bytes of what is looked for in a part, which may stand on both sides of the border of two blocks."""
SVG_ACTIVE = re.compile(
    rb"<[^>]*?(?:script|foreignObject|iframe|handler|listener)|\son\w+\s*=|href\s*=|<!DOCTYPE|url\(|@import",
    re.IGNORECASE,
)
SVG_ELEMENTS = {"script", "foreignobject", "iframe", "handler", "listener", "embed", "object"}
WITHIN = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|jpg|gif|webp)[;,])", re.IGNORECASE)
FETCHED = re.compile(r"@import|url\(\s*[\"']?\s*(?!#|data:image/)[^\s\"')]", re.IGNORECASE)


@dataclass
class Plan:
    """What becomes of an archive: entries that go, ranges that go of others, and what that is."""

    gone: dict[str, Removed] = field(default_factory=dict)
    cuts: dict[str, list[Span]] = field(default_factory=dict)
    removed: set[Removed] = field(default_factory=set)

    def drop(self, name: str, kind: Removed) -> None:
        if name not in self.gone:
            self.gone[name] = kind
            self.removed.add(kind)

    def cut(self, name: str, spans: list[Span]) -> None:
        if spans:
            self.cuts.setdefault(name, []).extend(spans)


def read_part(archive: ZipFile, name: str) -> bytes:
    """All of a part that has to be looked into; RefusedContent above MAX_PART_BYTES."""
    with archive.open(name) as stream:
        content = stream.read(MAX_PART_BYTES + 1)
    if len(content) > MAX_PART_BYTES:
        raise RefusedContent(Cause.TOO_COMPLEX)
    return content


def read_head(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read(HEAD_BYTES)


def is_worth_reading(archive: ZipFile, name: str, pattern: re.Pattern[bytes]) -> bool:
    """Whether a part of XML holds what is looked for, or is encoded in a way that hides it.

    Raises RefusedContent for a document type declaration.
    """
    with archive.open(name) as stream:
        end = b""
        while block := stream.read(BLOCK):
            if not end and not is_plainly_encoded(block):
                return True
            text = end + block
            if any(dtd in text for dtd in DTDS):
                raise RefusedContent(Cause.WRONG_TYPE)
            if pattern.search(text):
                return True
            end = text[-LONGEST_WORD:]
    return False


class DrawingReader(PartReader):
    """Reads an SVG; `is_active` if it has a script or takes something from elsewhere."""

    is_active = False

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        word = name.rpartition(NAMESPACE_END)[2].lower()
        self.is_active |= word in SVG_ELEMENTS or any(map(is_active_attribute, attributes.items()))
        if word == "style":
            self.parser.CharacterDataHandler = self._read_style
        return None

    def _read_style(self, words: str) -> None:
        self.is_active |= FETCHED.search(words) is not None


def is_active_attribute(attribute: tuple[str, str]) -> bool:
    name, value = attribute
    word = name.rpartition(NAMESPACE_END)[2].lower()
    is_outside = word == "href" and value.strip() != "" and not WITHIN.match(value)
    return word.startswith("on") or is_outside or FETCHED.search(value) is not None


def is_active_drawing(archive: ZipFile, name: str) -> bool:
    """Whether an SVG does anything but show itself; also one that cannot be read."""
    if not is_worth_reading(archive, name, SVG_ACTIVE):
        return False
    reader = DrawingReader(read_part(archive, name))
    try:
        reader.read()
    except RefusedContent:
        return True
    return reader.is_active
