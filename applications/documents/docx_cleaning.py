"""Takes out of a DOCX what fetches, starts or carries something else; its text stays (ECMA-376).

Links that somebody has to click stay if they lead to the web, a mailbox or a phone. A field keeps what
it has shown last, an embedded object its picture.
"""

import re
from collections.abc import Callable, Iterable
from zipfile import ZipFile

from applications.documents import office
from applications.documents.docx_links import find_misused_links
from applications.documents.docx_relations import (
    Relation,
    Role,
    Targets,
    cut_relations,
    find_opened_parts,
    part_name,
    relations_name,
    relations_source,
)
from applications.documents.docx_text import WORTH_READING, TextReader
from applications.documents.drawings import holds_drawing
from applications.documents.office_parts import (
    Plan,
    is_worth_reading,
    plan_instructions,
    read_head,
    read_part,
)
from applications.documents.pictures import is_font, is_scrambled_font, plan_picture
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_cuts import PartReader, Treatment
from applications.documents.xml_parts import Element, read_elements
from applications.enums import Removed

XML_TYPES = ("+xml", "/xml")
TEXT_TYPES = re.compile(
    r"(?:application|text)/xml|application/vnd\.(?:"
    r"openxmlformats-(?:package\.(?:relationships|core-properties)"
    r"|officedocument\.(?:theme|themeoverride|customxmlproperties|extended-properties|custom-properties"
    r"|wordprocessingml\.(?:document\.main|document\.glossary|styles|settings|websettings|fonttable"
    r"|numbering|header|footer|footnotes|endnotes|comments|commentsextended|commentsids"
    r"|commentsextensible|people|bibliography)"
    r"|drawingml\.(?:chart|chartshapes|diagramdata|diagramlayout|diagramstyle|diagramcolors)))"
    r"|ms-word\.(?:styleswitheffects|people)|ms-office\.(?:drawingml\.diagramdrawing|chartex|chartstyle"
    r"|chartcolorstyle|intelligence2|classificationlabels))\+xml"
)
"""Of all that a text is made of and says of itself (part 1, 11.3, and [MS-DOCX] 2.1)."""
PICTURE_TYPES = re.compile(r"image/.+")
FONT_TYPES = re.compile(r"application/(?:x-font.*|font.*|.*obfuscatedfont)|font/.+")
SCRAMBLED = "obfuscatedfont"
SIGNATURES = re.compile(r"_xmlsignatures/(?!origin\.sigs$|_rels/)", re.IGNORECASE)
"""Whoever verifies one may fetch what its certificate names, as LibreOffice does when it opens the file."""
ORIGIN_OF_SIGNATURES = "application/vnd.openxmlformats-package.digital-signature-origin"
"""An empty part to which those of signatures belong."""
OF_ODT = re.compile(
    r"mimetype|content\.xml|(?:META-INF|Basic|Dialogs|Scripts|Configurations2)/.*", re.IGNORECASE
)
"""What LibreOffice would open as an ODT, whatever the file is called."""
FOREIGN_TYPES = (
    (re.compile(r".*digital-signature.*"), Removed.SIGNATURE),
    (re.compile(r".*(?:activex|webextension|vbadata|customui).*"), Removed.SCRIPTS),
    (re.compile(r".*printersettings"), Removed.REST),
    (re.compile(r"(?:video|audio)/.*"), Removed.MEDIA),
)
"""What to call those of other types."""


def plan_docx(archive: ZipFile) -> Plan:
    """What has to go; RefusedContent where that would take text with it."""
    plan, parts = Plan(), [name for name in archive.namelist() if not name.endswith("/")]
    types = read_elements(office.read_small_part(archive, office.CONTENT_TYPES))
    if not {each.name for each in types} <= office.NAMES_OF_TYPES:
        raise RefusedContent(Cause.BROKEN)
    type_of = find_types(types)
    if len({name.lower() for name in parts}) < len(parts):
        raise RefusedContent(Cause.BROKEN)
    check_main_part(archive, parts, type_of)
    for name in parts:
        kind = find_foreign_part(archive, plan, name, type_of(name))
        if kind is not None:
            plan.drop(name, kind)
    relations = plan_relations(archive, plan, parts, type_of)
    for name in parts:
        is_xml = type_of(name).endswith(XML_TYPES) or name.lower().endswith(office.XML_PARTS)
        if is_xml and name not in plan.gone and not is_about_parts(name):
            plan_part(archive, plan, name, relations.get(name.lower(), []))
    plan_instructions(archive, plan, filter(is_about_parts, set(parts).difference(plan.gone)))
    plan_types(archive, plan)
    check_what_is_left(plan, type_of)
    return plan


def check_main_part(archive: ZipFile, parts: list[str], type_of: Callable[[str], str]) -> None:
    """RefusedContent unless what programs open is a text: they go by the relation, and not by the type."""
    texts = {name.lower() for name in parts if type_of(name) == office.DOCX_MAIN_PART}
    opened = find_opened_parts(office.read_small_part(archive, office.RELATIONS_OF_PACKAGE))
    if len(opened) != 1 or not texts.issuperset(opened):
        raise RefusedContent(Cause.WRONG_TYPE)


def find_types(types: list[Element]) -> Callable[[str], str]:
    """Tells the content type of a part, in lower case; "" for one that has none."""
    overrides = office.values_by(types, office.OVERRIDE, "PartName")
    defaults = office.values_by(types, office.DEFAULT, "Extension")

    def type_of(name: str) -> str:
        part = f"/{name}".lower()
        return overrides.get(part) or defaults.get(part.rpartition(".")[2], "")

    return type_of


