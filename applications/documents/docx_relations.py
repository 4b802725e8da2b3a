"""The relations between the parts of a DOCX, and those that lead elsewhere or to what is no part of a text.

ECMA-376, part 2, 8.3: each part may have a .rels part beside it, in which its relations stand.
"""

import posixpath
from collections.abc import Collection, Mapping
from enum import Enum, auto
from typing import NamedTuple
from urllib.parse import unquote

from applications.documents.link_targets import ADDRESS, TO_MAILBOX, is_mailbox, leads_elsewhere
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_cuts import PartReader, Span, Treatment
from applications.enums import Removed

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT, RELATION = f"{RELATIONS} Relationships", f"{RELATIONS} Relationship"
HYPERLINK_TYPES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink",
)
"""Whole, transitional and strict: what only ends like them is none."""
KEPT_TYPES = frozenset(
    "officedocument core-properties extended-properties custom-properties thumbnail styles "
    "styleswitheffects settings websettings fonttable font numbering theme themeoverride header footer "
    "footnotes endnotes comments commentsextended commentsids commentsextensible people "
    "glossarydocument customxml customxmlprops image hyperlink chart chartex chartstyle "
    "chartcolorstyle chartusershapes diagramdata diagramlayout diagramquickstyle diagramcolors "
    "diagramdrawing bibliography intelligence classificationlabels origin".split()
)
"""By the last word of a type's address, in lower case, which the transitional and the strict form share."""
FOREIGN_TYPES = {
    **dict.fromkeys(("control", "activexcontrolbinary", "webextension"), Removed.SCRIPTS),
    **dict.fromkeys(
        ("webextensiontaskpanes", "extensibility", "usercustomization"), Removed.SCRIPTS
    ),
    **dict.fromkeys(("vbaproject", "wordvbadata", "attachedtoolbars"), Removed.SCRIPTS),
    "keymapcustomizations": Removed.SCRIPTS,
    **dict.fromkeys(("attachedtemplate", "frame", "transform"), Removed.OUTSIDE),
    **dict.fromkeys(("mailmergesource", "mailmergeheadersource", "recipientdata"), Removed.OUTSIDE),
    **dict.fromkeys(("video", "audio", "media"), Removed.MEDIA),
    **dict.fromkeys(("oleobject", "package"), Removed.FILES),
    "printersettings": Removed.REST,
    "signature": Removed.SIGNATURE,
}
"""What to call those of other types."""
TARGET = "Target"
MAIN, IMAGE, FONT = "officedocument", "image", "font"
REFUSED_TYPES = {"afchunk": Cause.IMPORTED, "subdocument": Cause.ELSEWHERE}
"""Text of the document itself stands there: nothing can be taken out without loss."""


class Role(Enum):
    """What a part is to those that lead to it."""

    TEXT = auto()
    PICTURE = auto()
    FONT = auto()


class Targets(NamedTuple):
    """What is known of parts, by their names in lower case: those that go, and what others are."""

    gone: Mapping[str, Removed] = {}
    roles: Mapping[str, Role] = {}


class Relation(NamedTuple):
    """One relation: its name in the part it belongs to, where it leads, and what was wrong with it."""

    source: str
    """The name of the part, "" for the whole archive."""
    number: str
    is_link: bool
    """Whether it is of the type of links that somebody has to click."""
    word: str
    """The last of its type, in lower case."""
    target: str
    """The name of a part, in lower case; "" for what is outside."""
    kind: Removed | None
    """What it is if it goes."""


class RelationReader(PartReader):
    """Reads a .rels part; `misused` are the numbers of links and fonts that something else uses.

    RefusedContent for one in which something else stands: LibreOffice takes all for relations that are called so.
    """

    def __init__(
        self, content: bytes, source: str, targets: Targets, misused: Collection[str]
    ) -> None:
        super().__init__(content)
        self._source, self._targets, self._misused = source, targets, misused
        self.relations: list[Relation] = []

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        if name == ROOT and not self.relations:
            return None
        if name != RELATION:
            raise RefusedContent(Cause.BROKEN)
        relation = read_relation(self._source, attributes)
        relation = relation._replace(kind=relation.kind or self._judge_target(relation))
        if relation.kind is Removed.LINKS and self._lead_to_mailbox(relation, attributes):
            relation = relation._replace(kind=None)
        self.relations.append(relation)
        return Treatment.CUT if relation.kind else None

    def _lead_to_mailbox(self, relation: Relation, attributes: Mapping[str, str]) -> bool:
        address = attributes.get(TARGET, "")
        if relation.number in self._misused or not is_mailbox(address):
            return False
        return self.write_before(address, TO_MAILBOX, self.find_values(TARGET))

    def _judge_target(self, relation: Relation) -> Removed | None:
        """A picture is used as one, and a font too; what goes is not used at all."""
        is_misused = relation.number in self._misused
        if not relation.target:
            return Removed.OUTSIDE if is_misused else None
        if relation.target in self._targets.gone:
            return self._targets.gone[relation.target]
        role = self._targets.roles.get(relation.target)
        is_wrong = (role is Role.FONT) != (relation.word == FONT) and role is not None
        is_wrong = is_wrong or (relation.word == IMAGE and role not in {Role.PICTURE, None})
        return Removed.FILES if is_wrong or (is_misused and relation.word == FONT) else None


def read_relation(source: str, attributes: dict[str, str]) -> Relation:
    """RefusedContent for one that leads to text which cannot be taken out."""
    is_link = attributes.get("Type", "").strip() in HYPERLINK_TYPES
    word = attributes.get("Type", "").strip().rstrip("/").rpartition("/")[2].lower()
    if word in REFUSED_TYPES:
        raise RefusedContent(REFUSED_TYPES[word])
    address = attributes.get(TARGET, "")
    is_outside = (
        is_link  # LibreOffice looks beside the file also for what is called a part, whether there is one or not
        or attributes.get("TargetMode", "").strip().lower() == "external"
        or ADDRESS.match(address) is not None
    )
    kind = None if word in KEPT_TYPES else FOREIGN_TYPES.get(word, Removed.FILES)
    if is_outside and not is_link:
        kind = FOREIGN_TYPES.get(word, Removed.OUTSIDE)
    elif is_link and leads_elsewhere(address):
        kind = Removed.LINKS
    target = "" if is_outside else part_name(source, address)
    return Relation(source, attributes.get("Id", ""), is_link, word, target, kind)


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
    content: bytes, source: str, targets: Targets, misused: Collection[str] = ()
) -> tuple[list[Relation], list[Span]]:
    reader = RelationReader(content, source, targets, misused)
    cuts = reader.read()
    return reader.relations, cuts


def find_opened_parts(content: bytes) -> list[str]:
    """What programs open of a package with these relations: names in lower case."""
    relations, _cuts = cut_relations(content, "", Targets())
    return [each.target for each in relations if each.word == MAIN]
