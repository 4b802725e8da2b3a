"""Parts of an ODT beside its text that are known by their content: the layout cache, and signatures."""

import re
from zipfile import ZipFile

from applications.documents.link_targets import is_outside
from applications.documents.office_parts import read_part
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_cuts import PartReader, Treatment
from applications.documents.xml_parts import NAMESPACE_END, local_name, values_of
from applications.enums import Removed

LAYOUT_CACHE = re.compile(
    rb"\x01\0[\0\x01]\0p(?P<length>...)\0"
    rb"(?:P\x09\0\0\x04.{4}|P\x0d\0\0\x18.{8}|T\x0d\0\0\x08.{8}|F\x1b\0\0\0.{22})*+",
    re.DOTALL,
)
"""As LibreOffice and OpenOffice write it: pages with the numbers of the paragraph, table or frame they begin with."""
VERSION_BYTES = 4
SIGNATURE_ROOTS = {"document-signatures", "Signature"}
SIGNATURE_NAMES = (
    "urn:oasis:names:tc:opendocument:xmlns:digitalsignature:",
    "http://openoffice.org/2004/documentsignatures",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:",
    "http://www.w3.org/2000/09/xmldsig#",
    "http://www.w3.org/2009/xmldsig11#",
    "http://uri.etsi.org/01903/",
    "http://purl.org/dc/elements/1.1/",
)
"""How the namespaces begin of what a signature is made of (OpenDocument 1.3, part 2, 5)."""

OWN_PARTS = re.compile(r"layout-cache|META-INF/[a-z]*signatures[^/]*\.xml")


def find_unwanted_own_part(archive: ZipFile, name: str) -> Removed | None:
    """What one of OWN_PARTS is that is not what it is called."""
    if name.startswith("META-INF/"):
        return find_unwanted_signature(archive, name)
    return None if is_layout_cache(archive, name) else Removed.FILES


def is_layout_cache(archive: ZipFile, name: str) -> bool:
    content = read_part(archive, name)
    found = LAYOUT_CACHE.fullmatch(content)
    said = int.from_bytes(found["length"], "little") if found else -1
    return said == len(content) - VERSION_BYTES


class SignatureReader(PartReader):
    """Reads a signature; `kind` is what it is if it is none, or names something outside of the archive."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.kind: Removed | None = None
        self._is_root = True

    def treat_element(self, name: str, attributes: dict[str, str]) -> Treatment | None:
        is_own = name.rpartition(NAMESPACE_END)[0].startswith(SIGNATURE_NAMES)
        if not is_own or (self._is_root and local_name(name) not in SIGNATURE_ROOTS):
            self.kind = Removed.FILES
        elif any(map(is_outside, values_of(attributes, "URI"))):
            self.kind = self.kind or Removed.OUTSIDE
        self._is_root = False
        return None


def find_unwanted_signature(archive: ZipFile, name: str) -> Removed | None:
    """What a part that is called a signature is instead; None for a signature of parts of the archive."""
    try:
        reader = SignatureReader(read_part(archive, name))
        reader.read()
    except RefusedContent as refusal:
        if refusal.cause is Cause.WRONG_TYPE:
            raise
        return Removed.FILES
    return reader.kind
