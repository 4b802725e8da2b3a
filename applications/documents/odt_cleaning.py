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
from applications.documents.office_parts import (
    Plan,
    is_worth_reading,
    read_head,
    read_part,
)
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_cuts import PartReader, Span, Treatment
from applications.documents.xml_encoding import looks_like_xml
from applications.documents.xml_parts import NAMESPACE_END
from applications.enums import Removed

NAMES = "urn:oasis:names:tc:opendocument:xmlns"
ENTRY = f"{NAMES}:manifest:1.0 file-entry"
ENTRY_PATH = f"{NAMES}:manifest:1.0 full-path"
MAIN_PARTS = {"mimetype", "content.xml", office.MANIFEST}
TEXTS = {"content.xml", "styles.xml", "meta.xml", "settings.xml"}
PLAIN_PARTS = {*MAIN_PARTS, *TEXTS, "manifest.rdf", "layout-cache"}
SIGNATURES = re.compile(r"META-INF/[a-z]*signatures[^/]*\.xml")
MENUS_FOLDER = "Configurations2/"
"""Menus, toolbars, keys and events of the program itself; LibreOffice leaves empty files there."""
XML_ENDINGS = (".xml", ".rdf")
MEDIA_FOLDER = "Media/"
SOUNDS_AND_FILMS = (".mp4", ".mp3", ".avi", ".mov", ".wav", ".ogg", ".ogv", ".webm", ".wmv", ".mpg")

ACTIVE_ELEMENTS = {
    **dict.fromkeys(("draw object", "draw object-ole", "table database-source"), Removed.FILES),
    **dict.fromkeys(("draw plugin", "draw floating-frame", "presentation sound"), Removed.MEDIA),
    **dict.fromkeys(("draw applet", "script event-listener", "text script"), Removed.SCRIPTS),
    **dict.fromkeys(("office script", "script event-listeners"), Removed.SCRIPTS),
    **dict.fromkeys(("presentation event-listener", "meta auto-reload"), Removed.ACTIONS),
    **dict.fromkeys(
        (
            *("text section-source", "text dde-connection-decl", "office dde-source"),
            *("table table-source", "table cell-range-source", "table dde-link", "meta template"),
            *("form connection-resource", "text alphabetical-index-auto-mark-file"),
        ),
        Removed.OUTSIDE,
    ),
}
"""Those that go with all that is in them, by prefix as the standard writes it and local name."""
UNWRAPPED = {"text dde-connection": Removed.OUTSIDE, "text execute-macro": Removed.SCRIPTS}
"""Fields: what they have shown last stays."""
XFORMS = "http://www.w3.org/2002/xforms "
LINKS = {"text a", "draw a"}
FORMS = {"form form"}
FORM_ATTRIBUTES = ("href", "datasource", "target-frame", "command")
HREF = "http://www.w3.org/1999/xlink href"
PICTURE_OF_FORM = "image-data"
CONFIG_ITEM, CONFIG_NAME = "config config-item", f"{NAMES}:config:1.0 name"
DATABASES = {"CurrentDatabaseDataSource", "CurrentDatabaseCommand", "CurrentDatabaseCommandType"}
"""Settings that name a database of the computer on which the text is opened."""
DATASOURCE = f"{NAMES}:form:1.0 datasource"
WORTH_READING = re.compile(
    rb"href|script|dde-|macro|plugin|applet|floating|event-|connection-|xforms|auto-|image-data|Database"
)


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
    if name in PLAIN_PARTS or SIGNATURES.fullmatch(name) or is_empty_menu:
        return None
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
        word = short_name(name)
        if word in ACTIVE_ELEMENTS:
            return self._take_out(ACTIVE_ELEMENTS[word], Treatment.CUT)
        if word in UNWRAPPED:
            return self._take_out(UNWRAPPED[word], Treatment.UNWRAP)
        if name == f"{XFORMS}model":
            return self._take_out(Removed.OUTSIDE, Treatment.CUT)
        if word == CONFIG_ITEM and attributes.get(CONFIG_NAME) in DATABASES:
            return Treatment.NOTE
        self._treat_picture_of_form(attributes)
        if word in FORMS:
            self._treat_form(attributes)
        elif HREF in attributes:
            return self._treat_reference(word, attributes[HREF])
        return None

    def _take_out(self, kind: Removed, treatment: Treatment) -> Treatment:
        self.removed.add(kind)
        return treatment

    def _treat_form(self, attributes: dict[str, str]) -> None:
        """A form keeps its fields, and loses where it would send them or has them from."""
        if attributes.get(DATASOURCE) or ADDRESS.match(attributes.get(HREF, "")):
            self.cut_attributes(*FORM_ATTRIBUTES)
            self.removed.add(Removed.OUTSIDE)

    def note_element(self, name: str, span: Span) -> None:
        """A setting of a database goes if it has a value."""
        if short_name(name) == CONFIG_ITEM and is_filled(self.content[span.start : span.end]):
            self.cut(span)
            self.removed.add(Removed.OUTSIDE)

    def _treat_picture_of_form(self, attributes: dict[str, str]) -> None:
        address = attributes.get(f"{NAMES}:form:1.0 {PICTURE_OF_FORM}", "")
        if is_outside(address):
            self.cut_attributes(PICTURE_OF_FORM)
            self.removed.add(Removed.OUTSIDE)

    def _treat_reference(self, word: str, address: str) -> Treatment | None:
        if word in LINKS:
            is_harmful = leads_elsewhere(address)
            return self._take_out(Removed.LINKS, Treatment.UNWRAP) if is_harmful else None
        path = inner_path(address)
        if is_outside(address):
            return self._take_out(Removed.OUTSIDE, Treatment.CUT)
        is_gone = path in self._gone or any(one.startswith(f"{path}/") for one in self._gone)
        return Treatment.CUT if path and is_gone else None


def is_filled(element: bytes) -> bool:
    """Whether there is anything between the tags; "0" says as little as nothing."""
    return re.sub(rb"<[^>]*>", b"", element).strip() not in {b"", b"0"}


def short_name(name: str) -> str:
    """The prefix that the standard uses for a namespace and the local name, with a blank between."""
    namespace, _blank, word = name.rpartition(NAMESPACE_END)
    if not namespace.startswith(f"{NAMES}:"):
        return ""
    prefix = namespace.removeprefix(f"{NAMES}:").partition(":")[0]
    return f"{STANDARD_PREFIXES.get(prefix, prefix)} {word}"


STANDARD_PREFIXES = {"drawing": "draw"}


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
