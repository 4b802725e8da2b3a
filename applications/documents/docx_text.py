"""Reads a part of a DOCX with text, or its settings, for what fetches or starts something there."""

import re

from applications.documents.docx_fields import Fields, Place
from applications.documents.docx_instructions import (
    DELETED,
    INSERTED,
    NESTED,
    SIGN,
    TEXT,
    Piece,
    find_active_field,
    find_mailbox,
)
from applications.documents.docx_links import LINK_ELEMENTS, WORD_NAMES, find_references
from applications.documents.docx_relations import Relation
from applications.documents.docx_shapes import PICTURES, SHAPES, UNSHOWN, find_unwanted_attributes
from applications.documents.link_targets import TO_MAILBOX
from applications.documents.office_parts import INSTRUCTION
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_cuts import PartReader, Span, Treatment, is_filled
from applications.documents.xml_parts import local_name, values_of
from applications.enums import Removed

REFUSED_ELEMENTS = {"altChunk": Cause.IMPORTED, "subDoc": Cause.ELSEWHERE}
DATA_OF_FIELD = "fldData"
CUT_ELEMENTS = {
    "webVideoPr": Removed.MEDIA,
    "mailMerge": Removed.OUTSIDE,
    "binData": Removed.FILES,
    **dict.fromkeys(("dataBinding", DATA_OF_FIELD), Removed.REST),
}
"""A film of the web; a data source of the reader's computer, and what is asked of it; a file in letters; where other words
are kept than those that stand here, which Word and LibreOffice show instead (part 1, 17.5.2.6); what a field keeps beside
its instruction, such as the address of a link once more, in letters (17.16.11)."""
WORDS_OF_LINK = ("anchor", "tgtFrame", "tooltip", "docLocation")
MACROS_OF_FIELDS = {"entryMacro", "exitMacro"}
BASE_OF_LINKS = "HyperlinkBase"
"""In front of each link that leads beside the file (part 1, 22.2.2.13)."""
SCHEMA, SCHEMA_FILES = "schema", ("manifestLocation", "schemaLocation")
SCHEMA_LIBRARY = "schemalibrary"
MARK, SIMPLE_FIELD, INSTRUCTION_OF_FIELD = "fldChar", "fldSimple", "instr"
INSTRUCTIONS = {"instrText", "delInstrText"}
SHOWN = {f"{name} {word}" for name in WORD_NAMES for word in ("t", "delText")}
SIGNS = {"p", "tab", "br", "cr", "ptab", "sym", "noBreakHyphen", "softHyphen"}
ALWAYS_READ = (
    *("document", "body", "hdr", "ftr", "footnotes", "footnote", "endnotes", "endnote"),
    *("comments", "comment", "glossaryDocument", "docParts", "docPart", "docPartBody"),
    *("p", "r", "fldSimple", "hyperlink", "smartTag", "customXml"),
    *("sdt", "sdtContent", "tbl", "tr", "tc", "dir", "bdo", "pict", "object", "drawing"),
    "txbxContent",
)
"""Elements in which no program passes over what stands there."""
NOTHING_WITHIN = ("t", "instrText", "fldChar")
"""Elements of Word that hold no others: those that do, stand where nobody looks for them."""
PASSED_OVER = {
    **{f"{name} {word}": "" for name in WORD_NAMES for word in ALWAYS_READ},
    **{f"{name} {word}": DELETED for name in WORD_NAMES for word in ("del", "moveFrom")},
    **{f"{name} {word}": INSERTED for name in WORD_NAMES for word in ("ins", "moveTo")},
}
"""For what reason the content of an element may be passed over; of all others each is one of its own."""
INNERMOST = {
    **{f"{name} {word}": "" for name in WORD_NAMES for word in NOTHING_WITHIN},
    **{f"{name} {word}": DELETED for name in WORD_NAMES for word in ("delInstrText", "delText")},
}
"""The same for those that hold no others."""
WORTH_READING = re.compile(
    rb"fldChar|fldSimple|altChunk|subDoc|webVideoPr|mailMerge|binData|HyperlinkBase|manifestLocation"
    rb"|schemaLocation|dataBinding|entryMacro|exitMacro|%s|[\s:](?:src|href|althref|%s)[\s=]"
    % (
        b"|".join((DATA_OF_FIELD.encode(), *map(str.encode, UNSHOWN), INSTRUCTION.pattern)),
        "|".join(WORDS_OF_LINK).encode(),
    )
)


