"""Takes out of an ODT what fetches, starts or carries something else; its text stays (OpenDocument 1.3).

Links that somebody has to click stay if they lead to the web, a mailbox or a phone. An embedded object
keeps the picture that was made of it, a section and a field what they have shown last.
"""

from collections.abc import Collection
from zipfile import ZipFile

from applications.documents import office
from applications.documents.odt_parts import OWN_PARTS, find_unwanted_own_part
from applications.documents.odt_text import Parts, TextReader, is_replacement
from applications.documents.office_parts import Plan, plan_instructions, read_head, read_part
from applications.documents.pictures import is_font, plan_picture
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_cuts import PartReader, Treatment
from applications.enums import Removed

NAMES = "urn:oasis:names:tc:opendocument:xmlns"
ENTRY = f"{NAMES}:manifest:1.0 file-entry"
ENTRY_PATH = f"{NAMES}:manifest:1.0 full-path"
MAIN_PARTS = {"mimetype", "content.xml", office.MANIFEST}
TEXTS = {"content.xml", "styles.xml", "meta.xml", "settings.xml"}
OF_PACKAGE = {office.MANIFEST, "manifest.rdf"}
"""What is said of the parts."""
PLAIN_PARTS = {*MAIN_PARTS, *TEXTS, *OF_PACKAGE}
MENUS_FOLDER = "Configurations2/"
"""Menus, toolbars, keys and events of the program itself; LibreOffice leaves empty files there."""
XML_ENDINGS = (".xml", ".rdf")
MEDIA_FOLDER = "Media/"
SOUNDS_AND_FILMS = (".mp4", ".mp3", ".avi", ".mov", ".wav", ".ogg", ".ogv", ".webm", ".wmv", ".mpg")


def plan_odt(archive: ZipFile) -> Plan:
    """What has to go; RefusedContent where that would take text with it."""
    plan, parts = Plan(), [name for name in archive.namelist() if not name.endswith("/")]
    if len(set(parts)) < len(parts):
        raise RefusedContent(Cause.BROKEN)
    folders = {f"{name.rpartition('/')[0]}/" for name in parts if is_text_of_object(name)}
    fonts, pictures = set[str](), set[str]()
    for name in parts:
        kind = find_foreign_part(archive, name, folders)
        if kind is None and not is_part_of_text(archive, name):
            is_kept_font = is_font(read_head(archive, name))
            kind = None if is_kept_font else plan_picture(archive, plan, name)
            (fonts if is_kept_font else pictures).add(name)
        if kind is not None:
            plan.drop(name, kind)
    only = find_only_replacement(pictures.difference(plan.gone), folders)
    kept = Parts(frozenset(pictures), frozenset(fonts), plan.gone, only)
    for name in sorted(TEXTS.intersection(parts)):
        reader = TextReader(read_part(archive, name), kept)
        plan.cut(name, reader.read())
        plan.removed |= reader.removed
    plan_instructions(archive, plan, sorted(OF_PACKAGE.intersection(parts)))
    if plan.gone:
        plan_manifest(archive, plan, folders)
    return plan


def find_only_replacement(pictures: Collection[str], folders: Collection[str]) -> str:
    """The picture of the only embedded object; "" if there are several of either."""
    replacements = [name for name in pictures if is_replacement(name)]
    return replacements[0] if len(replacements) == len(folders) == 1 else ""


def is_text_of_object(name: str) -> bool:
    """A document within the document, such as a chart, has a folder of its own."""
    return name.endswith("/content.xml")


def is_part_of_text(archive: ZipFile, name: str) -> bool:
    """Its text, what is said of it, and the empty menus that LibreOffice leaves."""
    is_empty_menu = name.startswith(MENUS_FOLDER) and not archive.getinfo(name).file_size
    return name in PLAIN_PARTS or is_empty_menu or OWN_PARTS.fullmatch(name) is not None


def find_foreign_part(archive: ZipFile, name: str, folders: set[str]) -> Removed | None:
    """What kind of thing a part is by its place; None for the text, and for what may be a picture or a font."""
    if name.startswith(tuple(folders)):
        return Removed.OBJECTS
    if OWN_PARTS.fullmatch(name):
        return find_unwanted_own_part(archive, name)
    if is_part_of_text(archive, name):
        return None
    if name.startswith((MENUS_FOLDER, MEDIA_FOLDER)) or name.lower().endswith(SOUNDS_AND_FILMS):
        return Removed.ACTIONS if name.startswith(MENUS_FOLDER) else Removed.MEDIA
    return Removed.FILES if is_called_xml(name) else None


def is_called_xml(name: str) -> bool:
    """Beside the text, or among what is said of the package."""
    return name.endswith(XML_ENDINGS) and name.count("/") <= name.startswith("META-INF/")


class ManifestReader(PartReader):
    """Reads the manifest; the entries of what is gone go."""

    def __init__(self, content: bytes, gone: Collection[str], folders: set[str]) -> None:
        super().__init__(content)
        self._gone, self._folders = gone, tuple(folders)

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        path = attributes.get(ENTRY_PATH, "")
        is_gone = path in self._gone or path.startswith(self._folders)
        return Treatment.CUT if name == ENTRY and is_gone else None


def plan_manifest(archive: ZipFile, plan: Plan, folders: set[str]) -> None:
    content = office.read_small_part(archive, office.MANIFEST)
    plan.cut(office.MANIFEST, ManifestReader(content, plan.gone, folders).read())
