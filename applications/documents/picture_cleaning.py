"""Takes out of JPG and PNG what tells where, when and with what they were taken; no pixel is touched.

What a picture is made of is copied part by part, and all else is left: a rule of what stays, since
nobody knows all that programs put into pictures. Which way up it is stays, too.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from PIL import Image

from applications.documents.archive_layout import END_OF_ZIP
from applications.documents.child_process.frames import open_output
from applications.documents.refusals import Cause, RefusedContent
from applications.enums import MediaType, Removed

ORIENTATION = 0x0112
"""The tag of Exif (CIPA DC-008, 4.6.4)."""
UPRIGHT, ORIENTATIONS = 1, range(2, 9)

END, SCAN = 0xD9, 0xDA
MARKER = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""In the data of a scan 0xFF stands before a zero, or is a restart (B.1.1.5)."""
SHORTEST = 2
"""Bytes of a length, which counts itself."""
TABLES = (*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDD)
"""Markers of ITU T.81, annex B, with a length and a part in drawing the picture."""
LINES, LINES_BYTES = 0xDC, 6
"""How many there are, said after the first scan (B.2.5)."""
JFIF, PROFILE, ADOBE, EXIF = 0xE0, 0xE2, 0xEE, 0xE1
JFIF_HEAD, JFIF_BYTES = b"JFIF\0", 18
"""With its marker, and without a thumbnail, whose width and height are the last two bytes (T.871, 10.1)."""
ADOBE_HEAD, ADOBE_BYTES = b"Adobe", 16
PROFILE_HEAD = b"ICC_PROFILE\0"
BEFORE_PROFILE = 4 + len(PROFILE_HEAD) + 2
"""Marker, length, name, and which of how many parts it is."""
PROFILE_MARK, PROFILE_MARK_AT = b"acsp", 36
"""ISO 15076-1, 7.2.13; the first four bytes are the length of the whole."""
PROFILE_NAME = 80
"""Bytes at most, with the zero that ends it (PNG, 11.3.2.3)."""
MAX_PROFILE_BYTES = 4 * 1024 * 1024
EXIF_HEAD = b"Exif\0\0"

SIGNATURE = b"\x89PNG\r\n\x1a\n"
LAST_CHUNK = b"IEND"
CHUNKS = {
    b"IHDR": 13,
    b"PLTE": 3 * 256,
    b"IDAT": 2**31,
    b"IEND": 0,
    b"tRNS": 256,
    b"cHRM": 32,
    b"gAMA": 4,
    b"iCCP": 2**31,
    b"sBIT": 4,
    b"sRGB": 1,
    b"cICP": 4,
    b"bKGD": 6,
    b"pHYs": 9,
}
"""Of the PNG Specification, 3rd edition, section 11: those that say how the picture looks, and their bytes at most."""
CHUNK_HEAD = struct.Struct(">I4s")
CHECKSUM_BYTES = 4


def write_clean_copy(content: BinaryIO, found: MediaType) -> set[Removed]:
    """Write the picture without what tells of its making to the child's output; what was taken out.

    Of one that tells nothing, nothing is written. Raises RefusedContent for one that is cut off, or an archive as well.
    """
    content.seek(0)
    picture = content.read()
    parts = b"".join((clean_jpg if found is MediaType.JPG else clean_png)(picture))
    if END_OF_ZIP in parts:
        raise RefusedContent(Cause.NOT_CLEANED)
    if parts == picture:
        return set()
    with open_output() as target:
        target.write(parts)
    return {Removed.METADATA}


def clean_jpg(picture: bytes) -> Iterator[bytes]:
    """The parts of a JPG that stay, in their order; RefusedContent for one that is cut off."""
    yield picture[:2]
    orientation = UPRIGHT
    parts = list(split_jpg(picture))
    profile = [part for marker, part in parts if marker == PROFILE and is_part_of_profile(part)]
    has_profile = is_profile(b"".join(part[BEFORE_PROFILE:] for part in profile))
    for marker, part in parts:
        is_drawn = marker in TABLES or (marker == LINES and len(part) == LINES_BYTES)
        if is_drawn or (has_profile and part in profile) or is_adobe(marker, part):
            yield part
        elif marker == JFIF and part[4:].startswith(JFIF_HEAD) and len(part) >= JFIF_BYTES:
            yield make_jfif_part(part)
        elif marker == EXIF and orientation == UPRIGHT:  # the first that says so
            orientation = read_orientation(part[4:])
            if orientation != UPRIGHT:
                yield make_exif_part(orientation)
    yield bytes((0xFF, END))


