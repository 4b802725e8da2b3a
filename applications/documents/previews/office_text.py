"""DOCX and ODT: their paragraphs, in their order, under the limits of the upload check.

Heads of pages stand before the text, notes and feet of pages behind it, each once: in many templates
of CVs the address stands there.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO
from xml.parsers import expat
from zipfile import ZipFile

from applications.documents import office
from applications.documents.docx_relations import (
    Targets,
    cut_relations,
    find_opened_parts,
    relations_name,
)
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
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"

GAP, BLANK_LINES = re.compile(r"[ \t\r\n]+"), re.compile(r"\n{3,}")
HEADS, NOTES, FEET = ("header",), ("footnotes", "endnotes"), ("footer",)
"""Types of the relations that lead from the text of a DOCX to parts beside it."""
WHICH_PAGES = ("", "-left", "-first")
ODT_HEADS = {f"{STYLE} header{which}" for which in WHICH_PAGES}
ODT_FEET = {f"{STYLE} footer{which}" for which in WHICH_PAGES}
ODT_SHOWN, NOT_SHOWN = f"{STYLE} display", "false"
ODT_TEXT, ODT_STYLES = "content.xml", "styles.xml"
LONGEST_BESIDE = 10_000
"""Characters of a part beside the text, so that none takes the place of the text itself."""
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
    read = read_odt if media_type is MediaType.ODT else read_docx
    try:
        with ZipFile(content) as archive:
            return text_part("\n\n".join(filter(None, read(archive))))
    except (*office.BROKEN, KeyError, expat.ExpatError):
        raise RefusedContent(Cause.BROKEN) from None


def read_docx(archive: ZipFile) -> Iterator[str]:
    names = {name.lower(): name for name in archive.namelist()}
    main = find_main_part(archive, names)
    beside = find_parts_beside(archive, main, names)
    yield from read_beside(archive, (name for word, name in beside if word in HEADS))
    yield read_paragraphs(archive, main, ParagraphReader())
    yield from read_beside(archive, (name for word, name in beside if word in NOTES))
    yield from read_beside(archive, (name for word, name in beside if word in FEET))


def read_odt(archive: ZipFile) -> Iterator[str]:
    """Notes stand in the text itself."""
    styles = [name for name in archive.namelist() if name == ODT_STYLES]
    yield from read_beside(archive, styles, within=ODT_HEADS)
    yield read_paragraphs(archive, ODT_TEXT, ParagraphReader())
    yield from read_beside(archive, styles, within=ODT_FEET)


def read_beside(
    archive: ZipFile, names: Iterable[str], within: Collection[str] = ()
) -> Iterable[str]:
    """What stands there, once: heads of first, even and other pages mostly say the same."""
    found: dict[str, None] = {}
    for name in names:
        with suppress(expat.ExpatError):  # the text itself can be read all the same
            reader = MarginReader(within) if within else ParagraphReader()
            found[read_paragraphs(archive, name, reader, LONGEST_BESIDE)[:LONGEST_BESIDE]] = None
    return found


def find_main_part(archive: ZipFile, names: dict[str, str]) -> str:
    """The part that programs open; its name is free (ECMA-376, part 2). In: names by their lower case."""
    opened = find_opened_parts(office.read_small_part(archive, office.RELATIONS_OF_PACKAGE))
    return next((names[each] for each in opened if each in names), DOCX_USUAL_PART)


def find_parts_beside(archive: ZipFile, main: str, names: dict[str, str]) -> list[tuple[str, str]]:
    """Types and names of the parts to which the text has relations."""
    name = names.get(relations_name(main.lower()))
    if name is None:
        return []
    content = office.read_small_part(archive, name)
    try:
        relations, _cuts = cut_relations(content, main.lower(), Targets())
    except RefusedContent:  # of a file from before the upload check judged relations
        return []
    return [(each.word, names[each.target]) for each in relations if each.target in names]


def read_paragraphs(
    archive: ZipFile, name: str, reader: "ParagraphReader", most: int = MAX_TEXT_LENGTH
) -> str:
    """The text of a part, read as a stream and no further than about `most` characters."""
    with archive.open(name) as part:
        while reader.length < most and (block := part.read(office.BLOCK)):
            reader.parser.Parse(block)  # more may follow
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


class MarginReader(ParagraphReader):
    """Collects what stands in these elements alone, unless they say that they are not shown."""

    def __init__(self, within: Collection[str]) -> None:
        super().__init__()
        self._within = within
        self._shown: list[bool] = []
        self._skipped = 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in self._within:
            self._shown.append(attributes.get(ODT_SHOWN) != NOT_SHOWN)
            self._skipped -= self._shown[-1]
        super().start(name, attributes)

    def end(self, name: str) -> None:
        super().end(name)
        if name in self._within:
            self._skipped += self._shown.pop()
