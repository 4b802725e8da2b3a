"""Pictures and fonts inside of an Office file: known by their bytes, whatever they are called.

Programs go by the bytes, too, and hand on what they do not know: PostScript to its interpreter, a drawing to
what fetches the files that it names. So only what is on these lists stays, and is what it seems.
"""

import re
import struct
from zipfile import ZipFile

from applications.documents.drawings import DrawingReader
from applications.documents.metafiles import Foreign, find_patches, is_metafile
from applications.documents.office_parts import Plan, read_head, read_part
from applications.documents.refusals import RefusedContent
from applications.documents.xml_cuts import MAX_PART_BYTES
from applications.documents.xml_encoding import looks_like_xml
from applications.enums import Removed

PICTURES = (
    *(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a"),
    *(b"II*\0", b"MM\0*"),
)
"""PNG, JPEG, GIF, TIFF."""
OTHER_PICTURES = re.compile(
    rb"RIFF....WEBPVP8|BM.{4}\0{4}.{4}[\x0c\x28\x34\x38\x40\x6c\x7c]\0{3}", re.DOTALL
)
"""WebP, and BMP with the sizes that its second header may have."""
FONTS = (b"\0\1\0\0\0", b"OTTO\0", b"true\0", b"ttcf\0", b"wOFF", b"wOF2")
"""TrueType, OpenType, collections of them, WOFF."""
TABLE_OF_FONT = struct.Struct(">4s3L")
"""Name, checksum, place and length of a table."""
CLEAR_TABLES = (44, 60)
"""Where the first two are said that a scrambled font shows: its first 32 bytes are mixed with a key (part 1, 17.8.1)."""
NAME_OF_TABLE = re.compile(rb"[A-Za-z][A-Za-z0-9 /_-]{3}")


def is_picture(head: bytes) -> bool:
    """Whether it is one of those that are made of points."""
    return head.startswith(PICTURES) or OTHER_PICTURES.match(head) is not None


def is_font(head: bytes) -> bool:
    return head.startswith(FONTS)


def is_scrambled_font(head: bytes, size: int) -> bool:
    """Whether what is legible of a scrambled font (of so many bytes) is that of one."""
    if len(head) < CLEAR_TABLES[-1] + TABLE_OF_FONT.size:
        return False
    tables = [TABLE_OF_FONT.unpack_from(head, place) for place in CLEAR_TABLES]
    return all(
        NAME_OF_TABLE.fullmatch(name) and place + length <= size
        for name, _checksum, place, length in tables
    )


def plan_picture(archive: ZipFile, plan: Plan, name: str) -> Removed | None:
    """What a part is that is no picture; None for one, of which goes what draws nothing."""
    head = read_head(archive, name)
    if not head or is_picture(head):
        return None
    if is_metafile(head):
        return plan_metafile(archive, plan, name)
    return plan_drawing(archive, plan, name) if looks_like_xml(head) else Removed.FILES


def plan_metafile(archive: ZipFile, plan: Plan, name: str) -> Removed | None:
    try:
        patches = find_patches(read_part(archive, name), MAX_PART_BYTES)
    except Foreign:
        return Removed.FILES
    if patches:
        plan.patches[name] = patches
        plan.removed.add(Removed.REST)
    return None


def plan_drawing(archive: ZipFile, plan: Plan, name: str) -> Removed | None:
    """One that cannot be read counts as active."""
    try:
        reader = DrawingReader(read_part(archive, name))
        cuts = reader.read()
    except RefusedContent:
        return Removed.SCRIPTS
    if reader.kind is None:
        plan.cut(name, cuts)
        plan.removed |= reader.removed
    return reader.kind
