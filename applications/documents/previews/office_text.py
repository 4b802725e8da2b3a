"""DOCX and ODT: their paragraphs, in their order, under the limits of the upload check."""

import re
from typing import IO, BinaryIO
from xml.parsers import expat
from zipfile import ZipFile

from applications.documents import office
from applications.documents.docx_relations import find_opened_parts
from applications.documents.previews.parts import MAX_TEXT_LENGTH, text_part
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_parts import (
    NAMESPACE_END,
    check_namespace,
    refuse_document_type,
)
from applications.enums import MediaType

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# What a document in the "strict" form of ISO/IEC 29500 is written in.
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"

GAP, BLANK_LINES = re.compile(r"[ \t\r\n]+"), re.compile(r"\n{3,}")
DOCX_USUAL_PART = "word/document.xml"
WORD_NAMES = (WORD, STRICT_WORD)
ODT_PARAGRAPHS = {f"{TEXT} p", f"{TEXT} h"}
PARAGRAPHS = {f"{name} p" for name in WORD_NAMES} | ODT_PARAGRAPHS
READABLE = {f"{name} t" for name in WORD_NAMES} | ODT_PARAGRAPHS
"""In Word only its text elements; in OpenDocument all within a paragraph."""
SIGNS = {
    **{f"{name} {sign}": "\n" for name in WORD_NAMES for sign in ("br", "cr")},
    **{f"{name} tab": "\t" for name in (*WORD_NAMES, TEXT)},
    f"{TEXT} line-break": "\n",
    f"{TEXT} s": " ",
}
# Deleted; a remark of somebody else.
SKIPPED = {f"{TEXT} tracked-changes", f"{OFFICE} annotation"}
CHOICE = f"{COMPATIBILITY} AlternateContent"
BRANCHES = {f"{COMPATIBILITY} {word}" for word in ("Choice", "Fallback")}
"""Each program shows the first one that it knows; mostly all say the same."""


def read_office(content: BinaryIO, media_type: MediaType) -> bytes:
    """The text of a DOCX or ODT, a line for each paragraph; RefusedContent as the upload check has it."""
    office.inspect_office(content)
    content.seek(0)
    try:
        with ZipFile(content) as archive:
            name = "content.xml" if media_type is MediaType.ODT else find_main_part(archive)
            with archive.open(name) as part:
                return text_part(read_paragraphs(part))
    except (*office.BROKEN, KeyError, expat.ExpatError):
        raise RefusedContent(Cause.BROKEN) from None


def find_main_part(archive: ZipFile) -> str:
    """The part that programs open; its name is free (ECMA-376, part 2)."""
    opened = find_opened_parts(office.read_small_part(archive, office.RELATIONS_OF_PACKAGE))
    names = {name.lower(): name for name in archive.namelist()}
    return next((names[each] for each in opened if each in names), DOCX_USUAL_PART)


def read_paragraphs(part: IO[bytes]) -> str:
    """The text of a part, read as a stream and no further than MAX_TEXT_LENGTH characters."""
    reader = ParagraphReader()
    while reader.length < MAX_TEXT_LENGTH and (block := part.read(office.BLOCK)):
        reader.parser.Parse(block, False)  # noqa: FBT003 - whether it is the last one, by position
    return BLANK_LINES.sub("\n\n", "".join(reader.words)).strip()


class ParagraphReader:
    """Collects what stands in paragraphs while `parser` is given a part block by block."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.length = 0
        self._readable = self._skipped = 0
        self._said: list[set[str]] = []
        self._begun: list[int] = []
        self.parser = expat.ParserCreate(namespace_separator=NAMESPACE_END)
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = refuse_document_type
        self.parser.StartNamespaceDeclHandler = check_namespace
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.read

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._readable += name in READABLE
        self._skipped += name in SKIPPED
        if name in SIGNS:
            self.add(SIGNS[name])
        if name == CHOICE:
            self._said.append(set())
        elif name in BRANCHES and self._said:
            self._begun.append(len(self.words))

    def end(self, name: str) -> None:
        if name == CHOICE:
            self._said.pop()
        elif name in BRANCHES and self._said:
            self._end_branch(self._begun.pop())
        self._readable -= name in READABLE
        if name in PARAGRAPHS:
            self.add("\n")
        self._skipped -= name in SKIPPED

    def _end_branch(self, begun: int) -> None:
        """What another branch has said already goes."""
        words = " ".join("".join(self.words[begun:]).split())
        if words in self._said[-1]:
            self.length -= sum(map(len, self.words[begun:]))
            del self.words[begun:]
        self._said[-1].add(words)

    def read(self, words: str) -> None:
        """In a text, line breaks and blanks of the file itself count as one blank."""
        if self._readable:
            self.add(GAP.sub(" ", words))

    def add(self, words: str) -> None:
        if not self._skipped:
            self.words.append(words)
            self.length += len(words)
