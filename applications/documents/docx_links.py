"""Links of a DOCX: a relation of their type is one only if nothing but elements for links uses it.

Programs look a relation up by its number and do not ask for its type, so that a picture may be
fetched by one that says of itself that it waits for a click.
"""

from collections.abc import Callable, Collection, Mapping
from zipfile import ZipFile

from applications.documents.docx_relations import cut_relations, relations_source
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
WITHOUT_LINKS = ("settings", "styles", "fonttable", "numbering", "theme")
"""Stand in the types of parts that show nothing, and so have nothing to click."""


class LinkReader(PartReader):
    """Reads a part that has links with these numbers; `misused` are those that other elements use."""

    def __init__(self, content: bytes, numbers: Collection[str]) -> None:
        super().__init__(content)
        self._numbers = numbers
        self.misused: set[str] = set()

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        if name not in LINK_ELEMENTS:
            self.misused |= find_references(attributes) & {*self._numbers}
        return None


def find_references(attributes: Mapping[str, str]) -> set[str]:
    """The numbers of relations that an element uses."""
    return {value for key, value in attributes.items() if key.startswith(REFERENCES)}


def find_misused_links(
    archive: ZipFile, texts: Mapping[str, bytes], type_of: Callable[[str], str]
) -> dict[str, set[str]]:
    """Numbers of links to outside that are none, by the .rels part in which they stand (`texts`)."""
    by_name = {name.lower(): name for name in archive.namelist()}
    found = {}
    for name, text in texts.items():
        source = relations_source(name.lower())
        relations, _cuts = cut_relations(text, source, {})
        links = {each.number for each in relations if each.is_link and not each.target}
        if not links:
            continue
        kind = type_of(source)
        if source in by_name and kind.endswith("xml") and not any(map(kind.count, WITHOUT_LINKS)):
            reader = LinkReader(read_part(archive, by_name[source]), links)
            reader.read()
            links = reader.misused
        found[name] = links
    return found
