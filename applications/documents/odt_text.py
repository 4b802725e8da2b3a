"""Reads a part of an ODT with text, styles or settings: what is not on the lists of what a text is made of goes.

Elements are kept by their namespaces, addresses by the elements that may have one (OpenDocument 1.3, part 3).
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from applications.documents.link_targets import (
    TO_MAILBOX,
    inner_path,
    is_mailbox,
    is_outside,
    leads_elsewhere,
)
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_cuts import PartReader, Span, Treatment, is_filled
from applications.documents.xml_parts import NAMESPACE_END, local_name, values_of
from applications.enums import Removed

OWN_NAMES = re.compile(r"urn:oasis:names:tc:[^: ]+:xmlns:([a-z0-9-]+):1\.\d+")
"""LibreOffice takes the names of any committee of OASIS, and of any edition, for OpenDocument's."""
KEPT_NAMES = frozenset(
    "office style text table drawing dr3d datastyle meta config svg-compatible".split()
)
"""Of texts, and all that they look like; not of forms, scripts, databases, animations and presentations."""
OTHER_KEPT_NAMES = {
    "http://purl.org/dc/elements/1.1/",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    "http://openoffice.org/2004/office",
    "http://openoffice.org/2009/office",
}
"""Of LibreOffice, for what the standard has no words for."""
FOREIGN_NAMES = {
    "form": Removed.FORM,
    "script": Removed.SCRIPTS,
    "database": Removed.OUTSIDE,
    **dict.fromkeys(("presentation", "animation", "smil-compatible"), Removed.ACTIONS),
}
XFORMS = "/xforms"
ACTIVE_ELEMENTS = {
    "object": Removed.OBJECTS,
    **dict.fromkeys(("object-ole", "binary-data"), Removed.FILES),
    **dict.fromkeys(("plugin", "floating-frame"), Removed.MEDIA),
    **dict.fromkeys(("applet", "script"), Removed.SCRIPTS),
    "control": Removed.FORM,
    "auto-reload": Removed.ACTIONS,
    **dict.fromkeys(
        (
            *("section-source", "dde-connection-decl", "dde-source", "dde-link", "template"),
            *("table-source", "cell-range-source", "connection-resource"),
            "alphabetical-index-auto-mark-file",
        ),
        Removed.OUTSIDE,
    ),
}
"""Those of the kept namespaces that go with all that is in them, by their local names."""
OTHER_BODIES = {
    f"office {word}" for word in ("spreadsheet", "presentation", "drawing", "chart", "database")
}
"""What a package of another type has instead of a text."""
SAID_ELSEWHERE = {
    f"text {word}"
    for word in (
        *("user-field-get", "user-field-input", "variable-get", "variable-input", "expression"),
        *("title", "subject", "keywords", "description", "user-defined", "initial-creator"),
        *("conditional-text", "hidden-text", "hidden-paragraph"),
    )
}
"""Fields that show what is kept or computed elsewhere in the file: LibreOffice would show other words than stand here."""
UNWRAPPED = {"dde-connection": Removed.OUTSIDE, "execute-macro": Removed.SCRIPTS}
"""Fields: what they have shown last stays."""
HREF, BASE = "href", "base"
LINK = "a"
PARTS_OF_PICTURES = {"area-rectangle", "area-circle", "area-polygon"}
PICTURES = {"image", "fill-image", "background-image", "list-level-style-image"}
FONT = "font-face-uri"
REPLACEMENT = re.compile(r"ObjectReplacements/[A-Za-z0-9 ._-]+")
CITATION, ADDRESSES_OF_CITATION = "bibliography-mark", ("url", "local-url", "target-url")
PARAMETER, NAME = "param", "name"
PARAMETERS = re.compile(
    r"(?:Checkbox_|Dropdown_|MaxLength|Content|Hint|Description|Name|DateFormat|CurrentDate).*"
)
"""Of a field of Word: what it shows, and not the instruction from which LibreOffice makes a field again."""
CONFIG_ITEM = "config-item"
DATABASES = {
    *("CurrentDatabaseDataSource", "CurrentDatabaseCommand", "CurrentDatabaseCommandType"),
    "EmbeddedDatabaseName",
}
"""Settings that name a database of the computer on which the text is opened, or in the file."""


class Parts(NamedTuple):
    """The names of the parts that the text may use, and of those that are taken out anyway."""

    pictures: Collection[str]
    fonts: Collection[str]
    gone: Collection[str]
    only_replacement: str = ""
    """The picture of the only object, if there is one object and one picture of an object."""


