"""Parts of an ODT beside its text that are known by their content: the layout cache, and signatures."""

import re
from zipfile import ZipFile

from applications.documents.office_parts import read_part
from applications.enums import Removed

LAYOUT_CACHE = re.compile(
    rb"\x01\0[\0\x01]\0p(?P<length>...)\0"
    rb"(?:P\x09\0\0\x04.{4}|P\x0d\0\0\x18.{8}|T\x0d\0\0\x08.{8}|F\x1b\0\0\0.{22})*+",
    re.DOTALL,
)
"""As LibreOffice and OpenOffice write it: pages with the numbers of the paragraph, table or frame they begin with."""
VERSION_BYTES = 4
OWN_PARTS = re.compile(r"layout-cache|META-INF/[a-z]*signatures[^/]*\.xml")


def find_unwanted_own_part(archive: ZipFile, name: str) -> Removed | None:
    """What one of OWN_PARTS is that goes: a signature, as in a DOCX, or a cache that is none."""
    if name.startswith("META-INF/"):
        return Removed.SIGNATURE
    return None if is_layout_cache(archive, name) else Removed.FILES


def is_layout_cache(archive: ZipFile, name: str) -> bool:
    content = read_part(archive, name)
    found = LAYOUT_CACHE.fullmatch(content)
    said = int.from_bytes(found["length"], "little") if found else -1
    return said == len(content) - VERSION_BYTES
