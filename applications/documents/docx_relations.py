"""The relations between the parts of a DOCX, and those that lead elsewhere or to what is no part of a text.

ECMA-376, part 2, 8.3: each part may have a .rels part beside it, in which its relations stand.
"""

import posixpath
from collections.abc import Collection, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from applications.documents.link_targets import ADDRESS, leads_elsewhere
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_cuts import PartReader, Span, Treatment
from applications.enums import Removed

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATION = f"{RELATIONS} Relationship"
HYPERLINK_TYPES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink",
)
"""Whole, transitional and strict: what only ends like them is none."""
ACTIVE_TYPES = {
    **dict.fromkeys(("oleobject", "package"), Removed.FILES),
    **dict.fromkeys(("control", "activexcontrolbinary", "webextension"), Removed.SCRIPTS),
    **dict.fromkeys(
        ("webextensiontaskpanes", "extensibility", "usercustomization"), Removed.SCRIPTS
    ),
    **dict.fromkeys(("vbaproject", "wordvbadata", "attachedtoolbars"), Removed.SCRIPTS),
    **dict.fromkeys(("attachedtemplate", "frame", "transform"), Removed.OUTSIDE),
    **dict.fromkeys(("mailmergesource", "mailmergeheadersource", "recipientdata"), Removed.OUTSIDE),
    **dict.fromkeys(("video", "audio", "media"), Removed.MEDIA),
}
"""By the last word of a type's address, in lower case, which the transitional and the strict form share."""
REFUSED_TYPES = {"afchunk": Cause.IMPORTED, "subdocument": Cause.ELSEWHERE}
"""Text of the document itself stands there: nothing can be taken out without loss."""


class Relation(NamedTuple):
    """One relation: its name in the part it belongs to, where it leads, and what was wrong with it."""

    source: str
    """The name of the part, "" for the whole archive."""
    number: str
    is_link: bool
    """Whether it is of the type of links that somebody has to click."""
    target: str
    """The name of a part, in lower case; "" for what is outside."""
    kind: Removed | None
    """What it is if it goes."""


class RelationReader(PartReader):
    """Reads a .rels part; `gone` are the names of parts, in lower case, that are taken out anyway.

    `misused` are the numbers of links that are none.
    """

    def __init__(
        self, content: bytes, source: str, gone: Mapping[str, Removed], misused: Collection[str]
    ) -> None:
        super().__init__(content)
        self._source, self._gone, self._misused = source, gone, misused
        self.relations: list[Relation] = []

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        if name != RELATION:
            return None
        relation = read_relation(self._source, attributes)
        if relation.target in self._gone and relation.kind is None:
            relation = relation._replace(kind=self._gone[relation.target])
        if relation.number in self._misused and not relation.target:
            relation = relation._replace(kind=Removed.OUTSIDE)
        self.relations.append(relation)
        return Treatment.CUT if relation.kind else None


def read_relation(source: str, attributes: dict[str, str]) -> Relation:
    """RefusedContent for one that leads to text which cannot be taken out."""
    is_link = attributes.get("Type", "").strip() in HYPERLINK_TYPES
    word = attributes.get("Type", "").rstrip("/").rpartition("/")[2].lower()
    if word in REFUSED_TYPES:
        raise RefusedContent(REFUSED_TYPES[word])
    address = attributes.get("Target", "")
    is_outside = (
        attributes.get("TargetMode", "").strip().lower() == "external"
        or ADDRESS.match(address) is not None
    )
    kind = ACTIVE_TYPES.get(word)
    if is_outside and not is_link:
        kind = kind or Removed.OUTSIDE
    elif is_outside and leads_elsewhere(address):
        kind = Removed.LINKS
    target = "" if is_outside else part_name(source, address)
    return Relation(source, attributes.get("Id", ""), is_link, target, kind)


def part_name(source: str, address: str) -> str:
    """The part that a relation of `source` leads to, in lower case and without a slash before it."""
    path = unquote(address).partition("#")[0].replace("\\", "/")
    whole = path if path.startswith("/") else posixpath.join("/", posixpath.dirname(source), path)
    return posixpath.normpath(whole).lstrip("/").lower()


def relations_source(name: str) -> str:
    """The part whose relations stand in this .rels part; "" for those of the whole archive."""
    folder, _slash, file = name.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def relations_name(source: str) -> str:
    """Where the relations of a part stand."""
    folder, _slash, file = source.rpartition("/")
    return posixpath.join(folder, "_rels", f"{file}.rels")


def cut_relations(
    content: bytes, source: str, gone: Mapping[str, Removed], misused: Collection[str] = ()
) -> tuple[list[Relation], list[Span]]:
    reader = RelationReader(content, source, gone, misused)
    cuts = reader.read()
    return reader.relations, cuts
