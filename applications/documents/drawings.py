"""Drawings in SVG inside of an Office file: whether they do anything but show themselves."""

import re
from zipfile import ZipFile

from applications.documents.office_parts import is_worth_reading, read_part
from applications.documents.refusals import RefusedContent
from applications.documents.xml_cuts import PartReader, Treatment
from applications.documents.xml_parts import NAMESPACE_END, local_name
from applications.enums import Removed

DRAWING = "svg"
DRAWING_TAG = re.compile(rb"<(?:[^<>\s:]+:)?svg[\s/>]", re.IGNORECASE)
ACTIVE_ELEMENTS = {"script", "foreignobject", "iframe", "handler", "listener", "embed", "object"}
PAGES = "http://www.w3.org/1999/xhtml"
"""A browser fetches what an element of HTML names, wherever it stands."""
FETCHING_ATTRIBUTES = {"href", "src", "base"}
TARGET = "attributename"
"""Of an animation: which attribute it writes."""
WITHIN = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|jpg|gif|webp)[;,])", re.IGNORECASE)
FETCHED = re.compile(r"@import|url\(\s*[\"']?\s*(?!#|data:image/)[^\s\"')]", re.IGNORECASE)
STYLE = "style"
ESCAPED = "\\"
"""In a style, letters may be written by their numbers."""


class DrawingReader(PartReader):
    """Reads a part; `is_active` if an SVG in it has a script or takes something from elsewhere."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.parser.ProcessingInstructionHandler = self._read_instruction
        self._words: list[str] = []
        self._is_doing_more = False
        self._is_drawing = False
        self.root = ""

    @property
    def is_active(self) -> bool:
        style = "".join(self._words)
        is_fetching = ESCAPED in style or FETCHED.search(style) is not None
        return self._is_drawing and (self._is_doing_more or is_fetching)

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        word = local_name(name).lower()
        self.root = self.root or word
        self._is_drawing |= word == DRAWING
        self._is_doing_more |= word in ACTIVE_ELEMENTS or name.startswith(f"{PAGES}{NAMESPACE_END}")
        self._is_doing_more |= any(map(is_active_attribute, attributes.items()))
        self.parser.CharacterDataHandler = self._words.append if word == STYLE else None
        return None

    def _read_instruction(self, *_instruction: str) -> None:
        """A style sheet of elsewhere; no program that draws writes one."""
        self._is_doing_more = True


def is_active_attribute(attribute: tuple[str, str]) -> bool:
    name, value = attribute
    word = local_name(name).lower()
    is_outside = word in FETCHING_ATTRIBUTES and value.strip() != "" and not WITHIN.match(value)
    is_written = word == TARGET and local_name(value.replace(":", NAMESPACE_END)) == "href"
    is_hidden = word == STYLE and ESCAPED in value
    is_fetched = FETCHED.search(value) is not None
    return word.startswith("on") or is_outside or is_written or is_hidden or is_fetched


def find_unwanted_drawing(archive: ZipFile, name: str, *, is_text: bool) -> Removed | None:
    """What a part of XML is that draws and does more, or that is neither a drawing nor a text; None for others.

    A drawing that cannot be read counts as active. A text that holds an SVG is a drawing to who looks
    at the content alone. Raises RefusedContent for a text that cannot be read.
    """
    if is_text and not is_worth_reading(archive, name, DRAWING_TAG):
        return None
    try:
        reader = DrawingReader(read_part(archive, name))
        reader.read()
    except RefusedContent:
        if is_text:
            raise
        return Removed.SCRIPTS
    if reader.is_active:
        return Removed.SCRIPTS
    return None if is_text or reader.root == DRAWING else Removed.FILES