class TextReader(PartReader):
    """Where relations that go are used, fields, and pictures that are fetched.

    Elements are told by their local names: no program writes others of these names.
    """

    def __init__(self, content: bytes, relations: list[Relation]) -> None:
        super().__init__(content)
        self._gone = {each.number for each in relations}
        self._fields = Fields()
        self._open_marks: list[str] = []
        self._around: list[tuple[str, int]] = []
        self._count = 0
        self.parser.buffer_text = True

    def read(self) -> list[Span]:
        super().read()
        self._fields.end_all()
        for kind, spans, mailbox in self._fields.active:
            if mailbox and self.write_before(mailbox, TO_MAILBOX, map(self.find_text, spans)):
                continue
            self.removed.add(kind)
            self.cut(*spans)
        return self.cuts

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        word = local_name(name)
        if word == MARK or word in INSTRUCTIONS or name in SHOWN:
            return self._treat_part_of_field(word, attributes)
        if word == SIMPLE_FIELD:
            return self._treat_simple_field(attributes)
        if word in SIGNS and self._fields.is_reading:
            self._fields.add_words(" ", self._place(), SIGN)
        if word in REFUSED_ELEMENTS:
            raise RefusedContent(REFUSED_ELEMENTS[word])
        if word in CUT_ELEMENTS:
            self.removed.add(CUT_ELEMENTS[word])
            return Treatment.CUT
        if word in MACROS_OF_FIELDS and any(values_of(attributes, "val")):
            self.removed.add(Removed.SCRIPTS)
            return Treatment.CUT
        if word == BASE_OF_LINKS:
            return Treatment.NOTE
        return self._treat_addresses(name, attributes)

    def _treat_addresses(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        """What an element names: a file of a schema, a picture of VML, a relation."""
        if name in LINK_ELEMENTS:
            self._treat_words_of_link(attributes)
        if local_name(name) == SCHEMA and SCHEMA_LIBRARY in name.lower():
            self._treat_schema(attributes)
        if name.startswith(SHAPES) and (treatment := self._treat_shape(name, attributes)):
            return treatment
        return self._treat_relation(name, attributes) if self._gone else None

    def _treat_schema(self, attributes: dict[str, str]) -> None:
        """A schema keeps its name, and loses where it would be taken from."""
        if any(value for word in SCHEMA_FILES for value in values_of(attributes, word)):
            self.cut_attributes(*SCHEMA_FILES)
            self.removed.add(Removed.OUTSIDE)

    def _treat_words_of_link(self, attributes: dict[str, str]) -> None:
        """LibreOffice writes them into the instruction of a field, which a quotation mark ends."""
        words = [word for word in WORDS_OF_LINK if '"' in "".join(values_of(attributes, word))]
        if words:
            self.cut_attributes(*words)
            self.removed.add(Removed.LINKS)

    def _treat_relation(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        if not find_references(attributes) & self._gone:
            return None
        return Treatment.UNWRAP if name in LINK_ELEMENTS else Treatment.CUT

    def _treat_shape(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        """A picture that is fetched goes, whatever says where it is; of a shape what it carries, or where it leads."""
        unwanted = find_unwanted_attributes(name, attributes)
        self.removed.update(unwanted.values())
        if name in PICTURES and Removed.OUTSIDE in unwanted.values():
            return Treatment.CUT
        if unwanted:
            self.cut_attributes(*unwanted)
        return None

    def _treat_simple_field(self, attributes: dict[str, str]) -> Treatment | None:
        self._fields.add_words(NESTED, self._place())
        words = values_of(attributes, INSTRUCTION_OF_FIELD)
        kinds = {find_active_field([Piece(one)]) for one in words} - {None}
        mailbox = find_mailbox([Piece(words[0])]) if len(words) == 1 else None
        values = self.find_values(INSTRUCTION_OF_FIELD) if mailbox else []
        if mailbox and self.write_before(mailbox, TO_MAILBOX, values):
            return None
        self.removed |= {kind for kind in kinds if kind}
        return Treatment.UNWRAP if kinds else None

    def _treat_part_of_field(self, word: str, attributes: dict[str, str]) -> Treatment | None:
        """RefusedContent for a mark that says two things at once."""
        if word == MARK:
            types = {one.strip() for one in values_of(attributes, "fldCharType")}
            if len(types) > 1:
                raise RefusedContent(Cause.BROKEN)
            self._open_marks.append(next(iter(types), ""))
            if self._open_marks[-1] == "begin":
                self._fields.begin(self._place())
                self._listen()
        elif word not in INSTRUCTIONS and not self._fields.is_within_instruction:
            return None
        return Treatment.NOTE

    def note_element(self, name: str, span: Span) -> None:
        if local_name(name) == BASE_OF_LINKS:
            self._treat_base(span)
            return
        is_mark = local_name(name) == MARK
        self._fields.add_span(span, is_mark=is_mark)
        kind = self._open_marks.pop() if is_mark else ""
        if kind == "separate":
            self._fields.separate(self._place())
        elif kind == "end":
            self._fields.end(self._place())
        self._listen()

    def _treat_base(self, span: Span) -> None:
        """That of a PDF goes as well, wherever it leads: nobody sees where a link leads then."""
        if is_filled(self.content[span.start : span.end]):
            self.cut(span)
            self.removed.add(Removed.LINKS)

    def _listen(self) -> None:
        """Hear words only where they may belong to an instruction, for there are many."""
        is_reading = self._fields.is_reading
        self.parser.CharacterDataHandler = self._read_words if is_reading else None

    def _read_words(self, words: str) -> None:
        word = local_name(self._around[-1][0])
        if word in INSTRUCTIONS:
            self._fields.add_words(words, self._place())
        elif word != DATA_OF_FIELD:
            self._fields.add_words(words, self._place(), TEXT)

    def _place(self) -> Place:
        reasons = [PASSED_OVER.get(name, str(number)) for name, number in self._around]
        reasons[-1] = INNERMOST.get(self._around[-1][0], reasons[-1])
        return tuple(dict.fromkeys(filter(None, reasons)))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        self._around.append((name, self._count))
        super()._start(name, attributes)

    def _end(self, name: str) -> None:
        super()._end(name)
        self._around.pop()
