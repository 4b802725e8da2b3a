"""What the cleaning of DOCX and ODT have in common: parts are looked at one by one, under limits."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from zipfile import ZipFile

from applications.documents.metafiles import Patch
from applications.documents.office import BLOCK, DTDS
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_cuts import MAX_PART_BYTES, PartReader, Span, Treatment
from applications.documents.xml_encoding import is_plainly_encoded
from applications.enums import Removed

HEAD_BYTES = 600
"""Enough to tell what a part is."""
LONGEST_WORD = 64
"""Bytes that any pattern may match in a part, which may stand on both sides of the border of two blocks."""

INSTRUCTION = re.compile(rb"<\?(?!xml\s)")
"""A processing instruction (XML 1.0, 2.6), and not what says that a part is XML."""


@dataclass
class Plan:
    """What becomes of an archive: entries that go, of others ranges that go or are overwritten, and what that is."""

    gone: dict[str, Removed] = field(default_factory=dict)
    cuts: dict[str, list[Span]] = field(default_factory=dict)
    patches: dict[str, list[Patch]] = field(default_factory=dict)
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
    """Whether a part of XML holds what is looked for, or is in UTF-16, which hides it.

    The pattern names elements and attributes: what stands between quotation marks can be written
    otherwise. It matches at most LONGEST_WORD bytes. Raises RefusedContent for a document type declaration and other encodings.
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


class InstructionReader(PartReader):
    """Reads a part of which nothing but processing instructions goes."""

    def treat_element(self, _name: str, _attributes: dict[str, str]) -> Treatment | None:
        return None


def plan_instructions(archive: ZipFile, plan: Plan, names: Iterable[str]) -> None:
    """Processing instructions of parts that nobody looks into for anything else."""
    for name in names:
        if is_worth_reading(archive, name, INSTRUCTION):
            reader = InstructionReader(read_part(archive, name))
            plan.cut(name, reader.read())
            plan.removed |= reader.removed