class TextReader(PartReader):
    """`removed` says what is cut out; RefusedContent for what is no text."""

    def __init__(self, content: bytes, parts: Parts) -> None:
        super().__init__(content)
        self._parts = parts

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        word = local_name(name)
        if OWN_NAMES.sub(r"\1", name) in OTHER_BODIES:
            raise RefusedContent(Cause.WRONG_TYPE)
        kind = ACTIVE_ELEMENTS.get(word) or find_foreign_name(name)
        if kind is not None:
            return self._take_out(kind)
        if shown := find_unwanted_field(name):
            return self._take_out(shown, Treatment.UNWRAP)
        if word == CONFIG_ITEM and DATABASES & {*values_of(attributes, NAME)}:
            return Treatment.NOTE
        if word == PARAMETER and not all(map(PARAMETERS.match, values_of(attributes, NAME))):
            return self._take_out(Removed.ACTIONS)
        if any(local_name(each) == BASE for each in attributes):
            self._cut(Removed.OUTSIDE, BASE)
        if word == CITATION:
            self._treat_citation(attributes)
        addresses = [each for each in values_of(attributes, HREF) if each]
        return self._treat_addresses(word, addresses) if addresses else None

    def note_element(self, _name: str, span: Span) -> None:
        """A setting of a database goes if it has a value."""
        if is_filled(self.content[span.start : span.end]):
            self.cut(span)
            self.removed.add(Removed.OUTSIDE)

    def _take_out(self, kind: Removed, treatment: Treatment = Treatment.CUT) -> Treatment:
        self.removed.add(kind)
        return treatment

    def _cut(self, kind: Removed, *local_names: str) -> None:
        self.cut_attributes(*local_names)
        self.removed.add(kind)

    def _treat_citation(self, attributes: dict[str, str]) -> None:
        addresses = [each for word in ADDRESSES_OF_CITATION for each in values_of(attributes, word)]
        if any(map(leads_elsewhere, addresses)):
            self._cut(Removed.LINKS, *ADDRESSES_OF_CITATION)

    def _treat_addresses(self, word: str, addresses: list[str]) -> Treatment | None:
        if word == LINK or word in PARTS_OF_PICTURES:
            if not any(map(leads_elsewhere, addresses)) or self._lead_to_mailbox(addresses):
                return None
            way = Treatment.UNWRAP if word == LINK else Treatment.CUT
            return self._take_out(Removed.LINKS, way)
        if word in PICTURES or word == FONT:
            return self._treat_part(addresses, self._fitting_parts(word))
        self._cut(Removed.OUTSIDE, HREF)
        return None

    def _lead_to_mailbox(self, addresses: list[str]) -> bool:
        if not all(map(is_mailbox, addresses)):
            return False
        return self.write_before(addresses[0], TO_MAILBOX, self.find_values(HREF))

    def _fitting_parts(self, word: str) -> Collection[str]:
        return self._parts.fonts if word == FONT else self._parts.pictures

    def _treat_part(self, addresses: list[str], fitting: Collection[str]) -> Treatment | None:
        """What goes anyway has been said; what is not there, or is something else, is not used."""
        if any(map(is_outside, addresses)):
            return self._take_out(Removed.OUTSIDE)
        paths = [inner_path(each) for each in addresses]
        if any(map(self._is_gone, paths)):
            return Treatment.CUT
        if self._parts.only_replacement and all(map(is_replacement, paths)):
            self._show_replacement(paths)
            return None
        return None if all(each in fitting for each in paths) else self._take_out(Removed.REST)

    def _show_replacement(self, paths: Collection[str]) -> None:
        """LibreOffice names another number than it gives when it writes a DOCX as ODT: the object, and not its picture, is shown then."""
        if self._parts.only_replacement not in paths:
            name = self._parts.only_replacement.encode()
            self.cut(*(Span(start, end, name) for start, end, _ in self.find_values(HREF)))

    def _is_gone(self, path: str) -> bool:
        gone = self._parts.gone
        return path in gone or any(each.startswith(f"{path}/") for each in gone)


def is_replacement(path: str) -> bool:
    """Whether a part, of which nothing else needs to be known, would be the picture of an embedded object."""
    return REPLACEMENT.fullmatch(path) is not None


def find_unwanted_field(name: str) -> Removed | None:
    """Why a field goes of which stays what it has shown last; None for all others."""
    if OWN_NAMES.sub(r"\1", name) in SAID_ELSEWHERE:
        return Removed.REST
    return UNWRAPPED.get(local_name(name))


def find_foreign_name(name: str) -> Removed | None:
    """What an element is by its namespace; None for those of a text."""
    namespace = name.rpartition(NAMESPACE_END)[0]
    if namespace in OTHER_KEPT_NAMES:
        return None
    own = OWN_NAMES.fullmatch(namespace)
    if own is None:
        return Removed.FORM if namespace.endswith(XFORMS) else Removed.REST
    return None if own[1] in KEPT_NAMES else FOREIGN_NAMES.get(own[1], Removed.REST)
