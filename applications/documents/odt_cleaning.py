"""Takes out of an ODT what fetches, starts or carries something else; its text stays (OpenDocument 1.3).

Links that somebody has to click stay if they lead to the web, a mailbox or a phone. An embedded object
keeps the picture that was made of it, a section and a field what they have shown last.
"""

import re
from collections.abc import Collection
from zipfile import ZipFile

from applications.documents import office
from applications.documents.drawings import find_unwanted_drawing
from applications.documents.foreign_parts import PAGE, is_foreign
from applications.documents.link_targets import (
    ADDRESS,
    inner_path,
    is_outside,
    leads_elsewhere,
)
from applications.documents.odt_parts import OWN_PARTS, find_unwanted_own_part
from applications.documents.office_parts import (
    Plan,
    is_worth_reading,
    read_head,
    read_part,
)
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_cuts import PartReader, Span, Treatment, is_filled
from applications.documents.xml_encoding import looks_like_xml
from applications.documents.xml_parts import local_name, values_of
from applications.enums import Removed

NAMES = "urn:oasis:names:tc:opendocument:xmlns"
ENTRY = f"{NAMES}:manifest:1.0 file-entry"
ENTRY_PATH = f"{NAMES}:manifest:1.0 full-path"
MAIN_PARTS = {"mimetype", "content.xml", office.MANIFEST}
TEXTS = {"content.xml", "styles.xml", "meta.xml", "settings.xml"}
PLAIN_PARTS = {*MAIN_PARTS, *TEXTS, "manifest.rdf"}
MENUS_FOLDER = "Configurations2/"
"""Menus, toolbars, keys and events of the program itself; LibreOffice leaves empty files there."""
XML_ENDINGS = (".xml", ".rdf")
MEDIA_FOLDER = "Media/"
SOUNDS_AND_FILMS = (".mp4", ".mp3", ".avi", ".mov", ".wav", ".ogg", ".ogv", ".webm", ".wmv", ".mpg")

ACTIVE_ELEMENTS = {
    **dict.fromkeys(("object", "object-ole", "database-source", "binary-data"), Removed.FILES),
    **dict.fromkeys(("plugin", "floating-frame", "sound"), Removed.MEDIA),
    **dict.fromkeys(("applet", "script", "event-listener"), Removed.SCRIPTS),
    "auto-reload": Removed.ACTIONS,
    **dict.fromkeys(
        (
            *("section-source", "dde-connection-decl", "dde-source", "dde-link", "template"),
            *("table-source", "cell-range-source", "connection-resource", "model"),
            "alphabetical-index-auto-mark-file",
        ),
        Removed.OUTSIDE,
    ),
}
"""Those that go with all that is in them, by their local names alone.

Programs know the same namespace by several names: LibreOffice takes that of any committee of OASIS for
OpenDocument's, and that of any year for XForms.
"""
UNWRAPPED = {"dde-connection": Removed.OUTSIDE, "execute-macro": Removed.SCRIPTS}
"""Fields: what they have shown last stays."""
LINK, FORM = "a", "form"
CLICKED = {
    *("area-rectangle", "area-circle", "area-polygon", "area", "map"),
    *("button", "image-button", "image-frame", "generic-control"),
}
"""Parts of a picture, and of forms, that lead somewhere as links do."""
FORM_ATTRIBUTES = ("href", "datasource", "target-frame", "command")
HREF, DATASOURCE, PICTURE_OF_FORM = "href", "datasource", "image-data"
CONFIG_ITEM, CONFIG_NAME = "config-item", "name"
DATABASES = {"CurrentDatabaseDataSource", "CurrentDatabaseCommand", "CurrentDatabaseCommandType"}
"""Settings that name a database of the computer on which the text is opened."""
LOOKED_FOR = (*ACTIVE_ELEMENTS, *UNWRAPPED, HREF, DATASOURCE, PICTURE_OF_FORM, CONFIG_ITEM)
WORTH_READING = re.compile("|".join(map(re.escape, LOOKED_FOR)).encode())


def plan_odt(archive: ZipFile) -> Plan:
    """What has to go; RefusedContent where that would take text with it."""
    plan, parts = Plan(), [name for name in archive.namelist() if not name.endswith("/")]
    if len(set(parts)) < len(parts):
        raise RefusedContent(Cause.BROKEN)
    folders = {f"{name.rpartition('/')[0]}/" for name in parts if is_text_of_object(name)}
    for name in parts:
        kind = find_foreign_part(archive, name, folders)
        if kind is not None:
            plan.drop(name, kind)
    for name in parts:
        if name in TEXTS and is_worth_reading(archive, name, WORTH_READING):
            reader = TextReader(read_part(archive, name), plan.gone)
            plan.cut(name, reader.read())
            plan.removed |= reader.removed
    if plan.gone:
        plan_manifest(archive, plan, folders)
    return plan