def split_jpg(picture: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment behind the start, a scan with its data.

    What stands between them is passed over, as readers do, and what follows the end is left.
    """
    place = 2
    while found := MARKER.search(picture, place):
        marker, place = found[1][0], found.end() - 2
        if marker == END:
            return
        length = int.from_bytes(picture[place + 2 : place + 4])
        end = place + 2 + length
        if marker == SCAN:
            end = find_end_of_scan(picture, end)
        if length < SHORTEST or end > len(picture):
            raise RefusedContent(Cause.BROKEN)
        yield marker, picture[place:end]
        place = end


def find_end_of_scan(picture: bytes, place: int) -> int:
    """Where the next marker stands that is no restart; the end of the picture if there is none."""
    found = AFTER_SCAN.search(picture, place)
    return found.start() if found else len(picture)


def is_part_of_profile(part: bytes) -> bool:
    return part[4:].startswith(PROFILE_HEAD)


def is_profile(content: bytes) -> bool:
    """Whether it is a colour profile by its signature and its length, and not only called one."""
    length, mark = int.from_bytes(content[:4]), content[PROFILE_MARK_AT:][: len(PROFILE_MARK)]
    return mark == PROFILE_MARK and length <= len(content) < length + 4  # filled up to four


def is_adobe(marker: int, part: bytes) -> bool:
    """How the colours are mixed."""
    return marker == ADOBE and part[4:].startswith(ADOBE_HEAD) and len(part) == ADOBE_BYTES


def make_jfif_part(part: bytes) -> bytes:
    """The density, without a thumbnail, which may show what was cut off the picture."""
    return part[:2] + (JFIF_BYTES - 2).to_bytes(2) + part[4 : JFIF_BYTES - 2] + bytes(2)


def make_exif_part(orientation: int) -> bytes:
    """An Exif segment that says nothing but which way up the picture is."""
    content = EXIF_HEAD + make_exif(orientation)
    return struct.pack(">BBH", 0xFF, EXIF, len(content) + 2) + content


def make_exif(orientation: int) -> bytes:
    """TIFF 6.0: one directory with one SHORT in it."""
    entry = struct.pack(">HHIHH", ORIENTATION, 3, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)


def read_orientation(exif: bytes) -> int:
    """1 to 8; 1 where nothing is said, or what is said cannot be read.

    Image.getexif() would decode the whole of a PNG first, to look for texts behind its pixels.
    """
    directory = Image.Exif()
    try:
        directory.load(exif)
        found = directory.get(ORIENTATION)
    except (OSError, SyntaxError, ValueError, struct.error):
        return UPRIGHT
    return found if isinstance(found, int) and found in ORIENTATIONS else UPRIGHT


def clean_png(picture: bytes) -> Iterator[bytes]:
    """The parts of a PNG that stay, in their order; RefusedContent for one that is cut off."""
    yield SIGNATURE
    orientation, place = UPRIGHT, len(SIGNATURE)
    kind = b""
    while kind != LAST_CHUNK:
        head = picture[place : place + CHUNK_HEAD.size]
        if len(head) < CHUNK_HEAD.size:
            raise RefusedContent(Cause.BROKEN)
        length, kind = CHUNK_HEAD.unpack(head)
        end = place + CHUNK_HEAD.size + length + CHECKSUM_BYTES
        if end > len(picture):
            raise RefusedContent(Cause.BROKEN)
        content = slice(place + CHUNK_HEAD.size, end - CHECKSUM_BYTES)
        if kind == b"iCCP" and not has_profile(picture[content]):
            pass
        elif length <= CHUNKS.get(kind, -1):
            yield picture[place:end]
        elif kind == b"eXIf" and orientation == UPRIGHT:
            orientation = read_orientation(picture[content])
            if orientation != UPRIGHT:
                yield make_chunk(b"eXIf", make_exif(orientation))
        place = end


def has_profile(chunk: bytes) -> bool:
    """Whether a chunk of PNG holds a colour profile behind its name, packed, and nothing behind that."""
    name, _zero, packed = chunk[1:].partition(b"\0")
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed[1:], MAX_PROFILE_BYTES)
    except zlib.error:
        return False
    is_whole = unpacker.eof and not unpacker.unused_data
    return is_whole and len(name) < PROFILE_NAME and is_profile(content)


def make_chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return CHUNK_HEAD.pack(len(content), kind) + content + struct.pack(">I", checksum)