def is_about_parts(name: str) -> bool:
    """Content types and relations."""
    return name == office.CONTENT_TYPES or name.lower().endswith(".rels")


def find_foreign_part(archive: ZipFile, plan: Plan, name: str, content_type: str) -> Removed | None:
    """What kind of thing a part is that a text has no need of; None for those that stay."""
    if is_about_parts(name):
        return None
    if (kind := find_by_place(name)) is not None:
        return kind
    if TEXT_TYPES.fullmatch(content_type):
        return Removed.SCRIPTS if holds_drawing(archive, name) else None
    if PICTURE_TYPES.fullmatch(content_type):
        return plan_picture(archive, plan, name)
    if is_kept_by_bytes(archive, name, content_type):
        return None
    kinds = (kind for types, kind in FOREIGN_TYPES if types.fullmatch(content_type))
    return next(kinds, Removed.FILES)


def find_by_place(name: str) -> Removed | None:
    """What stays under no type."""
    if OF_ODT.fullmatch(name):
        return Removed.FILES
    return Removed.SIGNATURE if SIGNATURES.match(name) else None


def is_kept_by_bytes(archive: ZipFile, name: str, content_type: str) -> bool:
    """A font, or the empty origin of signatures."""
    head = read_head(archive, name)
    if content_type == ORIGIN_OF_SIGNATURES:
        return not head
    is_kept_font = FONT_TYPES.fullmatch(content_type) is not None and is_font(head)
    return is_kept_font or is_scrambled_font_part(archive, name, content_type)


def is_scrambled_font_part(archive: ZipFile, name: str, content_type: str) -> bool:
    """Of which only relations to fonts may lead: its first bytes may be those of anything."""
    if not content_type.endswith(SCRAMBLED):
        return False
    head = read_head(archive, name)
    return not is_font(head) and is_scrambled_font(head, archive.getinfo(name).file_size)


def find_roles(plan: Plan, parts: list[str], type_of: Callable[[str], str]) -> dict[str, Role]:
    """What each part that stays is to those that lead to it, by its name in lower case."""
    return {name.lower(): role_of(type_of(name)) for name in parts if name not in plan.gone}


def role_of(content_type: str) -> Role:
    if FONT_TYPES.fullmatch(content_type):
        return Role.FONT
    return Role.PICTURE if PICTURE_TYPES.fullmatch(content_type) else Role.TEXT


def plan_relations(
    archive: ZipFile, plan: Plan, parts: list[str], type_of: Callable[[str], str]
) -> dict[str, list[Relation]]:
    """Relations that go, by the part in whose text they are used; what they lead to goes with them."""
    texts = {
        name: office.read_small_part(archive, name)
        for name in parts
        if name.lower().endswith(".rels")
    }
    misused, roles = find_misused_links(archive, texts, type_of), find_roles(plan, parts, type_of)
    while True:
        gone = {name.lower(): kind for name, kind in plan.gone.items()}
        targets = Targets(gone, roles)
        found = {
            name: cut_relations(
                text, relations_source(name.lower()), targets, misused.get(name, ())
            )
            for name, text in texts.items()
        }
        going = [each for several, _cuts in found.values() for each in several if each.kind]
        drop_targets(plan, going, parts)
        if len(plan.gone) == len(gone):
            break
    for name, (_several, cuts) in found.items():
        if name not in plan.gone:
            plan.cut(name, cuts)
            plan.removed |= {Removed.LINKS for each in cuts if each.instead}
    used: dict[str, list[Relation]] = {}
    for each in going:
        used.setdefault(each.source, []).append(each)
        plan.removed.add(each.kind or Removed.FILES)
    return used


def drop_targets(plan: Plan, going: list[Relation], parts: list[str]) -> None:
    """Parts that such relations lead to, with the relations of their own."""
    by_name = {name.lower(): name for name in parts}
    for each in going:
        for target in (each.target, relations_name(each.target).lower()):
            if each.target and target in by_name:
                plan.drop(by_name[target], each.kind or Removed.FILES)


def plan_part(archive: ZipFile, plan: Plan, name: str, relations: list[Relation]) -> None:
    if not is_worth_reading(archive, name, WORTH_READING) and not relations:
        return
    reader = TextReader(read_part(archive, name), relations)
    plan.cut(name, reader.read())
    plan.removed |= reader.removed


class TypesReader(PartReader):
    """Reads the content types; those of parts that are gone go."""

    def __init__(self, content: bytes, gone: Iterable[str]) -> None:
        super().__init__(content)
        self._gone = {name.lower() for name in gone}

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        part = part_name("", attributes.get("PartName", ""))
        return Treatment.CUT if name == office.OVERRIDE and part in self._gone else None


def plan_types(archive: ZipFile, plan: Plan) -> None:
    if plan.gone:
        content = office.read_small_part(archive, office.CONTENT_TYPES)
        plan.cut(office.CONTENT_TYPES, TypesReader(content, plan.gone).read())


def check_what_is_left(plan: Plan, type_of: Callable[[str], str]) -> None:
    """RefusedContent if the text itself would go."""
    if any(type_of(name) == office.DOCX_MAIN_PART for name in plan.gone):
        raise RefusedContent(Cause.NOT_CLEANED)