def is_text_of_object(name: str) -> bool:
    """A document within the document, such as a chart, has a folder of its own."""
    return name.endswith("/content.xml")


def find_foreign_part(archive: ZipFile, name: str, folders: set[str]) -> Removed | None:
    """What kind of thing a part is that a text has no need of; None for those that stay."""
    if name.startswith(tuple(folders)):
        return Removed.FILES
    is_empty_menu = name.startswith(MENUS_FOLDER) and not archive.getinfo(name).file_size
    if name in PLAIN_PARTS or is_empty_menu:
        return None
    if OWN_PARTS.fullmatch(name):
        return find_unwanted_own_part(archive, name)
    if name.startswith((MENUS_FOLDER, MEDIA_FOLDER)) or name.lower().endswith(SOUNDS_AND_FILMS):
        return Removed.ACTIONS if name.startswith(MENUS_FOLDER) else Removed.MEDIA
    head = read_head(archive, name)
    is_drawing = name.lower().endswith(".svg") or looks_like_xml(head)
    if is_drawing and not is_called_xml(name) and not PAGE.match(head):
        return find_unwanted_drawing(archive, name, is_text=False)
    return Removed.FILES if is_called_xml(name) or is_foreign(name, head) else None


def is_called_xml(name: str) -> bool:
    """Beside the text, or among what is said of the package."""
    return name.endswith(XML_ENDINGS) and name.count("/") <= name.startswith("META-INF/")


class TextReader(PartReader):
    """Reads a part with text or styles; `gone` are the parts that are taken out anyway."""

    def __init__(self, content: bytes, gone: Collection[str]) -> None:
        super().__init__(content)
        self._gone = gone
        self.removed: set[Removed] = set()

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        word = local_name(name)
        if word in ACTIVE_ELEMENTS:
            return self._take_out(ACTIVE_ELEMENTS[word], Treatment.CUT)
        if word in UNWRAPPED:
            return self._take_out(UNWRAPPED[word], Treatment.UNWRAP)
        if word == CONFIG_ITEM and DATABASES & {*values_of(attributes, CONFIG_NAME)}:
            return Treatment.NOTE
        self._treat_picture_of_form(attributes)
        if word == FORM:
            self._treat_form(attributes)
            return None
        return self._treat_references(word, values_of(attributes, HREF))

    def _take_out(self, kind: Removed, treatment: Treatment) -> Treatment:
        self.removed.add(kind)
        return treatment

    def _treat_form(self, attributes: dict[str, str]) -> None:
        """A form keeps its fields, and loses where it would send them or has them from."""
        is_bound = any(values_of(attributes, DATASOURCE))
        if is_bound or any(map(ADDRESS.match, values_of(attributes, HREF))):
            self.cut_attributes(*FORM_ATTRIBUTES)
            self.removed.add(Removed.OUTSIDE)

    def note_element(self, _name: str, span: Span) -> None:
        """A setting of a database goes if it has a value."""
        if is_filled(self.content[span.start : span.end]):
            self.cut(span)
            self.removed.add(Removed.OUTSIDE)

    def _treat_picture_of_form(self, attributes: dict[str, str]) -> None:
        if any(map(is_outside, values_of(attributes, PICTURE_OF_FORM))):
            self.cut_attributes(PICTURE_OF_FORM)
            self.removed.add(Removed.OUTSIDE)

    def _treat_references(self, word: str, addresses: list[str]) -> Treatment | None:
        if word == LINK:
            is_harmful = any(map(leads_elsewhere, addresses))
            return self._take_out(Removed.LINKS, Treatment.UNWRAP) if is_harmful else None
        if word in CLICKED and any(map(leads_elsewhere, addresses)):
            return self._take_out(Removed.LINKS, Treatment.CUT)
        if any(map(is_outside, addresses)):
            return self._take_out(Removed.OUTSIDE, Treatment.CUT)
        return Treatment.CUT if any(map(self._is_gone_part, addresses)) else None

    def _is_gone_part(self, address: str) -> bool:
        path = inner_path(address)
        is_gone = path in self._gone or any(one.startswith(f"{path}/") for one in self._gone)
        return bool(path) and is_gone


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
