"""Drawings that are lists of records, in Office files: EMF, WMF and the SVM of LibreOffice.

Records that draw stay. All others may carry files of any kind, which programs open by their content: a
comment of EMF holds what GDI+ draws, with pictures, and an escape of WMF whole EMF or PostScript. They are
overwritten by records of the same length that do nothing, so that nothing else of the file moves.
[MS-EMF] 2.3, [MS-WMF] 2.3; for SVM there is only the source of LibreOffice, vcl/source/filter/svm.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

PACKED, GZIP = b"\x1f\x8b", 31
"""How a packed EMF or WMF begins, and what zlib calls the form."""
EMF_HEAD, EMF_MARK, EMF_MARK_AT = b"\1\0\0\0", b" EMF", 40
EMF_RECORD = struct.Struct("<2L")
"""Kind, and bytes of the whole record."""
EMF_END, EMF_COMMENT = 14, 70
EMF_DRAWING = {
    *range(1, EMF_COMMENT),
    *range(EMF_COMMENT + 1, 99),
    *(100, 101, 108, 109, 111, 114, 115, 116, 118, 120),
}
"""Without escapes for drivers, OpenGL, and profiles of colours, which name files."""
PLACEABLE, PLACEABLE_BYTES = b"\xd7\xcd\xc6\x9a", 22
WMF_HEADS = (b"\1\0\x09\0", b"\2\0\x09\0")
WMF_HEAD_BYTES = 18
WMF_RECORD = struct.Struct("<LH")
"""Words of two bytes of the whole record, and which function is called."""
WMF_END, WMF_ESCAPE = (3, 0), 0x0626
WMF_DRAWING = {
    *(0x001E, 0x0035, 0x0037, 0x00F7, 0x0102, 0x0103, 0x0104, 0x0105, 0x0106, 0x0107, 0x0108),
    *(0x0127, 0x012A, 0x012B, 0x012C, 0x012D, 0x012E, 0x0139, 0x0142, 0x0149, 0x01F0, 0x01F9),
    *(0x0201, 0x0209, 0x020A, 0x020B, 0x020C, 0x020D, 0x020E, 0x020F, 0x0211, 0x0213, 0x0214),
    *(0x0220, 0x0228, 0x0231, 0x0234, 0x02FA, 0x02FB, 0x02FC, 0x0324, 0x0325, 0x0410, 0x0412),
    *(0x0415, 0x0416, 0x0418, 0x0419, 0x041B, 0x041F, 0x0429, 0x0436, 0x0521, 0x0538, 0x0548),
    *(0x061C, 0x061D, 0x06FF, 0x0817, 0x081A, 0x0830, 0x0922, 0x0940, 0x0A32, 0x0B23, 0x0B41),
    *(0x0D33, 0x0F43),
}
SVM_HEAD = b"VCLMTF"
SVM_SIZE = struct.Struct("<HL")
"""Version and bytes of what follows."""
SVM_COMMENT = 512
SVM_DRAWING = {*range(100, 127), *range(128, 143), *(144, 145, 146, 148, 149, 150, 151, 512)}
"""Without wallpapers, and what holds PostScript (143), another SVM (147), or a picture of any kind (152)."""
SVM_NAME = struct.Struct("<H")
SVM_COMMENTS = (b"XGRAD_SEQ_", b"XTEXT_")
"""How the names of those begin that say what the records around them are."""


class Foreign(Exception):
    """It is no drawing of records, or there is something in it that cannot be overwritten."""


class Patch(NamedTuple):
    """Bytes that stand from this place on instead of those that do."""

    place: int
    content: bytes


def is_metafile(head: bytes) -> bool:
    """Whether a part that begins like this may be one; find_patches() tells."""
    return head.startswith((PACKED, EMF_HEAD, PLACEABLE, *WMF_HEADS, SVM_HEAD))


def find_patches(content: bytes, most: int) -> list[Patch]:
    """What has to be overwritten; raises Foreign. A packed one has at most `most` bytes, and nothing to overwrite."""
    if content.startswith(PACKED):
        if [*find_needed(unpack(content, most))]:
            raise Foreign
        return []
    return [*find_needed(content)]


def find_needed(content: bytes) -> Iterator[Patch]:
    """The patches of find_records() that change anything."""
    for patch in find_records(content):
        if content[patch.place : patch.place + len(patch.content)] != patch.content:
            yield patch


def apply_patches(content: bytes, patches: Iterable[Patch]) -> bytes:
    """The same number of bytes."""
    patched = bytearray(content)
    for place, written in patches:
        patched[place : place + len(written)] = written
    return bytes(patched)


def find_records(content: bytes) -> Iterator[Patch]:
    try:
        if content.startswith(SVM_HEAD):
            yield from blank_svm(content)
        elif content.startswith(EMF_HEAD):
            yield from blank_emf(content)
        else:
            yield from blank_wmf(content)
    except struct.error:
        raise Foreign from None


def unpack(content: bytes, most: int) -> bytes:
    unpacker = zlib.decompressobj(GZIP)
    try:
        unpacked = unpacker.decompress(content, most)
    except zlib.error:
        raise Foreign from None
    if not unpacker.eof or unpacker.unused_data:
        raise Foreign
    return unpacked


def blank_emf(content: bytes) -> Iterator[Patch]:
    if not content.startswith(EMF_MARK, EMF_MARK_AT):
        raise Foreign
    place = kind = 0
    while kind != EMF_END:
        kind, size = EMF_RECORD.unpack_from(content, place)
        if size < EMF_RECORD.size or size % 4 or place + size > len(content):
            raise Foreign
        if kind not in EMF_DRAWING:
            blank = EMF_RECORD.pack(EMF_COMMENT, size)
            yield Patch(place, blank.ljust(size, b"\0"))
        place += size
    yield Patch(place, bytes(len(content) - place))


def blank_wmf(content: bytes) -> Iterator[Patch]:
    place = PLACEABLE_BYTES if content.startswith(PLACEABLE) else 0
    if not content.startswith(WMF_HEADS, place):
        raise Foreign
    place += WMF_HEAD_BYTES
    record = 0, 0
    while record != WMF_END:
        record = WMF_RECORD.unpack_from(content, place)
        size = 2 * record[0]
        if size < WMF_RECORD.size or place + size > len(content):
            raise Foreign
        if record[1] not in WMF_DRAWING and record != WMF_END:
            blank = WMF_RECORD.pack(record[0], WMF_ESCAPE)
            yield Patch(place, blank.ljust(size, b"\0"))
        place += size
    yield Patch(place, bytes(len(content) - place))


def blank_svm(content: bytes) -> Iterator[Patch]:
    """Each record is its kind, and as much as its size says."""
    _version, size = SVM_SIZE.unpack_from(content, len(SVM_HEAD))
    place = len(SVM_HEAD) + SVM_SIZE.size + size
    while place < len(content):
        (kind,) = SVM_NAME.unpack_from(content, place)
        start = place + SVM_NAME.size + SVM_SIZE.size
        _version, size = SVM_SIZE.unpack_from(content, place + SVM_NAME.size)
        place = start + size
        if kind not in SVM_DRAWING or place > len(content):
            raise Foreign
        if kind == SVM_COMMENT and not is_known_comment(content[start:place]):
            yield Patch(start, bytes(size))


def is_known_comment(record: bytes) -> bool:
    (length,) = SVM_NAME.unpack_from(record)
    return record[SVM_NAME.size :][:length].startswith(SVM_COMMENTS)
