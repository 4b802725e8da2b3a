"""DOCX and ODT: zip archives that are read as a stream, under limits, and never unpacked."""

import re
import zlib
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from applications.documents.archive_layout import is_unsafe_name
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_encoding import is_plainly_encoded, looks_like_xml
from applications.documents.xml_parts import Element, local_name, read_elements, values_of
from applications.enums import MediaType

MAX_ENTRIES = 2000
MAX_UNPACKED_BYTES = 150 * 1024 * 1024
MAX_ELEMENTS = 200_000
"""Of all parts of XML together, before any is parsed: each takes time, and a few kilobytes unpack to a million of them. Of 414
honest files of LibreOffice and python-docx, the fullest has 38,276."""
MAX_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 5 * 1024 * 1024
MAX_SMALL_PART_BYTES = 1024 * 1024
BLOCK = 64 * 1024
ENCRYPTED = 0x1
PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|script)", re.IGNORECASE)
PROPERTY_LIST = re.compile(
    rb"(<\?xml[^<>]*\?>\s*)<!DOCTYPE plist PUBLIC \"-//Apple(?: Computer)?//DTD PLIST 1\.0//EN\"\s+"
    rb"\"https?://www\.apple\.com/DTDs/PropertyList-1\.0\.dtd\">(?=\s*<plist[\s>])"
)
"""How Word on a Mac keeps the settings of the printer: the only document type that is not refused; the part goes."""
BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)

DTDS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
LONGEST_DTD = max(map(len, DTDS))
XML_PARTS = (".xml", ".rels", ".rdf", ".svg", ".vml", ".psmdcp")
"""Endings of what is XML by its name; other parts are by what they begin with."""
CONTENT_TYPES, RELATIONS_OF_PACKAGE = "[Content_Types].xml", "_rels/.rels"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/content-types"
OVERRIDE, DEFAULT = f"{PACKAGE} Override", f"{PACKAGE} Default"
NAMES_OF_TYPES = {f"{PACKAGE} Types", OVERRIDE, DEFAULT}
"""All that may stand in a list of content types: LibreOffice does not ask for the namespace."""
DOCX_MAIN_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DOCX_MACROS = "macroenabled"
DOCX_MACRO_PART = "vbaproject.bin"
MANIFEST = "META-INF/manifest.xml"
ODT_LOCKED = "encryption-data"
ODT_MACRO_FOLDERS = ("Basic/", "Scripts/")
# Tables of contents of macro libraries; older writers leave empty ones in every file.
ODT_MACRO_INDEXES = ("/script-lb.xml", "/dialog-lb.xml", "/script-lc.xml", "/dialog-lc.xml", "/")


def inspect_office(content: BinaryIO) -> MediaType:
    """Tell DOCX from ODT by the required parts, after every entry has been read once.

    Raises RefusedContent for other archives, broken or locked ones, macros, document type
    declarations, and for archives beyond the limits, which are counted on the stream and not
    believed from the directory.
    """
    try:
        with ZipFile(content) as archive:
            check_directory(archive.infolist())
            read_everything(archive)
            return detect_format(archive)
    except BROKEN:
        raise RefusedContent(Cause.BROKEN) from None


