"""Links and fonts of a DOCX: a relation of their type is one only if nothing but elements for them uses it.

Programs look a relation up by its number and do not ask for its type, so that a picture may be
fetched by one that says of itself that it waits for a click, or be what is called a font.
"""

from collections.abc import Callable, Collection, Mapping
from zipfile import ZipFile

from applications.documents.docx_relations import (
    FONT,
    Relation,
    Targets,
    cut_relations,
    relations_source,
)
from applications.documents.office_parts import read_part
from applications.documents.xml_cuts import PartReader, Treatment

WORD_NAMES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
DRAWING_NAMES = (
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://purl.oclc.org/ooxml/drawingml/main",
)
REFERENCES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships ",
    "http://purl.oclc.org/ooxml/officeDocument/relationships ",
    "urn:schemas-microsoft-com:office:office relid",
)
"""How the names of attributes begin that hold the number of a relation."""
LINK_ELEMENTS = {
    *(f"{name} hyperlink" for name in WORD_NAMES),
    *(
        f"{name} {word}"
        for name in DRAWING_NAMES
        for word in ("hlinkClick", "hlinkHover", "hlinkMouseOver")
    ),
}
FONT_ELEMENTS = {
    f"{name} embed{style}"
    for name in WORD_NAMES
    for style in ("Regular", "Bold", "Italic", "BoldItalic")
}
FONT_TABLE = "fonttable"
"""Stands in the type of the part that has fonts."""
WITHOUT_LINKS = ("settings", "styles", "fonttable", "numbering", "theme")
"""Stand in the types of parts that show nothing, and so have nothing to click."""


class LinkReader(PartReader):
    """Reads a part that has relations with these numbers; `misused` are those that other elements use."""

    def __init__(self, content: bytes, allowed: Mapping[str, Collection[str]]) -> None:
        super().__init__(content)
        self._allowed = allowed
        self.misused: set[str] = set()

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        self.misused |= {
            number
            for number in find_references(attributes)
            if number in self._allowed and name not in self._allowed[number]
        }
        return None


def find_references(attributes: Mapping[str, str]) -> set[str]:
    """The numbers of relations that an element uses."""
    return {value for key, value in attributes.items() if key.startswith(REFERENCES)}


def find_misused_links(
    archive: ZipFile, texts: Mapping[str, bytes], type_of: Callable[[str], str]
) -> dict[str, set[str]]:
    """Numbers of links to outside, and of fonts, that are none, by the .rels part in which they stand (`texts`)."""
    by_name = {name.lower(): name for name in archive.namelist()}
    found = {}
    for name, text in texts.items():
        source = relations_source(name.lower())
        relations, _cuts = cut_relations(text, source, Targets())
        allowed = find_allowed_elements(relations, type_of(source))
        misused = {number for number, elements in allowed.items() if not elements}
        if len(misused) < len(allowed) and source in by_name:
            reader = LinkReader(read_part(archive, by_name[source]), allowed)
            reader.read()
            misused |= reader.misused
        found[name] = misused if source in by_name else {*allowed}
    return found


def find_allowed_elements(
    relations: Collection[Relation], content_type: str
) -> dict[str, Collection[str]]:
    """Which elements may use the number of a link to outside, or of a font, in a part of this type."""
    has_links = content_type.endswith("xml") and not any(map(content_type.count, WITHOUT_LINKS))
    of_links = LINK_ELEMENTS if has_links else ()
    of_fonts = FONT_ELEMENTS if FONT_TABLE in content_type else ()
    links = {each.number for each in relations if each.is_link and not each.target}
    fonts = {each.number for each in relations if each.word == FONT}
    return {
        **dict.fromkeys(links, of_links),
        **dict.fromkeys(fonts, of_fonts),
        **dict.fromkeys(links & fonts, ()),
    }