def check_directory(entries: list[ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise RefusedContent(Cause.TOO_COMPLEX)
    if any(is_unsafe_name(entry.orig_filename) for entry in entries):
        raise RefusedContent(Cause.BROKEN)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise RefusedContent(Cause.LOCKED)
    if any(entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for entry in entries):
        raise RefusedContent(Cause.WRONG_TYPE)


def read_everything(archive: ZipFile) -> None:
    """Unpack each entry into nothing; zipfile checks sizes and checksums on the way."""
    unpacked = elements = 0
    for entry in archive.infolist():
        of_entry, check = 0, MarkupCheck(entry.filename)
        with archive.open(entry) as stream:
            while block := stream.read(BLOCK):
                check.see(block)
                of_entry += len(block)
                check_unpacked_size(unpacked + of_entry, of_entry, entry.compress_size)
        unpacked += of_entry
        elements += check.elements
        if elements > MAX_ELEMENTS:
            raise RefusedContent(Cause.TOO_COMPLEX)


class MarkupCheck:
    """Sees a part block by block; RefusedContent for XML with a document type, or in an encoding that hides it.

    A page of HTML that is not called XML is none: it is no part of a text, and goes.
    """

    def __init__(self, name: str) -> None:
        self._is_called_xml = name.lower().endswith(XML_PARTS)
        self._is_xml: bool | None = None
        self._end = b""
        self.elements = 0
        """At most so many have begun so far, by the signs that begin their tags."""

    def see(self, block: bytes) -> None:
        if self._is_xml is None:
            is_like_xml = looks_like_xml(block) and not PAGE.match(block)
            self._is_xml = self._is_called_xml or is_like_xml
            if self._is_xml:
                is_plainly_encoded(block)
                block = block if self._is_called_xml else without_property_list(block)
        text, self._end = self._end + block, block[-LONGEST_DTD:]
        if self._is_xml and any(dtd in text for dtd in DTDS):
            raise RefusedContent(Cause.WRONG_TYPE)
        if self._is_xml:
            self.elements += block.count(b"<") - block.count(b"</")


def without_property_list(start: bytes) -> bytes:
    """The beginning of a part without the one document type that stays."""
    found = PROPERTY_LIST.match(start)
    return start[found.end() :] if found else start


def check_unpacked_size(unpacked: int, of_entry: int, packed: int) -> None:
    bomb = of_entry > RATIO_COUNTS_FROM_BYTES and of_entry > MAX_RATIO * packed
    if unpacked > MAX_UNPACKED_BYTES or bomb:
        raise RefusedContent(Cause.TOO_COMPLEX)


def detect_format(archive: ZipFile) -> MediaType:
    names = set(archive.namelist())
    if {"mimetype", "content.xml", MANIFEST} <= names:
        return check_odt(archive)
    if {CONTENT_TYPES, RELATIONS_OF_PACKAGE} <= names:
        return check_docx(archive, names)
    raise RefusedContent(Cause.WRONG_TYPE)


def check_odt(archive: ZipFile) -> MediaType:
    """OpenDocument 1.3, part 2: the mimetype entry names the format, the manifest the locks."""
    if read_small_part(archive, "mimetype").strip() != MediaType.ODT.value.encode():
        raise RefusedContent(Cause.WRONG_TYPE)
    manifest = read_elements(read_small_part(archive, MANIFEST))
    if any(local_name(element.name) == ODT_LOCKED for element in manifest):
        raise RefusedContent(Cause.LOCKED)
    if not all(map(is_text_entry, manifest)):
        raise RefusedContent(Cause.WRONG_TYPE)
    if any(is_odt_macro(name) for name in archive.namelist()):
        raise RefusedContent(Cause.MACROS)
    return MediaType.ODT


def is_text_entry(entry: Element) -> bool:
    """Whether what the manifest says of the whole package is what the mimetype says: LibreOffice goes by the manifest."""
    if "/" not in values_of(entry.attributes, "full-path"):
        return True
    return {*values_of(entry.attributes, "media-type")} <= {MediaType.ODT.value, ""}


def is_odt_macro(name: str) -> bool:
    return name.startswith(ODT_MACRO_FOLDERS) and not name.endswith(ODT_MACRO_INDEXES)


def check_docx(archive: ZipFile, names: set[str]) -> MediaType:
    """ECMA-376, part 2: the content types name the main part, and macros if there are any."""
    types = read_elements(read_small_part(archive, CONTENT_TYPES))
    named = [element.attributes.get("ContentType", "").lower() for element in types]
    macro_parts = any(name.lower().endswith(DOCX_MACRO_PART) for name in names)
    if macro_parts or any(DOCX_MACROS in content_type for content_type in named):
        raise RefusedContent(Cause.MACROS)
    if DOCX_MAIN_PART not in part_types(types, names):
        raise RefusedContent(Cause.WRONG_TYPE)
    return MediaType.DOCX


def part_types(types: list[Element], names: set[str]) -> set[str]:
    """The content types of an archive's parts: by their names, else by their extensions.

    ECMA-376, part 2, 10.1.2.2: writers are free to type the main part by either, and Apache POI
    and the Open XML SDK do it by extension. Names, extensions and types have no letter case.
    """
    overrides = values_by(types, OVERRIDE, "PartName")
    defaults = values_by(types, DEFAULT, "Extension")
    parts = [f"/{name}".lower() for name in names - {CONTENT_TYPES}]
    return {overrides.get(part) or defaults.get(part.rpartition(".")[2], "") for part in parts}


def values_by(types: list[Element], element_name: str, key: str) -> dict[str, str]:
    found = (element.attributes for element in types if element.name == element_name)
    return {each.get(key, "").lower(): each.get("ContentType", "").lower() for each in found}


def read_small_part(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        content = stream.read(MAX_SMALL_PART_BYTES + 1)
    if len(content) > MAX_SMALL_PART_BYTES:
        raise RefusedContent(Cause.TOO_COMPLEX)
    return content
